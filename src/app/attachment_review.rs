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

/// Which could not be read, and how far the others are: the report tells their digests, so it waits
/// for them.
fn waiting(view: &View) -> Html {
    let attachments = &view.state.attachments;
    let reading = attachments.reading();
    let failed = attachments
        .failed()
        .map(|(file, _)| view.with("attachment-unread", [("name", file.name.as_str().into())]));
    let mut sentences: Vec<String> = failed.collect();
    match reading {
        Some(_) => sentences.push(view.text("attachments-reading")),
        None if sentences.is_empty() => sentences.push(view.text("attachments-read")),
        None => {}
    }
    let sentence = sentences.join(" ");
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
