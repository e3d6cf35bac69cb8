//! Mail: what is inside, what is outside, against another author's mail library and GnuPG.

mod gpg;

use gpg::Gpg;
use mail_parser::{MessageParser, MimeHeaders};
use rand::SeedableRng;
use rand::rngs::StdRng;
use sealed_report::channel::raw_mail::RawMailError;
use sealed_report::channel::{
    AddressError, Body, ChannelKind, File, KeyRequest, Piece, Receipt, Sealed, ServerAnswer, draft,
    file, raw_mail, upload,
};
use sealed_report::openpgp::seal::{Encoding, seal, seal_stream};
use sealed_report::openpgp::{Certificate, Recipient};
use sealed_report::package::{Format, Package, Reference, encode_base64, mail, text};

const CURVE: &[u8] = include_bytes!("../vectors/cv25519.asc");
const SECRET: &[u8] = include_bytes!("../vectors/cv25519.secret.asc");
/// 2026-01-01.
const NOW: u64 = 1_767_225_600;
const JSON: &str = "{\"schema\":1,\"title\":\"漏洞\"}";

fn reference() -> Reference {
    Reference::from_random(*b"\x01\x23\x45\x67\x89\xAB\xCD\xEF")
}

fn recipient() -> Recipient {
    let pin = Certificate::read(CURVE).expect("a certificate")[0].fingerprint();
    Recipient::check(CURVE, &[pin], NOW).expect("fit")
}

fn sealed(package: &Package) -> Sealed {
    let recipient = recipient();
    let keys = recipient.keys();
    let mut out = Vec::new();
    let rng = StdRng::seed_from_u64(3);
    seal_stream(
        &[recipient],
        package.to_bytes(&[]).expect("no files").as_slice(),
        &mut out,
        match package.format {
            Format::Mail => Encoding::ArmoredForMail,
            _ => Encoding::Armored,
        },
        rng,
        &mut |_| {},
    )
    .expect("sealed");
    Sealed::new(package.reference.clone(), package.format, out, keys).expect("ciphertext")
}

/// What a file to save holds; all messages here are in memory.
fn bytes(file: &File) -> Vec<u8> {
    let here = |body: &Body| match body {
        Body::Bytes(bytes) => bytes.to_vec(),
        Body::Held(handle) => panic!("{handle:?} is not here"),
    };
    let pieces = file.pieces().iter().map(|piece| match piece {
        Piece::Bytes(bytes) => bytes.clone(),
        Piece::Sealed(body) => here(body),
        Piece::Base64(body) => {
            let (bytes, mut lines) = (here(body), Vec::new());
            encode_base64(0, &bytes, bytes.len() as u64, &mut lines);
            lines
        }
    });
    pieces.collect::<Vec<_>>().concat()
}

fn gpg() -> Gpg {
    let gpg = Gpg::new();
    gpg.run(&["--import"], SECRET);
    gpg
}

fn texts() -> Vec<String> {
    let mut all = "".to_owned();
    for code in 0..=0x7F_u8 {
        all.push(char::from(code));
    }
    let boundary = format!("--=_{}--\r\n", "07".repeat(16));
    vec![
        String::new(),
        "no newline at end".into(),
        "one line\n".into(),
        "\n\n\n".into(),
        "nul \0 tab\t trailing space \ntrailing tab\t\n".into(),
        "From me\n.\n..\nFrom you".into(),
        format!("{}\n{}", "x".repeat(5000), "é".repeat(5000)),
        "lone\rcr, crlf\r\n, lf\n".into(),
        "emoji \u{1F600}\u{1F469}\u{200D}\u{1F4BB} 中文\u{202E}rtl\u{2028}\u{FEFF}".into(),
        "= =3D =\r\n=0A =?utf-8?B?5oql5ZGK?=\n".into(),
        boundary,
        all,
    ]
}

