//! What the page shows of the attachments.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::wait;
use crate::webdriver::Session;

/// An attachment as the form lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The name under which it will arrive.
    pub name: String,
    /// The name that it was given with, where that is another one.
    pub given: Option<String>,
    /// Its size, in words.
    pub size: String,
    /// SHA-256 in hexadecimal, once it is read.
    pub digest: Option<String>,
    /// What is worth a note.
    pub notes: Vec<String>,
    /// Why it could not be read.
    pub error: Option<String>,
}

const READ: &str = r"
const text = (item, css) => item.querySelector(css)?.textContent ?? null;
return [...document.querySelectorAll('#attachment-list > li.attachment')].map((item) => ({
  name: text(item, '.attachment-name'),
  given: text(item, '.attachment-given'),
  size: text(item, '.attachment-size'),
  digest: text(item, 'code.digest'),
  notes: [...item.querySelectorAll('.attachment-note')].map((note) => note.textContent),
  error: text(item, '.attachment-error'),
}));
";

/// What the form lists now.
pub fn listed(session: &Session) -> Result<Vec<Listed>> {
    let items = session.execute(READ, &[])?;
    let items = items.as_array().context("a list")?;
    let text = |value: &Value| value.as_str().map(|text| text.trim().to_owned());
    let listed = items.iter().map(|item| {
        let notes = item["notes"].as_array().into_iter().flatten();
        Some(Listed {
            name: text(&item["name"])?,
            given: text(&item["given"]),
            size: text(&item["size"])?,
            digest: text(&item["digest"]),
            notes: notes.filter_map(text).collect(),
            error: text(&item["error"]),
        })
    });
    listed
        .collect::<Option<_>>()
        .context("an attachment without name or size")
}

/// What the form lists as soon as there are `count` attachments and each was read, or could not be.
pub fn read(session: &Session, count: usize, patience: Duration) -> Result<Vec<Listed>> {
    let whole = wait::within(patience, &format!("{count} attachments, read"), || {
        let all = listed(session)?;
        let done = |it: &Listed| it.digest.is_some() || it.error.is_some();
        Ok((all.len() == count && all.iter().all(done)).then_some(all))
    });
    whole.with_context(|| match listed(session) {
        Ok(listed) => format!("listed are {listed:#?}"),
        Err(error) => error.to_string(),
    })
}
