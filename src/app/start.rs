//! Before the form: the vendor's policy, and whether its certificate is at hand.

use super::view::{View, external};
use super::{key, layout, other_vendor};
use crate::compose::{Action, Step};
use crate::vendor::{Document, Policy, Site, Source, Text, Vendor};
use yew::prelude::*;

pub(super) fn view(view: &View) -> Html {
    view.vendor(|vendor| {
        html! {
            <>
                { layout::heading(view) }
                <p class="lead">{ lead(view) }</p>
                { policy(view, &vendor.policy) }
                { sites(view, vendor) }
                <h2>{ view.text("start-key") }</h2>
                { key::verdict(view) }
                { key::pins(view, vendor) }
                { other_vendor::key_links(view) }
                { origin(view, vendor) }
                { view.button("continue", "button-primary", "start-continue", || Action::Continue) }
            </>
        }
    })
}

fn lead(view: &View) -> String {
    let name = || [("vendor", view.vendor_name().into())];
    match view.state.is_other() {
        true => view.with("other-start-lead", name()),
        false => view.with("start-lead", name()),
    }
}

fn policy(view: &View, policy: &Policy) -> Html {
    let list = |texts: &[Text]| {
        html! { <ul>{ for texts.iter().map(|text| html! { <li>{ view.vendor_text(text) }</li> }) }</ul> }
    };
    let paragraph = |text: &Option<Text>| {
        text.as_ref()
            .map(|text| html! { <p>{ view.vendor_text(text) }</p> })
            .unwrap_or_default()
    };
    let heading = |message: &str| html! { <h2>{ view.text(message) }</h2> };
    html! {
        <>
            { paragraph(&policy.introduction) }
            if let Some(prohibited) = &policy.prohibited {
                { heading("policy-prohibited") }
                { paragraph(&prohibited.introduction) }
                { list(&prohibited.activities) }
            }
            if let Some(answer) = &policy.answer {
                { heading("policy-answer") }
                <p>{ view.with("policy-answer-within", [("hours", u64::from(answer.hours).into())]) }</p>
                { paragraph(&answer.note) }
            }
            if !policy.process.is_empty() {
                { heading("policy-process") }
                { list(&policy.process) }
            }
            if !policy.disclosure.is_empty() {
                { heading("policy-disclosure") }
                <dl>
                    { for policy.disclosure.iter().map(|way| html! {
                        <>
                            <dt>{ view.vendor_text(&way.name) }</dt>
                            <dd>{ view.vendor_text(&way.text) }</dd>
                        </>
                    }) }
                </dl>
            }
            if policy.confidentiality.is_some() {
                { heading("policy-confidentiality") }
                { paragraph(&policy.confidentiality) }
            }
            if !policy.support.is_empty() {
                { heading("policy-support") }
                { list(&policy.support) }
            }
            if !policy.documents.is_empty() {
                { heading("policy-documents") }
                <ul>{ for policy.documents.iter().map(|document| named(view, document)) }</ul>
            }
        </>
    }
}

fn named(view: &View, document: &Document) -> Html {
    html! {
        <li>
            { linked(view, &document.name, document.url.as_deref()) }
            if let Some(note) = &document.note { { ": " }{ view.vendor_text(note) } }
        </li>
    }
}

/// A name, as a link where the vendor's page gave an address.
fn linked(view: &View, name: &Text, url: Option<&str>) -> Html {
    match url {
        Some(url) => external(url, view.vendor_text(name)),
        None => view.vendor_text(name),
    }
}

/// The sites where a report can be typed in by hand.
pub(super) fn sites(view: &View, vendor: &Vendor) -> Html {
    if vendor.sites.is_empty() {
        return Html::default();
    }
    html! {
        <section class="sites">
            <h2>{ view.text("sites-heading") }</h2>
            <p>{ view.text("sites-explanation") }</p>
            { site_list(view, &vendor.sites) }
            <p><a href={view.address(Step::ByHand)} id="by-hand">{ view.text("sites-by-hand") }</a></p>
        </section>
    }
}

/// The sites alone.
pub(super) fn site_list(view: &View, sites: &[Site]) -> Html {
    html! {
        <ul>
            { for sites.iter().map(|site| html! {
                <li>
                    { linked(view, &site.name, site.url.as_deref()) }
                    if let Some(note) = &site.note { { ": " }{ view.vendor_text(note) } }
                </li>
            }) }
        </ul>
    }
}

fn origin(view: &View, vendor: &Vendor) -> Html {
    html! {
        <p class="origin">
            if let Some(page) = &vendor.page {
                { view.text("origin-from") }{ " " }{ source(view, page) }{ ". " }
            }
            // Nobody compared with anything what the researcher gave.
            if !view.state.is_other() {
                { view.with("origin-checked", [("day", vendor.checked.as_str().into())]) }
            }
        </p>
    }
}

/// Where something was taken from.
pub(super) fn source(view: &View, source: &Source) -> Html {
    linked(view, &source.name, source.url.as_deref())
}
