//! The clipboard, read as a person reads it: by pasting.

use anyhow::Result;

use crate::webdriver::{Session, key};

/// What is on the clipboard, pasted into an empty page of its own.
pub fn paste(session: &Session) -> Result<String> {
    let before = session.window()?;
    let tab = session.open_tab()?;
    session.enter_window(&tab)?;
    session.navigate("data:text/html,<textarea id=paste autofocus></textarea>")?;
    session.click("#paste")?;
    session.press(&[key::CONTROL, 'v'])?;
    let pasted = crate::wait::until("something on the clipboard", || {
        let text = session.value("#paste")?;
        Ok((!text.is_empty()).then_some(text))
    });
    session.close_window()?;
    session.enter_window(&before)?;
    pasted
}
