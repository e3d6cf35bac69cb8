//! The browser's private file system (File System Standard), for ciphertext alone: a report with
//! gigabytes attached fits no memory.
//!
//! Every page has a folder of its own, by a random name, and holds a lock of that name (Web Locks
//! API) as long as it lives. A page removes the folders whose lock nobody holds: what a crash or a
//! closed tab left behind.

use super::random;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Promise, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DomException, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions,
    FileSystemGetFileOptions, FileSystemRemoveOptions, StorageManager,
};

/// The folder of all pages, and what their locks' names begin with.
const HOME: &str = "sealed-report";
/// How often the removal of a file is tried that an ended worker still has open, and the pause
/// between, in milliseconds.
const TRIES: u32 = 50;
const PAUSE_MILLISECONDS: u32 = 200;

fn member(of: &JsValue, name: &str) -> Option<JsValue> {
    let member = Reflect::get(of, &name.into()).ok()?;
    (!member.is_undefined() && !member.is_null()).then_some(member)
}

fn navigator() -> Option<JsValue> {
    member(&js_sys::global(), "navigator")
}

/// The file system's root; `None` where there is none: in a saved file, in a sandboxed frame.
pub async fn root() -> Option<FileSystemDirectoryHandle> {
    let storage: StorageManager = member(&navigator()?, "storage")?.unchecked_into();
    member(&storage, "getDirectory")?;
    let root = JsFuture::from(storage.get_directory()).await.ok()?;
    Some(root.unchecked_into())
}

async fn subfolder(
    of: &FileSystemDirectoryHandle,
    name: &str,
) -> Option<FileSystemDirectoryHandle> {
    let options = FileSystemGetDirectoryOptions::new();
    options.set_create(true);
    let folder = of.get_directory_handle_with_options(name, &options);
    Some(JsFuture::from(folder).await.ok()?.unchecked_into())
}

/// The folder of the page with this name.
pub async fn folder(page: &str) -> Option<FileSystemDirectoryHandle> {
    subfolder(&subfolder(&root().await?, HOME).await?, page).await
}

/// A new file in a folder.
pub(super) async fn create_file(
    folder: &FileSystemDirectoryHandle,
    name: &str,
) -> Option<FileSystemFileHandle> {
    let options = FileSystemGetFileOptions::new();
    options.set_create(true);
    let file = folder.get_file_handle_with_options(name, &options);
    Some(JsFuture::from(file).await.ok()?.unchecked_into())
}

/// The name that was given to this worker.
pub(super) fn worker_name() -> Option<String> {
    let name = member(&js_sys::global(), "name")?.as_string()?;
    (!name.is_empty()).then_some(name)
}

/// Where a worker stores a message.
#[derive(Clone, Debug)]
pub struct StoredName {
    /// The folder's name.
    pub page: String,
    /// The file's name, which begins with the number of the worker.
    pub file: String,
}

impl StoredName {
    /// A new one, in the folder that the page told this worker by its name. `None` where it has none:
    /// then all is kept in memory.
    #[must_use]
    pub fn fresh() -> Option<Self> {
        let name = worker_name()?;
        let (page, worker) = name.split_once('.')?;
        Some(Self {
            page: page.to_owned(),
            file: format!("{worker}-{}", fresh_name()),
        })
    }

    /// Removes the file, some time: a worker that was ended may still have it open.
    pub fn remove(self) {
        spawn_local(async move {
            if let Some(folder) = folder(&self.page).await {
                remove(&folder, &self.file).await;
            }
        });
    }
}

/// A name that nothing has yet, and that tells nothing.
#[must_use]
pub fn fresh_name() -> String {
    data_encoding::HEXLOWER.encode(&random::bytes::<16>())
}

/// Removes a file as soon as nobody has it open; what is left is removed with the folder.
async fn remove(folder: &FileSystemDirectoryHandle, name: &str) {
    for _ in 0..TRIES {
        match JsFuture::from(folder.remove_entry(name)).await {
            Err(error) if !is_gone(&error) => TimeoutFuture::new(PAUSE_MILLISECONDS).await,
            _ => return,
        }
    }
}

fn is_gone(error: &JsValue) -> bool {
    let name = error.dyn_ref::<DomException>().map(DomException::name);
    name.as_deref() == Some("NotFoundError")
}

/// The storage of this page.
#[derive(Clone, Debug)]
pub struct Storage {
    page: String,
    /// The number of the last worker that was started.
    workers: Rc<Cell<u32>>,
}

