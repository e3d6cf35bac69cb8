//! GnuPG in a throw-away home, for tests.

// Each test file uses some of it.
#![allow(dead_code)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A GnuPG home that goes away with its agent.
pub struct Gpg {
    home: tempfile::TempDir,
}

impl Gpg {
    /// A fresh home with a short path: the agent's socket lies in it.
    pub fn new() -> Self {
        let home = tempfile::Builder::new()
            .prefix("g")
            .tempdir_in("/tmp")
            .expect("a temporary folder");
        Self { home }
    }

    fn command(&self) -> Command {
        let mut command = Command::new("gpg");
        command.env("GNUPGHOME", self.home.path()).args([
            "--batch",
            "--quiet",
            "--no-permission-warning",
        ]);
        command.args(["--pinentry-mode", "loopback", "--passphrase", ""]);
        command
    }

    /// Runs gpg with `input`; its standard output, or a panic with what it said.
    pub fn run(&self, args: &[&str], input: &[u8]) -> Vec<u8> {
        let output = self.output(args, input);
        assert!(
            output.status.success(),
            "gpg {args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        output.stdout
    }

    /// Runs gpg with `input`; whether it did what it was told.
    pub fn tries(&self, args: &[&str], input: &[u8]) -> bool {
        self.output(args, input).status.success()
    }

    fn output(&self, args: &[&str], input: &[u8]) -> Output {
        let mut child = self
            .command()
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("gpg is installed");
        let mut stdin = child.stdin.take().expect("piped");
        let input = input.to_vec();
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().expect("gpg ran");
        writer.join().expect("input written");
        output
    }

    /// Makes a key with a primary and, unless empty, an encryption subkey; its fingerprint.
    pub fn make(&self, primary: &str, usage: &str, subkey: &str, extra: &[&str]) -> String {
        let generate = [
            "--quick-generate-key",
            "Test <test@example.com>",
            primary,
            usage,
            "never",
        ];
        self.run(&[extra, &generate].concat(), b"");
        let fingerprint = self.fingerprint();
        if !subkey.is_empty() {
            self.run(
                &[
                    extra,
                    &["--quick-add-key", &fingerprint, subkey, "encr", "never"],
                ]
                .concat(),
                b"",
            );
        }
        fingerprint
    }

    /// The fingerprint of the one key in this home.
    pub fn fingerprint(&self) -> String {
        let listing =
            String::from_utf8(self.run(&["--with-colons", "--list-keys"], b"")).expect("ASCII");
        let line = listing
            .lines()
            .find(|line| line.starts_with("fpr"))
            .expect("a key");
        line.split(':').nth(9).expect("a fingerprint").to_owned()
    }

    /// The armored certificate.
    pub fn export(&self) -> Vec<u8> {
        self.run(&["--armor", "--export"], b"")
    }

    /// Decrypts.
    pub fn decrypt(&self, message: &[u8]) -> Vec<u8> {
        self.run(&["--decrypt"], message)
    }

    /// Where it lives.
    pub fn path(&self) -> &Path {
        self.home.path()
    }
}

impl Drop for Gpg {
    fn drop(&mut self) {
        let _ = Command::new("gpgconf")
            .env("GNUPGHOME", self.path())
            .args(["--kill", "all"])
            .status();
    }
}
