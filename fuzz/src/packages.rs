//! Files under names that strangers gave them, in an archive and in a mail, read by other programs.

use mail_parser::{MessageParser, MimeHeaders};
use sealed_report::date::Date;
use sealed_report::deceptive::is_deceptive;
use sealed_report::digest::Digest;
use sealed_report::file_name::FileName;
use sealed_report::package::{Reference, archive, mail};
use sealed_report::report::Attachment;
use std::io::Read;

/// More files of one input are not looked at.
const FILES: usize = 12;

/// Names, each ended by a zero byte. The name is also what the file holds.
pub fn file_name(data: &[u8]) {
    let mut files: Vec<(FileName, &[u8])> = Vec::new();
    for given in data.split(|byte| *byte == 0).take(FILES) {
        let name = FileName::safe(&String::from_utf8_lossy(given));
        look_at(&name);
        let taken: Vec<FileName> = files.iter().map(|file| file.0.clone()).collect();
        let name = name.among(&taken);
        look_at(&name);
        let lower = name.as_str().to_lowercase();
        assert!(taken.iter().all(|it| it.as_str().to_lowercase() != lower));
        files.push((name, given));
    }
    let attachments: Vec<Attachment> = files.iter().map(attachment).collect();
    let contents: Vec<&[u8]> = files.iter().map(|file| file.1).collect();
    let reference = Reference::from_random([0; 8]);

    let date = Date::from_unix(0);
    let package = archive::plan(reference.clone(), "text", "{}", date, &attachments);
    let tar = package.to_bytes(&contents).expect("as planned");
    assert_eq!(tar.len() as u64, package.len());
    assert_eq!(by_tar(&tar), files_of(&files));

    let package = mail::plan(reference, "text", "{}", &attachments, [7; 16]);
    let entity = package.to_bytes(&contents).expect("as planned");
    assert_eq!(entity.len() as u64, package.len());
    assert!(
        entity
            .split(|byte| *byte == b'\n')
            .all(|line| line.len() <= 79)
    );
    assert_eq!(by_mail(&entity), files_of(&files));
}

fn look_at(name: &FileName) {
    let text = name.as_str();
    assert!((1..=255).contains(&text.len()), "{text:?}");
    assert!(!text.chars().any(is_deceptive), "{text:?}");
    assert!(
        !text.contains(['/', '\\', ':', '"', '<', '>', '|', '?', '*']),
        "{text:?}"
    );
    assert!(
        !text.starts_with([' ', '-', '~']) && !text.ends_with([' ', '.']),
        "{text:?}"
    );
    assert_eq!(FileName::safe(text), *name);
    let plain = name.plain(usize::MAX);
    assert!(plain.is_ascii() && plain.len() <= 59, "{plain:?}");
}

fn attachment((name, content): &(FileName, &[u8])) -> Attachment {
    Attachment {
        name: name.clone(),
        length: content.len() as u64,
        digest: Digest::of(content),
    }
}

type Files = Vec<(String, Vec<u8>)>;

fn files_of(files: &[(FileName, &[u8])]) -> Files {
    let files = files.iter();
    files
        .map(|(name, content)| (name.to_string(), content.to_vec()))
        .collect()
}

fn by_tar(bytes: &[u8]) -> Files {
    let mut archive = tar::Archive::new(bytes);
    let mut files = Vec::new();
    for entry in archive.entries().expect("an archive") {
        let mut entry = entry.expect("an entry");
        let path = entry.path_bytes().into_owned();
        let path = String::from_utf8(path).expect("UTF-8");
        let path = path
            .strip_prefix("report-0000000000/")
            .expect("in the folder");
        let name = path
            .strip_prefix("attachments/")
            .filter(|name| !name.is_empty());
        if let Some(name) = name {
            let mut content = Vec::new();
            entry.read_to_end(&mut content).expect("its content");
            files.push((name.to_owned(), content));
        }
    }
    files
}

fn by_mail(bytes: &[u8]) -> Files {
    let mail = MessageParser::default().parse(bytes).expect("an entity");
    // The whole, the text and `report.json` come first.
    let parts = mail.parts[3..].iter();
    let file = parts.map(|part| {
        let name = part.attachment_name().expect("a name").to_owned();
        (name, part.contents().to_vec())
    });
    file.collect()
}
