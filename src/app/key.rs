//! The vendor's certificate: what is pinned, what was given, and the verdict.

use super::error_summary::{self, failure};
use super::field::Control;
use super::file_drop::{self, Place};
use super::view::View;
use super::{certificate, key_request, layout, other_vendor, sentence, start};
use crate::browser::files;
use crate::compose::key::{VERDICT, asks_for_fingerprint};
use crate::compose::{Action, KeyStatus, Step};
use crate::openpgp::Fingerprint;
use crate::openpgp::certificate::MAX_BYTES;
use crate::openpgp::recipients::Member;
use crate::vendor::{Pin, Vendor};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

pub(super) fn view(view: &View) -> Html {
    view.vendor(|vendor| {
        let ready = matches!(view.state.key.status, KeyStatus::Ready(_));
        html! {
            <>
                { layout::heading(view) }
                { trouble(view) }
                if !has_trouble(view) { { verdict(view) } }
                { typed_pin(view) }
                { certificate::members(view, vendor) }
                { other_vendor::key_links(view) }
                if ready {
                    if view.state.key.has_given() {
                        { view.button("forget", "button-secondary", "key-other", || {
                            Action::ForgetCertificate
                        }) }
                    }
                } else {
                    { key_request::view(view, vendor) }
                    { offer(view, vendor) }
                }
                { view.button("continue", "button-primary", "continue", || Action::Continue) }
            </>
        }
    })
}

/// What went wrong with the certificate, as an error summary.
pub(super) fn trouble(view: &View) -> Html {
    if let Some(fingerprint) = view.state.first_seen() {
        return first_seen(view, fingerprint);
    }
    match &view.state.key.status {
        KeyStatus::Refused(refusal) => failure(view, sentence::refusal(view, refusal)),
        KeyStatus::Unready(team) if team.members.iter().any(Member::is_unfit) => {
            certificate::unfit(view, team)
        }
        KeyStatus::NoFingerprint(error) => failure(view, sentence::fingerprint(view, error)),
        KeyStatus::Unread => failure(view, view.text("key-unread")),
        KeyStatus::Failed(error) => html! {
            <div class="error-summary" id={error_summary::ID} role="alert" tabindex="-1">
                <h2>{ view.text("error-summary-heading") }</h2>
                <p>{ view.text(error.message()) }</p>
                { view.button("check-again", "button-secondary", "try-again", || {
                    Action::CheckCertificate
                }) }
            </div>
        },
        KeyStatus::Absent
        | KeyStatus::Checking(_)
        | KeyStatus::Ready(_)
        | KeyStatus::Unready(_) => Html::default(),
    }
}

/// A key that there is no fingerprint for: whether to rely on it is the researcher's to say.
fn first_seen(view: &View, fingerprint: &Fingerprint) -> Html {
    html! {
        <div class="error-summary" id={error_summary::ID} role="alert" tabindex="-1">
            <h2>{ view.text("first-seen-heading") }</h2>
            <p><code class="fingerprint" id="first-seen">{ fingerprint.grouped() }</code></p>
            <p>{ view.with("first-seen-explanation", [("vendor", view.vendor_name().into())]) }</p>
            { view.button("rely-on-key", "button-secondary", "first-seen-rely", || {
                Action::RelyOnKey
            }) }
        </div>
    }
}

/// Whether [`trouble`] says something.
fn has_trouble(view: &View) -> bool {
    match &view.state.key.status {
        KeyStatus::Absent | KeyStatus::Checking(_) | KeyStatus::Ready(_) => false,
        KeyStatus::Unready(team) => team.members.iter().any(Member::is_unfit),
        _ => true,
    }
}

/// One sentence on whether the report can be encrypted.
pub(super) fn verdict(view: &View) -> Html {
    let name = || [("vendor", view.vendor_name().into())];
    let (class, sentence) = match &view.state.key.status {
        KeyStatus::Ready(team) if team.members.iter().any(certificate::has_warning) => (
            "notice notice-warning",
            view.with("verdict-ready-warning", name()),
        ),
        KeyStatus::Ready(_) => ("notice notice-good", view.with("verdict-ready", name())),
        KeyStatus::Checking(_) => ("notice", view.text("verdict-checking")),
        KeyStatus::Unready(_) if !has_trouble(view) => (
            "notice notice-warning",
            view.with("verdict-missing", name()),
        ),
        KeyStatus::Absent
            if view
                .state
                .vendor
                .as_deref()
                .is_some_and(asks_for_fingerprint) =>
        {
            let sentence = match view.state.is_other() {
                true => view.with("other-no-key-yet", name()),
                false => view.with("verdict-no-key", name()),
            };
            ("notice notice-warning", sentence)
        }
        KeyStatus::Absent => ("notice notice-warning", view.with("verdict-absent", name())),
        _ => ("notice notice-error", view.with("verdict-refused", name())),
    };
    html! { <p {class} id={VERDICT} role="status" tabindex="-1">{ sentence }</p> }
}

