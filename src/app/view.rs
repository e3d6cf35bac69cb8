//! What every part of the page is rendered from.

use crate::compose::{Action, Origin, Route, State, Step};
use crate::vendor::{Text, Vendor};
use crate::words::{Value, Words};
use yew::prelude::*;

/// The state, the words, and the way back for actions.
pub(super) struct View<'a> {
    pub(super) state: &'a State,
    pub(super) words: &'a Words,
    pub(super) send: &'a Callback<Action>,
    /// Takes files that were chosen, dropped or pasted.
    pub(super) attach: &'a Callback<(Vec<web_sys::File>, Origin)>,
}

impl View<'_> {
    /// The message `id`.
    pub(super) fn text(&self, id: &str) -> String {
        self.words.text(id)
    }

    /// The message `id` with its places filled.
    pub(super) fn with<'a, const N: usize>(
        &self,
        id: &str,
        values: [(&'a str, Value<'a>); N],
    ) -> String {
        self.words.with(id, values)
    }

    /// A vendor's text in the page's language, marked where it falls back to another.
    pub(super) fn vendor_text(&self, text: &Text) -> Html {
        let wanted = self.words.language();
        let lang = (text.language(wanted) != wanted).then(|| text.language(wanted).tag());
        html! { <span {lang}>{ text.get(wanted).to_owned() }</span> }
    }

    /// The name of the chosen vendor.
    pub(super) fn vendor_name(&self) -> String {
        let vendor = self.state.vendor.as_ref();
        vendor
            .map(|vendor| vendor.name.get(self.words.language()).to_owned())
            .unwrap_or_default()
    }

    /// A handler that sends what `action` makes.
    pub(super) fn on<E>(&self, action: impl Fn() -> Action + 'static) -> Callback<E> {
        self.send.reform(move |_| action())
    }

    /// The address of `step` with the present vendor.
    pub(super) fn address(&self, step: Step) -> String {
        let vendor = self
            .state
            .vendor
            .as_ref()
            .map(|vendor| vendor.id.to_string());
        Route::new(vendor, step).hash()
    }

    /// A button.
    pub(super) fn button(
        &self,
        id: &'static str,
        class: &'static str,
        message: &str,
        action: impl Fn() -> Action + 'static,
    ) -> Html {
        html! {
            <button type="button" {id} class={classes!("button", class)} onclick={self.on(action)}>
                { self.text(message) }
            </button>
        }
    }

    /// The chosen vendor, with what `render` makes of it.
    pub(super) fn vendor(&self, render: impl FnOnce(&Vendor) -> Html) -> Html {
        self.state.vendor.as_deref().map(render).unwrap_or_default()
    }
}

/// A link to another origin: no opener, no referrer, in a tab of its own.
pub(super) fn external(url: &str, text: Html) -> Html {
    html! {
        <a href={url.to_owned()} target="_blank" rel="noopener noreferrer external"
            referrerpolicy="no-referrer">{ text }</a>
    }
}

/// A moment as a day, from seconds since 1970.
pub(super) fn day(seconds: u64) -> String {
    crate::date::Date::from_unix(seconds).to_string()
}
