//! What a researcher types.

use std::hash::{BuildHasher, Hasher, RandomState};

use crate::gpg::Certificate;
use crate::search::Canary;

/// One thing to do on a question page.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The section's name in the address.
    pub section: &'static str,
    /// The `id` of the field, or of what is clicked.
    pub id: String,
    /// How it is answered.
    pub how: How,
}

/// How a field is answered.
#[derive(Clone, Debug)]
pub enum How {
    /// Typed, key by key.
    Type(String),
    /// Put in at once, as a paste does.
    Put(String),
    /// Clicked.
    Click,
}

/// A whole report, in the order of the form.
#[derive(Clone, Debug, Default)]
pub struct Answers(pub Vec<Answer>);

/// The sections, in the order of the form.
pub const SECTIONS: [&str; 6] = [
    "reporter",
    "affected",
    "vulnerability",
    "exploits",
    "disclosure",
    "additional",
];

impl Answers {
    /// Adds a text. What a keyboard types easily is typed, everything else put in.
    pub fn text(&mut self, section: &'static str, id: &str, text: impl Into<String>) {
        let text = text.into();
        const MAX_TYPED_BYTES: usize = 200;
        let typed = text
            .bytes()
            .all(|byte| (b' '..=b'~').contains(&byte) || byte == b'\n');
        let how = match typed && text.len() <= MAX_TYPED_BYTES {
            true => How::Type(text),
            false => How::Put(text),
        };
        self.0.push(Answer {
            section,
            id: id.to_owned(),
            how,
        });
    }

    /// Adds a click: a choice, or a button.
    pub fn click(&mut self, section: &'static str, id: &str) {
        self.0.push(Answer {
            section,
            id: id.to_owned(),
            how: How::Click,
        });
    }

    /// Exchanges the text of a field.
    #[must_use]
    pub fn with(mut self, id: &str, text: impl Into<String>) -> Self {
        let text = text.into();
        for answer in self.0.iter_mut().filter(|answer| answer.id == id) {
            answer.how = How::Put(text.clone());
        }
        self
    }

    /// The answers of one section.
    pub fn of(&self, section: &str) -> impl Iterator<Item = &Answer> {
        self.0
            .iter()
            .filter(move |answer| answer.section == section)
    }

    /// The smallest report that a vendor who also wants the impact takes.
    #[must_use]
    pub fn smallest() -> Self {
        let mut answers = Self::default();
        answers.click("reporter", "identity-anonymous");
        answers.text("affected", "product-1", "Router 3000");
        answers.text("affected", "versions-1", "unknown");
        answers.text("vulnerability", "title", "Login without a password");
        answers.text(
            "vulnerability",
            "description",
            "An empty password opens the *admin* page.",
        );
        answers.text("vulnerability", "impact", "Everything.");
        answers.click("exploits", "exploits");
        answers.click("disclosure", "plan-no-plan");
        answers
    }

    /// Every field of the form, with whatever a text can hold.
    #[must_use]
    pub fn full(certificate: &Certificate) -> Self {
        let mut all = Self::default();
        all.click("reporter", "identity");
        all.text("reporter", "organisation", "Sternwarte Süd 🔭");
        all.text("reporter", "name", "李小龙 / José O'Neill");
        all.text("reporter", "email", "researcher@example.org");
        all.text("reporter", "certificate", certificate.armored.as_str());
        all.text("affected", "product-1", "Router 3000 \"Pro\"");
        all.text("affected", "versions-1", "1.0 - 2.4.1 & 3.0-beta");
        all.text("affected", "component-1", "/cgi-bin/login");
        all.click("affected", "add-affected");
        all.text("affected", "product-2", "智能摄像头 👁️");
        all.text("affected", "versions-2", "unknown");
        all.text("affected", "component-2", "");
        all.text(
            "vulnerability",
            "title",
            "Überlauf im Login — <script>alert(1)</script> ✓",
        );
        all.text("vulnerability", "description", description());
        all.text(
            "vulnerability",
            "impact",
            "Anyone becomes *root*.\nNo traces are left.",
        );
        all.text("vulnerability", "weakness", "CWE-787");
        all.text(
            "vulnerability",
            "severity",
            "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
        );
        all.text(
            "vulnerability",
            "discovery",
            "Fuzzing, 2026-11-01.\nRead the firmware.",
        );
        all.click("exploits", "exploits-proof-of-concept");
        all.text(
            "exploits",
            "exploit-details",
            "```sh\ncurl -d \"$(printf 'A%.0s' {1..999})\"\n```",
        );
        all.text("exploits", "steps", "1. Connect\n2. Send\n3. Wait");
        all.click("disclosure", "plan");
        all.text("disclosure", "plan-date", "2088-02-29");
        all.text("disclosure", "others-informed", "CERT/CC, on 2026-11-20");
        all.text("disclosure", "credit", "José O'Neill, Sternwarte Süd");
        all.text("additional", "extra-1", "AT-000017");
        all.text("additional", "extra-2", "S/N 1\nS/N 2");
        all.text("additional", "additional", "Nothing — 没有 — لا شيء");
        all
    }
}

