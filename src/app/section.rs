//! The question pages: one section of the report each.

use super::view::View;
use super::{attachments, error_summary, field, layout, preview};
use crate::compose::Action;
use crate::report::{Field, Mistake, Section};
use yew::prelude::*;

pub(super) fn view(view: &View, section: Section) -> Html {
    let mistakes = view.state.shown_mistakes(section);
    let onsubmit = view.send.reform(|event: SubmitEvent| {
        event.prevent_default();
        Action::Continue
    });
    html! {
        <>
            { layout::heading(view) }
            { error_summary::view(view, &mistakes, view.state.shows_failed_files(section)) }
            <form {onsubmit} novalidate=true autocomplete="off">
                { questions(view, section, &mistakes) }
                if section == Section::Additional { { attachments::view(view) } }
                <button type="submit" id="continue" class="button button-primary">
                    { view.text("continue") }
                </button>
            </form>
        </>
    }
}

fn questions(view: &View, section: Section, mistakes: &[Mistake]) -> Html {
    if section == Section::Affected {
        return affected(view, mistakes);
    }
    view.vendor(|vendor| {
        let fields = view.state.draft.fields(section, vendor);
        let questions = fields.into_iter().map(|question| {
            // By its name: a question that comes or goes must not take the keyboard from another.
            html! {
                <key={question.id()}>
                    { field::view(view, question, mistakes) }
                    if question == Field::Description { { preview::view(view) } }
                </>
            }
        });
        // Nothing beside them here: one child without a key takes all keys their meaning.
        html! { <>{ for questions }</> }
    })
}

fn affected(view: &View, mistakes: &[Mistake]) -> Html {
    let rows = view.state.draft.affected_rows();
    let groups = (0..rows).map(|row| {
        let number = row + 1;
        let legend = view.with("affected-product", [("number", number.into())]);
        html! {
            <fieldset class="group" key={row}>
                <legend>{ legend }</legend>
                { field::view(view, Field::Product(row), mistakes) }
                { field::view(view, Field::Versions(row), mistakes) }
                { field::view(view, Field::Component(row), mistakes) }
                if rows > 1 {
                    <button type="button" class="button button-secondary"
                        id={format!("remove-{number}")}
                        onclick={view.on(move || Action::RemoveAffected(row))}>
                        { view.with("affected-remove", [("number", number.into())]) }
                    </button>
                }
            </fieldset>
        }
    });
    html! {
        <>
            { for groups }
            { view.button("add-affected", "button-secondary", "affected-add", || Action::AddAffected) }
        </>
    }
}
