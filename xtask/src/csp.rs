//! The Content Security Policy of each home.

use anyhow::{Result, bail};

/// What a page's policy allows beyond the fixed part.
#[derive(Clone, Debug, Default)]
pub struct Allowed {
    /// Sources of scripts, beside WebAssembly: hashes, `'self'`.
    pub scripts: Vec<String>,
    /// Sources of styles.
    pub styles: Vec<String>,
    /// Where the page may connect to; nowhere if empty.
    pub connections: Vec<String>,
}

/// The policy, for a `meta` element. `frame-ancestors` is missing since it works only as a header.
pub fn policy(allowed: &Allowed) -> String {
    let list = |sources: &[String]| match sources {
        [] => "'none'".to_string(),
        sources => sources.join(" "),
    };
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data:; \
         connect-src {}; worker-src blob:; form-action 'none'; base-uri 'none'",
        allowed.scripts.join(" "),
        list(&allowed.styles),
        list(&allowed.connections),
    )
}

/// `url` as a source expression: itself, which allows exactly that file, or everything below it
/// when it ends in a slash. Refuses whatever would say more than that.
pub fn upload_source(url: &str) -> Result<String> {
    let refused = |why: &str| -> Result<String> { bail!("upload address {url:?}: {why}") };
    let (rest, loopback_only) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (rest, false),
        (_, Some(rest)) => (rest, true),
        _ => return refused("it must begin with https://"),
    };
    let Some(slash) = rest.find('/') else {
        return refused("it must have a path, if only a slash");
    };
    let (authority, path) = rest.split_at(slash);
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let host_fits = !host.is_empty()
        && host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
    if !host_fits {
        return refused("its host may have letters, digits, dots and hyphens only");
    }
    if port.parse::<u16>().is_err() || !port.bytes().all(|b| b.is_ascii_digit()) {
        return refused("its port is not a number");
    }
    if loopback_only && !["127.0.0.1", "localhost"].contains(&host) {
        return refused("it must begin with https:// unless it is on this machine");
    }
    if !path
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"/._~%!$&()*+=:@-".contains(&b))
    {
        return refused(
            "its path may have letters, digits and / . _ ~ % ! $ & ( ) * + = : @ - only",
        );
    }
    if path.split('/').any(|part| part == "." || part == "..") {
        return refused("its path goes up");
    }
    Ok(url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_allowed_that_was_not_asked_for() {
        let policy = policy(&Allowed {
            scripts: vec!["'sha256-x'".into()],
            ..Allowed::default()
        });
        assert_eq!(
            policy,
            "default-src 'none'; script-src 'sha256-x' 'wasm-unsafe-eval'; style-src 'none'; \
             img-src data:; connect-src 'none'; worker-src blob:; form-action 'none'; \
             base-uri 'none'"
        );
    }

    #[test]
    fn an_upload_address_cannot_say_more_than_itself() {
        for url in [
            "https://a.example/; script-src *",
            "https://a.example/,https://b.example/",
            "https://a.example/ https://b.example/",
            "https://a.example/'unsafe-inline'",
            "https://a.example/\"><script>",
            "https://a.example/\nx",
            "https://a.example/?q=1",
            "https://a.example/#x",
            "https://*.example/",
            "https://*/",
            "https:///x",
            "https://u:p@a.example/",
            "https://a.example:*/",
            "https://a.example:+1/",
            "https://a.example:/",
            "https://a.example",
            "https://a.example/x/../",
            "https://a.example/\u{e9}",
            "http://a.example/",
            "//a.example/",
            "*",
            "data:",
            "",
        ] {
            assert!(upload_source(url).is_err(), "{url}");
        }
    }

    #[test]
    fn ordinary_upload_addresses_are_taken_as_they_are() {
        for url in [
            "https://psirt.example/inbox/",
            "https://psirt.example/a*b&c/",
            "https://psirt.example:8443/drop/file%20x.asc",
            "http://127.0.0.1:8181/inbox/",
        ] {
            assert_eq!(upload_source(url).ok().as_deref(), Some(url));
        }
    }
}
