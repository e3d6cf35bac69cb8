//! One attached file in the list.

use super::sentence;
use super::view::View;
use crate::compose::amount::exact_amount;
use crate::compose::attachments::remove_id;
use crate::compose::{Action, Attached, Reading};
use crate::deceptive::is_deceptive;
use crate::file_name::FileName;
use yew::prelude::*;

/// The item of the file at this place. `same` is the name of an earlier one with the same content.
pub(super) fn item(view: &View, at: usize, file: &Attached, same: Option<&FileName>) -> Html {
    let handle = file.handle;
    let name = file.name.as_str();
    let media_type = match file.media_type.as_str() {
        "" => view.text("attachment-no-type"),
        given => visible(given),
    };
    html! {
        <li class="attachment" key={remove_key(file)}>
            <p class="attachment-name"><bdi>{ name.to_owned() }</bdi></p>
            { given(view, file) }
            <p class="attachment-facts">
                <span class="attachment-size">{ exact_amount(file.length, view.words) }</span>
                <span class="attachment-type"><bdi>{ media_type }</bdi></span>
            </p>
            { reading(view, file) }
            if file.length == 0 {
                <p class="attachment-note">{ view.text("attachment-empty") }</p>
            }
            if let Some(same) = same {
                <p class="attachment-note">
                    { view.with("attachment-same", [("name", same.as_str().into())]) }
                </p>
            }
            <button type="button" class="button button-secondary" id={remove_id(at)}
                onclick={view.on(move || Action::Detach(handle))}>
                { view.text("attachment-remove") }
                <span class="visually-hidden">{ format!(" {name}") }</span>
            </button>
        </li>
    }
}

/// By its file: a list that loses one must not take the keyboard from another.
fn remove_key(file: &Attached) -> String {
    format!("{:?}", file.handle)
}

/// The name that it was given, where it arrives under another.
fn given(view: &View, file: &Attached) -> Html {
    let differs = file
        .given
        .as_deref()
        .filter(|given| *given != file.name.as_str());
    let Some(given) = differs else {
        return Html::default();
    };
    html! {
        <p class="attachment-note">
            { view.text("attachment-given") }{ " " }
            <bdi class="attachment-given">{ visible(given) }</bdi>
            { view.text("attachment-renamed") }
        </p>
    }
}

fn reading(view: &View, file: &Attached) -> Html {
    match &file.reading {
        Reading::Waiting => html! { <p class="hint">{ view.text("attachment-waiting") }</p> },
        Reading::Working(progress) => {
            let label = view.with("attachment-reading", [("name", file.name.as_str().into())]);
            let (max, value) = (progress.total.to_string(), progress.done.to_string());
            html! { <progress {max} {value} aria-label={label}></progress> }
        }
        Reading::Done(digest) => html! {
            <p class="attachment-digest">
                { "SHA-256 " }<code class="digest">{ digest.to_string() }</code>
            </p>
        },
        Reading::Failed(failure) => html! {
            <p class="attachment-error">{ sentence::file(view, file, *failure) }</p>
        },
    }
}

/// What would deceive the eye is shown as a sign of its own.
fn visible(text: &str) -> String {
    let seen = text.chars().map(|c| match is_deceptive(c) {
        true => char::REPLACEMENT_CHARACTER,
        false => c,
    });
    seen.collect()
}
