//! The report field by field, for a site: unencrypted, by the researcher's own hand, as it is told
//! before anything can be copied.

use super::view::View;
use super::{labels, layout, long_text, start};
use crate::compose::{Action, Copy};
use crate::handcopy::{Value, pieces};
use crate::words::Words;
use yew::prelude::*;

pub(super) fn view(view: &View) -> Html {
    view.vendor(|vendor| {
        let pieces = pieces(&view.state.draft, vendor);
        // What the vendor reads stands in the vendor's language, as in the Markdown.
        let words = Words::shared(vendor.language);
        let copied = match view.state.hand_over.copied {
            Some((Copy::Armored, _)) | None => String::new(),
            Some((_, false)) => view.text("copy-failed"),
            Some((what, true)) => {
                let label = match what {
                    Copy::Answer(field) => labels::field(view.words, Some(vendor), field),
                    _ => view.text("by-hand-markdown"),
                };
                view.with("copy-worked-by-hand", [("label", label.into())])
            }
        };
        let rows = pieces.iter().map(|piece| {
            let label = labels::field(view.words, Some(vendor), piece.field);
            let text = match &piece.value {
                Value::Text(text) => text.clone(),
                Value::Message(id) => words.text(id),
            };
            let id = format!("copy-{}", piece.field.id());
            copyable(view, id, &label, Copy::Answer(piece.field), text)
        });
        html! {
            <>
                { layout::heading(view) }
                <div class="notice notice-warning" id="unencrypted-warning">
                    <strong>{ view.text("by-hand-warning-heading") }</strong>
                    <p>{ view.text("by-hand-warning") }</p>
                    if !view.state.attachments.is_empty() {
                        <p>{ view.text("by-hand-attachments") }</p>
                    }
                </div>
                <h2>{ view.text("by-hand-sites") }</h2>
                { start::site_list(view, &vendor.sites) }
                <p role="status" id="copied" class="copied-sticky">{ copied }</p>
                if pieces.is_empty() { <p>{ view.text("by-hand-empty") }</p> }
                { for rows }
                if let Some(review) = &view.state.review {
                    { copyable(view, "copy-markdown".to_owned(), &view.text("by-hand-markdown"),
                        Copy::Markdown, review.markdown.clone()) }
                } else {
                    { for why_no_markdown(view).into_iter().map(|why| html! { <p>{ why }</p> }) }
                }
            </>
        }
    })
}

/// What the Markdown waits for.
fn why_no_markdown(view: &View) -> Vec<String> {
    let state = view.state;
    let mut reasons = Vec::new();
    if !state.mistakes().is_empty() {
        reasons.push(view.text("by-hand-no-markdown"));
    }
    if state.has_failed_files() {
        reasons.push(view.text("by-hand-files-failed"));
    } else if state.attachments.reading().is_some() {
        reasons.push(view.text("by-hand-files-reading"));
    }
    reasons
}

fn copyable(view: &View, id: String, label: &str, what: Copy, text: String) -> Html {
    let copy = text.clone();
    html! {
        <section class="part">
            <h3>{ label.to_owned() }</h3>
            <pre dir="auto" translate="no">{ long_text::view(&text) }</pre>
            <button type="button" class="button button-secondary" {id}
                onclick={view.on(move || Action::CopyByHand(what, copy.clone()))}>
                { view.text("copy") }
                <span class="visually-hidden">{ format!(" {label}") }</span>
            </button>
        </section>
    }
}
