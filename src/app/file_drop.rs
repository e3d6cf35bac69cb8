//! A place for one file: chosen with a button, or dropped.

use super::view::View;
use wasm_bindgen::JsCast;
use web_sys::{File, FileList, HtmlInputElement};
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
        chosen(&event)
            .into_iter()
            .take(1)
            .for_each(|file| take.emit(file));
    });
    let ondrop = Callback::from(move |event: DragEvent| {
        event.prevent_default();
        let files = dropped(&event).into_iter().take(1);
        files.for_each(|file| take_dropped.emit(file));
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

/// What was chosen.
pub(super) fn chosen(event: &Event) -> Vec<File> {
    let input = event.target();
    let Some(input) = input.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let files = all(input.files());
    // So that choosing the same file again is noticed.
    input.set_value("");
    files
}

/// What was dropped.
pub(super) fn dropped(event: &DragEvent) -> Vec<File> {
    all(event.data_transfer().and_then(|data| data.files()))
}

fn all(list: Option<FileList>) -> Vec<File> {
    let list = list.into_iter();
    list.flat_map(|list| (0..list.length()).filter_map(move |at| list.get(at)))
        .collect()
}
