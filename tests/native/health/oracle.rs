//! What GnuPG 2.2.40 says of the same certificates: where the two part, and why.

use crate::gpg::Gpg;
use crate::judged::{health, judged};
use crate::maker::*;
use pgp::crypto::hash::HashAlgorithm::{Md5, Sha1};

/// Does GnuPG encrypt to `certificate` at `now`?
pub fn gpg_encrypts(certificate: &[u8], now: u64) -> bool {
    let gpg = Gpg::new();
    let time = format!("--faked-system-time={now}!");
    gpg.run(&[&time, "--import"], certificate);
    let owner = Key::rsa().fingerprint().to_string();
    gpg.tries(
        &[&time, "--trust-model=always", "--encrypt", "-r", &owner],
        b"text",
    )
}

/// Where GnuPG and this program part: it encrypts, this program does not. The other way round there
/// is nothing.
#[derive(Clone, Copy, PartialEq)]
enum Differs {
    No,
    Stricter,
}

/// Four differences, each to the safe side: GnuPG lets a direct-key signature overrule a newer one
/// on a user ID, encrypts to a key none of whose user IDs is left, takes a subkey without flags for
/// whatever its algorithm can do, and believes a binding of the future.
#[test]
fn gnupg_on_self_signatures() {
    use Differs::{No, Stricter};
    let (owner, sub) = (Key::rsa(), Key::rsa_subkey());
    let say = |time| at(time).flags(CERTIFY | SIGN);
    let by_user = |say: &Say| [user(USER), owner.certify(USER, say)].concat();
    let subkey = |say: &Say| bound(&owner, &sub, say);
    let good = subkey(&at(MADE).flags(ENCRYPT));
    let whole = |own: &[u8], sub: &[u8]| [&owner.packet()[..], own, sub].concat();
    let with = |own: &[&[u8]]| whole(&own.concat(), &good);
    let with_sub = |say: &Say| whole(&by_user(&at(MADE).flags(CERTIFY | SIGN)), &subkey(say));
    let (short, long) = (
        say(MADE).key_lasts(9 * DAY),
        say(MADE + DAY).key_lasts(900 * DAY),
    );
    let late_short = say(MADE + DAY).key_lasts(9 * DAY);
    let early_long = say(MADE).key_lasts(900 * DAY);
    let revoked = owner.revoke_user(USER, &at(MADE + DAY));
    let again = owner.certify(USER, &say(MADE + 2 * DAY));
    let encrypt = at(MADE).flags(ENCRYPT);
    let cases = [
        ("plain", with(&[&by_user(&say(MADE))]), No),
        ("expired", with(&[&by_user(&short)]), No),
        (
            "renewed",
            with(&[&by_user(&short), &owner.certify(USER, &long)]),
            No,
        ),
        (
            "shortened",
            with(&[&by_user(&early_long), &owner.certify(USER, &late_short)]),
            No,
        ),
        (
            "direct shortens",
            with(&[&owner.direct(&late_short), &by_user(&early_long)]),
            No,
        ),
        (
            "user ID shortens",
            with(&[&owner.direct(&early_long), &by_user(&late_short)]),
            Stricter,
        ),
        (
            "user ID revoked",
            with(&[&by_user(&say(MADE)), &revoked]),
            Stricter,
        ),
        (
            "user ID renewed",
            with(&[&by_user(&say(MADE)), &revoked, &again]),
            No,
        ),
        (
            "subkey expired",
            with_sub(&encrypt.clone().key_lasts(DAY)),
            No,
        ),
        ("subkey without flags", with_sub(&at(MADE)), Stricter),
        ("subkey for signing", with_sub(&at(MADE).flags(0x20)), No),
        ("binding ended", with_sub(&encrypt.clone().lasts(DAY)), No),
        (
            "binding of the future",
            with_sub(&at(MADE + 900 * DAY).flags(ENCRYPT)),
            Stricter,
        ),
        (
            "binding over SHA-1",
            with_sub(&encrypt.clone().hash(Sha1)),
            No,
        ),
        ("binding over MD5", with_sub(&encrypt.clone().hash(Md5)), No),
        (
            "critical notation",
            with_sub(&encrypt.critical(notation())),
            No,
        ),
    ];
    let mut wrong = Vec::new();
    for (name, certificate, differs) in cases {
        let ours = health(&certificate, NOW).is_usable();
        let gnupg = gpg_encrypts(&certificate, NOW);
        let expected = match differs {
            No => gnupg == ours,
            Stricter => gnupg && !ours,
        };
        if !expected {
            wrong.push(format!(
                "{name}: GnuPG {gnupg}, {}",
                judged(&certificate, NOW)
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
