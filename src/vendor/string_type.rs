//! What the checked string types of a vendor file share: one door in, no way around it.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Visitor};

use super::VendorProblem;

/// Defines a newtype over `String` that only `$check` can fill.
///
/// It reads with a visitor instead of `#[serde(try_from)]`, because `serde_json` then knows where
/// the refused string stands, also when it is the last member of its object.
macro_rules! string_type {
    ($(#[doc = $doc:literal])* $name:ident, $check:path, $pattern:literal) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        pub struct $name(String);

        impl $name {
            /// Checks `text` and takes it over.
            ///
            /// # Errors
            ///
            /// The [`VendorProblem`](crate::vendor::VendorProblem) that says what it should be.
            pub fn parse(text: &str) -> Result<Self, crate::vendor::VendorProblem> {
                $check(text).map(Self)
            }

            /// The checked text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::ops::Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::vendor::VendorProblem;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.deserialize_str(crate::vendor::string_type::Parsed::<Self>::VISITOR)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let description = [$($doc),*].map(str::trim).join(" ");
                schemars::json_schema!({
                    "type": "string",
                    "pattern": $pattern,
                    "description": description,
                })
            }
        }
    };
}
pub(super) use string_type;

/// Reads a JSON string through `T`'s own parser.
pub(super) struct Parsed<T>(PhantomData<T>);

impl<T> Parsed<T> {
    pub(super) const VISITOR: Self = Self(PhantomData);
}

impl<T: std::str::FromStr<Err = VendorProblem>> Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}
