//! What a security.txt says: what can be used, and what to know about the rest.

use super::super::view::{View, day, external};
use super::purpose;
use crate::compose::other_vendor::FOUND;
use crate::vendor::security_txt::{Contact, Finding, SecurityTxt, Way};
use yew::prelude::*;

pub(super) fn view(view: &View, text: &SecurityTxt) -> Html {
    html! {
        <section class="panel" aria-labelledby={FOUND}>
            <h2 id={FOUND} tabindex="-1">{ view.text("other-found-heading") }</h2>
            <dl class="facts">{ facts(view, text) }</dl>
            <p class="notice notice-warning">{ view.text("other-unchecked") }</p>
            { findings(view, text) }
        </section>
    }
}

fn facts(view: &View, text: &SecurityTxt) -> Html {
    let contacts = |wanted: fn(&Contact) -> Option<Html>| -> Vec<Html> {
        let shown = text.contacts.iter().filter_map(|contact| {
            let way = wanted(contact)?;
            Some(html! { <>{ way }{ purpose(contact) }</> })
        });
        shown.collect()
    };
    let mails = contacts(|contact| match &contact.way {
        Way::Mail(address) => Some(html! { <bdi>{ address.to_string() }</bdi> }),
        _ => None,
    });
    let forms = contacts(|contact| match &contact.way {
        Way::Form(url) => Some(external(url, url.to_string().into())),
        _ => None,
    });
    let phones = contacts(|contact| match &contact.way {
        Way::Phone(number) => Some(html! { <bdi>{ number.clone() }</bdi> }),
        _ => None,
    });
    let fingerprints = text.fingerprints.iter().map(|it| {
        html! { <code class="fingerprint">{ it.grouped() }</code> }
    });
    let links = |urls: &[crate::vendor::HttpsUrl]| -> Vec<Html> {
        let links = urls.iter().map(|url| external(url, url.to_string().into()));
        links.collect()
    };
    let mut canonical = links(&text.canonical);
    if !canonical.is_empty() {
        canonical.push(view.text("other-canonical-note").into());
    }
    let expires = text.expires.map(|at| day(at).into());
    html! {
        <>
            { fact(view.text("other-found-mail"), mails) }
            { fact(view.text("other-found-form"), forms) }
            { fact(view.text("other-found-phone"), phones) }
            { fact(view.text("other-found-fingerprint"), fingerprints.collect()) }
            { fact(view.text("other-found-key-link"), links(&text.key_links)) }
            if text.key_block.is_some() {
                { fact(view.text("start-key"), vec![view.text("other-found-block").into()]) }
            }
            { fact(view.text("other-found-expires"), expires.into_iter().collect()) }
            { fact(view.text("other-found-canonical"), canonical) }
        </>
    }
}

/// A name and what there is of it; nothing where there is none.
fn fact(name: String, values: Vec<Html>) -> Html {
    if values.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <dt>{ name }</dt>
            <dd>{ for values.into_iter().map(|value| html! { <div class="found">{ value }</div> }) }</dd>
        </>
    }
}

/// Warnings first, then what is only to be known.
fn findings(view: &View, text: &SecurityTxt) -> Html {
    if text.findings.is_empty() {
        return Html::default();
    }
    let (warnings, notes): (Vec<_>, Vec<_>) = text
        .findings
        .iter()
        .partition(|finding| finding.fact.is_warning());
    let items = warnings
        .into_iter()
        .chain(notes)
        .map(|it| finding(view, it));
    html! {
        <>
            <h3>{ view.text("other-findings-heading") }</h3>
            <ul class="findings" id="other-findings">{ for items }</ul>
        </>
    }
}

fn finding(view: &View, finding: &Finding) -> Html {
    let class = finding.fact.is_warning().then_some("finding-warning");
    html! {
        <li class={classes!("found", class)} data-code={finding.fact.code()}>
            { view.text(finding.fact.message()) }
            if !finding.about.is_empty() {
                { " " }<code><bdi>{ finding.about.clone() }</bdi></code>
            }
            if finding.line > 0 {
                { " " }
                <span class="hint">{ view.with("other-line", [("number", finding.line.into())]) }</span>
            }
        </li>
    }
}
