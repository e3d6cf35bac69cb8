//! What was seen outside the page: everything that a canary is searched in.

use std::path::PathBuf;

use anyhow::Result;
use data_encoding::BASE64;
use serde_json::Value;
use xtask::http::Request;

use crate::cdp::Cdp;
use crate::chromium::Chromium;
use crate::storage;

/// One thing that was seen, and where.
#[derive(Clone, Debug)]
pub struct Exhibit {
    /// Where: an event of the protocol, a server, a storage, a file.
    pub place: String,
    /// What.
    pub bytes: Vec<u8>,
}

/// Everything that was seen.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    exhibits: Vec<Exhibit>,
}

impl Evidence {
    /// All of it.
    #[must_use]
    pub fn exhibits(&self) -> &[Exhibit] {
        &self.exhibits
    }

    /// Adds bytes.
    pub fn add(&mut self, place: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.exhibits.push(Exhibit {
            place: place.into(),
            bytes: bytes.into(),
        });
    }

    /// Adds every string in a value, with its escapes undone.
    pub fn add_value(&mut self, place: &str, value: &Value) {
        match value {
            Value::String(text) => self.add(place, text.as_bytes()),
            Value::Array(items) => items.iter().for_each(|item| self.add_value(place, item)),
            Value::Object(members) => {
                let bytes = members.get(storage::BYTES).and_then(Value::as_str);
                if let Some(Ok(bytes)) = bytes.map(|it| BASE64.decode(it.as_bytes())) {
                    return self.add(place, bytes);
                }
                for (name, member) in members {
                    self.add(place, name.as_bytes());
                    self.add_value(&format!("{place}.{name}"), member);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Adds every event that the browser told of, by page, frame and worker.
    pub fn add_events(&mut self, cdp: &Cdp) {
        let targets = cdp.targets();
        for event in cdp.events() {
            let target = targets
                .iter()
                .find(|target| target.session == event.session);
            let kind = target.map_or("browser", |target| target.kind.as_str());
            self.add_value(&format!("{} in {kind}", event.method), &event.params);
        }
    }

    /// Adds what a server was asked.
    pub fn add_requests(&mut self, server: &str, requests: &[Request]) {
        for request in requests {
            self.add(format!("{server}: method"), request.method.as_bytes());
            self.add(format!("{server}: address"), request.path.as_bytes());
            for (name, value) in &request.headers {
                self.add(
                    format!("{server}: header {name}"),
                    format!("{name}: {value}"),
                );
            }
            self.add(format!("{server}: body"), request.body.clone());
        }
    }

    /// Adds what every page, frame and worker stores now, and its title, address and links.
    pub fn add_storage(&mut self, browser: &Chromium) -> Result<()> {
        for (place, value) in storage::read(&browser.cdp)? {
            self.add_value(&place, &value);
        }
        Ok(())
    }

    /// Adds every file that was saved, name and content.
    pub fn add_downloads(&mut self, browser: &Chromium) -> Result<()> {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(browser.downloads())? {
            let path = entry?.path();
            files.push((path.clone(), std::fs::read(path)?));
        }
        self.add_files("download", files);
        Ok(())
    }

    /// Adds files, name and content.
    pub fn add_files(&mut self, kind: &str, files: Vec<(PathBuf, Vec<u8>)>) {
        for (path, bytes) in files {
            let place = format!("{kind} {}", path.display());
            self.add(
                format!("{place} (name)"),
                path.as_os_str().as_encoded_bytes(),
            );
            self.add(place, bytes);
        }
    }

    /// Whether anything was seen at a place that starts like this: what is not recorded at all
    /// cannot be searched.
    #[must_use]
    pub fn has(&self, place: &str) -> bool {
        self.at(place).next().is_some()
    }

    /// The length in bytes of the longest that was seen at such a place.
    #[must_use]
    pub fn longest(&self, place: &str) -> usize {
        let lengths = self.at(place).map(|exhibit| exhibit.bytes.len());
        lengths.max().unwrap_or(0)
    }

    fn at(&self, place: &str) -> impl Iterator<Item = &Exhibit> {
        let exhibits = self.exhibits.iter();
        exhibits.filter(move |exhibit| exhibit.place.starts_with(place))
    }
}
