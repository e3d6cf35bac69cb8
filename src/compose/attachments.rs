//! The files that go with the report: of the report, whatever vendor it is for.

use super::action::Effect;
use super::progress::Progress;
use super::room::Room;
use super::state::State;
use crate::digest::Digest;
use crate::file_name::FileName;
use crate::handle::Handle;
use crate::openpgp::source::FileError;
use crate::protocol::{Job, WorkerError};
use crate::report::Attachment;
use std::collections::BTreeMap;

/// The `id` of what chooses files.
pub const ATTACH: &str = "attach";

/// The name under which browsers paste a picture that is no file.
const PASTED: &str = "image.png";

/// A file that was chosen, dropped or pasted. The shell keeps the file itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The file.
    pub handle: Handle,
    /// Its name, which may be anything.
    pub given: String,
    /// Its length in bytes.
    pub length: u64,
    /// What the browser takes it for; may be empty.
    pub media_type: String,
    /// How it came.
    pub origin: Origin,
}

/// How a file came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Chosen or dropped: it has a name of its own.
    Picked,
    /// From the clipboard: a picture may have no name of its own.
    Pasted,
}

/// An attached file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// The file.
    pub handle: Handle,
    /// The name that it was given; `None` for a pasted picture.
    pub given: Option<String>,
    /// Its name as it will arrive.
    pub name: FileName,
    /// Its length in bytes.
    pub length: u64,
    /// What the browser takes it for; may be empty.
    pub media_type: String,
    /// What is known of its content.
    pub reading: Reading,
}

/// How far a file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Others come before it.
    Waiting,
    /// It is being read.
    Working(Progress),
    /// It was read.
    Done(Digest),
    /// It cannot be sent: it must be removed, or chosen again.
    Failed(ReadFailure),
}

/// Why a file cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadFailure {
    /// The file.
    File(FileError),
    /// The reader.
    Worker(WorkerError),
}

/// What was done with the files last, for who cannot see the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileNews {
    /// So many came.
    Added(usize),
    /// One is gone.
    Removed(FileName),
    /// One could not be read.
    Unread(FileName),
    /// All are read.
    AllRead,
}

/// All of them, and what is known of the room for them.
#[derive(Clone, Debug, Default)]
pub struct Attachments {
    pub(super) files: Vec<Attached>,
    /// What the reader is at, and with which file.
    pub(super) job: Option<(Job, Handle)>,
    /// What was done last.
    pub news: Option<FileNews>,
    /// Where the ciphertext will lie, once that was found out.
    pub room: Option<Room>,
    /// The researcher wants the mail format too, large as it will be.
    pub with_mail: bool,
}

