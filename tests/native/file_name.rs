//! Names of attachments: whatever a disk or a stranger calls a file, it arrives under a name that is safe.

use proptest::prelude::*;
use sealed_report::file_name::FileName;

fn safe(given: &str) -> String {
    FileName::safe(given).as_str().to_owned()
}

/// The rules, written a second time and in another way. Says which one is broken.
fn broken(name: &str) -> Option<&'static str> {
    let upper = name.to_uppercase();
    let stem = upper.split('.').next().unwrap_or_default().trim_end();
    let ports = ["COM", "LPT"].iter().flat_map(|port| {
        "0123456789¹²³"
            .chars()
            .map(move |digit| format!("{port}{digit}"))
    });
    let devices = "CON PRN AUX NUL CONIN$ CONOUT$ CLOCK$"
        .split(' ')
        .map(str::to_owned)
        .chain(ports);
    let rules = [
        ("empty", name.is_empty()),
        ("longer than 255 bytes", name.len() > 255),
        ("path", name.contains(['/', '\\'])),
        ("a folder", name == "." || name == ".."),
        ("Windows", name.contains(['<', '>', ':', '"', '|', '?', '*'])),
        ("control", name.chars().any(char::is_control)),
        ("direction", name.contains(|c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))),
        ("invisible", name.contains(['\u{200b}', '\u{2060}', '\u{feff}', '\u{ad}', '\u{3164}', '\u{fe0f}'])),
        ("space", name.contains(|c: char| c.is_whitespace() && c != ' ')),
        ("end", name.ends_with(['.', ' '])),
        ("start", name.starts_with([' ', '-', '~'])),
        ("device", devices.into_iter().any(|device| device == stem)),
    ];
    rules.into_iter().find(|rule| rule.1).map(|rule| rule.0)
}

#[test]
fn ordinary_names_stay() {
    for name in [
        "poc.py",
        "crash dump 2026-11-21.tar.gz",
        "漏洞验证（第二版）.mp4",
        "Отчёт.pdf",
        "می\u{200c}خواهم.txt",
        "👩\u{200d}💻.png",
        "it's 100% {a} [b] $HOME `id` & ;.sh",
        ".htaccess",
        "no extension",
        "console.log",
        "com10.txt",
        "e\u{301}.txt",
    ] {
        assert_eq!(safe(name), name);
        assert_eq!(broken(name), None, "{name}");
    }
}

