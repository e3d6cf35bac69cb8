//! Between the steps: links, Back and Forward, Continue.

use super::action::Effect;
use super::review::Reviewed;
use super::route::{Route, Step};
use super::sealing::Sealing;
use super::state::{State, VendorProblem, Vendors};
use crate::package::Reference;
use crate::report::Section;
use crate::vendor::Vendor;
use std::rc::Rc;

impl State {
    /// Goes to `step` by the address, so that Back finds the way.
    pub(super) fn go(&mut self, step: Step) -> Vec<Effect> {
        let effects = self.enter(step);
        let mut all = vec![Effect::Navigate(self.route())];
        all.extend(effects);
        all
    }

    pub(super) fn enter(&mut self, step: Step) -> Vec<Effect> {
        self.step = step;
        if step == Step::Review {
            self.tried.extend(Section::ALL);
            self.make_review();
        }
        vec![Effect::FocusHeading]
    }

    /// Makes what the review shows, unless what is shown is already sealed.
    pub(super) fn make_review(&mut self) {
        if self.review.is_none()
            && let Some(vendor) = self.vendor.clone()
        {
            let made = Reviewed::new(&self.draft, &vendor, &self.reference, self.today());
            self.review = made.ok().map(Rc::new);
        }
    }
    pub(super) fn vendors_read(
        &mut self,
        vendors: Vec<Rc<Vendor>>,
        mut problems: Vec<VendorProblem>,
    ) -> Vec<Effect> {
        if vendors.is_empty() {
            let problem = problems.pop().unwrap_or(VendorProblem::NoneShipped);
            self.vendors = Vendors::Failed(problem);
        } else {
            self.vendors = Vendors::Ready(vendors);
            self.vendor_problems = problems;
        }
        Vec::new()
    }

    pub(super) fn arrive(&mut self, route: &Route, randomness: [u8; 8]) -> Vec<Effect> {
        let Vendors::Ready(vendors) = &self.vendors else {
            return Vec::new();
        };
        let wanted = match &route.vendor {
            Some(id) => vendors
                .iter()
                .find(|vendor| vendor.id.as_str() == id)
                .cloned(),
            // With one vendor there is nothing to choose.
            None if vendors.len() == 1 => vendors.first().cloned(),
            None => None,
        };
        let mut effects = Vec::new();
        let step = match (&wanted, route.step) {
            (None, _) => Step::Vendor,
            (Some(_), Step::Vendor) => Step::Start,
            (Some(_), Step::HandOver) if !matches!(self.sealing, Sealing::Done(_)) => Step::Review,
            (Some(_), step) => step,
        };
        if let Some(vendor) = wanted
            && self.vendor.as_ref() != Some(&vendor)
        {
            self.touch();
            if self.vendor.is_some() {
                // What the last vendor asked for is not the next one's business, and a reference
                // in common would tell the two that they have one reporter.
                self.draft.forget_extra();
                self.reference = Reference::from_random(randomness);
                self.hand_over.receipts.clear();
            }
            self.vendor = Some(vendor);
            effects.extend(self.check_shipped());
        }
        let changed = step != self.step;
        let entered = self.enter(step);
        if self.route() != *route && step != Step::Vendor {
            effects.push(Effect::Replace(self.route()));
        }
        if changed {
            effects.extend(entered);
        }
        effects
    }

    pub(super) fn proceed(&mut self) -> Vec<Effect> {
        match self.step {
            Step::Section(section) => {
                let again = !self.tried.insert(section);
                if again && section == Section::Reporter {
                    // It was told, and the field may stay as empty as it is.
                    self.secret_removed = false;
                }
                if !self.mistakes_in(section).is_empty() {
                    return vec![Effect::FocusSummary];
                }
            }
            Step::Start | Step::Key => {}
            // Left by choosing a vendor and by sealing.
            Step::Vendor | Step::Review | Step::HandOver | Step::ByHand => return Vec::new(),
        }
        self.go(self.step.next())
    }
}
