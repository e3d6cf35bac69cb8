//! What belongs to one vendor only, kept while the researcher looks at another.

use super::action::Effect;
use super::key::Key;
use super::other_vendor::visit_key;
use super::state::State;
use crate::channel::Receipt;
use crate::package::Reference;
use crate::report::Field;
use crate::vendor::Vendor;
use sha2::{Digest, Sha256};
use std::rc::Rc;

/// What belongs to one vendor: nothing of it is another's business, and a reference in common
/// would tell the two that they have one reporter.
#[derive(Debug)]
pub(super) struct Visit {
    reference: Reference,
    key: Key,
    extra: Vec<(Field, String)>,
    receipts: Vec<Receipt>,
}

impl Visit {
    /// Whether leaving the page would lose nothing of it.
    pub(super) fn is_blank(&self) -> bool {
        !self.key.is_given() && self.extra.iter().all(|(_, answer)| answer.is_empty())
    }
}

/// Makes references that have nothing to do with one another for anyone without the seed.
#[derive(Debug)]
pub(super) struct References {
    seed: [u8; 32],
    made: u64,
}

impl References {
    pub(super) fn new(seed: [u8; 32]) -> Self {
        Self { seed, made: 0 }
    }

    /// The next reference, from SHA-256 over the seed and a counter.
    pub(super) fn next(&mut self) -> Reference {
        self.made = self.made.wrapping_add(1);
        let digest = Sha256::new_with_prefix(self.seed).chain_update(self.made.to_be_bytes());
        let digest = digest.finalize();
        let (first, _) = digest
            .split_first_chunk()
            .expect("a SHA-256 digest has 32 bytes");
        Reference::from_random(*first)
    }
}

impl State {
    /// Turns to `vendor`, with what was typed and done for it before.
    pub(super) fn visit(&mut self, vendor: Rc<Vendor>) -> Vec<Effect> {
        self.touch();
        if let Some(last) = self.vendor.take() {
            let next = self.references.next();
            let visit = Visit {
                reference: std::mem::replace(&mut self.reference, next),
                key: std::mem::take(&mut self.key),
                extra: self.draft.take_extra(),
                receipts: std::mem::take(&mut self.hand_over.receipts),
            };
            self.visits.insert(visit_key(&last), visit);
        }
        let before = self.visits.remove(&visit_key(&vendor));
        self.vendor = Some(vendor);
        let Some(before) = before else {
            return self.check_shipped();
        };
        self.reference = before.reference;
        self.key = before.key;
        self.hand_over.receipts = before.receipts;
        for (field, answer) in before.extra {
            self.draft.set(field, answer);
        }
        // Time has passed, and an answer that came meanwhile was not heard.
        self.check_certificates()
    }
}
