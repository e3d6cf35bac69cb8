//! The files that go with the report: where they are chosen, and the list of them.

use super::view::View;
use super::{attachment, file_drop};
use crate::compose::amount::amount;
use crate::compose::attachments::ATTACH;
use crate::compose::{FileNews, Origin, Room};
use yew::prelude::*;

pub(super) fn view(view: &View) -> Html {
    let attach = view.attach.clone();
    let onchange = Callback::from(move |event: Event| {
        attach.emit((file_drop::chosen(&event), Origin::Picked));
    });
    let attach = view.attach.clone();
    let ondrop = Callback::from(move |event: DragEvent| {
        event.prevent_default();
        attach.emit((file_drop::dropped(&event), Origin::Picked));
    });
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    html! {
        <section class="field attachments" id="attachments" aria-labelledby="attachments-heading"
            {ondrop} {ondragover}>
            <h2 id="attachments-heading">{ view.text("attachments") }</h2>
            <div class="drop">
                <p class="hint" id="attach-hint">{ view.text("attachments-hint") }</p>
                // The browser's own button speaks the browser's language: the label stands for it.
                <input type="file" id={ATTACH} class="visually-hidden" multiple=true {onchange}
                    aria-describedby="attach-hint" />
                <label for={ATTACH} class="button button-secondary">
                    { view.text("attachments-choose") }
                </label>
            </div>
            <p role="status" id="attachments-status" class="hint">{ news(view) }</p>
            { room(view) }
            { large(view) }
            { list(view) }
        </section>
    }
}

fn list(view: &View) -> Html {
    let attachments = &view.state.attachments;
    if attachments.is_empty() {
        return Html::default();
    }
    let repeated = attachments.repeated();
    let items =
        attachments.files().iter().enumerate().map(|(at, file)| {
            attachment::item(view, at, file, repeated.get(&file.handle).copied())
        });
    html! { <ul class="attachment-list" id="attachment-list">{ for items }</ul> }
}

/// What was done last, for who does not see the list.
fn news(view: &View) -> String {
    match &view.state.attachments.news {
        None => String::new(),
        Some(FileNews::Added(number)) => {
            view.with("attachments-added", [("number", (*number).into())])
        }
        Some(FileNews::Removed(name)) => {
            view.with("attachment-removed", [("name", name.as_str().into())])
        }
        Some(FileNews::Unread(name)) => {
            view.with("attachment-unread", [("name", name.as_str().into())])
        }
        Some(FileNews::AllRead) => view.text("attachments-read"),
    }
}

/// That there is too little room, if so.
pub(super) fn room_short(view: &View) -> Html {
    match view.state.is_too_large() {
        true => room(view),
        false => Html::default(),
    }
}

/// The limit of this browser, where there is one to tell.
fn room(view: &View) -> Html {
    let attachments = &view.state.attachments;
    if attachments.is_empty() {
        return Html::default();
    }
    let too_large = view.state.is_too_large();
    let needed = amount(view.state.room_needed(), view.words);
    let sentence = match attachments.room {
        Some(Room::Memory { limit }) => {
            let limit = amount(limit, view.words);
            match too_large {
                true => {
                    let values = [("limit", limit.into()), ("needed", needed.into())];
                    view.with("room-memory-short", values)
                }
                false => view.with("room-memory", [("limit", limit.into())]),
            }
        }
        Some(Room::Disk { free }) if too_large => {
            let free = amount(free, view.words);
            view.with(
                "room-disk-short",
                [("free", free.into()), ("needed", needed.into())],
            )
        }
        _ => return Html::default(),
    };
    let class = classes!("notice", too_large.then_some("notice-warning"));
    html! { <p id="attachments-room" {class} role="status">{ sentence }</p> }
}

/// Why there will be no mail: it would be too large.
fn large(view: &View) -> Html {
    if !view.state.offers_mail() || !view.state.attachments.outgrow_mail() {
        return Html::default();
    }
    html! {
        <p id="attachments-large" class="notice notice-warning" role="status">
            { view.with("attachments-large", [("limit", limit(view).into())]) }
        </p>
    }
}

/// How large a mail may be, in words.
pub(super) fn limit(view: &View) -> String {
    amount(crate::channel::LARGE_MAIL_BYTES, view.words)
}
