//! Options of the encryption: a copy for the researcher, and what the message tells of its keys.

use super::attachments;
use super::view::View;
use crate::compose::Action;
use crate::compose::amount::amount;
use crate::openpgp::seal::KeyIds;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

pub(super) fn view(view: &View) -> Html {
    let state = view.state;
    let asks_for_mail = state.offers_mail() && state.is_mail_large();
    let options = html! {
        <>
            if state.own_certificate().is_some() {
                { choice(view, Choice {
                    id: "seal-to-own",
                    checked: state.seal_to_own,
                    label: view.text("seal-to-own"),
                    hint: view.text("seal-to-own-hint"),
                    action: Action::SealToOwn,
                }) }
            }
            if asks_for_mail {
                { choice(view, Choice {
                    id: "with-mail",
                    checked: state.attachments.with_mail,
                    label: view.text("with-mail"),
                    hint: view.with("with-mail-hint", [
                        ("size", mail_size(view).into()),
                        ("limit", attachments::limit(view).into()),
                    ]),
                    action: Action::WithMail,
                }) }
            }
            { choice(view, Choice {
                id: "hide-key-ids",
                checked: state.key_ids == KeyIds::Hidden,
                label: view.text("hide-key-ids"),
                hint: view.text("hide-key-ids-hint"),
                action: Action::HideKeyIds,
            }) }
        </>
    };
    // Open once something is chosen: what holds must be seen.
    let open = state.seal_to_own || state.key_ids == KeyIds::Hidden || asks_for_mail;
    html! {
        <details class="seal-options" {open}>
            <summary>{ view.text("seal-options") }</summary>
            { options }
        </details>
    }
}

/// How large the mail would be, in words.
fn mail_size(view: &View) -> String {
    let length = view.state.review.as_ref().map(|review| review.mail_length);
    amount(length.unwrap_or_default(), view.words)
}

/// A box to tick.
struct Choice {
    id: &'static str,
    checked: bool,
    label: String,
    hint: String,
    action: fn(bool) -> Action,
}

fn choice(view: &View, choice: Choice) -> Html {
    let Choice { id, checked, .. } = choice;
    let hint_id = format!("{id}-hint");
    let send = view.send.clone();
    let onchange = Callback::from(move |event: Event| {
        let input = event
            .target()
            .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            send.emit((choice.action)(input.checked()));
        }
    });
    html! {
        <div class="choice">
            <input type="checkbox" {id} {checked} {onchange} autocomplete="off"
                aria-describedby={hint_id.clone()} />
            <label for={id}>{ choice.label }</label>
            <p class="hint" id={hint_id}>{ choice.hint }</p>
        </div>
    }
}
