//! The commands that `sealed-report check` names to the owner of a certificate: each is run as it
//! is printed, and what it is for is gone.

mod command;
mod gpg;

use command::run_with;
use gpg::Gpg;
use serde_json::Value;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

/// Long ago: what is made then for a year has expired.
const THEN: &str = "20200101T000000";

/// What GnuPG asks when a subkey is revoked: is it to be, why (superseded), words, is that all.
const ANSWERS: &[u8] = b"y\n2\n\ny\n";

/// An owner at a shell, whose `gpg` asks for no passphrase.
struct Owner {
    gpg: Gpg,
    fingerprint: String,
    programs: tempfile::TempDir,
}

impl Owner {
    /// With a primary key that only certifies and signs.
    fn new(algorithm: &str, validity: &str, extra: &[&str]) -> Self {
        let gpg = Gpg::new();
        let id = "Test <test@example.com>";
        let generate = ["--quick-generate-key", id, algorithm, "sign", validity];
        gpg.run(&[extra, &generate].concat(), b"");
        let programs = tempfile::tempdir().expect("a folder");
        let program = programs.path().join("gpg");
        let script = format!(
            "#!/bin/sh\ncase \"$1\" in --edit-key) how='--command-fd 0';; *) how=--batch;; esac\n\
             exec '{}' --quiet --no-tty --no-permission-warning --pinentry-mode loopback \
             --passphrase '' $how \"$@\"\n",
            installed("gpg").display(),
        );
        fs::write(&program, script).expect("written");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("executable");
        Self {
            fingerprint: gpg.fingerprint(),
            gpg,
            programs,
        }
    }

    fn add(&self, algorithm: &str, validity: &str, extra: &[&str]) {
        let add = [
            "--quick-add-key",
            &self.fingerprint,
            algorithm,
            "encr",
            validity,
        ];
        self.gpg.run(&[extra, &add].concat(), b"");
    }

    /// The last line of a listing: the fingerprint of the newest subkey.
    fn newest(&self) -> String {
        let listing = self.gpg.run(&["--with-colons", "--list-keys"], b"");
        let listing = String::from_utf8(listing).expect("ASCII");
        let line = listing.lines().rfind(|line| line.starts_with("fpr"));
        let fingerprint = line.and_then(|line| line.split(':').nth(9));
        fingerprint.expect("a fingerprint").to_owned()
    }

    /// What the shell makes of a command, as it is printed.
    fn shell(&self, command: &str) -> Vec<u8> {
        let path = env::var_os("PATH").expect("a path");
        let path = env::join_paths(
            std::iter::once(self.programs.path().to_owned()).chain(env::split_paths(&path)),
        );
        let mut child = Command::new("sh")
            .args(["-c", command])
            .env("PATH", path.expect("no colon in it"))
            .env("GNUPGHOME", self.gpg.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a shell");
        let mut stdin = child.stdin.take().expect("piped");
        // It may need none of it and be gone already.
        let _ = std::io::Write::write_all(&mut stdin, ANSWERS);
        drop(stdin);
        let output = child.wait_with_output().expect("it ran");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}: {said}");
        output.stdout
    }

    /// Does what is said about every finding, until `published` has none of these: each command
    /// once. What is published in the end.
    fn mend(&self, published: &[u8], codes: &[&str]) -> Value {
        let (exit, found) = check(published);
        let grave = grave(&found);
        let told: Vec<&str> = grave
            .iter()
            .map(|it| it["code"].as_str().expect("a code"))
            .collect();
        assert_eq!(told, codes, "{found:#}");
        assert!(exit == 1 || exit == 3, "{found:#}");
        let mut done: Vec<&str> = Vec::new();
        let mut published = Vec::new();
        for finding in grave {
            let commands = finding["commands"].as_array().expect("commands");
            assert!(!commands.is_empty(), "{finding:#}");
            assert!(finding["remedy"].is_string(), "{finding:#}");
            for command in commands {
                let command = command.as_str().expect("a command");
                let is_export = command.starts_with("gpg --armor --export ");
                if is_export || !done.contains(&command) {
                    published = self.shell(command);
                    done.push(command);
                }
            }
        }
        let (exit, after) = check(&published);
        assert_eq!(exit, 0, "{done:#?} {after:#}");
        after
    }
}

/// The exit, and the object of the one certificate; warnings count.
fn check(certificate: &[u8]) -> (i32, Value) {
    let run = run_with(&["check", "-", "--json", "--warn-days", "30"], certificate);
    let found = run.json();
    assert_eq!(found.as_array().map(Vec::len), Some(1), "{found:#}");
    (run.code, found[0].clone())
}

fn grave(found: &Value) -> Vec<&Value> {
    let findings = found["findings"].as_array().expect("findings");
    findings
        .iter()
        .filter(|it| it["severity"] != "info")
        .collect()
}

fn installed(program: &str) -> PathBuf {
    let path = env::var_os("PATH").expect("a path");
    let mut folders = env::split_paths(&path);
    let found = folders.find(|folder| folder.join(program).is_file());
    Path::new(&found.expect("it is installed")).join(program)
}

