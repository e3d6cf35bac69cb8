//! The attachments in the review: what goes with the report, or how far they are read.

use super::view::View;
use crate::compose::Reading;
use crate::compose::amount::exact_amount;
use yew::prelude::*;

pub(super) fn view(view: &View) -> Html {
    let attachments = &view.state.attachments;
    if attachments.is_empty() {
        return Html::default();
    }
    let items = attachments.files().iter().map(|file| {
        let digest = match file.reading {
            Reading::Done(digest) => Some(digest.to_string()),
            _ => None,
        };
        html! {
            <li>
                <bdi>{ file.name.to_string() }</bdi>
                { ", " }{ exact_amount(file.length, view.words) }
                if let Some(digest) = digest {
                    <br />{ "SHA-256 " }<code class="digest">{ digest }</code>
                }
            </li>
        }
    });
    html! {
        <>
            <h2>{ view.text("attachments") }</h2>
            { waiting(view) }
            <ul id="attachment-review">{ for items }</ul>
        </>
    }
}

/// How far they are read: the report tells their digests, so it waits for them.
fn waiting(view: &View) -> Html {
    let reading = view.state.attachments.reading();
    let sentence = match reading {
        Some(_) => view.text("attachments-reading"),
        None if view.state.has_failed_files() => String::new(),
        None => view.text("attachments-read"),
    };
    html! {
        <>
            <p role="status" id="attachments-reading">{ sentence }</p>
            if let Some((done, total)) = reading {
                <progress max={total.to_string()} value={done.to_string()}
                    aria-labelledby="attachments-reading"></progress>
            }
        </>
    }
}
