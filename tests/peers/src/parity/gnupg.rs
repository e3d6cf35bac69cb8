//! What GnuPG shows of certificates.

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::{Context, Result, bail};
use sequoia_openpgp::cert::raw::RawCertParser;
use sequoia_openpgp::parse::Parse;

/// One key as GnuPG lists it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The letter for revoked (`r`), expired (`e`), invalid (`i`) or something else.
    pub validity: char,
    /// What it may do by itself: lower-case letters, `e` for encryption.
    pub capabilities: String,
    /// The letter of its primary key, and what the whole certificate may do, in upper case.
    pub whole: (char, String),
}

/// Keys by fingerprint.
pub type Listing = BTreeMap<String, Listed>;

impl Listed {
    /// Whether GnuPG would encrypt to this key.
    pub fn encrypts(&self) -> bool {
        let dead = |letter| matches!(letter, 'r' | 'e' | 'i' | 'd' | 'n');
        !dead(self.validity)
            && !dead(self.whole.0)
            && self.capabilities.contains('e')
            && self.whole.1.contains('E')
    }

    /// Whether its owner has revoked it, or the whole certificate.
    pub fn is_revoked(&self) -> bool {
        self.validity == 'r' || self.whole.0 == 'r'
    }

    /// Lists all `certificates`, each as binary packets, as they stand at `now`, in Unix seconds.
    ///
    /// # Errors
    ///
    /// GnuPG is missing or fails.
    pub fn all(certificates: &[Vec<u8>], now: u64) -> Result<Listing> {
        let home = tempfile::tempdir()?;
        let keyring = home.path().join("keyring.gpg");
        // GnuPG 2.2 stumbles over what it cannot read.
        let readable = certificates.iter().filter(|bytes| is_version_4(bytes));
        std::fs::write(&keyring, readable.cloned().collect::<Vec<_>>().concat())?;
        // Seconds since 1970 are understood too; `!` stops the clock.
        let output = Command::new("gpg")
            .env("GNUPGHOME", home.path())
            .args(["--batch", "--quiet", "--no-permission-warning"])
            .args(["--no-auto-check-trustdb", "--trust-model", "always"])
            .args(["--no-default-keyring", "--keyring"])
            .arg(&keyring)
            .args(["--faked-system-time", &format!("{now}!")])
            .args(["--with-colons", "--with-subkey-fingerprint", "--list-keys"])
            .output()
            .context("gpg is not installed")?;
        if !output.status.success() {
            bail!("gpg: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(read(&String::from_utf8_lossy(&output.stdout)))
    }
}

fn is_version_4(bytes: &[u8]) -> bool {
    let parser = RawCertParser::from_bytes(bytes);
    let first = parser.ok().and_then(|mut parser| parser.next());
    first.is_some_and(|raw| raw.is_ok_and(|raw| raw.primary_key().version() == 4))
}

/// Reads the colon format: GnuPG's `doc/DETAILS`.
fn read(listing: &str) -> Listing {
    let mut keys = Listing::new();
    let mut whole = ('?', String::new());
    let mut key = None;
    for line in listing.lines() {
        let fields: Vec<&str> = line.split(':').collect();
        let field = |number: usize| fields.get(number - 1).copied().unwrap_or_default();
        match field(1) {
            kind @ ("pub" | "sub") => {
                let validity = field(2).chars().next().unwrap_or('?');
                let letters = |case: fn(&char) -> bool| field(12).chars().filter(case).collect();
                if kind == "pub" {
                    whole = (validity, letters(char::is_ascii_uppercase));
                }
                key = Some(Listed {
                    validity,
                    capabilities: letters(char::is_ascii_lowercase),
                    whole: whole.clone(),
                });
            }
            "fpr" => {
                if let Some(key) = key.take() {
                    keys.insert(field(10).to_owned(), key);
                }
            }
            _ => {}
        }
    }
    keys
}