fn recipients(found: &Value) -> usize {
    found["recipients"].as_array().expect("recipients").len()
}

#[test]
fn what_has_expired_is_extended() {
    let then = ["--faked-system-time", THEN];
    // All of it.
    let owner = Owner::new("ed25519", "1y", &then);
    owner.add("cv25519", "1y", &then);
    owner.mend(&owner.gpg.export(), &["expired"]);
    // The primary key alone.
    let owner = Owner::new("ed25519", "1y", &then);
    owner.add("cv25519", "never", &then);
    let after = owner.mend(&owner.gpg.export(), &["expired"]);
    assert!(after["expires"].is_string());
    // Subkeys alone, two of them.
    let owner = Owner::new("ed25519", "never", &then);
    owner.add("cv25519", "1y", &then);
    owner.add("cv25519", "2y", &then);
    let after = owner.mend(&owner.gpg.export(), &["expired", "expired"]);
    assert_eq!(recipients(&after), 2);
}

#[test]
fn what_ends_soon_is_extended() {
    for (primary, subkey) in [
        ("10d", "never"),
        ("never", "10d"),
        ("10d", "20d"),
        ("20d", "10d"),
    ] {
        let owner = Owner::new("ed25519", primary, &[]);
        owner.add("cv25519", subkey, &[]);
        let after = owner.mend(&owner.gpg.export(), &["expires-soon"]);
        assert_eq!(
            after["findings"],
            serde_json::json!([]),
            "{primary} {subkey}"
        );
    }
}

#[test]
fn where_no_key_serves_one_is_added() {
    // None there; one that this program cannot encrypt to; one too short.
    for (subkey, code) in [
        ("", "no-encryption-key"),
        ("brainpoolP256r1", "unsupported-algorithm"),
        ("rsa1024", "too-short"),
    ] {
        let owner = Owner::new("ed25519", "never", &[]);
        if !subkey.is_empty() {
            owner.add(subkey, "never", &[]);
        }
        let after = owner.mend(&owner.gpg.export(), &[code]);
        assert_eq!(recipients(&after), 1);
    }
    // One that was withdrawn.
    let owner = Owner::new("ed25519", "never", &[]);
    owner.add("cv25519", "never", &[]);
    let (primary, subkey) = (&owner.fingerprint, owner.newest());
    owner.shell(&format!(
        "gpg --edit-key {primary} 'key {subkey}' revkey save"
    ));
    owner.mend(&owner.gpg.export(), &["revoked-superseded"]);
}

#[test]
fn what_sha1_holds_together_is_signed_anew() {
    let sha1 = ["--cert-digest-algo", "SHA1"];
    for validity in ["never", "1y"] {
        // EdDSA over SHA-1 is no valid signature at all.
        let owner = Owner::new("rsa3072", validity, &sha1);
        owner.add("cv25519", validity, &sha1);
        let after = owner.mend(&owner.gpg.export(), &["sha1", "sha1"]);
        assert_eq!(after["expires"].is_null(), validity == "never", "{after:#}");
    }
}

#[test]
fn a_short_subkey_is_replaced() {
    let owner = Owner::new("ed25519", "never", &[]);
    owner.add("rsa2048", "never", &[]);
    let short = owner.newest();
    let after = owner.mend(&owner.gpg.export(), &["short"]);
    assert_eq!(recipients(&after), 1);
    assert_ne!(after["recipients"][0], Value::String(short));
}

#[test]
fn a_damaged_export_is_made_again() {
    let owner = Owner::new("ed25519", "never", &[]);
    owner.add("cv25519", "never", &[]);
    let mut binary = owner.gpg.run(&["--export"], b"");
    // The last byte belongs to the signature that binds the subkey.
    *binary.last_mut().expect("bytes") ^= 1;
    owner.mend(&binary, &["bad-binding"]);
}

/// A new certificate or another fingerprint is nothing that a command could make good.
#[test]
fn where_no_command_helps_none_is_named() {
    let certificate = fs::read("tests/vectors/cv25519.asc").expect("a file");
    let other = "0D59D2B15144766A14D241C66BAF400B05C3E651";
    let run = run_with(
        &["check", "-", "--json", "--fingerprint", other],
        &certificate,
    );
    let finding = &run.json()[0]["findings"][0];
    assert_eq!(finding["commands"], serde_json::json!([]));
    let remedy = finding["remedy"].as_str().expect("a remedy");
    assert!(remedy.contains("77B9 7161 B3B4"), "{remedy}");

    let short = Owner::new("rsa2048", "never", &[]);
    short.add("cv25519", "never", &[]);
    let (exit, found) = check(&short.gpg.export());
    assert_eq!(exit, 3);
    let finding = &found["findings"][0];
    assert_eq!(finding["code"], "short");
    assert_eq!(finding["component"], serde_json::json!({"kind": "primary"}));
    assert_eq!(finding["commands"], serde_json::json!([]));
    assert!(finding["remedy"].is_string());
}