#[test]
fn dangerous_names_become_safe() {
    for (given, arrives) in [
        ("../../etc/passwd", "passwd"),
        ("/etc/cron.d/x", "x"),
        (r"C:\Windows\System32\cmd.exe", "cmd.exe"),
        ("C:evil.txt", "C_evil.txt"),
        ("file.txt:stream", "file.txt_stream"),
        ("a/..", "file"),
        ("a/.", "file"),
        ("", "file"),
        ("folder/", "file"),
        ("...", "file"),
        (" . . ", "file"),
        ("\u{200d}\u{200c}", "file"),
        ("\"quoted\" <b>?*|.txt", "_quoted_ _b____.txt"),
        ("a\r\nContent-Type: text/html\r\n\r\n", "html"),
        ("a\r\nBcc: x\0\u{1b}[2J\u{7f}\u{9b}.txt", "aBcc_ x[2J.txt"),
        ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
        ("\u{2066}a\u{2069}\u{200f}.txt", "a.txt"),
        ("a\u{200b}\u{feff}\u{2060}\u{ad}\u{e0041}.txt", "a.txt"),
        ("a\u{200d}.txt", "a.txt"),
        ("漏\u{200d}\u{200d}.txt", "漏.txt"),
        ("a\u{a0}b\u{3000}c.txt", "a b c.txt"),
        ("  name.txt. . ", "name.txt"),
        ("-rf", "_-rf"),
        (
            "--checkpoint-action=exec=sh",
            "_--checkpoint-action=exec=sh",
        ),
        ("~root", "_~root"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("Aux.tar.gz", "_Aux.tar.gz"),
        ("nul .txt", "_nul .txt"),
        ("NUL.", "_NUL"),
        ("com1", "_com1"),
        ("LPT¹.log", "_LPT¹.log"),
        ("com0.x", "_com0.x"),
        ("conin$", "_conin$"),
        ("CONOUT$.txt", "_CONOUT$.txt"),
    ] {
        assert_eq!(safe(given), arrives, "{given:?}");
        assert_eq!(broken(arrives), None, "{given:?}");
    }
}

#[test]
fn long_names_keep_their_extension() {
    for (given, ending) in [
        (format!("{}.txt", "x".repeat(300)), "x.txt"),
        (format!("{}.tar.gz", "漏".repeat(300)), "漏.tar.gz"),
        (format!("{}.TAR.xz", "é".repeat(300)), "é.TAR.xz"),
        (format!("a.{}", "x".repeat(300)), "x"),
        ("😀".repeat(300), "😀"),
    ] {
        let name = safe(&given);
        assert!(name.ends_with(ending), "{name}");
        assert!((252..=255).contains(&name.len()), "{}", name.len());
        assert_eq!(broken(&name), None);
    }
    assert_eq!(safe(&"x".repeat(255)), "x".repeat(255));
    // What is cut off must not lay bare a device or a bad end.
    assert_eq!(safe(&format!("CON{}b", " ".repeat(300))), "_CON");
    assert_eq!(safe(&format!("{} b", ".".repeat(300))), "file");
    assert_eq!(safe(&format!("-{}", "x".repeat(300))).len(), 255);
    // Nor leave a joiner that joins nothing.
    let stem = format!("{}é", "漏".repeat(82));
    let cut = safe(&format!("{stem}\u{200d}{}.txt", "漏".repeat(9)));
    assert_eq!(cut, format!("{stem}.txt"));
}

#[test]
fn taken_names_get_a_number() {
    let mut taken = Vec::new();
    for (given, arrives) in [
        ("poc.txt", "poc.txt"),
        ("poc.txt", "poc-2.txt"),
        ("POC.TXT", "POC-3.TXT"),
        ("poc-2.txt", "poc-2-2.txt"),
        ("a.tar.gz", "a.tar.gz"),
        ("b/a.tar.gz", "a-2.tar.gz"),
        ("straße", "straße"),
        ("STRASSE", "STRASSE-2"),
        (".env", ".env"),
        (".env", ".env-2"),
        ("", "file"),
        ("..", "file-2"),
        ("می\u{200c}خ", "می\u{200c}خ"),
        ("میخ", "میخ-2"),
        ("Report.JSON", "Report-2.JSON"),
        ("report.md", "report-2.md"),
    ] {
        let name = FileName::safe(given).among(&taken);
        assert_eq!(name.as_str(), arrives, "{given}");
        taken.push(name);
    }
}

#[test]
fn unsafe_names_are_not_read() {
    for name in [
        "",
        "..",
        "a/b",
        "CON",
        "a\u{202e}b",
        " a",
        "-a",
        &"x".repeat(256),
    ] {
        let json = serde_json::to_string(name).expect("a string");
        assert!(serde_json::from_str::<FileName>(&json).is_err(), "{name}");
    }
}

/// Pieces from which awkward names are likely.
fn awkward() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => any::<char>().prop_map(String::from),
        4 => "[ ./\\\\:~<>\"a-]{1,3}",
        2 => "[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{fe0f}\u{300}漏é]{1,4}",
        1 => prop::sample::select(vec!["CON", "com1", "LPT²", "nul", ".tar", ".gz", ".txt"])
            .prop_map(str::to_owned),
        1 => ("[ .x漏\u{200d}]", 80..270_usize).prop_map(|(c, n)| c.repeat(n)),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn always_safe_and_never_changed_again(given in awkward()) {
        let name = FileName::safe(&given);
        prop_assert_eq!(broken(name.as_str()), None, "{:?}", name);
        prop_assert_eq!(&FileName::safe(name.as_str()), &name);
        let json = serde_json::to_string(&name).unwrap();
        prop_assert_eq!(serde_json::from_str::<FileName>(&json).unwrap(), name);
        // What was safe already stays.
        let plain = given.chars().all(|c| c.is_ascii() || "漏é".contains(c));
        if plain && broken(&given).is_none() {
            prop_assert_eq!(safe(&given), given);
        }
    }

    #[test]
    fn a_path_never_escapes(given in awkward(), folder in "[a-z./\\\\]{0,9}") {
        let name = safe(&format!("{folder}/{given}"));
        let path = std::path::Path::new("report").join(&name);
        prop_assert_eq!(path.parent(), Some(std::path::Path::new("report")));
        prop_assert_eq!(path.file_name().and_then(|it| it.to_str()), Some(&*name));
    }

    #[test]
    fn no_two_of_a_report_are_the_same(given in prop::collection::vec(awkward(), 1..3), order in prop::collection::vec(0..6_usize, 1..12)) {
        let mut taken: Vec<FileName> = Vec::new();
        for i in order {
            let given = &given[i % given.len()];
            let given = if i % 2 == 0 { given.clone() } else { given.to_uppercase() };
            let name = FileName::safe(&given).among(&taken);
            prop_assert_eq!(broken(name.as_str()), None, "{:?}", name);
            prop_assert_eq!(&FileName::safe(name.as_str()), &name);
            let lower = name.as_str().to_lowercase();
            prop_assert!(taken.iter().all(|it| it.as_str().to_lowercase() != lower));
            taken.push(name);
        }
    }
}
