//! The demo vendor's secret key, ready for `gpg`.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{paths, run};

/// The home of a GnuPG that has the demo key and nothing else. Made once, in `target`.
pub fn ensure(target: &Path) -> Result<PathBuf> {
    let home = target.join("demo-gnupg");
    let key = paths::root().join("tests/keys/example-corp.secret.asc");
    let text = fs::read(&key).with_context(|| format!("cannot read {}", key.display()))?;
    let stamp = home.join("imported");
    if fs::read(&stamp).is_ok_and(|before| before == text) {
        return Ok(home);
    }
    // An earlier demo key must not stay beside the new one.
    if home.exists() {
        fs::remove_dir_all(&home)?;
    }
    fs::create_dir_all(&home)?;
    fs::set_permissions(&home, fs::Permissions::from_mode(0o700))?;
    run::output(
        Command::new("gpg")
            .arg("--homedir")
            .arg(&home)
            .args(["--batch", "--import"])
            .arg(key),
    )?;
    fs::write(stamp, text)?;
    Ok(home)
}