impl Answers {
    /// [`Answers::full`] for those who want no encrypted answer.
    #[must_use]
    pub fn full_without_certificate() -> Self {
        let none = Certificate {
            fingerprint: String::new(),
            armored: String::new(),
        };
        Self::full(&none)
    }
}

/// A text that occurs nowhere else, with characters that encodings change.
#[must_use]
pub fn canary(name: &str) -> Canary {
    let random = RandomState::new().build_hasher().finish();
    Canary {
        name: name.to_owned(),
        text: format!("Canary {name} ü/+{random:016x}"),
    }
}

impl Answers {
    /// A canary in every field, typed key by key. Where a field takes no such text, one that it
    /// takes and that is as rare.
    #[must_use]
    pub fn canaries() -> (Self, Vec<Canary>) {
        let mut all = Self::default();
        let mut canaries = Vec::new();
        let mut plant = |all: &mut Self, section, id: &str, around: (&str, &str), rare: &str| {
            let mut canary = canary(id);
            if !rare.is_empty() {
                rare.clone_into(&mut canary.text);
            }
            let how = How::Type(format!("{}{}{}", around.0, canary.text, around.1));
            all.0.push(Answer {
                section,
                id: id.to_owned(),
                how,
            });
            canaries.push(canary);
        };
        const ALONE: (&str, &str) = ("", "");
        const ARMOR: (&str, &str) = (
            // The first line begins a public key packet, which is all that the form looks at.
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDME\n",
            "\n-----END PGP PUBLIC KEY BLOCK-----\n",
        );
        all.click("reporter", "identity");
        plant(&mut all, "reporter", "organisation", ALONE, "");
        plant(&mut all, "reporter", "name", ALONE, "");
        let random = RandomState::new().build_hasher().finish();
        let email = format!("canary+{random:016x}@example.org");
        plant(&mut all, "reporter", "email", ALONE, &email);
        plant(&mut all, "reporter", "certificate", ARMOR, "");
        for id in ["product-1", "versions-1", "component-1"] {
            plant(&mut all, "affected", id, ALONE, "");
        }
        all.click("affected", "add-affected");
        for id in ["product-2", "versions-2", "component-2"] {
            plant(&mut all, "affected", id, ALONE, "");
        }
        all.click("affected", "add-affected");
        for id in ["product-3", "versions-3", "component-3"] {
            plant(&mut all, "affected", id, ALONE, "");
        }
        all.click("affected", "remove-3");
        plant(&mut all, "vulnerability", "title", ALONE, "");
        plant(
            &mut all,
            "vulnerability",
            "description",
            ("**Strong**\n\n", "\n"),
            "",
        );
        plant(&mut all, "vulnerability", "impact", ALONE, "");
        plant(&mut all, "vulnerability", "weakness", ALONE, "CWE-31337");
        let severity = "CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:L/VI:L/VA:L/SC:L/SI:L/SA:L";
        plant(&mut all, "vulnerability", "severity", ALONE, severity);
        plant(&mut all, "vulnerability", "discovery", ALONE, "");
        all.click("vulnerability", "preview-toggle");
        all.click("exploits", "exploits-proof-of-concept");
        plant(&mut all, "exploits", "exploit-details", ALONE, "");
        plant(&mut all, "exploits", "steps", ALONE, "");
        all.click("disclosure", "plan-public");
        let link = format!("https://canary.example/{random:016x}");
        plant(&mut all, "disclosure", "plan-links", ALONE, &link);
        all.click("disclosure", "plan");
        plant(&mut all, "disclosure", "plan-date", ALONE, "2087-03-14");
        plant(&mut all, "disclosure", "others-informed", ALONE, "");
        plant(&mut all, "disclosure", "credit", ALONE, "");
        for id in ["extra-1", "extra-2", "additional"] {
            plant(&mut all, "additional", id, ALONE, "");
        }
        (all, canaries)
    }
}

/// What mail, armor, tar and Markdown have ever stumbled over.
fn description() -> String {
    let mut text = String::from(
        "# Summary\n\nA **stack** overflow in `login`.\n\n\
         -----BEGIN PGP MESSAGE-----\n\nhQEMA0000\n-----END PGP MESSAGE-----\n\n\
         - dash at the beginning\n--\nFrom the first line\n.\n..\n>From\n\
         =20 =3D = \nspaces at the end   \n\ttab\t\n\n\
         Emoji: 👩‍👩‍👧‍👦🏳️‍🌈 中文：缓冲区溢出。 日本語 \u{5e9}\u{5dc}\u{5d5}\u{5dd} \
         \u{627}\u{644}\u{633}\u{644}\u{627}\u{645} ﷽ Zalgo: z\u{335}\u{327}a\u{334}\n\
         combining e\u{301} and precomposed \u{e9}, nbsp\u{a0}, ideographic\u{3000}space\n\n\
         | a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode & <b>markup</b> \"quotes\" \\ backslash\n```\n",
    );
    text += &"long line without a break ".repeat(60);
    text += "\nend";
    text
}
