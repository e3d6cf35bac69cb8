//! A vendor without a file: its security.txt, what was found in it, and what is still to be asked.

mod found;

use super::field::Control;
use super::file_drop::{self, Place};
use super::view::{View, external};
use super::{error_summary, layout};
use crate::browser::files;
use crate::compose::{Action, OtherAction, OtherMistake, SendTo, Told};
use crate::vendor::security_txt::{Contact, MAX_BYTES};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

pub(super) fn view(view: &View) -> Html {
    let other = &view.state.other;
    // Continue reads what was pasted first.
    let onsubmit = view.send.reform(|event: SubmitEvent| {
        event.prevent_default();
        Action::Continue
    });
    html! {
        <>
            { layout::heading(view) }
            { trouble(view) }
            <p class="lead">{ view.text("other-lead") }</p>
            <form {onsubmit} novalidate=true autocomplete="off">
                { given(view) }
                if let Some(text) = other.security_txt() { { found::view(view, text) } }
                if other.asks() {
                    { questions(view) }
                    <button type="submit" id="continue" class="button button-primary">
                        { view.text("continue") }
                    </button>
                } else {
                    <p class="buttons">
                        <button type="submit" id="other-read" class="button button-primary">
                            { view.text("other-read") }
                        </button>
                        { view.button("other-without", "button-secondary", "other-without", || {
                            Action::Other(OtherAction::GoWithout)
                        }) }
                    </p>
                }
            </form>
        </>
    }
}

/// Why there is no security.txt, or what is missing.
fn trouble(view: &View) -> Html {
    if let Told::Refused(error) = view.state.other.told {
        return error_summary::failure(view, view.text(error.message()));
    }
    let mistakes = view.state.other.shown_mistakes();
    if mistakes.is_empty() {
        return Html::default();
    }
    let items = mistakes.into_iter().map(|mistake| {
        let onclick = view.send.reform(move |event: MouseEvent| {
            event.prevent_default();
            Action::Other(OtherAction::Visit(mistake))
        });
        let href = view.address(view.state.step);
        html! { <li><a {href} {onclick}>{ view.text(mistake.message()) }</a></li> }
    });
    html! {
        <div class="error-summary" id={error_summary::ID} tabindex="-1">
            <h2>{ view.text("error-summary-heading") }</h2>
            <ul>{ for items }</ul>
        </div>
    }
}

/// The box for the text, and the place for the file.
fn given(view: &View) -> Html {
    let send = view.send.clone();
    let take = Callback::from(move |file: web_sys::File| {
        let send = send.clone();
        spawn_local(async move {
            let read = files::read(file, MAX_BYTES as u64).await;
            send.emit(Action::Other(match read {
                Some(bytes) => OtherAction::Offer(bytes),
                None => OtherAction::Unread,
            }));
        });
    });
    let text = Question {
        mistake: OtherMistake::NoText,
        label: view.text("other-text"),
        hint: view.text("other-text-hint"),
        value: &view.state.other.text,
        lines: true,
        input_mode: None,
    };
    let place = Place {
        id: "other-file",
        name: view.text("other-file"),
        hint: None,
    };
    html! {
        <>
            { text.view(view, OtherAction::EditText) }
            { file_drop::view(view, place, take) }
        </>
    }
}

fn questions(view: &View) -> Html {
    let other = &view.state.other;
    let name = Question {
        mistake: OtherMistake::NoName,
        label: view.text("other-name"),
        hint: view.text("other-name-hint"),
        value: &other.name,
        lines: false,
        input_mode: None,
    };
    let mail = Question {
        mistake: OtherMistake::NoMail,
        label: view.text("other-mail"),
        hint: view.text("other-mail-hint"),
        value: &other.mail,
        lines: false,
        input_mode: Some("email"),
    };
    html! {
        <>
            <h2>{ view.text("other-questions-heading") }</h2>
            { name.view(view, OtherAction::EditName) }
            { ways(view) }
            if other.way == SendTo::Typed { { mail.view(view, OtherAction::EditMail) } }
        </>
    }
}