impl Attachments {
    /// The files, in the order in which they came.
    #[must_use]
    pub fn files(&self) -> &[Attached] {
        &self.files
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Those that cannot be sent, and why.
    pub fn failed(&self) -> impl Iterator<Item = (&Attached, ReadFailure)> {
        self.files.iter().filter_map(|file| match file.reading {
            Reading::Failed(failure) => Some((file, failure)),
            _ => None,
        })
    }

    /// How far those are that are not read yet: bytes read, and bytes to read, of all files.
    #[must_use]
    pub fn reading(&self) -> Option<(u64, u64)> {
        let mut waits = false;
        let (mut done, mut total) = (0_u64, 0_u64);
        for file in &self.files {
            let read = match file.reading {
                Reading::Waiting => 0,
                Reading::Working(progress) => progress.done,
                Reading::Done(_) | Reading::Failed(_) => file.length,
            };
            waits |= matches!(file.reading, Reading::Waiting | Reading::Working(_));
            done = done.saturating_add(read);
            total = total.saturating_add(file.length);
        }
        waits.then_some((done, total))
    }

    /// What the report says of them; `None` until all are read.
    #[must_use]
    pub fn described(&self) -> Option<Vec<Attachment>> {
        let described = self.files.iter().map(|file| match file.reading {
            Reading::Done(digest) => Some(Attachment {
                name: file.name.clone(),
                length: file.length,
                digest,
            }),
            _ => None,
        });
        described.collect()
    }

    /// For each file an earlier one with the same content, if there is one. Empty files have none
    /// to compare.
    #[must_use]
    pub fn repeated(&self) -> BTreeMap<Handle, &FileName> {
        let mut first = BTreeMap::new();
        let mut repeated = BTreeMap::new();
        for file in self.files.iter().filter(|file| file.length > 0) {
            if let Reading::Done(digest) = file.reading {
                match first.get(&String::from(digest)) {
                    Some(name) => {
                        repeated.insert(file.handle, *name);
                    }
                    None => {
                        first.insert(String::from(digest), &file.name);
                    }
                }
            }
        }
        repeated
    }

    /// Takes one more; one of the same name that could not be read was chosen again.
    fn add(&mut self, chosen: Chosen) {
        let nameless = chosen.given.is_empty() || chosen.given == PASTED;
        let is_picture = chosen.media_type.starts_with("image/");
        let taken: Vec<FileName> = self.files.iter().map(|file| file.name.clone()).collect();
        let (given, name) = match chosen.origin {
            Origin::Pasted if nameless && is_picture => (None, screenshot(&taken)),
            _ => {
                let name = FileName::safe(&chosen.given);
                (Some(chosen.given), name)
            }
        };
        let mut file = Attached {
            handle: chosen.handle,
            given,
            name: name.among(&taken),
            length: chosen.length,
            media_type: chosen.media_type,
            reading: Reading::Waiting,
        };
        let again = self.files.iter_mut().find(|it| {
            matches!(it.reading, Reading::Failed(_)) && it.given.is_some() && it.given == file.given
        });
        match again {
            Some(failed) => {
                file.name = failed.name.clone();
                *failed = file;
            }
            None => self.files.push(file),
        }
    }
}

/// A name for a pasted picture that none of `taken` has.
fn screenshot(taken: &[FileName]) -> FileName {
    let mut numbered = (1..=taken.len() + 1)
        .map(|number: usize| FileName::safe(&format!("screenshot-{number}.png")));
    // One more than there are names, so one of them is free.
    numbered
        .find(|name| !taken.contains(name))
        .unwrap_or_else(|| FileName::safe(PASTED))
}

/// The `id` of the button that removes the file at this place.
#[must_use]
pub fn remove_id(at: usize) -> String {
    format!("remove-attachment-{}", at + 1)
}

impl State {
    /// Files were chosen, dropped or pasted.
    pub(super) fn attach(&mut self, chosen: Vec<Chosen>) -> Vec<Effect> {
        if chosen.is_empty() {
            return Vec::new();
        }
        self.touch();
        self.attachments.news = Some(FileNews::Added(chosen.len()));
        for chosen in chosen {
            self.attachments.add(chosen);
        }
        let mut effects = vec![Effect::FindRoom];
        effects.extend(self.read_next());
        effects
    }

    /// A file goes no longer with the report. The keyboard goes on to the next one's button.
    pub(super) fn detach(&mut self, handle: Handle) -> Vec<Effect> {
        let files = &mut self.attachments.files;
        let Some(at) = files.iter().position(|file| file.handle == handle) else {
            return Vec::new();
        };
        let gone = files.remove(at);
        let focus = match files.len() {
            0 => ATTACH.to_owned(),
            left => remove_id(at.min(left - 1)),
        };
        self.touch();
        let mut effects = Vec::new();
        if self
            .attachments
            .job
            .take_if(|(_, file)| *file == handle)
            .is_some()
        {
            effects.push(Effect::EndReader);
        }
        effects.extend(self.read_next());
        self.attachments.news = Some(FileNews::Removed(gone.name));
        effects.push(Effect::Focus(focus));
        effects
    }

    /// The link of a file that cannot be sent: to its place in the list.
    pub(super) fn visit_file(&mut self, handle: Handle) -> Vec<Effect> {
        let files = &self.attachments.files;
        let Some(at) = files.iter().position(|file| file.handle == handle) else {
            return Vec::new();
        };
        let mut effects = self.go(Self::attaching());
        effects.push(Effect::Focus(remove_id(at)));
        effects
    }
}
