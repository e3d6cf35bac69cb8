//! The words of the page, and those that only the command line needs: they are no part of what a
//! visitor of the page downloads.

use crate::words::{Language, Words};

pub(super) fn of(language: Language) -> Words {
    let further = match language {
        Language::En => include_str!("../../locales/cli.en.ftl"),
        Language::ZhHans => include_str!("../../locales/cli.zh-Hans.ftl"),
    };
    Words::new(language).and(further)
}
