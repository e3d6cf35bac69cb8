//! A vendor made on the page: from a security.txt and what the researcher adds, or from that alone.

use super::super::check::check_members;
use super::super::policy::{Document, Policy};
use super::super::{
    Channel, Date, HttpsUrl, MailAddress, OTHER, Pin, SCHEMA, Site, Slug, Source, Text, Vendor,
    VendorError, VendorProblem,
};
use super::{SecurityTxt, Way, shown};
use crate::words::{Language, Words};

/// The longest name of a vendor made on the page, in characters.
const MAX_NAME_CHARS: usize = 120;

/// What the researcher says of the vendor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The vendor's name; it is cleaned here.
    pub name: String,
    /// The address that the sealed report goes to; none when it goes another way.
    pub mail: Option<MailAddress>,
}

/// A vendor's name as it is kept: on one line, without what deceives, not too long.
#[must_use]
pub fn clean_name(name: &str) -> String {
    shown(name, MAX_NAME_CHARS)
}

/// The vendor that `answers` and, where there is one, a security.txt describe. It keeps every rule
/// of vendor files but one: it may be without channel and site, since a file can always be brought
/// there in some other way. Its `id` is [`OTHER`].
///
/// # Errors
///
/// [`VendorProblem::EmptyText`] at `name` when nothing is left of the name.
pub fn vendor(
    text: Option<&SecurityTxt>,
    answers: &Answers,
    today: crate::date::Date,
) -> Result<Vendor, VendorError> {
    let at = |place: &'static str| move |problem| VendorError::at(place, problem);
    let name = plain(&clean_name(&answers.name)).map_err(at("name"))?;
    let checked = Date::parse(&today.to_string()).map_err(at("checked"))?;
    let given = Source {
        name: labelled("security-txt-source").map_err(at("page"))?,
        url: None,
    };
    let pins = text.map_or(&[][..], |text| &text.fingerprints).iter();
    let mut pins: Vec<Pin> = pins
        .map(|fingerprint| Pin {
            fingerprint: fingerprint.clone(),
            source: given.clone(),
            checked: checked.clone(),
            // Several are alternatives in order of preference, RFC 9116 section 2.5.4.
            optional: true,
            certificate: None,
        })
        .collect();
    if let (Some(pin), Some(text)) = (pins.first_mut(), text) {
        // Whichever pin it is that it fits: all are looked at together.
        pin.certificate.clone_from(&text.key_block);
    }
    let vendor = Vendor {
        schema: SCHEMA,
        id: Slug::parse(OTHER).map_err(at("id"))?,
        demo: false,
        name,
        language: language(text),
        page: text.map(|_| given),
        checked,
        pins,
        channels: (answers.mail.iter().cloned())
            .map(|address| Channel::Mail { address })
            .collect(),
        sites: text.map_or(Ok(Vec::new()), sites).map_err(at("sites"))?,
        policy: text
            .map_or(Ok(Policy::default()), policy)
            .map_err(at("policy"))?,
        required: Vec::new(),
        fields: Vec::new(),
    };
    check_members(&vendor)?;
    Ok(vendor)
}

/// English, unless of the page's languages only another one is preferred.
fn language(text: Option<&SecurityTxt>) -> Language {
    let preferred = text.map(|text| &text.languages);
    match preferred {
        Some(languages) if !languages.contains(&Language::En) => {
            languages.first().copied().unwrap_or_default()
        }
        _ => Language::En,
    }
}

fn sites(text: &SecurityTxt) -> Result<Vec<Site>, VendorProblem> {
    let mut sites = Vec::new();
    for contact in &text.contacts {
        if let Way::Form(url) = &contact.way {
            sites.push(Site {
                name: plain(url.host())?,
                url: Some(url.clone()),
                note: contact.purpose.as_deref().map(plain).transpose()?,
            });
        }
    }
    Ok(sites)
}

fn policy(text: &SecurityTxt) -> Result<Policy, VendorProblem> {
    let documents = |name: &Text, urls: &[HttpsUrl]| -> Result<Vec<Document>, VendorProblem> {
        let documents = urls.iter().map(|url| {
            Ok(Document {
                name: name.clone(),
                url: Some(url.clone()),
                note: Some(plain(url.host())?),
            })
        });
        documents.collect()
    };
    let documents = [
        documents(&labelled("security-txt-policy")?, &text.policies)?,
        documents(
            &labelled("security-txt-acknowledgments")?,
            &text.acknowledgments,
        )?,
        documents(&labelled("security-txt-csaf")?, &text.csaf)?,
    ];
    Ok(Policy {
        documents: documents.concat(),
        ..Policy::default()
    })
}

/// A text that is the same in every language.
fn plain(text: &str) -> Result<Text, VendorProblem> {
    Text::new(Language::ALL.map(|language| (language, text)))
}

/// The page's own words, in every language.
fn labelled(id: &str) -> Result<Text, VendorProblem> {
    Text::new(Language::ALL.map(|language| (language, Words::shared(language).text(id))))
}
