//! The texts of the static part of a page.

use sealed_report::words::{Language, Words};

/// The text with that identifier in that language.
pub fn text(language: Language, id: &str) -> String {
    let words = Words::new(language);
    match words.has(id) {
        true => words.text(id),
        false => built_in(language, id).to_string(),
    }
}

fn built_in(language: Language, id: &str) -> &'static str {
    match (language, id) {
        (Language::ZhHans, "fallback-heading") => "此页面需要 JavaScript 和 WebAssembly",
        (Language::ZhHans, "fallback-explanation") => {
            "报告在您的浏览器中加密，没有这两项功能就无法加密。请启用它们并重新加载页面，或换用较新的浏览器。\
             您也可以用自己的 OpenPGP 软件加密报告，并发送给以下厂商；加密前请核对完整指纹。"
        }
        (Language::ZhHans, "fallback-address") => "邮箱",
        (Language::ZhHans, "fallback-fingerprint") => "OpenPGP 指纹",
        (Language::ZhHans, "fallback-no-key") => {
            "未公布密钥。请先向厂商索取密钥，不要发送任何细节。"
        }
        (_, "fallback-heading") => "This page needs JavaScript and WebAssembly",
        (_, "fallback-explanation") => {
            "Your report is encrypted in your browser, which is impossible without them. Turn them \
             on and reload the page, or use a newer browser. You can also encrypt the report with \
             your own OpenPGP software and send it to the vendor below; compare the full \
             fingerprint before you encrypt."
        }
        (_, "fallback-address") => "Mail",
        (_, "fallback-fingerprint") => "OpenPGP fingerprint",
        (_, "fallback-no-key") => {
            "No key is published. Ask the vendor for one first, and send no details with it."
        }
        _ => "",
    }
}
