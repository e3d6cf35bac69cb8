//! The summary: what is missing, then everything as it will be encrypted, to the byte.

use super::view::View;
use super::{
    attachment_review, attachments, certificate, error_summary, key, layout, long_text,
    seal_options,
};
use super::{sentence, start};
use crate::browser::random;
use crate::compose::{Action, Course, KeyStatus, Progress, Sealing, Step, amount};
use crate::report::Section;
use yew::prelude::*;

/// The value of `dir` for what is not written in any language.
const LEFT_TO_RIGHT: &str = "ltr";
/// The value of `dir` for what people wrote.
const BY_TEXT: &str = "auto";

pub(super) fn view(view: &View) -> Html {
    let mistakes = view.state.mistakes();
    let files = view.state.has_failed_files();
    let missing = files || !mistakes.is_empty();
    html! {
        <>
            { layout::heading(view) }
            if missing {
                <div class="error-summary" id={error_summary::ID} tabindex="-1">
                    <h2>{ view.text("review-missing") }</h2>
                    { error_summary::list(view, &mistakes, files) }
                </div>
            } else {
                { seal_failure(view) }
                <p class="lead">{ view.text("review-lead") }</p>
            }
            { answers(view) }
            { attachment_review::view(view) }
            { parts(view) }
            <h2>{ view.text("review-key") }</h2>
            { key::verdict(view) }
            if let KeyStatus::Ready(team) = &view.state.key.status {
                { certificate::all(view, team) }
            } else {
                <p>{ key::link(view) }</p>
            }
            { seal(view, missing) }
            { view.vendor(|vendor| start::sites(view, vendor)) }
        </>
    }
}

fn seal_failure(view: &View) -> Html {
    match &view.state.sealing {
        Sealing::Failed(failure) => {
            error_summary::failure(view, sentence::seal_failure(view, failure))
        }
        _ => Html::default(),
    }
}

/// Each section with the way back to it.
fn answers(view: &View) -> Html {
    let rows = Section::ALL.into_iter().map(|section| {
        let state = match (view.state.is_complete(section), view.state.is_begun(section)) {
            (false, _) => view.text("step-incomplete"),
            (true, true) => view.text("step-done"),
            (true, false) => view.text("step-empty"),
        };
        let heading = view.text(section.heading());
        html! {
            <li>
                <span class="answers-name">{ heading.clone() }</span>
                <span class="answers-state">{ state }</span>
                <a href={view.address(Step::Section(section))} id={format!("change-{}", Step::Section(section).slug())}>
                    { view.text("change") }
                    <span class="visually-hidden">{ format!(" {heading}") }</span>
                </a>
            </li>
        }
    });
    html! { <ul class="answers">{ for rows }</ul> }
}

/// The parts that travel.
fn parts(view: &View) -> Html {
    let Some(review) = &view.state.review else {
        return Html::default();
    };
    let lang = view
        .state
        .vendor
        .as_ref()
        .map(|vendor| vendor.language.tag());
    let travels = |id: &'static str, heading: String, note: String, text: &str| {
        // JSON runs from left to right whatever is in it. (To find the direction of a line of a
        // megabyte takes Chromium seconds.)
        let dir = match id {
            "report-json" => LEFT_TO_RIGHT,
            _ => BY_TEXT,
        };
        html! {
            <section class="part">
                <h2 id={format!("{id}-heading")}>{ heading }</h2>
                <p class="hint">{ note }</p>
                <pre {id} {lang} tabindex="0" {dir} role="region" translate="no"
                    aria-labelledby={format!("{id}-heading")}>{ long_text::view(text) }</pre>
            </section>
        }
    };
    let (json_note, padding_note) = match view.state.attachments.is_empty() {
        true => (view.text("review-json-note"), view.text("review-padding")),
        false => (
            view.text("review-json-note-archive"),
            view.text("review-padding-archive"),
        ),
    };
    let text_note = view.text("review-text-note");
    html! {
        <>
            { travels("report-text", view.text("review-text"), text_note, &review.markdown) }
            { travels("report-json", view.text("review-json"), json_note, &review.json) }
            <p class="hint">{ padding_note }</p>
        </>
    }
}

fn seal(view: &View, missing: bool) -> Html {
    if let Sealing::Working { course, .. } = &view.state.sealing {
        return sealing(view, course);
    }
    let ready = matches!(view.state.key.status, KeyStatus::Ready(_));
    let reading = view.state.attachments.reading().is_some();
    if missing || reading || !ready {
        let reason = if missing {
            "seal-not-while-missing"
        } else if reading {
            "seal-not-while-reading"
        } else {
            "seal-not-without-key"
        };
        return html! { <p class="notice notice-warning">{ view.text(reason) }</p> };
    }
    html! {
        <>
            if matches!(view.state.sealing, Sealing::Done(_)) {
                <p class="notice notice-good">
                    { view.text("sealed-already") }{ " " }
                    <a href={view.address(Step::HandOver)}>{ view.text("step-hand-over") }</a>
                </p>
                // A change here drops the ciphertext, and the button is there again.
                { seal_options::view(view) }
            } else {
                { seal_options::view(view) }
                { attachments::room_short(view) }
                { view.button("seal", "button-primary", "seal", || Action::Seal(random::bytes())) }
            }
        </>
    }
}

/// How far the encryption is. What changes with every piece is no live region: that has a calmer
/// text.
fn sealing(view: &View, course: &Course) -> Html {
    let Progress { done, total, .. } = course.shown;
    let told = course
        .told
        .map(|told| amount::calm_course(told, view.words));
    html! {
        <div class="panel" id="sealing">
            <p role="status" id="sealing-status">
                { view.text("sealing") }
                <span class="visually-hidden">{ told.map(|told| format!(". {told}")) }</span>
            </p>
            if total > 0 {
                <progress max={total.to_string()} value={done.to_string()}
                    aria-labelledby="sealing-status"></progress>
                <p id="sealing-progress" class="hint">{ amount::course(course.shown, view.words) }</p>
            } else {
                <progress aria-labelledby="sealing-status"></progress>
            }
            { view.button("cancel-seal", "button-secondary", "cancel", || Action::CancelSeal) }
        </div>
    }
}
