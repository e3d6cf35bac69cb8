//! HTTP: reading from the page's own origin, uploading ciphertext.

use super::held::Held;
use crate::channel::receipt::ServerAnswer;
use crate::channel::upload::UploadPlan;
use crate::compose::UploadError;
use gloo_events::EventListener;
use gloo_net::http::{Request, Response};
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{ProgressEvent, XmlHttpRequest};

/// How long an upload may stand still before it is given up, in milliseconds.
const STALL_MILLISECONDS: u32 = 30_000;

/// How much of a server's answer is read, in bytes.
const MAX_ANSWER_BYTES: f64 = 65_536.0;

async fn get(address: &str) -> Option<Response> {
    let request = Request::get(address).credentials(web_sys::RequestCredentials::SameOrigin);
    request.send().await.ok().filter(Response::ok)
}

/// The text at `address`, which is relative to the page; `None` when it is not to be had.
pub async fn get_text(address: &str) -> Option<String> {
    get(address).await?.text().await.ok()
}

/// The bytes at `address`, which is relative to the page; `None` when they are not to be had.
pub async fn get_bytes(address: &str) -> Option<Vec<u8>> {
    get(address).await?.binary().await.ok()
}

/// What an upload says while it runs.
pub enum UploadNews {
    /// Bytes sent so far.
    Sent(u64),
    /// The end. Nothing follows.
    Ended(Result<ServerAnswer, UploadError>),
}

/// A running upload. Dropping it ends it silently.
pub struct Upload {
    request: XmlHttpRequest,
    _listeners: Vec<EventListener>,
    _watch: Watch,
}

/// Ends a request that stands still.
type Watch = Rc<RefCell<Option<Timeout>>>;

impl Drop for Upload {
    fn drop(&mut self) {
        let _ = self.request.abort();
    }
}

/// Sends `plan` and tells `heard` of it. `XMLHttpRequest`, since `fetch` has no upload progress.
/// `None` when the request cannot even be made, after `heard` was told.
pub fn upload(
    plan: &UploadPlan,
    held: &Held,
    heard: impl Fn(UploadNews) + 'static,
) -> Option<Upload> {
    let heard = Rc::new(heard);
    let body = held.body(plan.body());
    let Some(((request, progress), body)) = open(plan).zip(body) else {
        heard(UploadNews::Ended(Err(UploadError::Network)));
        return None;
    };
    let watch: Watch = Rc::default();
    let wind = {
        let (watch, heard, request) = (watch.clone(), heard.clone(), request.clone());
        move || {
            let (heard, request) = (heard.clone(), request.clone());
            let timeout = Timeout::new(STALL_MILLISECONDS, move || {
                heard(UploadNews::Ended(Err(UploadError::Stalled)));
                let _ = request.abort();
            });
            *watch.borrow_mut() = Some(timeout);
        }
    };
    wind();
    let on_progress = {
        let heard = heard.clone();
        EventListener::new(&progress, "progress", move |event| {
            wind();
            if let Some(event) = event.dyn_ref::<ProgressEvent>() {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                heard(UploadNews::Sent(event.loaded() as u64));
            }
        })
    };
    let on_end = {
        let (heard, request) = (heard.clone(), request.clone());
        EventListener::new(&request.clone(), "load", move |_| {
            heard(UploadNews::Ended(answer(&request)));
        })
    };
    let on_answer = {
        let (heard, request) = (heard.clone(), request.clone());
        EventListener::new(&request.clone(), "progress", move |event| {
            let size = event
                .dyn_ref::<ProgressEvent>()
                .map_or(0.0, ProgressEvent::loaded);
            if size > MAX_ANSWER_BYTES {
                // The status is what counts; who sends more than words is not listened to.
                heard(UploadNews::Ended(answer(&request)));
                let _ = request.abort();
            }
        })
    };
    let on_error = EventListener::new(&request, "error", move |_| {
        heard(UploadNews::Ended(Err(UploadError::Network)));
    });
    // The blob itself: the browser reads it, and it need not fit into memory.
    let _ = request.send_with_opt_blob(Some(&body));
    Some(Upload {
        request,
        _listeners: vec![on_progress, on_answer, on_end, on_error],
        _watch: watch,
    })
}

fn open(plan: &UploadPlan) -> Option<(XmlHttpRequest, web_sys::XmlHttpRequestUpload)> {
    let request = XmlHttpRequest::new().ok()?;
    request.open(plan.method(), plan.url()).ok()?;
    request
        .set_request_header("content-type", plan.content_type())
        .ok()?;
    let progress = request.upload().ok()?;
    Some((request, progress))
}

fn answer(request: &XmlHttpRequest) -> Result<ServerAnswer, UploadError> {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    let answer = ServerAnswer::new(request.status().unwrap_or(0), &text);
    if (200..300).contains(&answer.status) {
        Ok(answer)
    } else {
        Err(UploadError::Refused(answer))
    }
}
