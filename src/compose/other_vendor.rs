//! A vendor that came with no file: named by its security.txt, or by the researcher alone.

use super::action::Effect;
use super::route::Step;
use super::state::{State, Vendors};
use crate::vendor::security_txt::made::{self, Answers};
use crate::vendor::security_txt::{SecurityTxt, SecurityTxtError};
use crate::vendor::{HttpsUrl, MailAddress, OTHER, Vendor};
use std::rc::Rc;

/// What can be done on the step.
#[derive(Debug)]
pub enum OtherAction {
    /// The box for the text was typed into.
    EditText(String),
    /// A security.txt came as a file or by drop.
    Offer(Vec<u8>),
    /// The file could not be read, or is too large.
    Unread,
    /// The vendor has no security.txt.
    GoWithout,
    /// The vendor's name was typed into.
    EditName(String),
    /// The address to send to was typed into.
    EditMail(String),
    /// A way for the report was chosen.
    Choose(SendTo),
    /// A link to what is missing.
    Visit(OtherMistake),
}

/// Which way the sealed report is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum SendTo {
    /// To the address at this place among those of the security.txt.
    Listed(usize),
    /// To an address that the researcher types.
    #[default]
    Typed,
    /// By no mail: as file or text, in a way of the researcher's own.
    NoMail,
}

/// What must be corrected before the form begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherMistake {
    /// Neither is there a security.txt, nor was it said that there is none.
    NoText,
    /// The vendor has no name.
    NoName,
    /// No address was typed.
    NoMail,
    /// What was typed is no address.
    BadMail,
}

impl OtherMistake {
    /// The message that says what to do.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            OtherMistake::NoText => "other-missing-text",
            OtherMistake::NoName => "other-missing-name",
            OtherMistake::NoMail => "other-missing-mail",
            OtherMistake::BadMail => "mistake-not-an-address",
        }
    }

    /// The `id` of the element to correct.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            OtherMistake::NoText => "other-text",
            OtherMistake::NoName => "other-name",
            OtherMistake::NoMail | OtherMistake::BadMail => "other-mail",
        }
    }
}

/// What is known of the vendor so far.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Told {
    /// Nothing.
    #[default]
    Nothing,
    /// What it says itself.
    Text(Rc<SecurityTxt>),
    /// It has no security.txt.
    Without,
    /// What was given is none.
    Refused(SecurityTxtError),
}

/// The step's own state.
#[derive(Debug, Default)]
pub struct OtherVendor {
    /// What is in the box for the text.
    pub text: String,
    /// What is known.
    pub told: Told,
    /// The vendor's name, as typed or prepared.
    pub name: String,
    /// The name that was prepared, which gives way to a better one.
    prepared: String,
    /// Where the report is to go.
    pub way: SendTo,
    /// The typed address.
    pub mail: String,
    /// Continue was tried: what is missing is shown.
    tried: bool,
    /// The vendor that was made of all this, once it was complete.
    made: Option<Made>,
}

#[derive(Debug)]
struct Made {
    vendor: Rc<Vendor>,
    /// The text it was made of.
    text: Option<Rc<SecurityTxt>>,
}

impl OtherVendor {
    /// The security.txt, once one was read.
    #[must_use]
    pub fn security_txt(&self) -> Option<&Rc<SecurityTxt>> {
        match &self.told {
            Told::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether enough is known to ask for the rest.
    #[must_use]
    pub fn asks(&self) -> bool {
        matches!(self.told, Told::Text(_) | Told::Without)
    }

    /// Whether nothing was typed or given.
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
            && matches!(self.told, Told::Nothing | Told::Without)
            && self.name.is_empty()
            && self.mail.is_empty()
    }

    /// What is wrong, in the order of the page, whether shown or not.
    fn mistakes(&self) -> Vec<OtherMistake> {
        if !self.asks() {
            return vec![OtherMistake::NoText];
        }
        let name = made::clean_name(&self.name).is_empty();
        let mail = match self.way {
            SendTo::Typed if self.mail.trim().is_empty() => Some(OtherMistake::NoMail),
            SendTo::Typed if self.address().is_none() => Some(OtherMistake::BadMail),
            _ => None,
        };
        let name = name.then_some(OtherMistake::NoName);
        name.into_iter().chain(mail).collect()
    }

    /// The mistakes to show: all once Continue was tried.
    #[must_use]
    pub fn shown_mistakes(&self) -> Vec<OtherMistake> {
        match &self.told {
            // It has a sentence of its own.
            Told::Refused(_) => Vec::new(),
            _ if self.tried => self.mistakes(),
            _ => Vec::new(),
        }
    }

    /// The address that the report goes to, if it goes by mail.
    fn address(&self) -> Option<MailAddress> {
        match self.way {
            SendTo::Listed(at) => {
                let (address, _) = self.security_txt()?.mails().nth(at)?;
                Some(address.clone())
            }
            SendTo::Typed => MailAddress::parse(self.mail.trim()).ok(),
            SendTo::NoMail => None,
        }
    }

    fn read(&mut self, bytes: &[u8], now: u64) -> Vec<Effect> {
        self.tried = false;
        match SecurityTxt::parse(bytes, now) {
            Ok(text) => {
                let best = match (text.mails().next(), text.contacts.is_empty()) {
                    (Some(_), _) => SendTo::Listed(0),
                    (None, false) => SendTo::NoMail,
                    (None, true) => SendTo::Typed,
                };
                // What the researcher typed is worth more than what was prepared.
                self.way = if self.mail.trim().is_empty() {
                    best
                } else {
                    SendTo::Typed
                };
                if self.name == self.prepared {
                    self.name = text.name().unwrap_or_default();
                    self.prepared.clone_from(&self.name);
                }
                self.told = Told::Text(Rc::new(text));
                vec![Effect::Focus(FOUND.to_owned())]
            }
            Err(error) => {
                if error == SecurityTxtError::SecretKey {
                    zeroize::Zeroize::zeroize(&mut self.text);
                }
                self.told = Told::Refused(error);
                vec![Effect::FocusSummary]
            }
        }
    }
}

/// The `id` of the heading of what was found in a security.txt.
pub const FOUND: &str = "other-found";

impl State {
    /// Whether the page offers to name another vendor: not where it comes with one vendor's file
    /// alone, since it is that vendor's own page then.
    #[must_use]
    pub fn offers_other(&self) -> bool {
        matches!(&self.vendors, Vendors::Ready(vendors) if vendors.len() > 1)
    }

