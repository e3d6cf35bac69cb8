//! The one way forward: an action in, the new state and the effects out.

use super::action::{Action, Effect};
use super::hand_over::{Upload, UploadError};
use super::key::KeyStatus;
use super::preview::Preview;
use super::route::Step;
use super::sealing::Sealing;
use super::state::{State, Vendors};
use crate::handle::Handle;
use crate::openpgp::seal::KeyIds;
use crate::protocol::Part;
use crate::report::validation::holds_secret_key;
use crate::report::{Field, Section};
use std::collections::BTreeSet;

impl State {
    /// Takes one action at time `now` (seconds since 1970) and says what the shell is to do.
    pub fn step(&mut self, action: Action, now: u64) -> Vec<Effect> {
        self.now = now;
        let uploading = matches!(self.hand_over.upload, Upload::Working { .. });
        let sealing = matches!(self.sealing, Sealing::Working { .. });
        let mut held = self.held();
        held.extend(brought(&action));
        let mut effects = self.take(action);
        // Nor does the worker go on with plaintext that is no longer what will be sent.
        if sealing && matches!(self.sealing, Sealing::Idle) {
            effects.insert(0, Effect::EndWorker);
            if let Preview::Waiting { .. } = self.preview {
                effects.extend(self.ask_preview());
            }
        }
        // Ciphertext that is no longer in hand does not go on leaving behind the page's back.
        let dropped = uploading && self.hand_over.upload == Upload::Idle;
        if dropped && !effects.contains(&Effect::CancelUpload) {
            effects.insert(0, Effect::CancelUpload);
        }
        // What nobody can ask for any more need not be kept.
        let kept = self.held();
        let mut released = held.difference(&kept).copied().map(Effect::Release);
        if let Some(first) = released.next() {
            // What it took is room again, which is measured only then.
            let asked = effects.contains(&Effect::FindRoom);
            effects.retain(|effect| *effect != Effect::FindRoom);
            effects.push(first);
            effects.extend(released);
            let waits = self.step == Step::Review && !self.attachments.is_empty();
            effects.extend((asked || waits).then_some(Effect::FindRoom));
        }
        effects
    }

