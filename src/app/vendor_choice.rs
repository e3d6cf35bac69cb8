//! The first step: who receives the report.

use super::layout;
use super::view::View;
use crate::compose::{Route, Step};
use crate::vendor::Vendor;
use std::rc::Rc;
use yew::prelude::*;

pub(super) fn view(view: &View, vendors: &[Rc<Vendor>]) -> Html {
    let items = vendors.iter().map(|vendor| {
        let address = Route {
            vendor: Some(vendor.id.to_string()),
            step: Step::Start,
        }
        .hash();
        let note = match (vendor.demo, vendor.pins.is_empty()) {
            (true, _) => "vendor-note-demo",
            (false, true) => "vendor-note-no-key",
            (false, false) if vendor.pins.iter().any(|pin| pin.certificate.is_some()) => {
                "vendor-note-ready"
            }
            (false, false) => "vendor-note-needs-certificate",
        };
        html! {
            <li>
                <a class="card" href={address} id={format!("vendor-{}", vendor.id)}>
                    <span class="card-name">{ view.vendor_text(&vendor.name) }</span>
                    <span class="card-note">{ view.text(note) }</span>
                </a>
            </li>
        }
    });
    html! {
        <>
            { layout::heading(view) }
            <p class="lead">{ view.text("vendor-lead") }</p>
            <ul class="cards">
                { for items }
                if view.state.offers_other() {
                    <li>
                        <a class="card" href={view.address(Step::OtherVendor)} id="other-vendor">
                            <span class="card-name">{ view.text("other-card") }</span>
                            <span class="card-note">{ view.text("other-card-note") }</span>
                        </a>
                    </li>
                }
            </ul>
            { for view.state.vendor_problems.iter().map(|it| layout::vendors_failed(view, it)) }
            <h2>{ view.text("promises-heading") }</h2>
            <ul>
                <li>{ view.text("promise-encrypted-here") }</li>
                <li>{ view.text("promise-nothing-stored") }</li>
                <li>{ view.text("promise-pinned") }</li>
            </ul>
        </>
    }
}