#[test]
fn raw_mail_opens_as_pgp_mime_with_text_and_json_byte_for_byte() {
    let gpg = gpg();
    for report in texts() {
        let package = mail::plan(reference(), &report, JSON, &[], [7; 16]);
        let sealed = sealed(&package);
        let raw = raw_mail::plan(&sealed, "security@example.com", "报告 0").expect("a mail");
        let raw = &bytes(&raw)[..];
        assert!(
            !raw.split(|b| *b == b'\n')
                .any(|line| !line.is_empty() && !line.ends_with(b"\r"))
        );
        let outer = MessageParser::default().parse(raw).expect("a mail");
        assert_eq!(
            outer
                .to()
                .and_then(|to| to.first())
                .and_then(|a| a.address()),
            Some("security@example.com")
        );
        assert_eq!(outer.subject(), Some("报告 0"));
        let kind = outer.content_type().expect("a content type");
        assert_eq!(
            (kind.ctype(), kind.subtype()),
            ("multipart", Some("encrypted"))
        );
        assert_eq!(
            kind.attribute("protocol"),
            Some("application/pgp-encrypted")
        );
        assert_eq!(outer.parts[1].contents().trim_ascii(), b"Version: 1");
        assert!(outer.header("X-Unsent").is_none());

        let entity = gpg.decrypt(outer.parts[2].contents());
        assert_eq!(entity, package.to_bytes(&[]).expect("no files"));
        let inner = MessageParser::default().parse(&entity).expect("an entity");
        assert_eq!(inner.parts.len(), 3, "{report:?}");
        assert_eq!(inner.parts[1].contents(), report.as_bytes());
        assert_eq!(inner.parts[2].attachment_name(), Some("report.json"));
        assert_eq!(inner.parts[2].contents(), JSON.as_bytes());
    }
}

#[test]
fn mail_lengths_are_padded() {
    use sealed_report::package::padding::padme;
    let length = |text: &str| mail::plan(reference(), text, JSON, &[], [7; 16]).len();
    for size in (0..20_000).step_by(97) {
        assert_eq!(padme(length(&"x".repeat(size))), length(&"x".repeat(size)));
    }
    assert_eq!(length(&"x".repeat(10_000)), length(&"x".repeat(10_050)));
    let entity = mail::plan(reference(), "x", JSON, &[], [7; 16])
        .to_bytes(&[])
        .expect("no files");
    assert!(entity.split(|b| *b == b'\n').all(|line| line.len() <= 78));
}

#[test]
fn mail_reads_the_same_in_python() {
    let script = "import sys, email, email.policy\n\
        m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)\n\
        t, j = list(m.iter_parts())\n\
        assert t.get_content_type() == 'text/plain' and j.get_filename() == 'report.json'\n\
        assert not m.defects and not t.defects and not j.defects, (m.defects, t.defects, j.defects)\n\
        sys.stdout.buffer.write(t.get_payload(decode=True))\n";
    for report in texts() {
        let entity = mail::plan(reference(), &report, JSON, &[], [7; 16])
            .to_bytes(&[])
            .expect("no files");
        let mut child = std::process::Command::new("python3")
            .args(["-c", script])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .expect("python3 is installed");
        std::io::Write::write_all(&mut child.stdin.take().expect("piped"), &entity)
            .expect("written");
        let output = child.wait_with_output().expect("python3 ran");
        assert!(output.status.success());
        assert_eq!(output.stdout, report.as_bytes());
    }
}

#[test]
fn draft_attachment_opens_byte_for_byte() {
    let gpg = gpg();
    for report in texts() {
        let sealed = sealed(&text::plan(reference(), &report));
        let draft = draft::plan(
            &sealed,
            "security@example.com",
            "Report",
            "A report is attached.\nThanks",
        )
        .expect("a draft");
        let draft = &bytes(&draft)[..];
        assert!(draft.starts_with(b"X-Unsent: 1\r\n"));
        let mail = MessageParser::default().parse(draft).expect("a mail");
        assert_eq!(mail.subject(), Some("Report"));
        assert_eq!(
            mail.parts[1].contents(),
            b"A report is attached.\r\nThanks\r\n"
        );
        let attachment = mail.attachment(0).expect("an attachment");
        assert_eq!(
            attachment.attachment_name(),
            Some(format!("report-{}.asc", reference()).as_str())
        );
        assert_eq!(attachment.contents(), bytes(&file::plan(&sealed)));
        assert_eq!(gpg.decrypt(attachment.contents()), report.as_bytes());
    }
}