impl Storage {
    /// A folder's name for this page, its lock, and the end of what others left.
    #[must_use]
    pub fn begin() -> Self {
        let page = fresh_name();
        if let Some(locks) = locks() {
            let name = lock_name(&page);
            spawn_local(async move {
                hold(&locks, &name).await;
                sweep(&locks).await;
            });
        }
        let workers = Rc::default();
        Self { page, workers }
    }

    /// A name for the next worker, by which it finds the folder and marks its files. Without locks
    /// nobody could tell what is left behind: then it has none.
    #[must_use]
    pub fn name_worker(&self) -> String {
        self.workers.set(self.workers.get().wrapping_add(1));
        match locks() {
            Some(_) => format!("{}.{}", self.page, self.workers.get()),
            None => String::new(),
        }
    }

    /// Whether the browser lends it to this page.
    pub async fn is_there(&self) -> bool {
        locks().is_some() && folder(&self.page).await.is_some()
    }

    /// Removes a file of this page.
    pub fn forget(&self, name: String) {
        let page = self.page.clone();
        spawn_local(async move {
            if let Some(folder) = folder(&page).await {
                let _ = JsFuture::from(folder.remove_entry(&name)).await;
            }
        });
    }

    /// Removes the files of the workers so far, but for `kept`: one was ended over them, and the
    /// browser takes a moment to close what it had open.
    pub fn clear(&self, kept: Vec<String>) {
        let (page, last) = (self.page.clone(), self.workers.get());
        let is_old = move |name: &str| {
            let worker = name.split_once('-').map(|(worker, _)| worker.parse());
            !matches!(worker, Some(Ok(worker)) if u32::gt(&worker, &last))
        };
        spawn_local(async move {
            let Some(folder) = folder(&page).await else {
                return;
            };
            // Its keeper ends after it, and may still have begun a file.
            for pause in [0, PAUSE_MILLISECONDS] {
                TimeoutFuture::new(pause).await;
                for name in names(&folder).await {
                    if !kept.contains(&name) && is_old(&name) {
                        remove(&folder, &name).await;
                    }
                }
            }
        });
    }
}

fn lock_name(page: &str) -> String {
    format!("{HOME}/{page}")
}

fn locks() -> Option<JsValue> {
    member(&navigator()?, "locks")
}

fn call(object: &JsValue, method: &str, arguments: &Array) -> Option<JsValue> {
    let method: Function = member(object, method)?.dyn_into().ok()?;
    method.apply(object, arguments).ok()
}

/// Takes the lock and never gives it back; returns when it is held, or cannot be had: a sandboxed
/// frame has no locks, but no storage either.
async fn hold(locks: &JsValue, name: &str) {
    let held = Promise::new(&mut |resolve, reject| {
        let never = Closure::once_into_js(move || {
            let _ = resolve.call0(&JsValue::NULL);
            Promise::new(&mut |_, _| {})
        });
        let asked = call(locks, "request", &Array::of2(&name.into(), &never));
        let asked = asked.and_then(|asked| asked.dyn_into::<Promise>().ok());
        spawn_local(async move {
            if let Some(asked) = asked {
                let _ = JsFuture::from(asked).await;
            }
            let _ = reject.call0(&JsValue::NULL);
        });
    });
    let _ = JsFuture::from(held).await;
}

/// Removes the folders of pages that are gone.
async fn sweep(locks: &JsValue) -> Option<()> {
    let home = subfolder(&root().await?, HOME).await?;
    let state: Promise = call(locks, "query", &Array::new())?.dyn_into().ok()?;
    let state = JsFuture::from(state).await.ok()?;
    let held = Array::from(&member(&state, "held")?);
    let held: Vec<String> = held
        .iter()
        .filter_map(|lock| member(&lock, "name")?.as_string())
        .collect();
    let options = FileSystemRemoveOptions::new();
    options.set_recursive(true);
    for page in names(&home).await {
        if !held.contains(&lock_name(&page)) {
            let _ = JsFuture::from(home.remove_entry_with_options(&page, &options)).await;
        }
    }
    Some(())
}

/// What is in a folder.
async fn names(folder: &FileSystemDirectoryHandle) -> Vec<String> {
    let (keys, mut names) = (folder.keys(), Vec::new());
    while let Ok(next) = keys.next() {
        let Ok(entry) = JsFuture::from(next).await else {
            break;
        };
        match member(&entry, "value").and_then(|name| name.as_string()) {
            Some(name) => names.push(name),
            None => break,
        }
    }
    names
}