/// Where the report is to go: the addresses of the security.txt with what each is for, another
/// one, none.
fn ways(view: &View) -> Html {
    let text = view.state.other.security_txt();
    let mails = text.into_iter().flat_map(|text| text.mails());
    let listed = mails.enumerate().map(|(at, (address, contact))| {
        // One element: a label lays its children out side by side.
        let label = html! { <span><bdi>{ address.to_string() }</bdi>{ purpose(contact) }</span> };
        radio(view, format!("other-way-{at}"), SendTo::Listed(at), label)
    });
    let listed: Vec<Html> = listed.collect();
    html! {
        <fieldset class="field">
            <legend>{ view.text("other-way") }</legend>
            if listed.len() > 1 { <p class="hint">{ view.text("other-way-hint") }</p> }
            { for listed }
            { radio(view, "other-way-typed".to_owned(), SendTo::Typed,
                view.text("other-way-typed").into()) }
            { radio(view, "other-way-none".to_owned(), SendTo::NoMail,
                view.text("other-way-none").into()) }
        </fieldset>
    }
}

fn radio(view: &View, id: String, way: SendTo, label: Html) -> Html {
    let checked = view.state.other.way == way;
    let onchange = view.on(move || Action::Other(OtherAction::Choose(way)));
    html! {
        <div class="choice" key={id.clone()}>
            <input type="radio" id={id.clone()} name="other-way" {checked} {onchange}
                autocomplete="off" />
            <label for={id}>{ label }</label>
        </div>
    }
}

/// What a contact is for, after it.
fn purpose(contact: &Contact) -> Html {
    match &contact.purpose {
        Some(purpose) => html! { <>{ " – " }<bdi>{ purpose.clone() }</bdi></> },
        None => Html::default(),
    }
}

/// A question with its hint and its mistake.
struct Question<'a> {
    /// The mistake that says which question it is.
    mistake: OtherMistake,
    label: String,
    hint: String,
    value: &'a str,
    lines: bool,
    input_mode: Option<&'static str>,
}

impl Question<'_> {
    fn view(self, view: &View, typed: fn(String) -> OtherAction) -> Html {
        let id = self.mistake.id();
        let mut mistakes = view.state.other.shown_mistakes().into_iter();
        let mistake = mistakes.find(|mistake| mistake.id() == id);
        let hint = format!("{id}-hint");
        let wrong = mistake.map(|_| format!("{id}-mistake"));
        let control = Control {
            id: id.to_owned(),
            value: self.value.to_owned(),
            lines: self.lines,
            tall: false,
            wrong: wrong.is_some(),
            described: Some(match &wrong {
                Some(wrong) => format!("{hint} {wrong}"),
                None => hint.clone(),
            }),
            input_mode: self.input_mode,
        };
        html! {
            <div class={classes!("field", wrong.as_ref().map(|_| "field-wrong"))} key={id}>
                <label for={id}>{ self.label }</label>
                <p class="hint" id={hint}>{ self.hint }</p>
                if let Some(mistake) = mistake {
                    <p class="mistake" id={wrong}>
                        <span class="visually-hidden">{ view.text("error-prefix") }</span>
                        { view.text(mistake.message()) }
                    </p>
                }
                { control.view(view.send.reform(move |text| Action::Other(typed(text)))) }
            </div>
        }
    }
}

/// Where the chosen vendor's security.txt says that its key is: links for the researcher to open.
pub(super) fn key_links(view: &View) -> Html {
    let links = view.state.key_links();
    if links.is_empty() {
        return Html::default();
    }
    let pinned = (view.state.vendor.as_ref()).is_some_and(|vendor| !vendor.pins.is_empty());
    let explanation = match pinned {
        true => "other-keys-pinned",
        false => "other-keys-explanation",
    };
    html! {
        <section class="panel" id="key-links">
            <h2>{ view.with("other-keys-heading", [("vendor", view.vendor_name().into())]) }</h2>
            <p>{ view.text(explanation) }</p>
            <ul>{ for links.iter().map(|url| html! {
                <li class="found">{ external(url, url.to_string().into()) }</li>
            }) }</ul>
        </section>
    }
}
