//! Who of a team must be there and fit.

use crate::maker::*;
use pgp::composed::KeyType;
use sealed_report::openpgp::certificate::ReadError;
use sealed_report::openpgp::health::Fact;
use sealed_report::openpgp::{Fingerprint, Pinned, Recipient, Recipients, Refusal, Team};

/// A member: a certificate of its own.
struct Member {
    owner: Key,
    sub: Key,
    fit: Vec<u8>,
    /// The same, expired on the day after it was made.
    unfit: Vec<u8>,
}

fn member(seed: u64) -> Member {
    let owner = Key::made(&KeyType::Ed25519, 4, 100 + seed);
    let sub = Key::made(&KeyType::X25519, 4, 200 + seed);
    let fit = plain(&owner, &sub);
    let binding = at(MADE).flags(ENCRYPT).key_lasts(DAY);
    let unfit = [head(&owner), bound(&owner, &sub, &binding)].concat();
    Member {
        owner,
        sub,
        fit,
        unfit,
    }
}

impl Member {
    fn pin(&self, optional: bool) -> Pinned {
        Pinned {
            fingerprint: self.owner.fingerprint(),
            optional,
        }
    }
}

fn gather(inputs: &[&[u8]], pins: &[Pinned]) -> Result<Recipients, Refusal> {
    Recipients::gather(inputs, pins, NOW)
}

fn unready(inputs: &[&[u8]], pins: &[Pinned]) -> (Team, &'static str) {
    let refusal = gather(inputs, pins).expect_err("unready");
    let code = refusal.code();
    let Refusal::Unready { team } = refusal else {
        panic!("{refusal:?}")
    };
    assert!(!team.is_ready());
    (team, code)
}

#[test]
fn all_that_are_required_must_be_there_and_fit() {
    let [a, b, c] = [1, 2, 3].map(member);
    let pins = [&a, &b, &c].map(|it| it.pin(false));
    let all = gather(&[&a.fit, &b.fit, &c.fit], &pins).expect("fit");
    let keys = |all: &Recipients| all.keys();
    assert_eq!(keys(&all), [&a, &b, &c].map(|it| it.sub.fingerprint()));
    // In the order of the pins, however they come: here in one block, and backwards.
    let block = [&c.fit[..], &a.fit, &b.fit].concat();
    let other = gather(&[&block], &pins).expect("fit");
    assert_eq!(keys(&other), keys(&all));
    assert_eq!(other.team(), all.team());

    let (team, code) = unready(&[&a.fit, &c.fit], &pins);
    assert_eq!(code, "missing");
    assert_eq!(
        team.members
            .iter()
            .map(|it| it.health.is_some())
            .collect::<Vec<_>>(),
        [true, false, true]
    );
    assert!(team.members[0].is_fit() && !team.members[1].is_fit() && !team.members[1].is_unfit());

    let (team, code) = unready(&[&a.fit, &b.unfit, &c.fit], &pins);
    assert_eq!(code, "expired");
    assert!(team.members[1].is_unfit() && !team.members[1].is_fit());
}

#[test]
fn an_optional_member_may_be_missing_or_unfit() {
    let [a, b, c] = [1, 2, 3].map(member);
    let pins = [a.pin(false), b.pin(true), c.pin(true)];
    let everyone = gather(&[&a.fit, &b.fit, &c.fit], &pins).expect("fit");
    assert_eq!(everyone.as_slice().len(), 3);
    let some = gather(&[&a.fit, &b.unfit], &pins).expect("enough");
    assert_eq!(some.keys(), [a.sub.fingerprint()]);
    assert!(some.team().is_ready() && some.team().members[1].is_unfit());
    // The one that must be there is named as the reason, not the one that need not.
    assert_eq!(unready(&[&b.unfit, &c.fit], &pins).1, "missing");
    let turned = [b.pin(true), a.pin(false)];
    assert_eq!(unready(&[&b.unfit], &turned).1, "missing");
    assert_eq!(unready(&[&b.fit, &a.unfit], &turned).1, "expired");
}

#[test]
fn of_optional_ones_alone_one_is_needed() {
    let [a, b] = [1, 2].map(member);
    let pins = [a.pin(true), b.pin(true)];
    assert_eq!(
        gather(&[&b.fit], &pins).expect("one").keys(),
        [b.sub.fingerprint()]
    );
    assert_eq!(unready(&[&a.unfit, &b.unfit], &pins).1, "expired");
    assert_eq!(unready(&[&a.unfit], &pins).1, "expired");
    let (team, code) = unready(&[], &pins);
    assert_eq!((team.members.len(), code), (2, "missing"));
    let found = vec![a.owner.fingerprint()];
    let refusal = gather(&[&a.fit], &[]).expect_err("no pin");
    assert_eq!(refusal, Refusal::NoPins { found });
    let refusal = gather(&[], &[]).expect_err("nothing at all");
    assert_eq!(refusal, Refusal::NoPins { found: vec![] });
}

