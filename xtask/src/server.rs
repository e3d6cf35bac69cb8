//! A static server for development and tests.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::http::{Connection, Listening, Log, Request, Response};

/// A folder served on loopback, until it is dropped.
#[derive(Debug)]
pub struct Site {
    listening: Listening,
    log: Log,
}

impl Site {
    /// Serves `dir` on `port`, or on any free port if it is 0.
    pub fn start(dir: impl Into<PathBuf>, port: u16) -> Result<Self> {
        let dir = dir.into();
        let dir = dir
            .canonicalize()
            .with_context(|| format!("no folder {}", dir.display()))?;
        let log = Log::default();
        let seen = log.clone();
        let listening = Listening::start(port, move |connection| {
            // A browser that leaves early is no concern of ours.
            let _ = serve(connection, &dir, &seen);
        })?;
        Ok(Self { listening, log })
    }

    /// Its address, with a slash at the end.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.listening.port())
    }

    /// What was asked of it.
    pub fn log(&self) -> Vec<Request> {
        self.log.requests()
    }
}

fn serve(mut connection: Connection, dir: &Path, log: &Log) -> Result<()> {
    let mut request = connection.head()?;
    // Nothing should send a body here; if something does, tests want to see it.
    const MAX_BODY_BYTES: u64 = 16 * 1024 * 1024;
    connection.body(&mut request, MAX_BODY_BYTES)?;
    log.push(request.clone());
    connection.answer(&respond(dir, &request))
}

fn respond(dir: &Path, request: &Request) -> Response {
    if request.method != "GET" {
        return Response::text(405, "This server only gives files.");
    }
    let file = file_for(dir, &request.path);
    let found = file.and_then(|file| Some((std::fs::read(&file).ok()?, file)));
    let Some((body, file)) = found else {
        return Response::text(404, "There is no such file.");
    };
    // The page for frames may stand in any page of this machine, the others in none of others.
    let ancestors = match file.file_name().is_some_and(|name| name == "embed.html") {
        true => "'self' http://127.0.0.1:* http://localhost:*",
        false => "'self'",
    };
    let headers = vec![
        ("Content-Type", content_type(&file).into()),
        ("Cache-Control", "no-store".into()),
        (
            "Content-Security-Policy",
            format!("frame-ancestors {ancestors}"),
        ),
        ("Referrer-Policy", "no-referrer".into()),
        ("X-Content-Type-Options", "nosniff".into()),
    ];
    Response {
        status: 200,
        headers,
        body,
    }
}

/// The file below `dir` that `target` names, if there is one. `dir` is canonical.
fn file_for(dir: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?;
    let mut file = dir.to_path_buf();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
        if part.starts_with('.') || !part.bytes().all(plain) {
            return None;
        }
        file.push(part);
    }
    if file.is_dir() {
        file.push("index.html");
    }
    // A link inside must not lead outside.
    let file = file.canonicalize().ok()?;
    (file.starts_with(dir) && file.is_file()).then_some(file)
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("asc" | "txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let outer = tempfile::tempdir().expect("a folder");
        let dir = outer.path().join("site");
        std::fs::create_dir_all(dir.join("below")).expect("is made");
        std::fs::write(outer.path().join("secret"), "s").expect("is written");
        std::fs::write(dir.join("index.html"), "i").expect("is written");
        std::fs::write(dir.join("below/a.js"), "a").expect("is written");
        std::fs::write(dir.join(".hidden"), "h").expect("is written");
        std::os::unix::fs::symlink(outer.path().join("secret"), dir.join("link")).expect("is made");
        let dir = dir.canonicalize().expect("is there");
        for target in ["/", "/index.html", "/below/a.js?x=/../", "//below//a.js"] {
            assert!(file_for(&dir, target).is_some(), "{target}");
        }
        for target in [
            "/../secret",
            "/below/../../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/.hidden",
            "/link",
            "/\\..\\secret",
            "/below/",
            "/index.html/../../secret",
        ] {
            assert!(file_for(&dir, target).is_none(), "{target}");
        }
    }
}
