//! Putting text into HTML without it becoming anything else.

use anyhow::{Context, Result, bail};

/// `text` as the content of an element or of a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Passes `text` for the content of a `script` or `style` element, where nothing can be escaped:
/// refuses what would end the element, or hide its end.
pub fn raw<'a>(what: &str, text: &'a str) -> Result<&'a str> {
    let lower = text.to_ascii_lowercase();
    for forbidden in ["</script", "</style", "<script", "<!--", "\r", "\0"] {
        if lower.contains(forbidden) {
            bail!("{what} has {forbidden:?} in it and cannot be put into a page");
        }
    }
    Ok(text)
}

/// JSON for the content of a `script` element: the same value, without a `<`.
pub fn json(text: &str) -> String {
    text.replace('<', "\\u003c")
}

/// `template` with each `{{name}}` exchanged for its value; values are not looked into.
pub fn fill(template: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut page = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, behind) = after.split_once("}}").context("a {{ without a }}")?;
        let value = values.iter().find(|(known, _)| *known == name);
        let (_, value) = value.with_context(|| format!("nothing is known about {{{{{name}}}}}"))?;
        page.push_str(before);
        page.push_str(value);
        rest = behind;
    }
    page.push_str(rest);
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_that_would_end_its_element_is_refused() {
        for text in [
            "a</script>",
            "a</SCRIPT b",
            "x <!-- y",
            "'<script'",
            "a\r\nb",
            "</Style>",
        ] {
            assert!(raw("it", text).is_err(), "{text}");
        }
        assert!(raw("it", "if (a</b/.test(c)) {}").is_ok());
    }

    #[test]
    fn json_keeps_its_value_and_loses_its_angle_brackets() {
        let json = json(r#"{"a":"</script><!--"}"#);
        assert!(!json.contains('<'));
        let value: serde_json::Value = serde_json::from_str(&json).expect("is JSON");
        assert_eq!(value["a"], "</script><!--");
    }

    #[test]
    fn values_are_not_looked_into() {
        let page = fill("<{{a}}|{{b}}>", &[("a", "{{b}}"), ("b", "2")]).expect("is good");
        assert_eq!(page, "<{{b}}|2>");
        assert!(fill("{{c}}", &[]).is_err());
    }
}