/// The pins alone.
pub(super) fn pins(view: &View, vendor: &Vendor) -> Html {
    html! {
        <>
            { typed_pin(view) }
            { for vendor.pins.iter().map(|it| pin(view, it)) }
        </>
    }
}

/// What was typed as the fingerprint, where the vendor file has none.
fn typed_pin(view: &View) -> Html {
    let typed = view.state.key.typed_pin().map(|typed| {
        html! {
            <dl class="facts">
                <dt>{ view.text("pin-typed") }</dt>
                <dd><code class="fingerprint">{ typed.grouped() }</code></dd>
            </dl>
        }
    });
    typed.unwrap_or_default()
}

/// A pin, with its source and the day on which it was compared.
pub(super) fn pin(view: &View, pin: &Pin) -> Html {
    html! {
        <dl class="facts">
            <dt>{ view.text("pin-fingerprint") }</dt>
            <dd><code class="fingerprint">{ pin.fingerprint.grouped() }</code></dd>
            <dt>{ view.text("pin-key-id") }</dt>
            <dd><code class="fingerprint">{ pin.fingerprint.key_id().to_owned() }</code></dd>
            <dt>{ view.text("pin-source") }</dt>
            <dd>
                { start::source(view, &pin.source) }
                if !view.state.is_other() {
                    { ", " }
                    { view.with("pin-checked", [("day", pin.checked.as_str().into())]) }
                }
            </dd>
        </dl>
    }
}

/// Where the researcher gives a certificate: file, drop or paste, and the fingerprint where the
/// vendor file has none.
fn offer(view: &View, vendor: &Vendor) -> Html {
    let send = view.send.clone();
    let taken = Callback::from(move |file| take(file, send.clone()));
    let place = Place {
        id: "certificate-file",
        name: view.text("offer-file"),
        hint: Some(view.text("offer-file-hint")),
    };
    let onsubmit = view.send.reform(|event: SubmitEvent| {
        event.prevent_default();
        Action::CheckCertificate
    });
    let fingerprint = Control {
        id: "fingerprint".to_owned(),
        value: view.state.key.fingerprint.clone(),
        lines: false,
        tall: false,
        wrong: matches!(view.state.key.status, KeyStatus::NoFingerprint(_)),
        described: Some("fingerprint-hint".to_owned()),
        input_mode: None,
    };
    let pasted = Control {
        id: "pasted".to_owned(),
        value: view.state.key.pasted.clone(),
        lines: true,
        tall: false,
        wrong: false,
        described: Some("pasted-hint".to_owned()),
        input_mode: None,
    };
    html! {
        <form class="offer" {onsubmit} novalidate=true autocomplete="off">
            <h2>{ view.text("offer-heading") }</h2>
            if asks_for_fingerprint(vendor) {
                <div class="field">
                    <label for="fingerprint">{ view.text("offer-fingerprint") }</label>
                    <p class="hint" id="fingerprint-hint">{ view.text("offer-fingerprint-hint") }</p>
                    { fingerprint.view(view.send.reform(Action::EditFingerprint)) }
                </div>
            }
            { file_drop::view(view, place, taken) }
            <div class="field">
                <label for="pasted">{ view.text("offer-paste") }</label>
                <p class="hint" id="pasted-hint">{ view.text("offer-paste-hint") }</p>
                { pasted.view(view.send.reform(Action::EditPasted)) }
            </div>
            <button type="submit" id="check-certificate" class="button button-secondary">
                { view.text("offer-check") }
            </button>
        </form>
    }
}

/// Reads a chosen file and offers it as a certificate.
fn take(file: web_sys::File, send: Callback<Action>) {
    spawn_local(async move {
        send.emit(match files::read(file, MAX_BYTES as u64).await {
            Some(bytes) => Action::OfferCertificate(bytes),
            None => Action::CertificateUnread,
        });
    });
}

/// Where the certificate is dealt with, for other steps to link to.
pub(super) fn link(view: &View) -> Html {
    html! { <a href={view.address(Step::Key)} id="to-key">{ view.text("review-to-key") }</a> }
}