    fn take(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::VendorsRead(vendors, problems) => self.vendors_read(vendors, problems),
            Action::Arrive(route) => self.arrive(&route),
            Action::Other(action) => self.other(action),
            Action::Visit(field) => {
                let mut effects = self.go(Step::Section(field.section()));
                effects.push(Effect::Focus(field.id()));
                effects
            }
            Action::Continue => self.proceed(),
            Action::Speak(language) => {
                self.language = language;
                Vec::new()
            }
            Action::Edit(field, answer) => self.edit(field, answer),
            Action::AddAffected => {
                self.touch();
                self.draft.add_affected_row();
                vec![Effect::Focus(
                    Field::Product(self.draft.affected_rows() - 1).id(),
                )]
            }
            Action::RemoveAffected(row) => {
                self.touch();
                self.draft.remove_affected_row(row);
                vec![Effect::FocusHeading]
            }
            Action::Attach(chosen) => self.attach(chosen),
            Action::Detach(file) => self.detach(file),
            Action::VisitFile(file) => self.visit_file(file),
            Action::ReaderHeard(job, response) => self.reader_heard(job, response),
            Action::ReaderFailed(error) => self.reader_failed(error),
            Action::RoomFound(room) => {
                self.attachments.room = Some(room);
                Vec::new()
            }
            Action::WithMail(with_mail) => {
                self.drop_sealed();
                self.attachments.with_mail = with_mail;
                Vec::new()
            }
            Action::TogglePreview => self.toggle_preview(),
            Action::OfferCertificate(bytes) => self.offer_certificate(bytes),
            Action::CertificateUnread => {
                self.drop_sealed();
                self.key.forget_unproven();
                self.key.status = KeyStatus::Unread;
                vec![Effect::FocusSummary]
            }
            Action::EditPasted(text) => {
                self.key.pasted = text;
                Vec::new()
            }
            Action::EditFingerprint(text) => {
                self.key.fingerprint = text;
                Vec::new()
            }
            Action::CheckCertificate => self.check_pasted(),
            Action::RelyOnKey => self.rely_on_first_seen(),
            Action::ForgetCertificate => {
                let mut effects = self.forget_certificates();
                effects.push(Effect::FocusHeading);
                effects
            }
            Action::SealToOwn(own) => {
                self.drop_sealed();
                self.seal_to_own = own;
                Vec::new()
            }
            Action::HideKeyIds(hide) => {
                self.drop_sealed();
                self.key_ids = if hide { KeyIds::Hidden } else { KeyIds::Shown };
                Vec::new()
            }
            Action::Seal(seed) => self.seal(seed),
            Action::CancelSeal => self.cancel_seal(),
            Action::Heard(job, response, parts) => self.heard(job, response, parts),
            Action::WorkerFailed(error) => self.fail(error, |_| true),
            Action::Upload => self.upload().unwrap_or_default(),
            Action::UploadProgress(sent) => {
                if let Upload::Working { done, .. } = &mut self.hand_over.upload {
                    *done = sent;
                }
                Vec::new()
            }
            Action::UploadEnded(result) => self.upload_ended(result),
            Action::CancelUpload => {
                let mut effects = vec![Effect::CancelUpload];
                effects.extend(self.upload_ended(Err(UploadError::Cancelled)));
                effects
            }
            Action::SaveDraft => self.save_draft().unwrap_or_default(),
            Action::SaveRawMail => self.save_raw_mail().unwrap_or_default(),
            Action::SaveSealed => self.save_sealed().unwrap_or_default(),
            Action::SaveFailed(saved) => self.save_failed(saved),
            Action::CopyArmored => self.copy_armored().unwrap_or_default(),
            Action::CopyByHand(what, text) => vec![Effect::Copy(what, text)],
            Action::Copied(what, worked) => {
                self.copied(what, worked);
                Vec::new()
            }
            Action::SaveReceipt(at) => self.save_receipt(at).unwrap_or_default(),
            Action::StartAgain => self.start_again(),
        }
    }

    /// What the shell keeps for the form: files, and messages too large for memory.
    fn held(&self) -> BTreeSet<Handle> {
        let files = self.attachments.files().iter().map(|file| file.handle);
        let outcome = match &self.sealing {
            Sealing::Done(outcome) => Some(outcome),
            _ => None,
        };
        let messages = outcome.iter().flat_map(|outcome| outcome.handles());
        files.chain(messages).collect()
    }

    pub(super) fn edit(&mut self, field: Field, mut answer: String) -> Vec<Effect> {
        self.touch();
        if field == Field::Certificate {
            self.secret_removed = holds_secret_key(&answer);
            if self.secret_removed {
                zeroize::Zeroize::zeroize(&mut answer);
                // It is to be read once before Continue goes on.
                self.tried.remove(&Section::Reporter);
            }
        }
        self.draft.set(field, answer);
        match &mut self.preview {
            _ if field != Field::Description => Vec::new(),
            Preview::Closed => Vec::new(),
            // One at a time: the worker is asked again when it has answered.
            Preview::Waiting { stale, .. } => {
                *stale = true;
                Vec::new()
            }
            Preview::Ready(_) | Preview::Failed(_) => self.ask_preview(),
        }
    }
    fn start_again(&mut self) -> Vec<Effect> {
        let mut fresh = State::new(self.home, self.language, [0; 32], self.now);
        // The same seed goes on, so that no reference comes twice.
        std::mem::swap(&mut fresh.references, &mut self.references);
        fresh.reference = fresh.references.next();
        fresh.vendors = std::mem::replace(&mut self.vendors, Vendors::Loading);
        fresh.vendor_problems = std::mem::take(&mut self.vendor_problems);
        // What was told of another vendor was typed too.
        let other = self.is_other();
        fresh.vendor = self.vendor.take().filter(|_| !other);
        fresh.jobs = self.jobs;
        *self = fresh;
        let mut effects = vec![Effect::EndWorker, Effect::EndReader, Effect::CancelUpload];
        effects.extend(self.check_shipped());
        effects.extend(self.go(if other { Step::Vendor } else { Step::Start }));
        effects
    }
}

/// What the shell keeps since this happened.
fn brought(action: &Action) -> Vec<Handle> {
    match action {
        Action::Attach(chosen) => chosen.iter().map(|file| file.handle).collect(),
        Action::Heard(_, _, parts) => {
            let files = parts.iter().filter_map(|part| match part {
                Part::File(handle) => Some(*handle),
                Part::Bytes(_) => None,
            });
            files.collect()
        }
        _ => Vec::new(),
    }
}
