//! What a worker is lent in memory: files that tests put down, and a place for ciphertext.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::{Future, ready};
use std::io::{self, Write};

use sealed_report::answer::{Lender, Pace, Rhythm, Store};
use sealed_report::digest::Digest;
use sealed_report::handle::Handle;
use sealed_report::openpgp::bulk::Software;
use sealed_report::openpgp::seal::{Bulk, Cut};
use sealed_report::openpgp::sink::Sink;
use sealed_report::openpgp::source::FileError;
use sealed_report::package::Files;
use sealed_report::package::files::Snapshots;

thread_local! {
    static HELD: RefCell<(u32, BTreeMap<Handle, Vec<u8>>)> = RefCell::default();
}

/// Holds bytes until the end of the test.
pub fn hold(bytes: Vec<u8>) -> Handle {
    HELD.with_borrow_mut(|(last, held)| {
        *last += 1;
        let handle = Handle::new(*last);
        held.insert(handle, bytes);
        handle
    })
}

/// What is held under a handle.
pub fn held(handle: Handle) -> Option<Vec<u8>> {
    HELD.with_borrow(|(_, held)| held.get(&handle).cloned())
}

/// The surroundings of a worker.
pub struct Desk;

impl Lender for Desk {
    type Files = Papers;
    type Engine = Software;
    type Store = Drawer;

    fn files(&self, handles: Vec<Handle>, _: Pace) -> Papers {
        Papers(handles)
    }

    fn pace(&self, _: Option<&Drawer>) -> Pace {
        Pace::Ahead
    }

    fn snapshots(&self) -> Snapshots {
        Snapshots::NotKept
    }

    fn bulk(&self) -> &Bulk<Software> {
        const BULK: &Bulk<Software> = &Bulk::Engine(
            Software,
            Cut {
                piece_bytes: 4096,
                border: sealed_report::openpgp::seal::Border {
                    whole_up_to: u32::MAX as u64,
                    piece_bits: 30,
                },
            },
        );
        BULK
    }

    async fn store(&self, _: u64, _: Rhythm) -> Option<Drawer> {
        Some(Drawer::default())
    }
}

pub struct Papers(Vec<Handle>);

impl Files for Papers {
    type Slice = Vec<u8>;

    fn read(
        &self,
        file: usize,
        offset: u64,
        length: usize,
    ) -> impl Future<Output = Result<Vec<u8>, FileError>> + 'static {
        let bytes = self.0.get(file).and_then(|handle| held(*handle));
        ready(bytes.ok_or(FileError::Vanished).map(|bytes| {
            let start = bytes.len().min(usize::try_from(offset).expect("small"));
            bytes[start..bytes.len().min(start + length)].to_vec()
        }))
    }
}

#[derive(Default)]
pub struct Drawer(Vec<u8>);

impl Sink for Drawer {
    async fn ready(&mut self) {}

    async fn digest(&mut self) -> io::Result<Digest> {
        Ok(Digest::of(&self.0))
    }
}

impl Write for Drawer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Store for Drawer {
    async fn keep(self) -> Option<Handle> {
        Some(hold(self.0))
    }
}
