//! The upload channel: progress, Cancel, Retry, and every refusal in words.

use super::sentence;
use super::view::View;
use crate::compose::{Action, Home, Upload, UploadError};
use yew::prelude::*;

pub(super) fn view(view: &View, url: &str) -> Html {
    let host = url
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split('/').next())
        .unwrap_or(url);
    html! {
        <section class="panel" id="upload-panel">
            <h2>{ view.text("channel-upload") }</h2>
            <p>{ view.with("upload-lead", [("host", host.into())]) }</p>
            if view.state.home == Home::File {
                <p class="notice notice-warning">{ view.text("upload-not-from-file") }</p>
            } else {
                { state(view) }
            }
        </section>
    }
}

fn state(view: &View) -> Html {
    match &view.state.hand_over.upload {
        Upload::Idle => view.button("upload", "button-primary", "upload", || Action::Upload),
        Upload::Working { done, total } => html! {
            <>
                <p role="status" id="upload-working" tabindex="-1">
                    { view.text("upload-working") }
                </p>
                <progress max={total.to_string()} value={done.to_string()}></progress>
                { view.button("cancel-upload", "button-secondary", "cancel", || {
                    Action::CancelUpload
                }) }
            </>
        },
        Upload::Failed(error) => html! {
            <>
                <div class="notice notice-error" id="upload-error" role="alert"
                    tabindex="-1">
                    <p>{ sentence::upload(view, error) }</p>
                    { answer(view, error) }
                </div>
                { view.button("upload", "button-primary", "try-again", || Action::Upload) }
            </>
        },
        Upload::Done => html! {
            <p class="notice notice-good" id="uploaded" role="status" tabindex="-1">{ view.text("uploaded") }</p>
        },
    }
}

/// The server's own words, as text.
fn answer(view: &View, error: &UploadError) -> Html {
    let UploadError::Refused(answer) = error else {
        return Html::default();
    };
    if answer.text.is_empty() {
        return Html::default();
    }
    html! { <p>{ view.text("upload-server-said") }{ " " }<q><bdi>{ answer.text.clone() }</bdi></q></p> }
}
