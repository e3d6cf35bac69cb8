//! PURE. Every text that a person sees, by language: messages in Project Fluent from `locales/`.

mod language;

pub use language::Language;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The messages of one language.
///
/// Asking for an identifier that the language lacks gives the identifier in brackets, so that a
/// gap is seen and nothing breaks; `tests/native/words.rs` fails on any gap.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

thread_local! {
    static SHARED: RefCell<BTreeMap<Language, Rc<Words>>> = const { RefCell::new(BTreeMap::new()) };
}

/// A value that a sentence has a place for.
pub enum Value<'a> {
    /// Text, put in as it is.
    Text(Cow<'a, str>),
    /// A number, by which a language may choose its plural.
    Number(f64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}

impl From<u64> for Value<'_> {
    #[allow(clippy::cast_precision_loss)] // counts and byte sizes on screen, far below 2^53
    fn from(number: u64) -> Self {
        Value::Number(number as f64)
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Value::from(number as u64)
    }
}

impl Words {
    /// The messages of `language`.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new(vec![language.identifier()]);
        // Isolation marks would travel into the report text; the page isolates with `<bdi>`.
        bundle.set_use_isolating(false);
        // A damaged line is dropped by the parser and shows up as a missing message.
        let resource = match FluentResource::try_new(language.source().to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
        Self { language, bundle }
    }

    /// [`Words::new`], made once and shared: to parse a language costs milliseconds.
    #[must_use]
    pub fn shared(language: Language) -> Rc<Self> {
        SHARED.with_borrow_mut(|shared| {
            let words = shared.entry(language);
            words
                .or_insert_with(|| Rc::new(Self::new(language)))
                .clone()
        })
    }

    /// With further messages, in Fluent's syntax; one of the same name takes the other's place.
    #[must_use]
    pub fn and(mut self, source: &str) -> Self {
        let resource = match FluentResource::try_new(source.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        self.bundle.add_resource_overriding(resource);
        self
    }

    /// The language of these messages.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The message `id`, which has no places to fill.
    #[must_use]
    pub fn text(&self, id: &str) -> String {
        self.with(id, [])
    }

    /// The message `id` with its places filled, by name.
    #[must_use]
    pub fn with<'a, const N: usize>(&self, id: &str, values: [(&'a str, Value<'a>); N]) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value())
        else {
            return format!("[{id}]");
        };
        let mut arguments = FluentArgs::with_capacity(N);
        for (name, value) in values {
            match value {
                Value::Text(text) => arguments.set(name, text),
                Value::Number(number) => arguments.set(name, number),
            }
        }
        self.bundle
            .format_pattern(pattern, Some(&arguments), &mut Vec::new())
            .into_owned()
    }

    /// Whether there is a message `id`.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }
}
