//! Texts for people, in several languages.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::string_type::string_type;
use super::{Language, VendorProblem};
use crate::deceptive::is_deceptive;

/// The longest text in one language, in characters.
pub const MAX_CHARS: usize = 4000;

/// A plain text in English and any further language: one line, no markup, no control or
/// direction-changing characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Text(BTreeMap<Language, Line>);

impl Text {
    /// A text made of one line per language, checked like one from a vendor file.
    ///
    /// # Errors
    ///
    /// What is wrong with a line, or that there is no English.
    pub fn new<T: AsRef<str>>(
        lines: impl IntoIterator<Item = (Language, T)>,
    ) -> Result<Self, VendorProblem> {
        let lines = lines
            .into_iter()
            .map(|(language, line)| Ok((language, Line::parse(line.as_ref())?)))
            .collect::<Result<BTreeMap<_, _>, _>>()?;
        if lines.contains_key(&Language::En) {
            Ok(Self(lines))
        } else {
            Err(VendorProblem::NoEnglish)
        }
    }

    /// The text in `language`, or in English where it was not translated.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        self.0
            .get(&language)
            .or_else(|| self.0.get(&Language::En))
            .or_else(|| self.0.values().next())
            .map_or("", Line::as_str)
    }

    /// The language in which [`Text::get`] answers, for the `lang` attribute.
    #[must_use]
    pub fn language(&self, wanted: Language) -> Language {
        if self.0.contains_key(&wanted) {
            wanted
        } else {
            Language::En
        }
    }
}

string_type! {
    /// A text in one language: plain, on one line, at most 4000 characters, without control
    /// characters, direction overrides or invisible marks.
    Line, check, r"^[^\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]{1,4000}$"
}

fn check(text: &str) -> Result<String, VendorProblem> {
    if text.trim().is_empty() {
        Err(VendorProblem::EmptyText)
    } else if text.chars().count() > MAX_CHARS {
        Err(VendorProblem::LongText)
    } else if text.chars().any(is_deceptive) {
        Err(VendorProblem::TextCharacter)
    } else {
        Ok(text.to_owned())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Lines)
    }
}

struct Lines;

impl<'de> Visitor<'de> for Lines {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with one text per language")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
        let mut lines = BTreeMap::new();
        while let Some(language) = map.next_key::<Language>()? {
            if lines.contains_key(&language) {
                return Err(A::Error::custom(VendorProblem::DuplicateMember));
            }
            lines.insert(language, map.next_value::<Line>()?);
        }
        if lines.contains_key(&Language::En) {
            Ok(Text(lines))
        } else {
            Err(A::Error::custom(VendorProblem::NoEnglish))
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Text {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let line = generator.subschema_for::<Line>();
        let properties: serde_json::Map<_, _> = Language::ALL
            .iter()
            .map(|language| (language.tag().to_owned(), line.clone().to_value()))
            .collect();
        schemars::json_schema!({
            "type": "object",
            "description": "A text in English and any further language, by BCP 47 tag.",
            "properties": properties,
            "required": [Language::En.tag()],
            "additionalProperties": false,
        })
    }
}
