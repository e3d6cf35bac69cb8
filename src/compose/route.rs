//! The steps of the form and their place in the address.

use crate::report::Section;
use crate::vendor::OTHER;

/// A step: one question page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Which vendor to report to.
    Vendor,
    /// Who the vendor is, where it came with no file.
    OtherVendor,
    /// The vendor's policy, before the form.
    Start,
    /// The questions of one section.
    Section(Section),
    /// The vendor's certificate.
    Key,
    /// What is missing; then everything as it will be encrypted.
    Review,
    /// The ways to hand over the ciphertext.
    HandOver,
    /// The report field by field, for a site.
    ByHand,
}

impl Step {
    /// All steps, in order.
    pub const ALL: [Step; 13] = [
        Step::Vendor,
        Step::Start,
        Step::Section(Section::Reporter),
        Step::Section(Section::Affected),
        Step::Section(Section::Vulnerability),
        Step::Section(Section::Exploits),
        Step::Section(Section::Disclosure),
        Step::Section(Section::Additional),
        Step::Key,
        Step::Review,
        Step::HandOver,
        Step::ByHand,
        Step::OtherVendor,
    ];

    /// The step's name in the address.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Step::Vendor => "vendor",
            Step::OtherVendor => "security-txt",
            Step::Start => "start",
            Step::Section(Section::Reporter) => "reporter",
            Step::Section(Section::Affected) => "affected",
            Step::Section(Section::Vulnerability) => "vulnerability",
            Step::Section(Section::Exploits) => "exploits",
            Step::Section(Section::Disclosure) => "disclosure",
            Step::Section(Section::Additional) => "additional",
            Step::Key => "key",
            Step::Review => "review",
            Step::HandOver => "hand-over",
            Step::ByHand => "by-hand",
        }
    }

    /// The message that heads the step.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Step::Vendor => "step-vendor",
            Step::OtherVendor => "step-other-vendor",
            Step::Start => "step-start",
            Step::Section(section) => section.heading(),
            Step::Key => "step-key",
            Step::Review => "step-review",
            Step::HandOver => "step-hand-over",
            Step::ByHand => "step-by-hand",
        }
    }

    /// The step that Continue leads to.
    #[must_use]
    pub fn next(self) -> Step {
        let at = Step::ALL.iter().position(|step| *step == self).unwrap_or(0);
        Step::ALL.get(at + 1).copied().unwrap_or(Step::HandOver)
    }

    /// The step that Back leads to.
    #[must_use]
    pub fn previous(self) -> Option<Step> {
        match self {
            Step::ByHand => Some(Step::Review),
            Step::OtherVendor => Some(Step::Vendor),
            _ => {
                let at = Step::ALL.iter().position(|step| *step == self)?;
                Step::ALL.get(at.checked_sub(1)?).copied()
            }
        }
    }
}

/// A place in the address's hash: `#/VENDOR/STEP`. It names the form's own words only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The vendor file's `id`, once chosen.
    pub vendor: Option<String>,
    /// The step.
    pub step: Step,
}

impl Route {
    /// `step` of the vendor with this `id`. The step that asks who the vendor is belongs to the one
    /// that is made there, whichever was chosen before.
    #[must_use]
    pub fn new(vendor: Option<String>, step: Step) -> Route {
        let vendor = match step {
            Step::OtherVendor => Some(OTHER.to_owned()),
            _ => vendor,
        };
        Route { vendor, step }
    }

    /// Reads a hash, with or without `#`. Whatever is not understood leads to the first step.
    #[must_use]
    pub fn parse(hash: &str) -> Route {
        let mut parts = hash
            .trim_start_matches('#')
            .trim_start_matches('/')
            .split('/');
        let vendor = parts.next().filter(|id| !id.is_empty()).map(str::to_owned);
        let slug = parts.next().unwrap_or("start");
        let mut steps = Step::ALL.into_iter();
        let step = steps
            .find(|step| step.slug() == slug)
            .filter(|step| *step != Step::OtherVendor || vendor.as_deref() == Some(OTHER));
        match (&vendor, step) {
            (Some(_), Some(step)) => Route { vendor, step },
            (Some(_), None) => Route {
                vendor,
                step: Step::Start,
            },
            (None, _) => Route {
                vendor: None,
                step: Step::Vendor,
            },
        }
    }

    /// The hash, with `#`.
    #[must_use]
    pub fn hash(&self) -> String {
        match &self.vendor {
            Some(id) if self.step != Step::Vendor => format!("#/{id}/{}", self.step.slug()),
            _ => "#/".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_its_address() {
        for step in Step::ALL.into_iter().skip(1) {
            let route = Route::new(Some("xiaomi".to_owned()), step);
            assert_eq!(Route::parse(&route.hash()), route);
        }
        assert_eq!(
            Route::parse("#/"),
            Route {
                vendor: None,
                step: Step::Vendor
            }
        );
        assert_eq!(Route::parse("#/x/nonsense/..").step, Step::Start);
        let other = Route::new(Some("xiaomi".to_owned()), Step::OtherVendor);
        assert_eq!(other.hash(), "#/other/security-txt");
        assert_eq!(Route::parse("#/other/security-txt"), other);
        assert_eq!(Route::parse("#/xiaomi/security-txt").step, Step::Start);
    }

    #[test]
    fn back_undoes_continue() {
        for step in Step::ALL.into_iter().take(10) {
            assert_eq!(step.next().previous(), Some(step));
        }
    }
}
