//! Fingerprints as people write them.

use proptest::prelude::*;
use sealed_report::openpgp::{Fingerprint, FingerprintError};

const HEX: &str = "0D59D2B15144766A14D241C66BAF931662B3FDCC";

#[test]
fn ways_to_write_one() {
    let wanted = Fingerprint::parse(HEX).expect("40 digits");
    for text in [
        "0D59 D2B1 5144 766A 14D2  41C6 6BAF 9316 62B3 FDCC",
        "0d59d2b15144766a14d241c66baf931662b3fdcc",
        "  0x0D59D2B15144766A14D241C66BAF931662B3FDCC\n",
        "openpgp4fpr:0d59d2b15144766a14d241c66baf931662b3fdcc",
        "OPENPGP4FPR:0D59D2B15144766A14D241C66BAF931662B3FDCC",
        "0D:59:D2:B1:51:44:76:6A:14:D2:41:C6:6B:AF:93:16:62:B3:FD:CC",
        "0D59\u{A0}D2B1\u{A0}5144\u{A0}766A\u{A0}14D2\u{202F}41C6\t6BAF 9316 62B3 FDCC",
    ] {
        assert_eq!(Fingerprint::parse(text), Ok(wanted.clone()), "{text}");
    }
    assert_eq!(wanted.to_string(), HEX);
    assert_eq!(
        wanted.grouped(),
        "0D59 D2B1 5144 766A 14D2  41C6 6BAF 9316 62B3 FDCC"
    );
    assert_eq!(wanted.key_id(), "6BAF931662B3FDCC");
    assert_eq!(
        serde_json::to_string(&wanted).expect("a string"),
        format!("\"{HEX}\"")
    );
    let v6 = Fingerprint::parse(&"AB12".repeat(16)).expect("64 digits");
    assert_eq!(v6.grouped(), ["AB12"; 16].join(" "));
    assert_eq!(v6.key_id(), "AB12AB12AB12AB12");
}

#[test]
fn what_is_not_one_is_named() {
    use FingerprintError::{Empty, KeyId, NotHex, TooShort, WrongLength};
    for (text, error) in [
        ("", Empty),
        (" : \u{A0}", Empty),
        ("0x", Empty),
        ("openpgp4fpr:", Empty),
        ("62B3FDCC", KeyId { digits: 8 }),
        ("0x6BAF931662B3FDCC", KeyId { digits: 16 }),
        ("0D59 D2B1", KeyId { digits: 8 }),
        ("0D59 D2B1 5", TooShort { digits: 9 }),
        (&HEX[..39], TooShort { digits: 39 }),
        (&format!("{HEX}0"), WrongLength { digits: 41 }),
        (&"0".repeat(65), WrongLength { digits: 65 }),
        ("OD59D2B1", NotHex),
        ("６２Ｂ３", NotHex),
        ("0x0x00", NotHex),
        ("漏洞", NotHex),
    ] {
        assert_eq!(Fingerprint::parse(text), Err(error), "{text}");
    }
}

proptest! {
    #[test]
    fn never_panics(text in "\\PC{0,100}") {
        let _ = Fingerprint::parse(&text);
    }

    #[test]
    fn any_spacing_and_case(bytes in prop::array::uniform20(any::<u8>()), gaps in prop::collection::vec(0..4_usize, 40)) {
        let wanted = Fingerprint::from_bytes(&bytes).expect("20 bytes");
        let gap = [" ", ":", "\u{A0}", ""];
        let mut text = String::new();
        for (digit, i) in wanted.to_string().chars().zip(gaps) {
            text.push(if i % 2 == 0 { digit.to_ascii_lowercase() } else { digit });
            text.push_str(gap[i]);
        }
        prop_assert_eq!(Fingerprint::parse(&text), Ok(wanted.clone()));
        prop_assert_eq!(Fingerprint::parse(&wanted.grouped()), Ok(wanted));
    }
}
