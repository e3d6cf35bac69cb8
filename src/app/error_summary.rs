//! The error summary: what is wrong on this page, each with a link to its field.

use super::sentence;
use super::view::View;
use crate::compose::Action;
use crate::report::{Mistake, Section};
use yew::prelude::*;

/// The summary's `id`; it takes the focus when something is wrong.
pub(super) const ID: &str = "error-summary";

/// The summary of `mistakes`, and of files that cannot be sent if `files`; nothing where there are
/// none.
pub(super) fn view(view: &View, mistakes: &[Mistake], files: bool) -> Html {
    if mistakes.is_empty() && !files {
        return Html::default();
    }
    html! {
        // No live region: it takes the focus when it comes, and is not read anew at every key.
        <div class="error-summary" id={ID} tabindex="-1">
            <h2>{ view.text("error-summary-heading") }</h2>
            { list(view, mistakes, files) }
        </div>
    }
}

/// The links alone.
pub(super) fn list(view: &View, mistakes: &[Mistake], files: bool) -> Html {
    let items = mistakes.iter().map(|mistake| {
        let field = mistake.field;
        let href = view.address(crate::compose::Step::Section(field.section()));
        let onclick = view.send.reform(move |event: MouseEvent| {
            event.prevent_default();
            Action::Visit(field)
        });
        html! { <li><a {href} {onclick}>{ sentence::mistake(view, *mistake) }</a></li> }
    });
    let failed = view.state.attachments.failed().filter(|_| files);
    let failed = failed.map(|(file, failure)| {
        let handle = file.handle;
        let href = view.address(crate::compose::Step::Section(Section::Additional));
        let onclick = view.send.reform(move |event: MouseEvent| {
            event.prevent_default();
            Action::VisitFile(handle)
        });
        html! { <li><a {href} {onclick}>{ sentence::file(view, file, failure) }</a></li> }
    });
    html! { <ul>{ for items }{ for failed }</ul> }
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
