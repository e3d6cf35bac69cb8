//! The languages that the page speaks.

use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

/// A language of the page and of the texts in vendor files, named by its BCP 47 tag.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    En,
    /// Simplified Chinese.
    #[serde(rename = "zh-Hans")]
    ZhHans,
}

impl Language {
    /// All of them, in the order in which the page offers them.
    pub const ALL: [Language; 2] = [Language::En, Language::ZhHans];

    /// The BCP 47 tag, as in the `lang` attribute and in vendor files.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::ZhHans => "zh-Hans",
        }
    }

    /// The language's name for itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Language::En => "English",
            Language::ZhHans => "简体中文",
        }
    }

    /// The page's language for a browser's preferred tags, most wanted first.
    #[must_use]
    pub fn preferred<'a>(tags: impl IntoIterator<Item = &'a str>) -> Language {
        tags.into_iter()
            .find_map(|tag| match tag.split('-').next() {
                Some("en") => Some(Language::En),
                Some("zh") => Some(Language::ZhHans),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The messages in Fluent's syntax.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Language::En => include_str!("../../locales/en.ftl"),
            Language::ZhHans => include_str!("../../locales/zh-Hans.ftl"),
        }
    }

    pub(super) fn identifier(self) -> LanguageIdentifier {
        self.tag().parse().unwrap_or_default()
    }
}
