//! One field: label, hint, mistake, and the control to type in.

use super::sentence;
use super::view::View;
use crate::compose::Action;
use crate::report::field::Shape;
use crate::report::{Field, Mistake};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// The field as the form shows it.
pub(super) fn view(view: &View, field: Field, mistakes: &[Mistake]) -> Html {
    let id = field.id();
    let mistake = mistakes.iter().find(|mistake| mistake.field == field);
    let (label, hint, shape) = texts(view, field);
    let optional = view
        .state
        .vendor
        .as_deref()
        .is_some_and(|vendor| !view.state.draft.is_required(field, vendor));
    let described = [
        hint.as_ref().map(|_| format!("{id}-hint")),
        mistake.map(|_| format!("{id}-mistake")),
    ];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let label = html! {
        <>
            <bdi>{ label }</bdi>
            if optional { <span class="optional">{ view.text("optional") }</span> }
        </>
    };
    let notes = html! {
        <>
            if let Some(hint) = hint { <p class="hint" id={format!("{id}-hint")}>{ hint }</p> }
            if let Some(mistake) = mistake {
                <p class="mistake" id={format!("{id}-mistake")}>
                    <span class="visually-hidden">{ view.text("error-prefix") }</span>
                    { sentence::mistake(view, *mistake) }
                </p>
            }
        </>
    };
    let class = classes!("field", mistake.map(|_| "field-wrong"));
    if let Shape::Choice(choices) = shape {
        return html! {
            <fieldset {class} aria-describedby={described}>
                <legend>{ label }</legend>
                { notes }
                { for choices.iter().enumerate().map(|(at, choice)| radio(view, field, at, *choice)) }
            </fieldset>
        };
    }
    let control = Control {
        id: id.clone(),
        value: view.state.draft.get(field).to_owned(),
        lines: shape == Shape::Lines,
        tall: field == Field::Description,
        wrong: mistake.is_some(),
        described,
        input_mode: match field {
            Field::Email => Some("email"),
            _ => None,
        },
    };
    let on_input = view.send.reform(move |text| Action::Edit(field, text));
    html! {
        <div {class}>
            <label for={id}>{ label }</label>
            { notes }
            { control.view(on_input) }
        </div>
    }
}

fn texts(view: &View, field: Field) -> (String, Option<String>, Shape) {
    let own = match field {
        Field::Extra(index) => view.state.vendor.as_ref().and_then(|vendor| {
            let own = vendor.fields.get(index)?;
            let language = view.words.language();
            let shape = if own.multiline {
                Shape::Lines
            } else {
                Shape::Line
            };
            let hint = own.hint.as_ref().map(|hint| hint.get(language).to_owned());
            Some((own.label.get(language).to_owned(), hint, shape))
        }),
        _ => None,
    };
    own.unwrap_or_else(|| {
        (
            view.text(field.label()),
            field.hint().map(|hint| view.text(hint)),
            field.shape(),
        )
    })
}

fn radio(
    view: &View,
    field: Field,
    at: usize,
    (key, message): (&'static str, &'static str),
) -> Html {
    // The first one carries the field's own id: links to the field lead to it.
    let id = if at == 0 {
        field.id()
    } else {
        format!("{}-{key}", field.id())
    };
    let checked = view.state.draft.get(field) == key;
    let onchange = view.on(move || Action::Edit(field, key.to_owned()));
    html! {
        <div class="choice">
            <input type="radio" id={id.clone()} name={field.id()} value={key} {checked} {onchange}
                autocomplete="off" />
            <label for={id}>{ view.text(message) }</label>
        </div>
    }
}

/// A control for text, with everything switched off by which a browser would send what is typed
/// to a spelling, translation, prediction or form-filling service.
pub(super) struct Control {
    pub(super) id: String,
    pub(super) value: String,
    pub(super) lines: bool,
    pub(super) tall: bool,
    pub(super) wrong: bool,
    pub(super) described: Option<String>,
    pub(super) input_mode: Option<&'static str>,
}

impl Control {
    pub(super) fn view(self, typed: Callback<String>) -> Html {
        let Control {
            id,
            value,
            lines,
            tall,
            wrong,
            described,
            input_mode,
        } = self;
        let invalid = wrong.then_some("true");
        if lines {
            let oninput = typed.reform(|event: InputEvent| {
                let area = event
                    .target()
                    .and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok());
                area.map(|area| area.value()).unwrap_or_default()
            });
            let rows = if tall { "14" } else { "5" };
            html! {
                <textarea {id} {value} {oninput} {rows} aria-describedby={described}
                    aria-invalid={invalid} dir="auto" spellcheck="false" autocomplete="off"
                    autocorrect="off" autocapitalize="off" writingsuggestions="false"
                    translate="no" data-gramm="false" />
            }
        } else {
            let oninput = typed.reform(|event: InputEvent| {
                let input = event
                    .target()
                    .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
                input.map(|input| input.value()).unwrap_or_default()
            });
            html! {
                <input type="text" {id} {value} {oninput} inputmode={input_mode}
                    aria-describedby={described} aria-invalid={invalid} dir="auto"
                    spellcheck="false" autocomplete="off" autocorrect="off" autocapitalize="off"
                    writingsuggestions="false" translate="no" data-gramm="false" />
            }
        }
    }
}
