//! The page's side of the worker: starts it, talks to it, watches it, ends it.

use super::held::Held;
use super::shipped;
use super::wire::{pack, receive};
use crate::protocol::{Head, Job, Part, Request, Response, WorkerError};
use gloo_events::EventListener;
use gloo_file::{Blob, ObjectUrl};
use gloo_timers::callback::Timeout;
use js_sys::{Object, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageEvent, Worker, WorkerOptions};

/// How long the worker may say nothing while something is asked of it, in milliseconds.
pub const SILENCE_MILLISECONDS: u32 = 15_000;

/// Behind the script: the first message brings the script once more and the WebAssembly, with which
/// this worker may start another. A worker from a `blob:` URL inherits the page's policy; one from a
/// file's URL would not.
const START: &str = "\nonmessageerror=()=>postMessage(null);\
    onmessage=async(event)=>{onmessage=null;try{self.begun=event.data;\
    await wasm_bindgen({module_or_path:begun.module})}catch{postMessage(null)}};";

/// What the worker host tells the page.
pub enum News {
    /// The worker said something.
    Heard(Job, Response, Vec<Part>),
    /// The worker is gone, and with it every job.
    Failed(WorkerError),
}

/// A request on its way.
struct Waiting {
    job: Job,
    request: Request,
    parts: Vec<Part>,
}

#[derive(Default)]
struct Inner {
    worker: Option<Running>,
    starting: bool,
    /// Changes with every start and end, so that what belongs to an ended worker is dropped.
    generation: u32,
    /// Requests that wait for the worker to start.
    queue: Vec<Waiting>,
    /// Jobs that were sent and not answered.
    open: Vec<Job>,
    watch: Option<Timeout>,
}

struct Running {
    worker: Worker,
    ready: bool,
    _listeners: Vec<EventListener>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// The worker, started with the first request.
#[derive(Clone)]
pub struct WorkerHost {
    inner: Rc<RefCell<Inner>>,
    /// Kept once it arrived, so that another start needs no network.
    code: Rc<RefCell<Option<Rc<shipped::WorkerCode>>>>,
    held: Held,
    /// Whether its worker leaves something in the storage when it is ended.
    stores: bool,
    tell: Rc<dyn Fn(News)>,
}

impl WorkerHost {
    /// A host that reports to `tell`; files go and come by `held`.
    pub fn new(held: Held, tell: impl Fn(News) + 'static) -> Self {
        Self {
            held,
            stores: true,
            inner: Rc::default(),
            code: Rc::default(),
            tell: Rc::new(tell),
        }
    }

    /// Another, from the same code, for a worker that only reads.
    #[must_use]
    pub fn that_reads(&self, tell: impl Fn(News) + 'static) -> Self {
        Self {
            stores: false,
            code: self.code.clone(),
            ..Self::new(self.held.clone(), tell)
        }
    }

    /// Sends a request, starting the worker where there is none.
    pub fn ask(&self, job: Job, request: Request, parts: Vec<Part>) {
        self.inner.borrow_mut().queue.push(Waiting {
            job,
            request,
            parts,
        });
        let (has_worker, ready, starting, watched) = {
            let inner = self.inner.borrow();
            let ready = inner.worker.as_ref().is_some_and(|running| running.ready);
            let has_worker = inner.worker.is_some();
            let starting = inner.starting || has_worker;
            (has_worker, ready, starting, inner.watch.is_some())
        };
        if ready {
            self.send_queue();
        } else if !starting {
            self.start();
        }
        // One that was prepared may never have said that it is ready.
        if has_worker && !watched {
            self.watch();
        }
    }

    /// Starts the worker before anything is asked of it. A failure stays silent: the first
    /// request tries again.
    pub fn prepare(&self) {
        let idle = {
            let inner = self.inner.borrow();
            inner.worker.is_none() && !inner.starting
        };
        if idle {
            self.start();
        }
    }

    /// Ends the worker and forgets its jobs. The next request starts another.
    pub fn end(&self) {
        if self.stores && self.inner.borrow().worker.is_some() {
            self.held.clear_storage();
        }
        let mut inner = self.inner.borrow_mut();
        let generation = inner.generation.wrapping_add(1);
        *inner = Inner {
            generation,
            ..Inner::default()
        };
    }

    fn fail(&self, error: WorkerError) {
        self.end();
        (self.tell)(News::Failed(error));
    }

