//! What a page says without script or WebAssembly: whom to write to, and which key is theirs.

use sealed_report::words::Language;

use crate::html::escape;
use crate::vendors::VendorFile;
use crate::words;

/// Says first of all that scripts run here, so that the fallback is not seen meanwhile.
pub const MARK: &str = "if (self.WebAssembly && \"noModule\" in HTMLScriptElement.prototype) \
                        document.documentElement.classList.add(\"js\");";

/// Shows either the page or the fallback.
pub const STYLE: &str = ".js #without, :root:not(.js) #app { display: none }\n";

/// The fallback as HTML.
pub fn html(vendors: &[VendorFile]) -> String {
    Language::ALL
        .iter()
        .map(|language| section(*language, vendors))
        .collect()
}

/// What stands in the page's place until its program is there: a line in each language.
pub fn loading() -> String {
    let line = |language: &Language| {
        let text = |id| escape(&words::text(*language, id));
        let loading = text("page-loading");
        let tag = language.tag();
        format!("<p class=\"loading\" lang=\"{tag}\">{loading}</p>")
    };
    Language::ALL.iter().map(line).collect()
}

fn section(language: Language, vendors: &[VendorFile]) -> String {
    let text = |id| escape(&words::text(language, id));
    let mut html = format!(
        "<section lang=\"{}\">\n<h1>{}</h1>\n<p>{}</p>\n",
        language.tag(),
        text("fallback-heading"),
        text("fallback-explanation"),
    );
    for vendor in vendors {
        html += &format!("<h2>{}</h2>\n<ul>\n", escape(vendor.display_name(language)));
        for address in vendor.mail_addresses() {
            let address = escape(address);
            html += &format!("<li>{}: {address}</li>\n", text("fallback-address"));
        }
        let mut keyless = true;
        for fingerprint in vendor.fingerprints() {
            let label = text("fallback-fingerprint");
            html += &format!("<li>{label}: <code>{}</code></li>\n", escape(&fingerprint));
            keyless = false;
        }
        if keyless {
            html += &format!("<li>{}</li>\n", text("fallback-no-key"));
        }
        html += "</ul>\n";
    }
    html + "</section>\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendors::tests::EXAMPLE;

    #[test]
    fn the_fallback_names_address_and_fingerprint_and_escapes_them() {
        let hostile = EXAMPLE.replace("示例公司", "<img src=x onerror=alert(1)>");
        let html = html(&[VendorFile::parse("example.json", &hostile).expect("is good")]);
        assert!(html.contains("Example &lt;Corp&gt; &amp; Sons"), "{html}");
        assert!(html.contains("lang=\"zh-Hans\""), "{html}");
        assert!(html.contains("0123 4567 89AB CDEF 0123"), "{html}");
        assert!(html.contains("&lt;img src=x"), "{html}");
        assert!(!html.contains("<img"), "{html}");
    }
}
