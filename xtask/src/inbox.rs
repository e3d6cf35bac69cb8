//! A receiver for uploads: the other end of the upload channel, for the demo and for tests.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};

use crate::http::{Connection, Listening, Log, Request, Response};

/// The largest message that is taken.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What happens to an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behaviour {
    /// It is saved.
    Accept,
    /// It is read and refused with that status.
    Refuse(u16),
    /// Its head is read, and never answered.
    Stall,
    /// A part of it is read, then the line is cut.
    Cut,
}

/// A receiver on loopback, until it is dropped.
#[derive(Debug)]
pub struct Inbox {
    listening: Listening,
    log: Log,
}

impl Inbox {
    /// Receives into `dir` on `port`, or on any free port if it is 0.
    pub fn start(dir: impl Into<PathBuf>, port: u16, behaviour: Behaviour) -> Result<Self> {
        Self::start_with(dir, port, behaviour, |_| {})
    }

    /// As [`Inbox::start`], and calls `arrived` with each saved file.
    pub fn start_with(
        dir: impl Into<PathBuf>,
        port: u16,
        behaviour: Behaviour,
        arrived: impl Fn(&Path) + Send + Sync + 'static,
    ) -> Result<Self> {
        let dir = dir.into();
        fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
        let log = Log::default();
        let seen = log.clone();
        let listening = Listening::start(port, move |connection| {
            // What went wrong is in the log of requests, or not even a request.
            let _ = receive(connection, &dir, behaviour, &seen, &arrived);
        })?;
        Ok(Self { listening, log })
    }

    /// The address to upload to, with a slash at the end; a name is to be appended.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/inbox/", self.listening.port())
    }

    /// What arrived, preflights included.
    pub fn log(&self) -> Vec<Request> {
        self.log.requests()
    }
}

fn receive(
    mut connection: Connection,
    dir: &Path,
    behaviour: Behaviour,
    log: &Log,
    arrived: &dyn Fn(&Path),
) -> Result<()> {
    let mut request = connection.head()?;
    if request.method == "OPTIONS" {
        log.push(request);
        return connection.answer(&with_cors(Response {
            status: 204,
            headers: vec![
                ("Access-Control-Allow-Methods", "PUT".into()),
                ("Access-Control-Allow-Headers", "content-type".into()),
                ("Access-Control-Max-Age", "600".into()),
            ],
            body: Vec::new(),
        }));
    }
    match behaviour {
        Behaviour::Stall => {
            log.push(request);
            connection.stall();
            return Ok(());
        }
        Behaviour::Cut => {
            let part = request.body_length / 2;
            let read = connection.body(&mut request, part);
            log.push(request);
            // Dropping the connection with unread data in it resets it.
            return read;
        }
        Behaviour::Accept | Behaviour::Refuse(_) => {}
    }
    if let Some(refusal) = refusal(&request) {
        connection.skip_body(&request, 4 * MAX_BYTES)?;
        log.push(request);
        return connection.answer(&with_cors(refusal));
    }
    let read = connection.body(&mut request, MAX_BYTES);
    log.push(request.clone());
    read?;
    let response = match behaviour {
        Behaviour::Refuse(status) => Response::text(status, "Refused, as it was told to."),
        _ => save(dir, &request, arrived),
    };
    connection.answer(&with_cors(response))
}

/// The answer to a request that cannot be taken whatever its body is.
fn refusal(request: &Request) -> Option<Response> {
    if request.method != "PUT" {
        let mut response = Response::text(405, "Only PUT is taken here.");
        response.headers.push(("Allow", "PUT, OPTIONS".into()));
        return Some(response);
    }
    if request.header("content-length").is_none() {
        return Some(Response::text(411, "The length must be said beforehand."));
    }
    if request.body_length > MAX_BYTES {
        return Some(Response::text(413, "The message is larger than 64 MiB."));
    }
    if file_name(&request.path).is_none() {
        return Some(Response::text(
            404,
            "Messages go to /inbox/ with a plain file name.",
        ));
    }
    None
}

/// The file name in an upload's path; `None` unless it is a plain one.
fn file_name(path: &str) -> Option<&str> {
    const MAX_NAME_BYTES: usize = 100;
    let name = path.strip_prefix("/inbox/")?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
    let fits = !name.is_empty() && name.len() <= MAX_NAME_BYTES && name.bytes().all(plain);
    (fits && !name.starts_with(['.', '-'])).then_some(name)
}

