//! Everything that a browser stores for its pages, read from outside the page.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::cdp::Cdp;

/// The only member of an object that stands for bytes, in base64.
pub const BYTES: &str = "$bytes";

/// Run in each page, frame and worker. What the context does not have, or may not use, is left
/// out.
const READ: &str = r"
(async () => {
  const BYTES = '$bytes';
  const found = {};
  const note = async (name, read) => {
    try { const value = await read(); if (value !== undefined) found[name] = value; } catch {}
  };
  // Bytes travel as base64 under a name of their own; everything else as it is.
  const bytes = (buffer) => {
    let text = '';
    for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
    return { [BYTES]: btoa(text) };
  };
  const plain = async (value) => {
    if (value instanceof Blob) return bytes(await value.arrayBuffer());
    if (value instanceof ArrayBuffer) return bytes(value);
    if (ArrayBuffer.isView(value)) {
      return bytes(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength));
    }
    if (value instanceof Map || value instanceof Set) return plain([...value]);
    if (Array.isArray(value)) return Promise.all(value.map(plain));
    if (value === null || typeof value !== 'object') return String(value);
    return Promise.all(Object.entries(value).map(plain));
  };
  await note('address', () => location.href);
  await note('name', () => self.name);
  if (self.document) {
    await note('title', () => document.title);
    await note('cookie', () => document.cookie);
    await note('referrer', () => document.referrer);
    await note('history', () => plain(history.state));
    await note('links', () => [...document.querySelectorAll('[href], [src], [action]')]
      .map((it) => it.getAttribute('href') ?? it.getAttribute('src') ?? it.getAttribute('action'))
      .filter((address) => !address.startsWith('data:')));
  }
  await note('localStorage', () => plain({ ...localStorage }));
  await note('sessionStorage', () => plain({ ...sessionStorage }));
  await note('entries', () => performance.getEntries().map((entry) => entry.name));
  await note('indexedDB', async () => {
    const result = (request) => new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const all = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await result(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const stored = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all(
          [result(stored.getAllKeys()), result(stored.getAll())]);
        all.push([name, store, await plain(keys), await plain(values)]);
      }
      database.close();
    }
    return all;
  });
  await note('caches', async () => {
    const all = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        all.push([name, request.url, await plain(await answer.blob())]);
      }
    }
    return all;
  });
  await note('files', async () => {
    const all = [];
    const walk = async (folder) => {
      for await (const [name, entry] of folder.entries()) {
        if (entry.kind === 'directory') { all.push([name]); await walk(entry); }
        else all.push([name, await plain(await entry.getFile())]);
      }
    };
    await walk(await navigator.storage.getDirectory());
    return all;
  });
  return found;
})()";

/// What every living page, frame and worker stores, and the browser's cookies.
pub fn read(cdp: &Cdp) -> Result<Vec<(String, Value)>> {
    let mut all = Vec::new();
    for target in cdp.targets() {
        let readable = ["page", "iframe", "worker"].contains(&target.kind.as_str());
        if target.gone || !readable {
            continue;
        }
        // Whatever ends meanwhile shared its storage with another: a worker with its page, the tab
        // that a mail link opens and closes with the one that it came from.
        let found = cdp.evaluate_while_there(&target.session, READ)?;
        all.extend(found.map(|found| (format!("storage of {}", target.kind), found)));
    }
    all.push((
        "cookies".to_owned(),
        cdp.call("", "Storage.getCookies", json!({}))?,
    ));
    Ok(all)
}

/// The browser's private files of a page's origin: where, and how many bytes. Their content is not
/// read, so they may be of any size. One that is removed meanwhile is not there.
const PRIVATE_FILES: &str = r"
(async () => {
  const all = [];
  const walk = async (folder, path) => {
    try {
      for await (const [name, entry] of folder.entries()) {
        if (entry.kind === 'directory') await walk(entry, path + name + '/');
        else await measure(entry, path + name);
      }
    } catch (error) {
      if (error.name !== 'NotFoundError') throw error;
    }
  };
  const measure = async (file, path) => {
    try {
      all.push([path, (await file.getFile()).size]);
    } catch (error) {
      if (error.name !== 'NotFoundError') throw error;
    }
  };
  await walk(await navigator.storage.getDirectory(), '');
  return all;
})()";

/// Name and length of every file that the page of `session` keeps privately.
pub fn private_files(cdp: &Cdp, session: &str) -> Result<Vec<(String, u64)>> {
    let files = cdp.evaluate(session, PRIVATE_FILES)?;
    let files = files.as_array().context("a list")?.iter();
    let files = files.map(|file| Some((file[0].as_str()?.to_owned(), file[1].as_u64()?)));
    files.collect::<Option<_>>().context("names and lengths")
}
