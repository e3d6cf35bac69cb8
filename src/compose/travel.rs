//! Between the steps: links, Back and Forward, Continue.

use super::action::Effect;
use super::review::Reviewed;
use super::route::{Route, Step};
use super::sealing::Sealing;
use super::state::{State, VendorProblem, Vendors};
use crate::report::Section;
use crate::vendor::{OTHER, Vendor};
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
        let mut effects = vec![Effect::FocusHeading];
        match step {
            Step::Review => {
                self.tried.extend(Section::ALL);
                self.make_review();
                // Other programs and earlier messages have used the disk since.
                if !self.attachments.is_empty() {
                    effects.push(Effect::FindRoom);
                }
            }
            // The Markdown to copy is that of the review.
            Step::ByHand => self.make_review(),
            _ => {}
        }
        effects
    }

    /// Makes what the review shows, unless what is shown is already sealed, and as soon as all
    /// attachments are read: it tells their digests.
    pub(super) fn make_review(&mut self) {
        if self.review.is_none()
            && let Some(vendor) = self.vendor.clone()
            && let Some(attachments) = self.attachments.described()
        {
            let (reference, today) = (&self.reference, self.today());
            let made = Reviewed::new(&self.draft, &vendor, reference, today, attachments);
            self.review = made.ok().map(Rc::new);
        }
    }

    pub(super) fn vendors_read(
        &mut self,
        vendors: Vec<Rc<Vendor>>,
        mut problems: Vec<VendorProblem>,
    ) -> Vec<Effect> {
        let mut ids = std::collections::BTreeSet::new();
        let (vendors, repeated): (Vec<_>, Vec<_>) = vendors
            .into_iter()
            .partition(|vendor| ids.insert(vendor.id.clone()));
        problems.extend(repeated.iter().map(|vendor| VendorProblem::Repeated {
            id: vendor.id.to_string(),
        }));
        if vendors.is_empty() {
            let problem = problems.pop().unwrap_or(VendorProblem::NoneShipped);
            self.vendors = Vendors::Failed(problem);
        } else {
            self.vendors = Vendors::Ready(vendors);
            self.vendor_problems = problems;
        }
        Vec::new()
    }

    pub(super) fn arrive(&mut self, route: &Route) -> Vec<Effect> {
        let Vendors::Ready(vendors) = &self.vendors else {
            return Vec::new();
        };
        let wanted = match &route.vendor {
            // The step asks who it is.
            _ if route.step == Step::OtherVendor && self.offers_other() => None,
            Some(id) if id == OTHER => self.other_made(),
            Some(id) => vendors
                .iter()
                .find(|vendor| vendor.id.as_str() == id)
                .cloned(),
            // With one vendor there is nothing to choose.
            None if vendors.len() == 1 => vendors.first().cloned(),
            None => None,
        };
        let chosen = wanted.is_some();
        let mut effects = match wanted {
            Some(vendor) if self.vendor.as_ref() != Some(&vendor) => self.visit(vendor),
            _ => Vec::new(),
        };
        let step = match route.step {
            Step::OtherVendor if self.offers_other() => Step::OtherVendor,
            _ if !chosen => Step::Vendor,
            Step::Vendor => Step::Start,
            Step::HandOver if !matches!(self.sealing, Sealing::Done(_)) => Step::Review,
            step => step,
        };
        let changed = step != self.step;
        let entered = self.enter(step);
        if self.route().hash() != route.hash() {
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
                if !self.is_complete(section) {
                    return vec![Effect::FocusSummary];
                }
            }
            // What was pasted and not checked yet is meant to be used.
            Step::Key if self.is_key_waiting() => return self.check_pasted(),
            Step::OtherVendor => return self.proceed_with_other(),
            Step::Start | Step::Key => {}
            // Left by choosing a vendor and by sealing.
            Step::Vendor | Step::Review | Step::HandOver | Step::ByHand => return Vec::new(),
        }
        self.go(self.step.next())
    }
}
