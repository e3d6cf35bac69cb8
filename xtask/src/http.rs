//! The little HTTP/1.1 that the servers for development and tests need: one request per
//! connection, on loopback only.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{Context, Result, bail};

const MAX_HEAD_BYTES: u64 = 64 * 1024;
const MAX_HEADERS: usize = 100;
/// How long a connection may say nothing.
const PATIENCE: Duration = Duration::from_secs(30);

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Request {
    /// `GET`, `PUT`, …
    pub method: String,
    /// The whole target: path and query, still percent-encoded.
    pub path: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// What `Content-Length` promised.
    pub body_length: u64,
    /// As much of the body as was read.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header; `name` in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The requests that a server saw, in order of arrival.
#[derive(Clone, Debug, Default)]
pub struct Log(Arc<Mutex<Vec<Request>>>);

impl Log {
    /// A copy of what was seen so far.
    pub fn requests(&self) -> Vec<Request> {
        self.lock().clone()
    }

    /// Adds a request.
    pub(crate) fn push(&self, request: Request) {
        self.lock().push(request);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Request>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Response {
    /// A sentence in plain text.
    pub fn text(status: u16, text: &str) -> Self {
        let headers = vec![("Content-Type", "text/plain; charset=utf-8".into())];
        Self {
            status,
            headers,
            body: format!("{text}\n").into_bytes(),
        }
    }
}

/// One connection, from which one request is read.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    stopped: Arc<AtomicBool>,
}

impl Connection {
    /// Reads the head of the request; its body is still to come.
    pub fn head(&mut self) -> Result<Request> {
        let mut head = Vec::new();
        let mut limited = (&mut self.stream).take(MAX_HEAD_BYTES);
        while !head.ends_with(b"\r\n\r\n") {
            if limited.read_until(b'\n', &mut head)? == 0 {
                bail!("the head of the request has no end");
            }
        }
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        parsed.parse(&head)?;
        let mut request = Request {
            method: parsed.method.context("no method")?.into(),
            path: parsed.path.context("no path")?.into(),
            headers: Vec::new(),
            body_length: 0,
            body: Vec::new(),
        };
        for header in parsed.headers {
            let value = String::from_utf8_lossy(header.value).into_owned();
            request
                .headers
                .push((header.name.to_ascii_lowercase(), value));
        }
        if let Some(length) = request.header("content-length") {
            request.body_length = length.parse()?;
        }
        Ok(request)
    }

    /// Reads the body up to `limit` bytes.
    pub fn body(&mut self, request: &mut Request, limit: u64) -> Result<()> {
        if request.header("expect").is_some() {
            self.stream
                .get_mut()
                .write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        let length = request.body_length.min(limit);
        (&mut self.stream)
            .take(length)
            .read_to_end(&mut request.body)?;
        if (request.body.len() as u64) < length {
            bail!("the body ended early");
        }
        Ok(())
    }

    /// Reads the rest of the body to nowhere, up to `limit` bytes: a browser that is still sending
    /// would not read the answer.
    pub fn skip_body(&mut self, request: &Request, limit: u64) -> Result<()> {
        let rest = request
            .body_length
            .saturating_sub(request.body.len() as u64)
            .min(limit);
        std::io::copy(&mut (&mut self.stream).take(rest), &mut std::io::sink())?;
        Ok(())
    }

    /// Answers, and closes the connection.
    pub fn answer(mut self, response: &Response) -> Result<()> {
        let mut head = format!(
            "HTTP/1.1 {} {}\r\n",
            response.status,
            reason(response.status)
        );
        for (name, value) in &response.headers {
            head += &format!("{name}: {value}\r\n");
        }
        if response.status != 204 {
            head += &format!("Content-Length: {}\r\n", response.body.len());
        }
        head += "Connection: close\r\n\r\n";
        let stream = self.stream.get_mut();
        stream.write_all(head.as_bytes())?;
        stream.write_all(&response.body)?;
        stream.flush()?;
        Ok(())
    }

    /// Keeps the connection open without a word until the server stops or the other side leaves.
    pub fn stall(mut self) {
        let stream = self.stream.get_mut();
        let _ = stream.set_read_timeout(Some(Duration::from_millis(100)));
        let mut buffer = [0; 64 * 1024];
        while !self.stopped.load(Ordering::Relaxed) {
            match stream.read(&mut buffer) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Err(_) => break,
            }
        }
    }
}

/// A server on loopback; stops when dropped.
#[derive(Debug)]
pub(crate) struct Listening {
    address: SocketAddr,
    stopped: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Listening {
    /// Listens on `port`, or any free one if it is 0, and gives each connection to `serve`.
    pub fn start(port: u16, serve: impl Fn(Connection) + Send + Sync + 'static) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .with_context(|| format!("cannot listen on 127.0.0.1:{port}"))?;
        let address = listener.local_addr()?;
        let stopped = Arc::new(AtomicBool::new(false));
        let serve = Arc::new(serve);
        let stop = Arc::clone(&stopped);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                let Ok(stream) = stream else { continue };
                let _ = stream.set_read_timeout(Some(PATIENCE));
                let _ = stream.set_write_timeout(Some(PATIENCE));
                let connection = Connection {
                    stream: BufReader::new(stream),
                    stopped: Arc::clone(&stop),
                };
                let serve = Arc::clone(&serve);
                std::thread::spawn(move || serve(connection));
            }
        });
        Ok(Self {
            address,
            stopped,
            thread: Some(thread),
        })
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        // Wakes the thread, which waits for a connection.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The first free port from `port` on.
pub fn free_port(port: u16) -> Result<u16> {
    const ATTEMPTS: u16 = 100;
    let mut ports = port..port.saturating_add(ATTEMPTS);
    let free = ports.find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok());
    free.with_context(|| format!("no free port from {port} on"))
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        411 => "Length Required",
        413 => "Content Too Large",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        507 => "Insufficient Storage",
        _ => "Other",
    }
}
