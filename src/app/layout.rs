//! The frame around every step: header, notices, the list of steps, footer.

use super::view::View;
use super::{by_hand, hand_over, key, other_vendor, review, section, start, vendor_choice};
use crate::compose::{Action, Sealing, Step, VendorProblem, Vendors};
use crate::report::Section;
use crate::words::Language;
use yew::prelude::*;

/// The `id` of each step's heading, which takes the focus when the step is entered.
pub(super) const HEADING: &str = "heading";

pub(super) fn view(view: &View) -> Html {
    let wide = matches!(view.state.step, Step::Vendor | Step::OtherVendor);
    html! {
        <>
            { header(view) }
            { demo_banner(view) }
            <div class={classes!("columns", wide.then_some("columns-single"))}>
                if !wide { { steps(view) } }
                <main id="main">{ step(view) }</main>
            </div>
            <footer class="footer">
                <p>{ view.text("footer-promise") }</p>
            </footer>
        </>
    }
}

fn step(view: &View) -> Html {
    match (&view.state.vendors, view.state.step) {
        (Vendors::Loading, _) => html! { <p role="status">{ view.text("vendors-loading") }</p> },
        (Vendors::Failed(problem), _) => vendors_failed(view, problem),
        (Vendors::Ready(vendors), Step::Vendor) => vendor_choice::view(view, vendors),
        (_, Step::OtherVendor) => other_vendor::view(view),
        (_, Step::Start) => start::view(view),
        (_, Step::Section(section)) => section::view(view, section),
        (_, Step::Key) => key::view(view),
        (_, Step::Review) => review::view(view),
        (_, Step::HandOver) => hand_over::view(view),
        (_, Step::ByHand) => by_hand::view(view),
    }
}

/// What is wrong with a vendor file.
pub(super) fn vendors_failed(view: &View, problem: &VendorProblem) -> Html {
    let sentence = match problem {
        VendorProblem::NotLoaded { file } => {
            view.with("vendors-not-loaded", [("file", file.as_str().into())])
        }
        VendorProblem::Wrong { file, place, code } => {
            let values = [
                ("file", file.as_str().into()),
                ("place", place.as_str().into()),
                ("code", (*code).into()),
            ];
            view.with("vendors-wrong", values)
        }
        VendorProblem::Repeated { id } => {
            view.with("vendors-repeated", [("id", id.as_str().into())])
        }
        VendorProblem::NoneShipped => view.text("vendors-none"),
    };
    html! { <div class="notice notice-error" role="alert"><p>{ sentence }</p></div> }
}

fn header(view: &View) -> Html {
    let languages = Language::ALL.into_iter().map(|language| {
        let current = language == view.words.language();
        html! {
            <button type="button" class="link-button" lang={language.tag()}
                aria-pressed={current.to_string()}
                onclick={view.on(move || Action::Speak(language))}>
                { language.own_name() }
            </button>
        }
    });
    html! {
        <header class="header">
            <p class="header-name">
                <span class="seal" aria-hidden="true"></span>{ view.text("product-name") }
            </p>
            <div class="header-languages" role="group" aria-label={view.text("language-choice")}>
                { for languages }
            </div>
        </header>
    }
}

fn demo_banner(view: &View) -> Html {
    view.vendor(|vendor| {
        if !vendor.demo || matches!(view.state.step, Step::Vendor | Step::OtherVendor) {
            return Html::default();
        }
        html! {
            <div class="notice notice-demo" id="demo-banner" role="note">
                <strong>{ view.text("demo-heading") }</strong>
                { " " }{ view.text("demo-explanation") }
            </div>
        }
    })
}

/// The list of steps: where one is, what is done, what is left.
fn steps(view: &View) -> Html {
    let items = form_steps().map(|step| {
        let current = (step == view.state.step).then_some("step");
        let note = match step {
            Step::Section(section) => section_note(view, section),
            _ => None,
        };
        let closed = step == Step::HandOver && !matches!(view.state.sealing, Sealing::Done(_));
        let heading = view.text(step.heading());
        html! {
            <li class={classes!(current.map(|_| "current"))}>
                if closed {
                    <span class="step-closed" aria-disabled="true">{ heading }</span>
                } else {
                    <a href={view.address(step)} aria-current={current}>{ heading }</a>
                }
                if let Some((class, note)) = note {
                    <span class={classes!("step-note", class)}>{ view.text(note) }</span>
                }
            </li>
        }
    });
    html! {
        <nav class="steps" aria-label={view.text("steps-label")}>
            // A new step is a new list: on a phone it closes after its link was followed.
            <details open={is_wide()} key={view.state.step.slug()}>
                <summary>{ summary(view) }</summary>
                <ol>{ for items }</ol>
            </details>
        </nav>
    }
}

/// Where one is, for the closed list on a phone.
fn summary(view: &View) -> String {
    let place = form_steps().position(|step| step == view.state.step);
    let heading = view.text(view.state.step.heading());
    match place {
        Some(at) => {
            let total = form_steps().count();
            let values = [
                ("number", (at + 1).into()),
                ("total", total.into()),
                ("step", heading.into()),
            ];
            view.with("steps-summary", values)
        }
        None => view.text("steps-label"),
    }
}

/// The steps of the form, without the choice of the vendor and the side way of copying by hand.
fn form_steps() -> impl Iterator<Item = Step> {
    [Step::Start]
        .into_iter()
        .chain(Section::ALL.into_iter().map(Step::Section))
        .chain([Step::Key, Step::Review, Step::HandOver])
}

/// On a phone the list of steps starts closed.
fn is_wide() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok());
    width
        .and_then(|width| width.as_f64())
        .is_none_or(|width| width >= 900.0)
}

fn section_note(view: &View, section: Section) -> Option<(&'static str, &'static str)> {
    let begun = view.state.is_begun(section);
    match (view.state.is_complete(section), begun) {
        (true, true) => Some(("step-note-done", "step-done")),
        (false, true) => Some(("step-note-open", "step-incomplete")),
        (_, false) => None,
    }
}

/// A step's heading, with the way back above it.
pub(super) fn heading(view: &View) -> Html {
    html! {
        <>
            if let Some(previous) = view.state.previous() {
                <a class="back" id="back" href={view.address(previous)}>{ view.text("back") }</a>
            }
            <h1 id={HEADING} tabindex="-1">{ view.text(view.state.step.heading()) }</h1>
        </>
    }
}
