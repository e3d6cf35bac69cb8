//! GnuPG in a home of its own.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

/// What a certificate is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// RSA with 4096 bits.
    Rsa4096,
    /// Ed25519 and X25519.
    Curve25519,
    /// ECDSA and ECDH on NIST's P-256.
    P256,
    /// Shorter than is recommended, and still used.
    Rsa2048,
}

impl Algorithm {
    /// Its names for signing and for encryption.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Rsa4096 => ("rsa4096", "rsa4096"),
            Self::Curve25519 => ("ed25519", "cv25519"),
            Self::P256 => ("nistp256", "nistp256"),
            Self::Rsa2048 => ("rsa2048", "rsa2048"),
        }
    }
}

/// A home of GnuPG, whose agent ends when it is dropped.
#[derive(Debug)]
pub struct Gnupg {
    home: TempDir,
}

/// A certificate whose secret key is in the home.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The fingerprint, 40 hexadecimal digits.
    pub fingerprint: String,
    /// The certificate in armor.
    pub armored: String,
}

impl Gnupg {
    /// An empty home. Its path is short: the agent's socket lies in it.
    pub fn new() -> Result<Self> {
        let mut builder = tempfile::Builder::new();
        let private = fs::Permissions::from_mode(0o700);
        let home = builder
            .prefix("sr-")
            .rand_bytes(8)
            .permissions(private)
            .tempdir_in("/tmp")?;
        Ok(Self { home })
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.home.path()
    }

    /// Makes a certificate for `user_id`, with a subkey for encryption and no passphrase.
    pub fn generate(&self, user_id: &str, algorithm: Algorithm) -> Result<Certificate> {
        let (sign, encrypt) = algorithm.names();
        let no_passphrase = ["--passphrase", "", "--pinentry-mode", "loopback"];
        let mut made = no_passphrase.to_vec();
        made.extend([
            "--status-fd",
            "1",
            "--quick-generate-key",
            user_id,
            sign,
            "cert,sign",
            "1y",
        ]);
        let fingerprint = self.created(&made)?;
        let mut added = no_passphrase.to_vec();
        added.extend(["--quick-add-key", &fingerprint, encrypt, "encr", "1y"]);
        self.run(&added, b"")?;
        let armored = self.export(&fingerprint)?;
        Ok(Certificate {
            fingerprint,
            armored,
        })
    }

    /// A certificate in armor.
    pub fn export(&self, fingerprint: &str) -> Result<String> {
        let exported = self.run(&["--armor", "--export", fingerprint], b"")?;
        Ok(String::from_utf8(exported.stdout)?)
    }

    /// A secret key in armor.
    pub fn export_secret(&self, fingerprint: &str) -> Result<String> {
        let options = ["--passphrase", "", "--pinentry-mode", "loopback", "--armor"];
        let mut exported = options.to_vec();
        exported.extend(["--export-secret-keys", fingerprint]);
        Ok(String::from_utf8(self.run(&exported, b"")?.stdout)?)
    }

    /// A certificate that was made in 2020 for one year.
    pub fn generate_expired(&self, user_id: &str) -> Result<Certificate> {
        let made = [
            "--faked-system-time",
            "20200101T000000",
            "--passphrase",
            "",
            "--pinentry-mode",
            "loopback",
            "--status-fd",
            "1",
            "--quick-generate-key",
            user_id,
            "future-default",
            "default",
            "1y",
        ];
        let fingerprint = self.created(&made)?;
        let armored = self.export(&fingerprint)?;
        Ok(Certificate {
            fingerprint,
            armored,
        })
    }

    /// Revokes a certificate of this home, and gives it as it is now.
    pub fn revoke(&self, certificate: &Certificate) -> Result<Certificate> {
        let name = format!("openpgp-revocs.d/{}.rev", certificate.fingerprint);
        let text = fs::read_to_string(self.home.path().join(name))?;
        // A colon before the armor keeps people from importing it by mistake.
        let armor = text.replace(":-----BEGIN", "-----BEGIN");
        self.import(armor.as_bytes())?;
        let armored = self.export(&certificate.fingerprint)?;
        Ok(Certificate {
            fingerprint: certificate.fingerprint.clone(),
            armored,
        })
    }

    /// The bytes of what is in armor.
    pub fn dearmor(&self, armored: &str) -> Result<Vec<u8>> {
        Ok(self.run(&["--dearmor"], armored.as_bytes())?.stdout)
    }

    /// A message to a certificate of this home.
    pub fn encrypt(&self, certificate: &Certificate, text: &[u8]) -> Result<Vec<u8>> {
        let to = &certificate.fingerprint;
        let sealed = ["--trust-model", "always", "--armor", "--encrypt", "-r", to];
        Ok(self.run(&sealed, text)?.stdout)
    }

    /// Takes in a key.
    pub fn import(&self, key: &[u8]) -> Result<()> {
        self.run(&["--import"], key).map(drop)
    }

    /// A detached signature in armor.
    pub fn sign(&self, text: &[u8]) -> Result<String> {
        Ok(String::from_utf8(
            self.run(&["--armor", "--detach-sign"], text)?.stdout,
        )?)
    }

