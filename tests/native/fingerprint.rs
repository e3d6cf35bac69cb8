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
        "\u{200E}0D59D2B15144766A14D2\u{200B}41C66BAF931662B3FDCC\u{FEFF}",
        "\u{2068}OpenPGP4fpr: 0X0D59D2B15144766A14D241C66BAF931662B3FDCC\u{2069}\r\n",
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
        (&format!("0xopenpgp4fpr:{HEX}"), NotHex),
        (&format!("openpgp4fpr:{HEX}#a"), NotHex),
        (&format!("{HEX}, {HEX}"), NotHex),
        (&HEX.replace('D', "\u{FF24}"), NotHex),
        (&HEX.replace('0', "\u{660}"), NotHex),
        (&HEX.replace('0', "O"), NotHex),
        ("0D59-D2B1", NotHex),
        ("漏洞", NotHex),
    ] {
        assert_eq!(Fingerprint::parse(text), Err(error), "{text}");
    }
}

/// What a person sees in a text: the digits, without any separator.
fn digits(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_hexdigit)
        .collect::<String>()
        .to_ascii_uppercase()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Whatever is accepted has exactly the digits that a person sees in it.
    #[test]
    fn no_text_is_misread(text in any::<String>(), near in "(openpgp4fpr:|OPENPGP4FPR:)?(0x|0X)?[0-9a-fA-FgOx: \u{A0}\u{200B}\u{FF10}-]{0,9}([0-9a-fA-F]{4}[: ]?){7,17}") {
        for text in [&text, &near] {
            let seen = text.to_ascii_lowercase();
            let seen = seen.trim_start().trim_start_matches("openpgp4fpr:").trim_start();
            let seen = digits(seen.strip_prefix("0x").unwrap_or(seen));
            if let Ok(read) = Fingerprint::parse(text) {
                prop_assert_eq!(read.to_string(), seen);
            }
        }
    }

    /// The number of digits alone decides, however they are grouped.
    #[test]
    fn every_length_has_its_answer(text in "[0-9a-fA-F]{0,130}", group in 1..9_usize) {
        use FingerprintError::{Empty, KeyId, TooShort, WrongLength};
        let pieces: Vec<&str> = text.as_bytes().chunks(group).map(|piece| std::str::from_utf8(piece).expect("ASCII")).collect();
        let expected = match text.len() {
            40 | 64 => Ok(text.to_ascii_uppercase()),
            0 => Err(Empty),
            digits @ (8 | 16) => Err(KeyId { digits }),
            digits @ ..40 => Err(TooShort { digits }),
            digits => Err(WrongLength { digits }),
        };
        for gap in ["", " ", ":", "\n", "\u{A0}", "\u{200B}"] {
            let read = Fingerprint::parse(&pieces.join(gap)).map(|read| read.to_string());
            prop_assert_eq!(&read, &expected);
        }
    }

    /// Each way to print one reads back, of both versions, with any prefix in any case.
    #[test]
    fn what_is_printed_reads_back(
        bytes in prop::array::uniform32(any::<u8>()),
        version_6 in any::<bool>(),
        prefix in "([oO][pP][eE][nN][pP][gG][pP]4[fF][pP][rR]: ?)?(0[xX])?",
        gaps in prop::collection::vec(0..4_usize, 64),
    ) {
        let bytes = if version_6 { &bytes[..] } else { &bytes[..20] };
        let wanted = Fingerprint::from_bytes(bytes).expect("20 or 32 bytes");
        prop_assert_eq!(wanted.as_bytes(), bytes);
        let gap = [" ", ":", "\u{A0}", ""];
        let mut text = prefix;
        for (digit, i) in wanted.to_string().chars().zip(gaps) {
            text.push(if i % 2 == 0 { digit.to_ascii_lowercase() } else { digit });
            text.push_str(gap[i]);
        }
        prop_assert_eq!(Fingerprint::parse(&text), Ok(wanted.clone()));
        prop_assert_eq!(Fingerprint::parse(&wanted.grouped()), Ok(wanted.clone()));
        prop_assert_eq!(wanted.to_string().parse(), Ok(wanted.clone()));
        let json = serde_json::to_string(&wanted).expect("a string");
        prop_assert_eq!(serde_json::from_str::<Fingerprint>(&json).ok(), Some(wanted.clone()));
        // The key ID is a part of it, and pins nothing.
        prop_assert!(wanted.to_string().contains(&wanted.key_id()));
        let refused = Fingerprint::parse(&wanted.key_id());
        prop_assert_eq!(refused, Err(FingerprintError::KeyId { digits: 16 }));
    }
}