fn save(dir: &Path, request: &Request, arrived: &dyn Fn(&Path)) -> Response {
    let Some(name) = file_name(&request.path) else {
        return Response::text(404, "There is no such place.");
    };
    let file = dir.join(name);
    match save_new(&file, &request.body) {
        Ok(()) => {
            arrived(&file);
            Response::text(
                201,
                &format!("Received {} bytes as {name}.", request.body.len()),
            )
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Response::text(409, "A message of that name is here already.")
        }
        Err(_) => Response::text(500, "The message could not be saved."),
    }
}

/// Writes beside and links in place, so that a file is whole when it has its name, and none is
/// ever replaced.
fn save_new(file: &Path, body: &[u8]) -> std::io::Result<()> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let temporary = file.with_file_name(format!(".arriving-{}-{number}", std::process::id()));
    let mut writing = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&temporary)?;
    let written = writing.write_all(body).and_then(|()| writing.sync_all());
    let linked = written.and_then(|()| fs::hard_link(&temporary, file));
    fs::remove_file(&temporary)?;
    linked
}

/// Lets any page read the answer, that of a sandboxed frame (`Origin: null`) included.
fn with_cors(mut response: Response) -> Response {
    response
        .headers
        .push(("Access-Control-Allow-Origin", "*".into()));
    response
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    fn ask(inbox: &Inbox, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", inbox.listening.port())).expect("is up");
        stream.write_all(request.as_bytes()).expect("is sent");
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        answer
    }

    fn put(inbox: &Inbox, name: &str, body: &str) -> String {
        let length = body.len();
        ask(
            inbox,
            &format!("PUT /inbox/{name} HTTP/1.1\r\nContent-Length: {length}\r\n\r\n{body}"),
        )
    }

    #[test]
    fn only_plain_names_are_taken() {
        assert_eq!(file_name("/inbox/report-AB12.asc"), Some("report-AB12.asc"));
        for path in [
            "/inbox/",
            "/inbox/../x",
            "/inbox/a/b",
            "/inbox/.x",
            "/inbox/%2e%2e",
            "/inbox/a b",
            "/inbox/-rf",
            "/x",
            "/inbox/a?b",
            "/inbox/..",
            "inbox/x",
            "/inbox/\u{e9}",
        ] {
            assert_eq!(file_name(path), None, "{path}");
        }
        assert_eq!(file_name(&format!("/inbox/{}", "a".repeat(101))), None);
    }

    #[test]
    fn what_is_put_arrives_once() {
        let dir = tempfile::tempdir().expect("a folder");
        let inbox = Inbox::start(dir.path(), 0, Behaviour::Accept).expect("starts");
        assert!(put(&inbox, "a.asc", "one").starts_with("HTTP/1.1 201 "));
        assert!(put(&inbox, "a.asc", "two").starts_with("HTTP/1.1 409 "));
        assert!(put(&inbox, "../b.asc", "x").starts_with("HTTP/1.1 404 "));
        assert_eq!(
            fs::read(dir.path().join("a.asc")).expect("is there"),
            b"one"
        );
        assert_eq!(fs::read_dir(dir.path()).expect("is there").count(), 1);
        assert_eq!(inbox.log()[0].body, b"one");
    }

    #[test]
    fn everything_but_a_put_of_known_and_moderate_length_is_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        let inbox = Inbox::start(dir.path(), 0, Behaviour::Accept).expect("starts");
        let answer = ask(&inbox, "GET /inbox/a HTTP/1.1\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 405 "), "{answer}");
        let answer = ask(&inbox, "PUT /inbox/a HTTP/1.1\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 411 "), "{answer}");
        assert!(
            answer.contains("Access-Control-Allow-Origin: *\r\n"),
            "{answer}"
        );
        let answer = ask(&inbox, "OPTIONS /inbox/a HTTP/1.1\r\nOrigin: null\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 204 "), "{answer}");
        assert!(
            answer.contains("Access-Control-Allow-Methods: PUT\r\n"),
            "{answer}"
        );
    }

    #[test]
    fn a_receiver_can_misbehave() {
        let dir = tempfile::tempdir().expect("a folder");
        let refusing = Inbox::start(dir.path(), 0, Behaviour::Refuse(507)).expect("starts");
        assert!(put(&refusing, "a", "body").starts_with("HTTP/1.1 507 "));
        assert_eq!(refusing.log()[0].body, b"body");
        let cutting = Inbox::start(dir.path(), 0, Behaviour::Cut).expect("starts");
        assert_eq!(put(&cutting, "a", "body"), "");
        assert_eq!(cutting.log()[0].body, b"bo");
        assert_eq!(fs::read_dir(dir.path()).expect("is there").count(), 0);
    }
}