    /// What a message holds. Fails if GnuPG has anything against it, a warning included.
    pub fn decrypt(&self, message: &[u8]) -> Result<Vec<u8>> {
        let options = [
            "--status-fd",
            "2",
            "--pinentry-mode",
            "loopback",
            "--passphrase",
            "",
        ];
        let mut opened = options.to_vec();
        opened.push("--decrypt");
        let opened = self.run(&opened, message)?;
        well_decrypted(&String::from_utf8_lossy(&opened.stderr))?;
        Ok(opened.stdout)
    }

    /// `gpg -d FILE | tar x`: opens an archive into `folder`, whatever its size. Fails if GnuPG or
    /// tar has anything against it, a warning included.
    pub fn untar(&self, file: &Path, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder)?;
        let status = tempfile::NamedTempFile::new_in(self.home.path())?;
        let mut gpg = self.command();
        gpg.args(["--status-fd", "2", "--decrypt"]).arg(file);
        gpg.stdin(Stdio::null()).stdout(Stdio::piped());
        gpg.stderr(status.reopen()?);
        let mut gpg = gpg.spawn().context("cannot start gpg")?;
        let plaintext = gpg.stdout.take().context("the output is piped")?;
        let mut tar = Command::new("tar");
        tar.arg("-x").arg("-C").arg(folder).stdin(plaintext);
        let tar = tar.env("LC_ALL", "C.UTF-8").output();
        let opened = gpg.wait()?;
        let status = String::from_utf8_lossy(&fs::read(status.path())?).into_owned();
        let tar = tar.context("cannot start tar")?;
        let said = String::from_utf8_lossy(&tar.stderr);
        ensure!(tar.status.success() && said.is_empty(), "tar says: {said}");
        ensure!(opened.success(), "gpg failed:\n{status}");
        well_decrypted(&status)
    }

    /// What GnuPG says of a message's packets, whether it can open them or not.
    pub fn list_packets(&self, message: &[u8]) -> Result<String> {
        let listed = self.attempt(&["--list-packets", "--list-only"], message)?;
        Ok(String::from_utf8_lossy(&listed.stdout).into_owned())
    }

    /// Makes a key, and gives its fingerprint.
    fn created(&self, arguments: &[&str]) -> Result<String> {
        let status = self.run(arguments, b"")?.stdout;
        let status = String::from_utf8_lossy(&status).into_owned();
        let created = status.lines().find(|line| line.contains("KEY_CREATED"));
        let fingerprint = created.and_then(|line| line.split(' ').nth(3));
        Ok(fingerprint.context("no key was made")?.to_owned())
    }

    fn run(&self, arguments: &[&str], input: &[u8]) -> Result<Output> {
        let output = self.attempt(arguments, input)?;
        if !output.status.success() {
            bail!(
                "gpg {arguments:?} failed:\n{}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        Ok(output)
    }

    fn attempt(&self, arguments: &[&str], input: &[u8]) -> Result<Output> {
        // From a file: a pipe both ways could stand still with both ends writing.
        let mut file = tempfile::NamedTempFile::new_in(self.home.path())?;
        file.write_all(input)?;
        file.flush()?;
        let mut gpg = self.command();
        gpg.args(arguments)
            .stdin(Stdio::from(fs::File::open(file.path())?));
        gpg.output().context("cannot start gpg")
    }

    fn command(&self) -> Command {
        let mut gpg = Command::new("gpg");
        gpg.arg("--homedir")
            .arg(self.home.path())
            .args(["--batch", "--yes", "--no-tty", "--quiet"])
            .env("LC_ALL", "C");
        gpg
    }
}

/// Fails unless GnuPG's status lines tell of a message that was whole, without a warning.
fn well_decrypted(status: &str) -> Result<()> {
    if !status.contains("[GNUPG:] DECRYPTION_OKAY") || !status.contains("[GNUPG:] GOODMDC") {
        bail!("not decrypted as it should be:\n{status}");
    }
    if let Some(warning) = status.lines().find(|line| line.contains("WARNING")) {
        bail!("decrypted with a warning: {warning}");
    }
    Ok(())
}

impl Drop for Gnupg {
    fn drop(&mut self) {
        let mut kill = Command::new("gpgconf");
        kill.arg("--homedir")
            .arg(self.home.path())
            .args(["--kill", "all"]);
        let _ = kill.stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_here_opens_here() -> Result<()> {
        let gnupg = Gnupg::new()?;
        let made = gnupg.generate("A <a@example.org>", Algorithm::Curve25519)?;
        assert!(
            made.armored
                .starts_with("-----BEGIN PGP PUBLIC KEY BLOCK-----")
        );
        let to = [
            "--trust-model",
            "always",
            "--encrypt",
            "-r",
            &made.fingerprint,
        ];
        let message = gnupg.run(&to, b"text\r\n")?.stdout;
        assert_eq!(gnupg.decrypt(&message)?, b"text\r\n");
        assert!(
            gnupg
                .list_packets(&message)?
                .contains(":pubkey enc packet:")
        );
        assert!(gnupg.decrypt(b"text").is_err());
        Ok(())
    }
}
