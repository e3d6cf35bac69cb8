//! After a panic: what was typed stands on the page, to be selected and copied.
//!
//! Nothing is logged: a panic's message could hold typed text.

use crate::words::Words;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use zeroize::Zeroize;

#[derive(Default)]
struct Rescue {
    heading: String,
    explanation: String,
    /// Labels and texts, in the order of the form. Apart from the state, which a panic may leave
    /// locked.
    typed: Vec<(String, String)>,
}

thread_local! {
    static RESCUE: RefCell<Rescue> = RefCell::default();
}

/// Shows what was typed: the page has panicked.
pub fn rescue() {
    // Nothing is left to be done when even this fails: the fields are still on the page.
    let _ = show();
}

/// Takes the words for a later day, while words can still be had.
pub fn speak(words: &Words) {
    RESCUE.with_borrow_mut(|rescue| {
        rescue.heading = words.text("rescue-heading");
        rescue.explanation = words.text("rescue-explanation");
    });
}

/// Keeps a copy of what was typed, as labels and texts, in place of the last one.
pub fn remember(typed: Vec<(String, String)>) {
    RESCUE.with_borrow_mut(|rescue| {
        rescue.typed.iter_mut().for_each(|(_, text)| text.zeroize());
        rescue.typed = typed;
    });
}

fn show() -> Option<()> {
    let document = web_sys::window()?.document()?;
    if document.get_element_by_id("rescue").is_some() {
        return None;
    }
    let (heading, explanation, typed) = RESCUE.with(|rescue| {
        let rescue = rescue.try_borrow().ok()?;
        let pieces = rescue.typed.iter();
        let pieces: Vec<String> = pieces
            .map(|(label, text)| format!("{label}\n\n{text}\n"))
            .collect();
        Some((
            rescue.heading.clone(),
            rescue.explanation.clone(),
            pieces.join("\n"),
        ))
    })?;
    let section = document.create_element("section").ok()?;
    section.set_id("rescue");
    section.set_class_name("notice notice-error rescue");
    // Whatever broke the page may have broken this too: only what carries the text is needed.
    let _ = section.set_attribute("role", "alert");
    let title = document.create_element("h1").ok()?;
    title.set_text_content(Some(&heading));
    let paragraph = document.create_element("p").ok()?;
    paragraph.set_text_content(Some(&explanation));
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_read_only(true);
    area.set_rows(16);
    for (name, value) in [
        ("spellcheck", "false"),
        ("translate", "no"),
        ("aria-label", &*heading),
    ] {
        let _ = area.set_attribute(name, value);
    }
    area.set_value(&typed);
    section.append_child(&title).ok()?;
    section.append_child(&paragraph).ok()?;
    section.append_child(&area).ok()?;
    let body = document.body()?;
    body.insert_before(&section, body.first_child().as_ref())
        .ok()?;
    section.scroll_into_view();
    Some(())
}
