//! From [`Draft`] to [`Report`]: every mistake at once, each tied to its field.

use super::draft::MAX_ANSWER_BYTES;
use super::field::Shape;
use super::plain::{plain, plain_line};
use super::{
    Affected, Disclosure, Draft, ExploitStatus, Exploits, Extra, Field, Plan, Report, Reporter,
    Section, Vulnerability,
};
use crate::date::Date;
use crate::vendor::Vendor;

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// A required answer is missing.
    Missing,
    /// Longer than [`MAX_ANSWER_BYTES`].
    TooLong,
    /// Not an email address.
    NotAnAddress,
    /// Not `CWE-` and a number.
    NotAWeakness,
    /// Not a CVSS 4.0 or 3.1 vector.
    NotASeverity,
    /// Not a day of the calendar, as `YYYY-MM-DD`.
    NotADate,
    /// The date of a plan lies in the past.
    DateInThePast,
    /// A line that is no `https:` or `http:` link.
    NotALink,
    /// Not an armored OpenPGP certificate.
    NotACertificate,
    /// A secret key, which was removed at once.
    SecretKey,
}

/// One mistake in a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// Where.
    pub field: Field,
    /// What.
    pub problem: Problem,
}

impl Mistake {
    /// The message that says what to do. It may have a place for `label`, the field's label, and
    /// for `row`, the number of the affected product.
    #[must_use]
    pub fn message(self) -> &'static str {
        match (self.problem, self.field) {
            (Problem::Missing, Field::Organisation) => "missing-organisation",
            (Problem::Missing, Field::Name) => "missing-name",
            (Problem::Missing, Field::Email) => "missing-email",
            (Problem::Missing, Field::Product(_)) => "missing-product",
            (Problem::Missing, Field::Versions(_)) => "missing-versions",
            (Problem::Missing, Field::Title) => "missing-title",
            (Problem::Missing, Field::Description) => "missing-description",
            (Problem::Missing, Field::Exploits) => "missing-exploits",
            (Problem::Missing, Field::ExploitDetails) => "missing-exploit-details",
            (Problem::Missing, Field::Plan) => "missing-plan",
            (Problem::Missing, Field::PlanDate) => "missing-plan-date",
            (Problem::Missing, Field::PlanLinks) => "missing-plan-links",
            (Problem::Missing, _) => "missing-other",
            (Problem::TooLong, _) => "mistake-too-long",
            (Problem::NotAnAddress, _) => "mistake-not-an-address",
            (Problem::NotAWeakness, _) => "mistake-not-a-weakness",
            (Problem::NotASeverity, _) => "mistake-not-a-severity",
            (Problem::NotADate, _) => "mistake-not-a-date",
            (Problem::DateInThePast, _) => "mistake-date-in-the-past",
            (Problem::NotALink, _) => "mistake-not-a-link",
            (Problem::NotACertificate, _) => "mistake-not-a-certificate",
            (Problem::SecretKey, _) => "mistake-secret-key",
        }
    }
}

/// Checks `draft` against what `vendor` requires and makes the report.
///
/// # Errors
/// Every mistake, in the order of the form.
pub fn validate(draft: &Draft, vendor: &Vendor, today: Date) -> Result<Report, Vec<Mistake>> {
    let mistakes: Vec<Mistake> = Section::ALL
        .into_iter()
        .flat_map(|section| mistakes_in(section, draft, vendor, today))
        .collect();
    if mistakes.is_empty() {
        Ok(build(draft, vendor))
    } else {
        Err(mistakes)
    }
}

/// The mistakes in one section, in the order of the form.
#[must_use]
pub fn mistakes_in(section: Section, draft: &Draft, vendor: &Vendor, today: Date) -> Vec<Mistake> {
    let fields = draft.fields(section, vendor).into_iter();
    fields
        .filter_map(|field| {
            let required = draft.is_required(field, vendor);
            let problem = problem_with(field, draft.get(field), required, today)?;
            Some(Mistake { field, problem })
        })
        .collect()
}

/// Whether `text` holds an armored OpenPGP secret key, wherever in it and whatever its label says.
#[must_use]
pub fn holds_secret_key(text: &str) -> bool {
    text.contains("-----BEGIN PGP PRIVATE KEY BLOCK") || matches!(first_tag(text), Some(5 | 7))
}

/// The type of the first packet behind the first armor header (RFC 9580 sections 4.2 and 6.2).
fn first_tag(text: &str) -> Option<u8> {
    let (_, armored) = text.split_once("-----BEGIN PGP ")?;
    let body = armored.lines().skip(1).find(|line| {
        // Armor headers hold a colon, which base64 does not.
        !line.trim().is_empty() && !line.contains(':')
    })?;
    let start = data_encoding::BASE64
        .decode(body.trim().as_bytes().get(..4)?)
        .ok()?;
    let first = *start.first()?;
    (first & 0x80 != 0).then_some(if first & 0x40 == 0 {
        first >> 2 & 0x0f
    } else {
        first & 0x3f
    })
}

fn problem_with(field: Field, typed: &str, required: bool, today: Date) -> Option<Problem> {
    let answer = typed.trim();
    if answer.is_empty() {
        return required.then_some(Problem::Missing);
    }
    if answer.len() > MAX_ANSWER_BYTES {
        return Some(Problem::TooLong);
    }
    match field {
        Field::Email if !is_address(answer) => Some(Problem::NotAnAddress),
        Field::Weakness if weakness(answer).is_none() => Some(Problem::NotAWeakness),
        Field::Severity if !is_severity(answer) => Some(Problem::NotASeverity),
        Field::PlanDate => match Date::parse(answer) {
            None => Some(Problem::NotADate),
            Some(date) if date < today => Some(Problem::DateInThePast),
            Some(_) => None,
        },
        Field::PlanLinks if !links(answer).iter().all(|link| is_link(link)) => {
            Some(Problem::NotALink)
        }
        Field::Certificate if holds_secret_key(answer) => Some(Problem::SecretKey),
        Field::Certificate if !is_certificate(answer) => Some(Problem::NotACertificate),
        _ => match field.shape() {
            // To the letter, as everywhere else where a choice is asked for.
            Shape::Choice(choices) if !choices.iter().any(|(key, _)| *key == typed) => {
                Some(Problem::Missing)
            }
            _ => None,
        },
    }
}

