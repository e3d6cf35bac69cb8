//! Debian's packages: installed where we may, otherwise the one command that does it is named.

use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::{run, tools};

/// A Debian package that a task needs, known by a program that it brings.
#[derive(Clone, Copy, Debug)]
pub struct Package {
    /// The package.
    pub name: &'static str,
    /// A program that is there once the package is, or the path of a file.
    pub program: &'static str,
    /// Why it is needed.
    pub purpose: &'static str,
}

/// The browser that tests run in.
pub const CHROMIUM: Package = Package {
    name: "chromium",
    program: "chromium",
    purpose: "tests run in it",
};
/// Drives [`CHROMIUM`].
pub const CHROMEDRIVER: Package = Package {
    name: "chromium-driver",
    program: "chromedriver",
    purpose: "it drives Chromium",
};
/// The second browser of the end-to-end tests.
pub const FIREFOX: Package = Package {
    name: "firefox-esr",
    program: "firefox-esr",
    purpose: "one end-to-end test runs in it",
};
/// Opens what the page sealed.
pub const GNUPG: Package = Package {
    name: "gnupg",
    program: "gpg",
    purpose: "it opens what the page sealed",
};

/// Unpacks what the library packed, as macOS and Windows do.
pub const LIBARCHIVE: Package = Package {
    name: "libarchive-tools",
    program: "bsdtar",
    purpose: "it unpacks archives of the tests",
};

/// A thousand certificates of real people, to compare with other programs what is made of them.
pub const DEBIAN_KEYRING: Package = Package {
    name: "debian-keyring",
    program: "/usr/share/keyrings/debian-keyring.gpg",
    purpose: "its certificates are compared with what other programs make of them",
};

const fn peer(name: &'static str) -> Package {
    Package {
        name,
        program: name,
        purpose: PEER,
    }
}

const PEER: &str = "it opens what the library sealed";

/// The other implementations of OpenPGP that Debian has, and what installs those of PyPI.
pub const PEERS: [Package; 8] = [
    GNUPG,
    DEBIAN_KEYRING,
    peer("sq"),
    peer("sqop"),
    peer("rnp"),
    peer("gosop"),
    peer("pgpainless-cli"),
    Package {
        name: "python3-pip",
        program: "pip3",
        purpose: "it installs implementations in Python",
    },
];

/// Makes sure that all of `packages` are installed.
pub fn ensure(packages: &[Package]) -> Result<()> {
    let missing: Vec<&Package> = packages
        .iter()
        .filter(|package| tools::find(package.program).is_none())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|package| package.name).collect();
    let by_hand = format!(
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends {}",
        names.join(" ")
    );
    let Some(prefix) = privilege() else {
        bail!(
            "{} must be installed first: {}\n\n    {by_hand}\n",
            names.join(", "),
            why(&missing)
        );
    };
    println!(
        "Installing {} with apt: {}.",
        names.join(", "),
        why(&missing)
    );
    apt_get(prefix, &["update"])?;
    apt_get(
        prefix,
        &[
            &["install", "-y", "--no-install-recommends"],
            names.as_slice(),
        ]
        .concat(),
    )
}

/// Fails with advice when `program`, which the README asks for, is missing.
pub fn need_program(program: &str, purpose: &str) -> Result<()> {
    if tools::find(program).is_none() {
        bail!("{program} is missing: {purpose}. The README lists what the machine must have.");
    }
    Ok(())
}

fn why(packages: &[&Package]) -> String {
    let reasons = packages
        .iter()
        .map(|package| format!("{}: {}", package.name, package.purpose));
    reasons.collect::<Vec<_>>().join("; ")
}

/// What to put before a command so that it runs as root without asking; `None` if that cannot be.
fn privilege() -> Option<&'static [&'static str]> {
    tools::find("apt-get")?;
    let id = run::output(Command::new("id").arg("-u")).ok()?;
    if id.trim() == "0" {
        return Some(&[]);
    }
    let sudo = Command::new("sudo")
        .args(["-n", "true"])
        .stderr(Stdio::null())
        .status();
    sudo.is_ok_and(|status| status.success())
        .then_some(&["sudo", "-n"])
}

fn apt_get(prefix: &[&str], arguments: &[&str]) -> Result<()> {
    let mut words = prefix.to_vec();
    words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    words.extend(arguments);
    run::run(Command::new(words[0]).args(&words[1..]))
}
