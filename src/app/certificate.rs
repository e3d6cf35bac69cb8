//! The vendor's certificates as a person wants to read them: the verdict, the reasons, what to do.

use super::view::{View, day};
use super::{error_summary, key};
use crate::advice;
use crate::openpgp::health::{Health, Severity, Use};
use crate::openpgp::recipients::{Member, Team};
use crate::vendor::Vendor;
use yew::prelude::*;

/// Whether a certificate that is sealed to carries a warning.
pub(super) fn has_warning(member: &Member) -> bool {
    let health = member.health.as_ref().filter(|health| health.is_usable());
    health.is_some_and(|health| health.of(Severity::Warning).next().is_some())
}

/// Why nothing can be sealed to a certificate that is there, and what to do.
pub(super) fn unfit(view: &View, team: &Team) -> Html {
    let several = team.members.len() > 1;
    let unfit = team.members.iter().filter(|member| member.is_unfit());
    let healths = unfit.filter_map(|member| member.health.as_ref());
    let name = || [("vendor", view.vendor_name().into())];
    html! {
        <div class="error-summary" id={error_summary::ID} role="alert" tabindex="-1">
            <h2>
                if several {
                    { view.with("verdict-unfit-member", name()) }
                } else {
                    { view.with("verdict-unfit", name()) }
                }
            </h2>
            { for healths.map(|health| html! {
                <>
                    if several {
                        <p><code class="fingerprint">{ health.fingerprint.grouped() }</code></p>
                    }
                    { reasons(view, health, Severity::Refusal) }
                </>
            }) }
            <p>{ view.text("verdict-nothing-lost") }</p>
        </div>
    }
}

/// The findings of one severity, and what to do about them.
fn reasons(view: &View, health: &Health, severity: Severity) -> Html {
    let findings = health.of(severity).map(|finding| {
        html! { <li><bdi>{ advice::finding(view.words, health, finding) }</bdi></li> }
    });
    let remedies = advice::remedies(view.words, health, severity);
    html! {
        <>
            <h3>{ view.text("verdict-reasons") }</h3>
            <ul>{ for findings }</ul>
            if !remedies.is_empty() {
                <h3>{ view.text("verdict-next") }</h3>
                <ul>{ for remedies.into_iter().map(|remedy| html! { <li>{ remedy }</li> }) }</ul>
            }
        </>
    }
}

/// Each pin with its certificate, as far as it is there.
pub(super) fn members(view: &View, vendor: &Vendor) -> Html {
    let team = view.state.key.status.team();
    // A typed fingerprint is the only pin, and no vendor file has it.
    if vendor.pins.is_empty() {
        return html! { <div id="certificates">{ for team.map(|team| all(view, team)) }</div> };
    }
    let total = vendor.pins.len();
    let members = vendor.pins.iter().enumerate().map(|(at, pin)| {
        let member = team.and_then(|team| team.members.get(at).map(|member| (team, member)));
        html! {
            <section class="member">
                if total > 1 {
                    <h2>{ view.with("member-heading", [
                        ("number", (at + 1).into()), ("total", total.into()),
                    ]) }</h2>
                    { for member.map(|(team, member)| html! { <p>{ state(view, team, member) }</p> }) }
                }
                { key::pin(view, pin) }
                { for member.and_then(|(_, member)| member.health.as_ref())
                    .map(|health| certificate(view, health)) }
            </section>
        }
    });
    html! { <div id="certificates">{ for members }</div> }
}

/// Each certificate, without its pin.
pub(super) fn all(view: &View, team: &Team) -> Html {
    let healths = team
        .members
        .iter()
        .filter_map(|member| member.health.as_ref());
    html! { <>{ for healths.map(|health| certificate(view, health)) }</> }
}

/// Whether the report is sealed to one of several.
fn state(view: &View, team: &Team, member: &Member) -> String {
    view.text(match &member.health {
        _ if member.is_fit() => "member-used",
        _ if team.is_ready() => "member-left-out",
        Some(_) => "member-unfit",
        None => "member-missing",
    })
}

/// What is known of a certificate.
fn certificate(view: &View, health: &Health) -> Html {
    let expires = match health.expires {
        Some(at) => view.with("key-expires-on", [("day", day(at).into())]),
        None => view.text("key-expires-never"),
    };
    let notes: Vec<Html> = health
        .of(Severity::Info)
        .map(|finding| {
            html! { <li><bdi>{ advice::finding(view.words, health, finding) }</bdi></li> }
        })
        .collect();
    html! {
        <>
            if health.is_usable() && health.of(Severity::Warning).next().is_some() {
                <div class="notice notice-warning warnings">
                    { reasons(view, health, Severity::Warning) }
                </div>
            }
            <dl class="facts certificate">
                <dt>{ view.text("key-fingerprint") }</dt>
                <dd><code class="fingerprint">{ health.fingerprint.grouped() }</code></dd>
                <dt>{ view.text("key-user-ids") }</dt>
                <dd>{ for health.user_ids.iter().map(|id| html! { <div><bdi>{ id.clone() }</bdi></div> }) }</dd>
                <dt>{ view.text("key-expires") }</dt>
                <dd>{ expires }</dd>
                <dt>{ view.text("key-keys") }</dt>
                <dd>{ keys(view, health) }</dd>
                if !notes.is_empty() {
                    <dt>{ view.text("key-notes") }</dt>
                    <dd><ul>{ for notes }</ul></dd>
                }
            </dl>
        </>
    }
}

/// Every key of a certificate, and whether the report is sealed to it.
fn keys(view: &View, health: &Health) -> Html {
    let keys = health.keys.iter().map(|key| {
        let used = match key.use_ {
            Use::Encryption => view.text("key-used"),
            Use::Refused(fact) => {
                let reason = advice::fact(view.words, fact);
                view.with("key-not-used", [("reason", reason.into())])
            }
        };
        html! {
            <li>
                <code class="fingerprint">{ key.key_id.clone() }</code>
                { format!(" {} – {used}", key.algorithm) }
            </li>
        }
    });
    html! { <ul>{ for keys }</ul> }
}
