//! UI. Yew renders [`State`]; whatever a person does becomes an [`Action`].

mod attachment;
mod attachment_review;
mod attachments;
mod by_hand;
mod certificate;
mod effects;
mod error_summary;
mod field;
mod file_drop;
mod hand_over;
mod key;
mod key_request;
mod labels;
mod layout;
mod long_text;
mod other_vendor;
mod preview;
mod receipts;
mod review;
mod seal_options;
mod section;
mod sentence;
mod start;
mod upload;
mod vendor_choice;
mod view;

use crate::browser::held::Held;
use crate::browser::storage::Storage;
use crate::browser::worker_host::WorkerHost;
use crate::browser::{address, clock, document, paste, random, rescue};
use crate::compose::{Action, Effect, Origin, State, Step};
use crate::handcopy::{Value, pieces};
use crate::report::Section;
use crate::words::{Language, Words};
use gloo_events::EventListener;
use std::cell::Cell;
use std::rc::Rc;
use view::View;
use yew::prelude::*;

/// Starts the page in the element `app`.
pub fn start() {
    // By Yew's own door: it would put a hook of its own, which logs, over any other.
    yew::set_custom_panic_hook(Box::new(|_| rescue::rescue()));
    let mount = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"));
    if let Some(mount) = mount {
        yew::Renderer::<App>::with_root(mount).render();
    }
}

/// The whole page.
pub(crate) struct App {
    state: State,
    words: Rc<Words>,
    held: Held,
    worker: WorkerHost,
    /// A second worker, which reads files.
    reader: WorkerHost,
    upload: Option<crate::browser::http::Upload>,
    /// What to do once the page shows the new state.
    after_render: Vec<Effect>,
    unsaved: Rc<Cell<bool>>,
    /// Whether files are pasted here.
    attaching: Rc<Cell<bool>>,
    _listeners: Vec<EventListener>,
}

impl App {
    /// What was typed so far, with labels, in the order of the form.
    fn typed(&self) -> Vec<(String, String)> {
        let vendor = self.state.vendor.as_deref();
        let pieces = vendor.map(|vendor| pieces(&self.state.draft, vendor));
        let answers = pieces.into_iter().flatten().map(|piece| {
            let text = match piece.value {
                Value::Text(text) => text,
                Value::Message(id) => self.words.text(id),
            };
            (labels::field(&self.words, vendor, piece.field), text)
        });
        let (key, other) = (&self.state.key, &self.state.other);
        let given = [
            ("offer-fingerprint", &key.fingerprint),
            ("offer-paste", &key.pasted),
            ("other-text", &other.text),
            ("other-name", &other.name),
            ("other-mail", &other.mail),
        ];
        let given = given.into_iter().filter(|(_, text)| !text.is_empty());
        let files = self.state.attachments.files().iter();
        let files = files.map(|file| (self.words.text("attachments"), file.name.to_string()));
        answers
            .chain(files)
            .chain(given.map(|(label, text)| (self.words.text(label), text.clone())))
            .collect()
    }
}

impl Component for App {
    type Message = Action;
    type Properties = ();

    fn create(context: &Context<Self>) -> Self {
        let preferred = document::preferred_languages();
        let language = Language::preferred(preferred.iter().map(String::as_str));
        let words = Words::shared(language);
        let link = context.link().clone();
        let unsaved = Rc::new(Cell::new(false));
        let attaching = Rc::new(Cell::new(false));
        let held = Held::new(Storage::begin());
        let attach = effects::attach(link.clone(), held.clone());
        let listeners = [
            address::listen({
                let link = link.clone();
                move |route| link.send_message(Action::Arrive(route))
            }),
            document::ask_before_leaving({
                let unsaved = unsaved.clone();
                move || unsaved.get()
            }),
            paste::listen(
                {
                    let attaching = attaching.clone();
                    move || attaching.get()
                },
                move |files| attach.emit((files, Origin::Pasted)),
            ),
        ];
        rescue::speak(&words);
        effects::read_vendors(link.clone());
        let worker = effects::worker(link.clone(), held.clone());
        App {
            state: State::new(document::home(), language, random::bytes(), clock::now()),
            words,
            reader: effects::reader(link, &worker),
            worker,
            held,
            upload: None,
            after_render: Vec::new(),
            unsaved,
            attaching,
            _listeners: (listeners.into_iter().flatten())
                .chain(document::keep_page_on_drop())
                .collect(),
        }
    }

    fn update(&mut self, context: &Context<Self>, action: Action) -> bool {
        if let Action::Speak(language) = action {
            self.words = Words::shared(language);
            rescue::speak(&self.words);
        }
        if let Action::StartAgain = action
            && !document::confirm(&self.words.text("start-again-question"))
        {
            return false;
        }
        let read = matches!(action, Action::VendorsRead(..));
        let mut effects = self.state.step(action, clock::now());
        if read {
            effects.extend(
                self.state
                    .step(Action::Arrive(address::read()), clock::now()),
            );
        }
        rescue::remember(self.typed());
        self.unsaved.set(self.state.is_unsaved());
        self.attaching
            .set(self.state.step == Step::Section(Section::Additional));
        for effect in effects {
            self.carry_out(context.link(), effect);
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let send = context.link().callback(|action| action);
        layout::view(&View {
            state: &self.state,
            words: &self.words,
            send: &send,
            attach: &effects::attach(context.link().clone(), self.held.clone()),
        })
    }

    fn rendered(&mut self, _context: &Context<Self>, first: bool) {
        if first {
            // After the first paint: the form can be read while the worker arrives.
            self.worker.prepare();
        }
        let heading = self.words.text(self.state.step.heading());
        let product = self.words.text("product-name");
        let prefix = match self.state.shows_mistakes() {
            true => self.words.text("error-prefix"),
            false => String::new(),
        };
        let title = format!("{prefix}{heading} – {product}");
        document::describe(&title, self.words.language().tag());
        for effect in std::mem::take(&mut self.after_render) {
            match effect {
                Effect::FocusHeading => document::focus(layout::HEADING),
                Effect::FocusSummary => document::focus(error_summary::ID),
                Effect::Focus(id) => document::focus(&id),
                _ => {}
            }
        }
    }
}