#[test]
fn every_input_must_hold_a_pinned_certificate() {
    let [a, b, stranger] = [1, 2, 3].map(member);
    let pins = [a.pin(false), b.pin(true)];
    let found = vec![stranger.owner.fingerprint()];
    let refusal = gather(&[&a.fit, &stranger.fit], &pins).expect_err("a stranger");
    assert_eq!(refusal, Refusal::NotPinned { found });
    // Beside a pinned one it is passed over, and not sealed to.
    let block = [&stranger.fit[..], &a.fit].concat();
    let recipients = gather(&[&block], &pins).expect("fit");
    assert_eq!(recipients.keys(), [a.sub.fingerprint()]);
    let error = ReadError::NotOpenPgp;
    assert_eq!(
        gather(&[&a.fit, b"no key"], &pins).expect_err("no key"),
        Refusal::Unreadable { error }
    );
    // A subkey's fingerprint pins nothing, though it is there.
    let subkey = [Pinned {
        fingerprint: a.sub.fingerprint(),
        optional: false,
    }];
    let refusal = gather(&[&block], &subkey).expect_err("a subkey");
    assert_eq!(
        refusal,
        Refusal::SubkeyPinned {
            primary: a.owner.fingerprint()
        }
    );
}

/// A keyring given by mistake is told by a few of its fingerprints, not by thousands.
#[test]
fn few_of_many_strangers_are_named() {
    let strangers: Vec<u8> = (0..40).flat_map(|seed| member(seed).fit).collect();
    let refusal = gather(&[&strangers], &[member(99).pin(false)]).expect_err("strangers");
    let Refusal::NotPinned { found } = refusal else {
        panic!("{refusal:?}")
    };
    assert_eq!(found.len(), 8);
    assert_eq!(found[0], member(0).owner.fingerprint());
}

#[test]
fn a_certificate_pinned_twice_is_one_recipient() {
    let a = member(1);
    for pins in [[a.pin(false), a.pin(false)], [a.pin(true), a.pin(false)]] {
        let recipients = gather(&[&a.fit, &a.fit], &pins).expect("fit");
        assert_eq!(recipients.keys(), [a.sub.fingerprint()]);
        assert_eq!(recipients.as_slice().len(), 1);
    }
}

#[test]
fn the_writers_own_copy() {
    let [a, b, own] = [1, 2, 3].map(member);
    let pins = [a.pin(false), b.pin(true)];
    let with = |own: &[u8]| {
        let mut all = gather(&[&a.fit], &pins).expect("fit");
        Recipient::own(own, NOW).map(|own| {
            all.add_own(own);
            all
        })
    };
    let all = with(&own.fit).expect("fit");
    assert_eq!(all.keys(), [a.sub.fingerprint(), own.sub.fingerprint()]);
    // It is no member: the vendor's team is as it was.
    assert_eq!(all.team().members.len(), 2);
    // Who is of the team already gets one copy.
    assert_eq!(with(&a.fit).expect("fit").keys(), [a.sub.fingerprint()]);
    // An optional member that is not there, as the writer's own.
    assert_eq!(
        with(&b.fit).expect("fit").keys(),
        [a.sub.fingerprint(), b.sub.fingerprint()]
    );
    let code = |bytes: &[u8]| with(bytes).expect_err("unfit").code();
    assert_eq!(code(&own.unfit), "expired");
    assert_eq!(code(b""), "empty");
    assert_eq!(code(b"my key"), "not-open-pgp");
    // Of several the first counts.
    let two = [&own.fit[..], &a.fit].concat();
    assert_eq!(with(&two).expect("fit").keys()[1], own.sub.fingerprint());
    assert_eq!(code(&[&own.unfit[..], &a.fit].concat()), "expired");
}

/// Of several pins for one certificate the first that is fit is taken.
#[test]
fn one_of_several_pins_is_enough_for_one_recipient() {
    let [a, b] = [1, 2].map(member);
    let pins: Vec<Fingerprint> = [&a, &b].map(|it| it.owner.fingerprint()).into();
    let both = [&a.unfit[..], &b.fit].concat();
    let recipient = Recipient::check(&both, &pins, NOW).expect("fit");
    assert_eq!(recipient.fingerprint(), &b.owner.fingerprint());
    assert_eq!(recipient.keys(), [b.sub.fingerprint()]);
    assert_eq!(
        recipient.health().keys[0].use_,
        sealed_report::openpgp::health::Use::Refused(Fact::NotEncryption)
    );
}

/// Teams and refusals travel between worker and page.
#[test]
fn a_team_travels_as_json() {
    let [a, b] = [1, 2].map(member);
    let (team, _) = unready(&[&a.unfit], &[a.pin(false), b.pin(true)]);
    let refusal = Refusal::Unready { team };
    let json = serde_json::to_string(&refusal).expect("JSON");
    assert_eq!(
        serde_json::from_str::<Refusal>(&json).expect("the same"),
        refusal
    );
}
