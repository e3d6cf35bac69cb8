//! What a vendor has after opening a report: files in a folder, and their digests by `sha256sum`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The name of each file and the SHA-256 of its content, in hexadecimal.
pub type Digests = BTreeMap<String, String>;

/// All files in `folder`, which may not hold any folder.
pub fn digests(folder: &Path) -> Result<Digests> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        let name = entry.file_name();
        ensure!(entry.file_type()?.is_file(), "{name:?} is no file");
        paths.push(entry.path());
    }
    let mut digests = Digests::new();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.context("a name in UTF-8")?.to_owned();
        digests.insert(name, sha256(&path)?);
    }
    Ok(digests)
}

/// What `sha256sum` says of a file.
pub fn sha256(path: &Path) -> Result<String> {
    // With `--zero` it does not escape anything in the name.
    let mut command = Command::new("sha256sum");
    let output = command.args(["--zero", "--"]).arg(path).output()?;
    ensure!(output.status.success(), "sha256sum fails on {path:?}");
    let said = String::from_utf8_lossy(&output.stdout);
    let digest = said.split_once(' ').context("a digest")?.0;
    Ok(digest.to_owned())
}

/// Opens a mail entity with Python's own library: its text and its `report.json` as the files
/// `report.md` and `report.json` of `folder`, and its attachments in `folder/attachments`.
pub fn mail(entity: &Path, folder: &Path) -> Result<PathBuf> {
    let attachments = folder.join("attachments");
    std::fs::create_dir_all(&attachments)?;
    let mut python = Command::new("python3");
    let output = python.args(["-c", OPEN_MAIL]).arg(entity).arg(folder);
    let output = output.output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "Python's email says: {said}");
    Ok(attachments)
}

/// Numbers in place of names, so that no name has to be one for a disk: they stand in `names.json`.
const OPEN_MAIL: &str = r"
import email, email.policy, json, pathlib, sys
entity, folder = map(pathlib.Path, sys.argv[1:])
message = email.message_from_bytes(entity.read_bytes(), policy=email.policy.default)
defects = [(part.get_content_type(), part.defects) for part in message.walk() if part.defects]
assert not defects, defects
assert message.get_content_type() == 'multipart/mixed', message.get_content_type()
text, report, *files = message.iter_parts()
assert text.get_content_type() == 'text/plain', text.get_content_type()
(folder / 'report.md').write_bytes(text.get_payload(decode=True))
assert report.get_filename() == 'report.json', report.get_filename()
(folder / 'report.json').write_bytes(report.get_payload(decode=True))
for part in files:
    assert part.get_content_type() == 'application/octet-stream', part.get_content_type()
    assert part.get_content_disposition() == 'attachment'
    with open(folder / 'attachments' / part.get_filename(), 'xb') as out:
        out.write(part.get_payload(decode=True))
";

/// The encrypted message in a raw PGP/MIME mail, as Python's own library finds it.
pub fn encrypted_part(mail: &[u8]) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("mail.eml");
    std::fs::write(&file, mail)?;
    let mut python = Command::new("python3");
    let output = python.args(["-c", ENCRYPTED_PART]).arg(&file).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "Python's email says: {said}");
    Ok(output.stdout)
}

const ENCRYPTED_PART: &str = r"
import email, email.policy, pathlib, sys
mail = pathlib.Path(sys.argv[1]).read_bytes()
message = email.message_from_bytes(mail, policy=email.policy.default)
assert message.get_content_type() == 'multipart/encrypted', message.get_content_type()
assert message.get_param('protocol') == 'application/pgp-encrypted'
control, sealed = message.iter_parts()
assert control.get_content_type() == 'application/pgp-encrypted'
assert max(map(len, mail.split(b'\r\n'))) <= 998
assert b'\n' not in mail.replace(b'\r\n', b''), 'a bare line feed'
sys.stdout.buffer.write(sealed.get_payload(decode=True))
";
