//! A place for one file: chosen with a button, or dropped.

use super::view::View;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// What stands above the place, and the `id` of its input.
pub(super) struct Place {
    pub(super) id: &'static str,
    pub(super) name: String,
    pub(super) hint: Option<String>,
}

/// The place; what it gets goes to `take`.
pub(super) fn view(view: &View, place: Place, take: Callback<File>) -> Html {
    let Place { id, name, hint } = place;
    let take_dropped = take.clone();
    let onchange = Callback::from(move |event: Event| {
        let input = event.target();
        let input = input.and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            let file = input.files().and_then(|files| files.get(0));
            // So that choosing the same file again is noticed.
            input.set_value("");
            file.into_iter().for_each(|file| take.emit(file));
        }
    });
    let ondrop = Callback::from(move |event: DragEvent| {
        event.prevent_default();
        let files = event.data_transfer().and_then(|data| data.files());
        let file = files.and_then(|files| files.get(0));
        file.into_iter().for_each(|file| take_dropped.emit(file));
    });
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    let (named, hinted) = (format!("{id}-name"), format!("{id}-hint"));
    let described = match &hint {
        Some(_) => format!("{named} {hinted}"),
        None => named.clone(),
    };
    html! {
        <div class="field drop" {ondrop} {ondragover}>
            <p class="drop-name" id={named}>{ name }</p>
            if let Some(hint) = hint { <p class="hint" id={hinted}>{ hint }</p> }
            // The browser's own button speaks the browser's language: the label stands for it.
            <input type="file" {id} class="visually-hidden" {onchange} aria-describedby={described} />
            <label for={id} class="button button-secondary">{ view.text("offer-file-button") }</label>
        </div>
    }
}
