//! The error summary: what is wrong on this page, each with a link to its field.

use super::sentence;
use super::view::View;
use crate::compose::Action;
use crate::report::Mistake;
use yew::prelude::*;

/// The summary's `id`; it takes the focus when something is wrong.
pub(super) const ID: &str = "error-summary";

/// The summary of `mistakes`; nothing where there are none.
pub(super) fn view(view: &View, mistakes: &[Mistake]) -> Html {
    if mistakes.is_empty() {
        return Html::default();
    }
    html! {
        // No live region: it takes the focus when it comes, and is not read anew at every key.
        <div class="error-summary" id={ID} tabindex="-1">
            <h2>{ view.text("error-summary-heading") }</h2>
            { list(view, mistakes) }
        </div>
    }
}

/// The links alone.
pub(super) fn list(view: &View, mistakes: &[Mistake]) -> Html {
    let items = mistakes.iter().map(|mistake| {
        let field = mistake.field;
        let href = view.address(crate::compose::Step::Section(field.section()));
        let onclick = view.send.reform(move |event: MouseEvent| {
            event.prevent_default();
            Action::Visit(field)
        });
        html! { <li><a {href} {onclick}>{ sentence::mistake(view, *mistake) }</a></li> }
    });
    html! { <ul>{ for items }</ul> }
}

/// A failure that has no field: a heading and a sentence that says what to do.
pub(super) fn failure(view: &View, sentence: String) -> Html {
    html! {
        <div class="error-summary" id={ID} role="alert" tabindex="-1">
            <h2>{ view.text("error-summary-heading") }</h2>
            <p>{ sentence }</p>
        </div>
    }
}
