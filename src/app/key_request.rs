//! A mail that asks a vendor without a published key for one, and tells nothing of the finding.

use super::view::View;
use crate::channel::key_request::KeyRequest;
use crate::vendor::Vendor;
use crate::words::Words;
use yew::prelude::*;

pub(super) fn view(view: &View, vendor: &Vendor) -> Html {
    let Some(address) = vendor.mail() else {
        return Html::default();
    };
    // What the vendor reads is in the vendor's language.
    let words = Words::shared(vendor.language);
    let (subject, body) = (
        words.text("key-request-subject"),
        words.text("key-request-body"),
    );
    let request = KeyRequest::new(address, &subject, &body);
    html! {
        <section class="panel" id="key-request">
            <h2>{ view.text("key-request-heading") }</h2>
            <p>{ view.text("key-request-explanation") }</p>
            <dl class="facts">
                <dt>{ view.text("mail-to") }</dt><dd>{ address.to_string() }</dd>
                <dt>{ view.text("mail-subject-label") }</dt><dd lang={vendor.language.tag()}>{ subject }</dd>
            </dl>
            <pre class="mail-body" lang={vendor.language.tag()}>{ body }</pre>
            <p>
                <a class="button button-secondary" id="key-request-mail" target="_blank"
                    rel="noopener noreferrer" href={request.mailto().uri.clone()}>
                    { view.text("key-request-open") }
                </a>
            </p>
        </section>
    }
}
