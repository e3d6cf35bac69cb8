//! The page without a browser: carries out effects as the shell does, with a small worker.

use crate::desk::{Desk, held};
use crate::form::{NOW, vendor};
use rand::SeedableRng;
use rand::rngs::StdRng;
use sealed_report::answer::answer;
use sealed_report::channel::{Body, File, Piece, Sealed};
use sealed_report::compose::{
    Action, Effect, Home, KeyStatus, Outcome, Route, Sealing, State, Step,
};
use sealed_report::openpgp::source::at_once;
use sealed_report::package::encode_base64;
use sealed_report::protocol::{Head, Job, Part, Request, Response};
use sealed_report::report::Field;
use sealed_report::vendor::Vendor;
use sealed_report::words::Language;
use std::collections::VecDeque;
use std::rc::Rc;

/// The secret key of the demo vendor.
pub const DEMO_SECRET: &[u8] = include_bytes!("../../keys/example-corp.secret.asc");

pub struct Page {
    pub state: State,
    pub now: u64,
    /// Where [`Page::run`] puts every effect but those for the worker.
    pub effects: Vec<Effect>,
    /// How often the worker was asked.
    pub asked: usize,
}

impl Page {
    /// A page with these vendors, at the address `hash`.
    pub fn with(vendors: Vec<Vendor>, hash: &str) -> Page {
        let mut page = Page {
            state: State::new(Home::Hosted, Language::En, [7; 32], NOW),
            now: NOW,
            effects: Vec::new(),
            asked: 0,
        };
        let vendors = vendors.into_iter().map(Rc::new).collect();
        page.run(Action::VendorsRead(vendors, Vec::new()));
        page.arrive(hash);
        page
    }

    /// A page with the shipped vendors, at the address `hash`.
    pub fn at(hash: &str) -> Page {
        Page::with(crate::form::VENDORS.map(vendor).into(), hash)
    }

    /// One step, without a worker.
    pub fn step(&mut self, action: Action) -> Vec<Effect> {
        self.state.step(action, self.now)
    }

    /// One step and whatever follows from it, with a worker that answers; the effects that are
    /// not for the worker.
    pub fn run(&mut self, action: Action) -> &[Effect] {
        let before = self.effects.len();
        let mut actions = VecDeque::from([action]);
        while let Some(action) = actions.pop_front() {
            for effect in self.step(action) {
                match effect {
                    Effect::Ask {
                        job,
                        request,
                        parts,
                    } => {
                        self.asked += 1;
                        let (response, parts) = work(job, request, &parts, self.asked as u64);
                        actions.push_back(Action::Heard(job, response, parts));
                    }
                    Effect::AskReader { job, file, length } => {
                        let request = Request::Digest { length };
                        let (response, _) = work(job, request, &[Part::File(file)], 0);
                        actions.push_back(Action::ReaderHeard(job, response));
                    }
                    other => {
                        if let Effect::Navigate(route) = &other {
                            // The browser tells of every change of the address.
                            actions.push_back(arrive(&route.hash()));
                        }
                        self.effects.push(other);
                    }
                }
            }
        }
        &self.effects[before..]
    }

    pub fn arrive(&mut self, hash: &str) -> &[Effect] {
        self.run(arrive(hash))
    }

    pub fn fill<T: AsRef<str>>(&mut self, answers: impl IntoIterator<Item = (Field, T)>) {
        for (field, answer) in answers {
            if let Field::Product(row) = field {
                while self.state.draft.affected_rows() <= row {
                    self.run(Action::AddAffected);
                }
            }
            self.run(Action::Edit(field, answer.as_ref().to_owned()));
        }
    }

    /// A page with a full report for the demo vendor, at its review.
    pub fn reviewed() -> Page {
        let mut page = Page::at("#/example/start");
        page.fill(crate::form::full());
        page.arrive("#/example/review");
        assert!(page.state.review.is_some() && page.is_ready());
        page
    }

    /// The same, sealed.
    pub fn sealed() -> Page {
        let mut page = Page::reviewed();
        page.run(Action::Seal([9; 16]));
        assert_eq!(page.state.step, Step::HandOver);
        page
    }

    pub fn is_ready(&self) -> bool {
        matches!(self.state.key.status, KeyStatus::Ready(_))
    }

    pub fn outcome(&self) -> Option<Rc<Outcome>> {
        match &self.state.sealing {
            Sealing::Done(outcome) => Some(outcome.clone()),
            _ => None,
        }
    }

    /// The message, from where the shell would have it.
    pub fn bytes(&self, sealed: &Sealed) -> Vec<u8> {
        self.content(&sealed_report::channel::file::plan(sealed))
    }

    /// What a file to save holds.
    pub fn content(&self, file: &File) -> Vec<u8> {
        file_bytes(file)
    }

    pub fn hash(&self) -> String {
        self.state.route().hash()
    }
}

/// What a file to save holds.
pub fn file_bytes(file: &File) -> Vec<u8> {
    let pieces = file.pieces().iter().map(|piece| match piece {
        Piece::Bytes(bytes) => bytes.clone(),
        Piece::Sealed(body) => body_bytes(body),
        Piece::Base64(body) => {
            let (bytes, mut lines) = (body_bytes(body), Vec::new());
            encode_base64(0, &bytes, bytes.len() as u64, &mut lines);
            lines
        }
    });
    pieces.collect::<Vec<_>>().concat()
}

/// Ciphertext, from where it is.
pub fn body_bytes(body: &Body) -> Vec<u8> {
    match body {
        Body::Bytes(bytes) => bytes.to_vec(),
        Body::Held(handle) => held(*handle).expect("held"),
    }
}

/// The mail format.
pub fn mail(outcome: &Outcome) -> &Sealed {
    outcome.mail.as_ref().expect("a mail")
}

/// Arrival at an address.
pub fn arrive(hash: &str) -> Action {
    Action::Arrive(Route::parse(hash))
}

/// The one request among the effects.
pub fn asked(effects: Vec<Effect>) -> (Job, Request, Vec<Part>) {
    let mut requests = effects.into_iter().filter_map(|effect| match effect {
        Effect::Ask {
            job,
            request,
            parts,
        } => Some((job, request, parts)),
        _ => None,
    });
    let request = requests.next().expect("a request");
    assert!(requests.next().is_none(), "one request");
    request
}

/// What the worker answers. Both messages go through JSON, as between page and worker; what it keeps
/// stays in memory.
pub fn work(job: Job, request: Request, parts: &[Part], seed: u64) -> (Response, Vec<Part>) {
    let head = serde_json::to_string(&Head { job, body: request }).expect("JSON");
    let head: Head<Request> = serde_json::from_str(&head).expect("a request");
    let rng = StdRng::seed_from_u64(seed);
    let mut progress = |_, _| {};
    let answered = at_once(answer(head.body, parts, &Desk, rng, &mut progress));
    let (response, parts) = answered.expect("nothing to wait for");
    let head = serde_json::to_string(&Head {
        job,
        body: response,
    })
    .expect("JSON");
    let head: Head<Response> = serde_json::from_str(&head).expect("a response");
    assert_eq!(head.job, job);
    (head.body, parts)
}