/// An address as people type it: something before and after one `@`, a dot in the domain, no
/// spaces. The rest only the mail server can tell.
fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let clean = |part: &str| {
        !part.is_empty()
            && !part.contains(|character: char| {
                character.is_whitespace() || character.is_control() || "<>,;@".contains(character)
            })
    };
    clean(local)
        && clean(domain)
        && domain.split('.').count() > 1
        && domain.split('.').all(|label| !label.is_empty())
}

/// The CWE identifier in its official form, from `CWE-79`, `cwe 79` or `79`.
fn weakness(text: &str) -> Option<String> {
    let upper = text.to_ascii_uppercase();
    let number = match upper.strip_prefix("CWE") {
        Some(rest) => rest.trim_start_matches(['-', ' ', ':']),
        None => &upper,
    };
    let digits = (1..=5).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let number: u32 = number.parse().ok().filter(|number| digits && *number > 0)?;
    Some(format!("CWE-{number}"))
}

/// A complete CVSS 4.0 or 3.1 vector (FIRST, the specifications' sections on vector strings). For 3.1
/// the parser does not ask for all base metrics, so it is asked here.
fn is_severity(text: &str) -> bool {
    if text.starts_with("CVSS:4.0/") {
        return text.parse::<cvss::v4::Vector>().is_ok();
    }
    let vector = text.parse::<cvss::v3::Vector>().ok();
    text.starts_with("CVSS:3.1/")
        && vector.is_some_and(|it| {
            (it.av.is_some() && it.ac.is_some() && it.pr.is_some() && it.ui.is_some())
                && (it.s.is_some() && it.c.is_some() && it.i.is_some() && it.a.is_some())
        })
}

fn links(text: &str) -> Vec<String> {
    text.split_whitespace().map(plain_line).collect()
}

fn is_link(text: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| {
        text.split_at_checked(scheme.len())
            .is_some_and(|(start, rest)| start.eq_ignore_ascii_case(scheme) && rest.contains('.'))
    })
}

fn is_certificate(text: &str) -> bool {
    text.contains("-----BEGIN PGP PUBLIC KEY BLOCK-----")
        && text.contains("-----END PGP PUBLIC KEY BLOCK-----")
        && first_tag(text) == Some(6)
}

/// An answer as it travels: a weakness in its official form, lines and control characters as
/// [`plain`] has them.
#[must_use]
pub fn answer(field: Field, typed: &str) -> String {
    match field {
        Field::Weakness => weakness(typed.trim()).unwrap_or_else(|| plain_line(typed)),
        _ => plain(typed).trim_end().to_owned(),
    }
}

/// Only called on a draft without mistakes.
fn build(draft: &Draft, vendor: &Vendor) -> Report {
    let text = |field| plain(draft.get(field)).trim_end().to_owned();
    // What was checked is what travels: without the ends that the check does not look at.
    let line = |field| plain_line(draft.get(field).trim());
    let some = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let reporter = if draft.is_anonymous() {
        Reporter::Anonymous
    } else {
        Reporter::Named {
            organisation: some(line(Field::Organisation)),
            name: some(line(Field::Name)),
            email: some(line(Field::Email)),
            certificate: some(text(Field::Certificate)),
        }
    };
    let affected = (0..draft.affected_rows())
        .map(|row| Affected {
            product: line(Field::Product(row)),
            versions: line(Field::Versions(row)),
            component: some(line(Field::Component(row))),
        })
        .collect();
    let status = match draft.get(Field::Exploits) {
        "none-known" => ExploitStatus::NoneKnown,
        "proof-of-concept" => ExploitStatus::ProofOfConcept,
        "in-the-wild" => ExploitStatus::InTheWild,
        _ => ExploitStatus::Unknown,
    };
    let plan = match draft.get(Field::Plan) {
        "coordinated" => Plan::Coordinated {
            date: line(Field::PlanDate),
        },
        "public" => Plan::Public {
            links: links(draft.get(Field::PlanLinks)),
        },
        _ => Plan::Nothing,
    };
    let extra = vendor
        .fields
        .iter()
        .enumerate()
        .filter_map(|(index, field)| {
            let value = some(text(Field::Extra(index)))?;
            let label = field.label.get(vendor.language).to_owned();
            Some(Extra {
                key: field.key.to_string(),
                label,
                value,
            })
        });
    Report {
        reporter,
        affected,
        vulnerability: Vulnerability {
            title: line(Field::Title),
            description: text(Field::Description),
            impact: some(text(Field::Impact)),
            weakness: weakness(draft.get(Field::Weakness).trim()),
            severity: some(line(Field::Severity)),
            discovery: some(text(Field::Discovery)),
        },
        exploits: Exploits {
            status,
            details: some(text(Field::ExploitDetails)),
            steps: some(text(Field::Steps)),
        },
        disclosure: Disclosure {
            plan,
            others_informed: some(text(Field::OthersInformed)),
            credit: some(line(Field::Credit)),
        },
        additional: some(text(Field::Additional)),
        extra: extra.collect(),
    }
}