    /// Whether the chosen vendor was made on the page.
    #[must_use]
    pub fn is_other(&self) -> bool {
        (self.vendor.as_ref()).is_some_and(|vendor| vendor.id.as_str() == OTHER)
    }

    /// The security.txt that the chosen vendor was made of.
    fn other_text(&self) -> Option<&SecurityTxt> {
        let made = self.other.made.as_ref().filter(|_| self.is_other())?;
        made.text.as_deref()
    }

    /// Where the chosen vendor says that its key is; to be opened by the researcher.
    #[must_use]
    pub fn key_links(&self) -> &[HttpsUrl] {
        self.other_text().map_or(&[], |text| &text.key_links)
    }

    pub(super) fn other_made(&self) -> Option<Rc<Vendor>> {
        self.other.made.as_ref().map(|made| made.vendor.clone())
    }

    pub(super) fn other(&mut self, action: OtherAction) -> Vec<Effect> {
        let other = &mut self.other;
        match action {
            OtherAction::EditText(text) => {
                if text != other.text {
                    other.text = text;
                    // What was found is not of this text.
                    other.told = Told::Nothing;
                }
            }
            OtherAction::Offer(bytes) => {
                other.text.clear();
                return other.read(&bytes, self.now);
            }
            OtherAction::Unread => {
                other.told = Told::Refused(SecurityTxtError::TooLarge);
                return vec![Effect::FocusSummary];
            }
            OtherAction::GoWithout => {
                other.text.clear();
                other.told = Told::Without;
                other.tried = false;
                other.way = SendTo::Typed;
                return vec![Effect::Focus(OtherMistake::NoName.id().to_owned())];
            }
            OtherAction::EditName(name) => other.name = name,
            OtherAction::EditMail(mail) => {
                other.way = SendTo::Typed;
                other.mail = mail;
            }
            OtherAction::Choose(way) => other.way = way,
            OtherAction::Visit(mistake) => return vec![Effect::Focus(mistake.id().to_owned())],
        }
        Vec::new()
    }

    /// Continue: makes the vendor and begins the form with it. The draft stays.
    pub(super) fn proceed_with_other(&mut self) -> Vec<Effect> {
        // What was pasted and not read yet is meant to be used, and to be looked at.
        if !self.other.asks() && !self.other.text.trim().is_empty() {
            let text = self.other.text.clone();
            return self.other.read(text.as_bytes(), self.now);
        }
        self.other.tried = true;
        let answers = Answers {
            name: self.other.name.clone(),
            mail: self.other.address(),
        };
        let text = self.other.security_txt().cloned();
        let vendor = match made::vendor(text.as_deref(), &answers, self.today()) {
            Ok(vendor) if self.other.mistakes().is_empty() => Rc::new(vendor),
            _ => return vec![Effect::FocusSummary],
        };
        let block = match &text {
            Some(text) if text.fingerprints.is_empty() => text.key_block.clone(),
            _ => None,
        };
        self.other.made = Some(Made {
            vendor: vendor.clone(),
            text,
        });
        let mut effects = match self.vendor == Some(vendor.clone()) {
            true => Vec::new(),
            false => self.visit(vendor),
        };
        if let Some(block) = block.filter(|_| self.key.pasted.is_empty()) {
            // The fingerprint is asked for beside it.
            self.key.pasted = block.to_string();
        }
        effects.extend(self.go(Step::Start));
        effects
    }
}

/// By what the visits of one vendor are told from those of another. All vendors made on the page
/// have one `id`; whoever has other keys, another domain or another name is another.
pub(super) fn visit_key(vendor: &Vendor) -> String {
    if vendor.id.as_str() != OTHER {
        return vendor.id.to_string();
    }
    let mut key = OTHER.to_owned();
    for pin in &vendor.pins {
        key = key + "/" + &pin.fingerprint;
    }
    let domain = vendor.mail().and_then(|mail| mail.split_once('@'));
    let domain = domain.map(|(_, domain)| domain.to_ascii_lowercase());
    let name = vendor.name.get(crate::words::Language::En);
    format!("{key}/{}/{name}", domain.unwrap_or_default())
}
