//! The ways to hand over the ciphertext, in the order that fits the vendor.

use super::view::View;
use super::{layout, receipts, upload};
use crate::channel::mailto;
use crate::compose::{Action, Copy, Outcome, Sealing};
use crate::vendor::Channel;
use crate::words::Words;
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
    let words = Words::shared(
        view.state
            .vendor
            .as_ref()
            .map(|it| it.language)
            .unwrap_or_default(),
    );
    let subject = view.state.mail_subject(&words);
    // The first sentence is for the vendor, the rest for the researcher, each in their language.
    let file = crate::channel::file::name(&outcome.main);
    let note = view.with("mailto-note", [("file", file.into())]);
    let body = format!("{}\n\n-----\n{note}\n", words.text("mail-sentence"));
    let link = Some(mailto::plan(address, &subject, &body)).filter(|link| !link.too_long);
    html! {
        <section class="panel" id="mail">
            <h2>{ view.text("channel-mail") }</h2>
            <p>{ view.with("mail-lead", [("address", address.into())]) }</p>
            <h3>{ view.text("channel-mail-draft") }</h3>
            <p>{ view.text("mail-draft-explanation") }</p>
            { view.button("save-draft", "button-primary", "mail-draft-save", || Action::SaveDraft) }
            if let Some(link) = link {
                <h3>{ view.text("channel-mailto") }</h3>
                <ol>
                    <li>{ view.text("mailto-first") }</li>
                    <li>{ view.text("mailto-then") }</li>
                </ol>
                <p class="buttons">
                    { view.button("mailto-save", "button-secondary", "save-armored", || {
                        Action::SaveSealed
                    }) }
                    <a class="button button-secondary" id="mailto" href={link.uri}
                        target="_blank" rel="noopener noreferrer">{ view.text("mailto-open") }</a>
                </p>
            }
            <details>
                <summary>{ view.text("channel-raw-mail") }</summary>
                <p>{ view.text("raw-mail-explanation") }</p>
                { view.button("save-raw", "button-secondary", "raw-mail-save", || {
                    Action::SaveRawMail
                }) }
            </details>
        </section>
    }
}

fn by_file(view: &View, outcome: &Outcome) -> Html {
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
                { view.button("save-sealed", "button-secondary", "save-armored", || {
                    Action::SaveSealed
                }) }
            </p>
            <p role="status" id="copied">{ copied }</p>
            <details>
                <summary>{ view.text("armored-show") }</summary>
                <textarea id="armored" readonly=true rows="8" spellcheck="false" translate="no"
                    aria-label={view.text("armored-label")}
                    value={outcome.main.armored().unwrap_or_default().to_owned()} />
            </details>
            <p class="hint">{ view.text("text-not-padded") }</p>
        </section>
    }
}