    fn start(&self) {
        let host = self.clone();
        let generation = {
            let mut inner = self.inner.borrow_mut();
            inner.starting = true;
            inner.generation
        };
        spawn_local(async move {
            let code = host.code().await;
            if host.inner.borrow().generation != generation {
                return;
            }
            match code.and_then(|code| host.run(&code, generation).ok()) {
                // From now on silence means something; a slow line is no silence.
                Some(()) => host.watch(),
                None if host.inner.borrow().queue.is_empty() => host.end(),
                None => host.fail(WorkerError::NoStart),
            }
        });
    }

    async fn code(&self) -> Option<Rc<shipped::WorkerCode>> {
        let kept = self.code.borrow().clone();
        if kept.is_some() {
            return kept;
        }
        let code = shipped::worker_code().await.map(Rc::new);
        self.code.borrow_mut().clone_from(&code);
        code
    }

    fn run(&self, code: &shipped::WorkerCode, generation: u32) -> Result<(), JsValue> {
        let text = format!("{}{START}", code.script);
        let script = Blob::new_with_options(text.as_str(), Some("text/javascript"));
        let url = ObjectUrl::from(script);
        let options = WorkerOptions::new();
        options.set_name(&self.held.name_worker());
        let worker = Worker::new_with_options(&url, &options)?;
        let listeners = vec![
            self.listen(&worker, "message", generation, Self::message),
            self.listen(&worker, "error", generation, |host, event| {
                // The browser would print where it happened; we say it on the page instead.
                event.prevent_default();
                host.fail(WorkerError::Crashed);
            }),
            self.listen(&worker, "messageerror", generation, |host, _| {
                host.fail(WorkerError::Protocol);
            }),
        ];
        let first = Object::new();
        Reflect::set(&first, &"script".into(), &text.into())?;
        Reflect::set(&first, &"module".into(), &code.module)?;
        // It ends with this if it cannot be told.
        let running = Running {
            worker,
            ready: false,
            _listeners: listeners,
        };
        running.worker.post_message(&first)?;
        let mut inner = self.inner.borrow_mut();
        inner.worker = Some(running);
        inner.starting = false;
        // The worker has fetched its script by its first message, or failed.
        Timeout::new(SILENCE_MILLISECONDS, move || drop(url)).forget();
        Ok(())
    }

    fn listen(
        &self,
        worker: &Worker,
        kind: &'static str,
        generation: u32,
        heard: fn(&Self, &web_sys::Event),
    ) -> EventListener {
        let host = self.clone();
        let options = gloo_events::EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(worker, kind, options, move |event| {
            if host.inner.borrow().generation == generation {
                heard(&host, event);
            }
        })
    }

    fn message(&self, event: &web_sys::Event) {
        let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
        let data = data.unwrap_or(JsValue::NULL);
        if data.is_null() {
            return self.fail(WorkerError::NoStart);
        }
        let Some((head, parts)) = receive::<Response>(&data, |blob| self.held.hold_stored(blob))
        else {
            return self.fail(WorkerError::Protocol);
        };
        if head.body == Response::Ready {
            if let Some(running) = &mut self.inner.borrow_mut().worker {
                running.ready = true;
            }
            self.send_queue();
        } else if !matches!(head.body, Response::Progress { .. }) {
            // What belongs to no job is everyone's.
            let mut inner = self.inner.borrow_mut();
            inner.open.retain(|job| head.job != 0 && *job != head.job);
        }
        self.watch();
        (self.tell)(News::Heard(head.job, head.body, parts));
    }

    fn send_queue(&self) {
        let queue = std::mem::take(&mut self.inner.borrow_mut().queue);
        for Waiting {
            job,
            request,
            parts,
        } in queue
        {
            let head = Head { job, body: request };
            let (message, transfer) = pack(&head, &parts, &self.held);
            let mut inner = self.inner.borrow_mut();
            inner.open.push(job);
            if let Some(running) = &inner.worker {
                // Fails only for what cannot be cloned; strings and byte arrays can.
                let _ = running
                    .worker
                    .post_message_with_transfer(&message, &transfer);
            }
        }
    }

    /// Winds the watch while something is awaited, and stops it otherwise.
    fn watch(&self) {
        let host = self.clone();
        let mut inner = self.inner.borrow_mut();
        let awaited = !inner.open.is_empty() || !inner.queue.is_empty();
        inner.watch = awaited
            .then(|| Timeout::new(SILENCE_MILLISECONDS, move || host.fail(WorkerError::Silent)));
    }
}
