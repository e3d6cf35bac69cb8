//! Upload: an HTTP `PUT` of the message to the vendor's address. Resumable uploads and
//! S3-compatible stores come later, as plans of their own beside this one.

use super::{Body, Sealed, file};

/// A request for the shell to carry out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadPlan {
    /// `PUT`.
    method: &'static str,
    /// Where to.
    url: String,
    /// `application/octet-stream`: `application/pgp-encrypted` is defined (RFC 3156 section 7) for
    /// the control part of a mail, not for a message, and servers that look inside refuse it.
    content_type: &'static str,
    /// The message.
    body: Body,
    /// Its length in bytes.
    length: u64,
}

impl UploadPlan {
    /// The HTTP method, `PUT`.
    pub fn method(&self) -> &'static str {
        self.method
    }

    /// Where to.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The `Content-Type`.
    pub fn content_type(&self) -> &'static str {
        self.content_type
    }

    /// The message.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// Its length in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }
}

/// To `url` as it is, or, when its path ends in `/`, to a file of the report's name below it. A
/// query stays behind the name; a fragment, which never reaches a server, is dropped.
pub fn plan(sealed: &Sealed, url: &str) -> UploadPlan {
    let url = url.split('#').next().unwrap_or_default();
    let (path, query) = match url.split_once('?') {
        Some((path, query)) => (path, format!("?{query}")),
        None => (url, String::new()),
    };
    let name = if path.ends_with('/') {
        file::name(sealed)
    } else {
        String::new()
    };
    UploadPlan {
        method: "PUT",
        url: format!("{path}{name}{query}"),
        content_type: "application/octet-stream",
        body: sealed.body().clone(),
        length: sealed.length(),
    }
}
