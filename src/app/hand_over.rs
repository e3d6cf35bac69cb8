//! The ways to hand over the ciphertext, in the order that fits the vendor.

use super::view::View;
use super::{layout, receipts, upload};
use crate::channel::{LARGE_MAIL_BYTES, draft, file, mailto};
use crate::compose::amount::amount;
use crate::compose::hand_over::{mail_sentence, open_command};
use crate::compose::{Action, Copy, Outcome, Sealing};
use crate::vendor::Channel;
use yew::prelude::*;

pub(super) fn view(view: &View) -> Html {
    let Sealing::Done(outcome) = &view.state.sealing else {
        return Html::default();
    };
    view.vendor(|vendor| {
        let channels = vendor.channels.iter().map(|channel| match channel {
            Channel::Mail { address } => mail(view, outcome, address),
            Channel::Upload { url } => upload::view(view, url),
        });
        html! {
            <>
                { layout::heading(view) }
                <p class="notice notice-good" id="sealed" role="status">
                    { view.with("sealed", [("vendor", view.vendor_name().into())]) }
                </p>
                <dl class="facts">
                    <dt>{ view.text("receipt-reference") }</dt>
                    <dd><code>{ view.state.reference.to_string() }</code></dd>
                    <dt>{ view.text("sealed-recipients") }</dt>
                    <dd>
                        { for outcome.main.recipients().iter().map(|key| html! {
                            <div><code class="fingerprint">{ key.grouped() }</code></div>
                        }) }
                    </dd>
                    <dt>{ view.text("receipt-digest") }</dt>
                    <dd><code class="digest" id="digest">{ outcome.main.digest().to_string() }</code></dd>
                </dl>
                <p>{ view.text("hand-over-lead") }</p>
                { for channels }
                { by_file(view, outcome) }
                { receipts::view(view) }
                { view.button("start-again", "button-secondary", "start-again", || {
                    Action::StartAgain
                }) }
                <p class="hint">{ view.text("start-again-hint") }</p>
            </>
        }
    })
}

fn mail(view: &View, outcome: &Outcome, address: &str) -> Html {
    let words = view.state.vendor_words();
    let sealed = &outcome.main;
    let large = draft::length(sealed) > LARGE_MAIL_BYTES;
    let subject = view.state.mail_subject(&words);
    // The first sentence is for the vendor, the rest for the researcher, each in their language.
    let note = view.with("mailto-note", [("file", file::name(sealed).into())]);
    let body = format!("{}\n\n-----\n{note}\n", mail_sentence(&words, sealed));
    let link = mailto::plan(address, &subject, &body);
    let link = Some(link).filter(|link| !link.too_long && !large);
    html! {
        <section class="panel" id="mail">
            <h2>{ view.text("channel-mail") }</h2>
            if large {
                <p class="notice notice-warning" id="mail-too-large">
                    { view.with("mail-draft-too-large", [
                        ("size", amount(draft::length(sealed), view.words).into()),
                        ("limit", amount(LARGE_MAIL_BYTES, view.words).into()),
                        ("address", address.into()),
                    ]) }
                </p>
            } else {
                <p>{ view.with("mail-lead", [("address", address.into())]) }</p>
                <h3>{ view.text("channel-mail-draft") }</h3>
                <p>{ view.text("mail-draft-explanation") }</p>
                { view.button("save-draft", "button-primary", "mail-draft-save", || {
                    Action::SaveDraft
                }) }
            }
            if let Some(link) = link {
                <h3>{ view.text("channel-mailto") }</h3>
                <ol>
                    <li>{ view.text("mailto-first") }</li>
                    <li>{ view.text("mailto-then") }</li>
                </ol>
                <p class="buttons">
                    { view.button("mailto-save", "button-secondary", "save-sealed", || {
                        Action::SaveSealed
                    }) }
                    <a class="button button-secondary" id="mailto" href={link.uri}
                        target="_blank" rel="noopener noreferrer">{ view.text("mailto-open") }</a>
                </p>
            }
            if outcome.mail.is_some() {
                <details>
                    <summary>{ view.text("channel-raw-mail") }</summary>
                    <p>{ view.text("raw-mail-explanation") }</p>
                    { view.button("save-raw", "button-secondary", "raw-mail-save", || {
                        Action::SaveRawMail
                    }) }
                </details>
            }
        </section>
    }
}

fn by_file(view: &View, outcome: &Outcome) -> Html {
    let Some(armored) = outcome.main.armored() else {
        return archive(view, outcome);
    };
    let copied = match view.state.hand_over.copied {
        Some((Copy::Armored, true)) => view.text("copy-worked"),
        Some((Copy::Armored, false)) => view.text("copy-failed-armored"),
        _ => String::new(),
    };
    html! {
        <section class="panel" id="other-ways">
            <h2>{ view.text("channel-other") }</h2>
            <p>{ view.text("channel-other-explanation") }</p>
            <p class="buttons">
                { view.button("copy-armored", "button-secondary", "copy-armored", || {
                    Action::CopyArmored
                }) }
                { save(view) }
            </p>
            <p role="status" id="copied">{ copied }</p>
            <details>
                <summary>{ view.text("armored-show") }</summary>
                <textarea id="armored" readonly=true rows="8" spellcheck="false" translate="no"
                    aria-label={view.text("armored-label")} value={armored.to_owned()} />
            </details>
            <p class="hint">{ view.text("text-not-padded") }</p>
        </section>
    }
}

/// What is no text to paste.
fn archive(view: &View, outcome: &Outcome) -> Html {
    html! {
        <section class="panel" id="other-ways">
            <h2>{ view.text("channel-file") }</h2>
            <p>
                { view.text("channel-other-archive-explanation") }{ " " }
                <code translate="no">{ open_command(&outcome.main) }</code>
            </p>
            <p class="buttons">{ save(view) }</p>
            <p class="hint" id="not-copied">{ view.text("archive-not-copied") }</p>
        </section>
    }
}

fn save(view: &View) -> Html {
    view.button("save-sealed", "button-secondary", "save-sealed", || {
        Action::SaveSealed
    })
}