#[test]
fn headers_cannot_be_injected() {
    let sealed = sealed(&mail::plan(reference(), "text", JSON, &[], [7; 16]));
    for subject in [
        "x\r\nBcc: evil@example.com",
        "x\n\nbody",
        "漏\r\nBcc: evil@example.com\u{85}",
    ] {
        let draft = draft::plan(&sealed, "a@b.example", subject, "s").expect("a draft");
        let raw = raw_mail::plan(&sealed, "a@b.example", subject).expect("a mail");
        for file in [draft, raw] {
            let mail = bytes(&file);
            let mail = MessageParser::default().parse(&mail).expect("a mail");
            assert!(mail.bcc().is_none() && mail.header("Bcc").is_none());
            assert_eq!(mail.to().map(|to| to.iter().count()), Some(1));
        }
    }
    for to in [
        "a@b.example, c@d.example",
        "a@b.example\r\nBcc: c@d.example",
        "",
    ] {
        assert_eq!(draft::plan(&sealed, to, "s", "s"), Err(AddressError));
        assert_eq!(raw_mail::plan(&sealed, to, "s"), Err(RawMailError::Address));
    }
}

#[test]
fn raw_mail_needs_mail_format() {
    let sealed = sealed(&text::plan(reference(), "text"));
    assert_eq!(
        raw_mail::plan(&sealed, "a@b.example", "s"),
        Err(RawMailError::NotMailFormat)
    );
}

#[test]
fn only_whole_ciphertext_becomes_sealed() {
    let good = seal(
        &[recipient()],
        &vec![b'x'; 2_000_000],
        StdRng::seed_from_u64(4),
    )
    .expect("sealed");
    let gpg = gpg();
    let binary = gpg.run(&["--dearmor"], &good);
    let is_sealed =
        |bytes: &[u8]| Sealed::new(reference(), Format::Text, bytes.to_vec(), Vec::new()).is_ok();
    assert!(is_sealed(&good) && is_sealed(&binary));
    let plain = b"# A report\n\nIn words.";
    let signed = gpg.run(&["--armor", "--sign"], plain);
    let clear_signed = gpg.run(&["--clearsign"], plain);
    let compressed = gpg.run(&["--armor", "--store"], plain);
    let relabelled = String::from_utf8_lossy(CURVE)
        .replace("PUBLIC KEY BLOCK", "MESSAGE")
        .into_bytes();
    let bad: [&[u8]; 13] = [
        b"",
        plain,
        &signed,
        &clear_signed,
        &compressed,
        CURVE,
        SECRET,
        &relabelled,
        &[&good[..], plain].concat(),
        &[plain, &good[..]].concat(),
        &[&binary[..], plain].concat(),
        &good[..good.len() / 2],
        &binary[..binary.len() - 1],
    ];
    for (i, bad) in bad.iter().enumerate() {
        assert!(!is_sealed(bad), "{i}");
    }
    for cut in (1..2000).chain([binary.len() - 2]) {
        assert!(!is_sealed(&binary[..cut]), "{cut}");
    }
}

#[test]
fn uploads_files_receipts_and_key_requests() {
    let sealed = sealed(&text::plan(reference(), "text"));
    let name = file::name(&sealed);
    assert_eq!(name, format!("report-{}.asc", reference()));
    for (given, wanted) in [
        (
            "https://v.example/in/",
            format!("https://v.example/in/{name}"),
        ),
        ("https://v.example/in", "https://v.example/in".to_owned()),
        (
            "https://v.example/in/?key=a/",
            format!("https://v.example/in/{name}?key=a/"),
        ),
        (
            "https://v.example/in?key=a#x",
            "https://v.example/in?key=a".to_owned(),
        ),
    ] {
        let plan = upload::plan(&sealed, given);
        assert_eq!(
            (plan.method(), plan.url(), plan.body(), plan.length()),
            ("PUT", wanted.as_str(), sealed.body(), sealed.length())
        );
    }
    let answer = ServerAnswer::new(507, "disk\u{7} \u{202e}full\r\n<b>\u{9b}");
    let receipt = Receipt::new(&sealed, NOW, ChannelKind::Upload, Some(answer));
    let json = serde_json::to_value(&receipt).expect("serializable");
    assert_eq!(json["answer"]["text"], "disk full <b>");
    assert_eq!(json["channel"], "upload");
    assert_eq!(json["digest"].as_str().map(str::len), Some(64));
    assert_eq!(
        serde_json::from_value::<Receipt>(json).expect("readable"),
        receipt
    );
    let request = KeyRequest::new("a@b.example", "Your key", "Please publish it.");
    assert_eq!(
        request.mailto().uri,
        "mailto:a@b.example?subject=Your%20key&body=Please%20publish%20it."
    );
}
