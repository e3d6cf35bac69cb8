//! The borders of the house, kept by reading its sources: layers, who may use what, and what is
//! deliberately absent.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One line of code, without its comment: where it stands, and what it says.
struct Line {
    place: String,
    code: String,
}

/// A source of the library.
struct Source {
    /// Its path below `src/`.
    path: String,
    text: String,
}

impl Source {
    /// The module of the library that it belongs to, as in `lib.rs`.
    fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.trim_end_matches(".rs")
    }

    /// The code outside of comments, and outside of `#[cfg(test)]` unless `tests` are wanted.
    fn lines(&self, tests: bool) -> Vec<Line> {
        let mut lines = Vec::new();
        for (number, line) in self.text.lines().enumerate() {
            // Test modules stand at the end of a file.
            if line.trim() == "#[cfg(test)]" && !tests {
                break;
            }
            let code = match line.trim_start().starts_with("//") {
                true => "",
                false => line.split(" // ").next().unwrap_or_default(),
            };
            lines.push(Line {
                place: format!("src/{}:{}", self.path, number + 1),
                code: code.to_owned(),
            });
        }
        lines
    }

    fn without_tests(&self) -> String {
        let lines = self.lines(false).into_iter().map(|line| line.code);
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn read(folder: &Path, sources: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read(&path, sources);
        } else if path.extension().is_some_and(|it| it == "rs") {
            sources.push(path);
        }
    }
}

fn rust_files(folder: &str) -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths = Vec::new();
    read(&folder, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("UTF-8");
            let path = path.strip_prefix(&folder).expect("below it");
            let path = path.to_str().expect("ASCII").to_owned();
            Source { path, text }
        })
        .collect()
}

fn sources() -> Vec<Source> {
    let sources = rust_files("src");
    assert!(sources.len() > 60, "the sources were found");
    sources
}

/// The modules of `lib.rs` below the comment that begins with `head`, in order.
fn listed(head: &str) -> Vec<String> {
    let lib = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let lib = std::fs::read_to_string(lib).expect("UTF-8");
    let (_, below) = lib.split_once(&format!("// {head}")).expect("the comment");
    let below = below.split("\n// ").next().unwrap_or_default();
    let modules = below.lines().filter_map(|line| {
        let name = line.strip_prefix("pub mod ")?.strip_suffix(';')?;
        Some(name.to_owned())
    });
    modules.collect()
}

/// Whether `name` stands in `code` as a whole word.
fn has_word(code: &str, name: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name)
        .any(|(at, _)| !code[..at].ends_with(part) && !code[at + name.len()..].starts_with(part))
}

/// Everything that follows `crate::` in `code`: one name, or each of a braced list.
fn used_modules(code: &str) -> Vec<String> {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let word = |text: &str| {
        text.trim()
            .split(|c| !part(c))
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let mut names = Vec::new();
    for (at, begin) in code.match_indices("crate::") {
        if code[..at].ends_with(part) {
            continue;
        }
        let rest = &code[at + begin.len()..];
        let Some(list) = rest.strip_prefix('{') else {
            names.push(word(rest));
            continue;
        };
        let (mut depth, mut item) = (1, String::new());
        for c in list.chars() {
            depth += i32::from(c == '{') - i32::from(c == '}');
            if depth == 0 || (depth == 1 && c == ',') {
                names.push(word(&std::mem::take(&mut item)));
            } else {
                item.push(c);
            }
            if depth == 0 {
                break;
            }
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Fails with every line of these sources for which `wrong` has something to say.
fn none(sources: &[Source], tests: bool, wrong: impl Fn(&Source, &str) -> Option<String>) {
    let mut found = Vec::new();
    for source in sources {
        for line in source.lines(tests) {
            if let Some(what) = wrong(source, &line.code) {
                found.push(format!("{}: {what}: {}", line.place, line.code.trim()));
            }
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

fn none_has(sources: &[Source], words: &[&str]) {
    none(sources, true, |_, code| {
        let word = words.iter().find(|word| has_word(code, word))?;
        Some(format!("`{word}`"))
    });
}

fn pure_sources() -> Vec<Source> {
    let pure = listed("PURE");
    sources()
        .into_iter()
        .filter(|source| pure.iter().any(|name| name == source.module()))
        .collect()
}

#[test]
fn every_module_of_the_library_has_its_place() {
    let mut all = [listed("PURE"), listed("SHELL"), listed("UI"), listed("CLI")].concat();
    assert!(all.ends_with(&["app".to_owned(), "cli".to_owned()]));
    assert!(listed("PURE").ends_with(&["answer".to_owned(), "compose".to_owned()]));
    all.extend(["bin".to_owned(), "lib".to_owned()]);
    for source in sources() {
        assert!(
            all.iter().any(|name| name == source.module()),
            "{} is not listed",
            source.path
        );
    }
}

#[test]
fn pure_files_know_no_browser() {
    none_has(
        &pure_sources(),
        &[
            "yew",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "gloo",
            "gloo_file",
            "gloo_net",
            "gloo_timers",
            "gloo_events",
        ],
    );
    for source in pure_sources() {
        assert!(
            source.path == "lib.rs" || !source.text.contains("gloo"),
            "{}",
            source.path
        );
    }
}

#[test]
fn pure_files_ask_no_clock_and_no_randomness() {
    let no_tests = pure_sources();
    none(&no_tests, false, |_, code| {
        let words = [
            "SystemTime",
            "Instant",
            "OsRng",
            "thread_rng",
            "getrandom",
            "random",
        ];
        let word = words.iter().find(|word| has_word(code, word))?;
        Some(format!("`{word}`"))
    });
}

#[test]
fn each_pure_module_uses_only_those_above_it() {
    let order = listed("PURE");
    let rank: BTreeMap<&str, usize> = order.iter().map(String::as_str).zip(0..).collect();
    let mut found = Vec::new();
    for source in pure_sources() {
        let own = rank[source.module()];
        for used in used_modules(&source.without_tests()) {
            match rank.get(used.as_str()) {
                Some(other) if *other <= own => {}
                _ => found.push(format!("src/{} uses {used}", source.path)),
            }
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_shell_does_not_use_the_user_interface() {
    let shell = listed("SHELL");
    for source in sources() {
        if shell.iter().any(|name| name == source.module()) {
            let used = used_modules(&source.without_tests());
            assert!(
                !used.contains(&"app".to_owned()),
                "{} uses app",
                source.path
            );
        }
    }
}

/// It shares the pure half with the page, and nothing else; and nobody uses it.
#[test]
fn the_command_line_stands_on_the_pure_half() {
    let pure = listed("PURE");
    for source in sources() {
        let used = used_modules(&source.without_tests());
        if source.module() == "cli" {
            assert!(
                used.iter().all(|it| pure.contains(it) || it == "cli"),
                "{} uses {used:?}",
                source.path
            );
        } else {
            assert!(
                !used.contains(&"cli".to_owned()),
                "{} uses cli",
                source.path
            );
        }
    }
}

#[test]
fn only_openpgp_uses_pgp() {
    none(&sources(), true, |source, code| {
        (source.module() != "openpgp" && has_word(code, "pgp") && code.contains("pgp::"))
            .then(|| "`pgp`".to_owned())
    });
}

#[test]
fn openpgp_is_a_stranger_to_all_others() {
    for source in sources() {
        if source.module() == "openpgp" {
            let used = used_modules(&source.without_tests());
            assert!(
                used.iter()
                    .all(|it| ["openpgp", "deceptive", "digest", "apart"].contains(&it.as_str())),
                "{} uses {used:?}",
                source.path
            );
        }
    }
}

#[test]
fn a_channel_never_sees_a_report() {
    let channels: Vec<Source> = sources()
        .into_iter()
        .filter(|source| source.module() == "channel")
        .collect();
    assert!(channels.len() > 8);
    none(&channels, true, |_, code| {
        // `ChannelKind::Draft` is a mail draft; the report's is named by its module or imported.
        let modules = used_modules(code);
        let imported = modules
            .iter()
            .any(|it| ["report", "compose", "handcopy"].contains(&&**it));
        let named = ["Report", "Document", "Reviewed"]
            .iter()
            .any(|name| has_word(code, name));
        let quoted = code.contains('"');
        (imported || code.contains("report::") || (named && !quoted)).then(|| "a report".to_owned())
    });
}

#[test]
fn nothing_is_unwrapped() {
    none(&sources(), false, |_, code| {
        let found = code.contains(".unwrap()") || code.contains(".unwrap_err()");
        let found = found || has_word(code, "todo!") || code.contains("panic!(");
        found.then(|| "can panic without saying why".to_owned())
    });
}

#[test]
fn nothing_is_unsafe() {
    none_has(&sources(), &["unsafe"]);
}

#[test]
fn files_stay_readable() {
    for source in sources() {
        let lines = source.text.lines().count();
        assert!(
            lines <= 400,
            "src/{} has {lines} lines: look for the second idea",
            source.path
        );
    }
}

#[test]
fn every_source_says_what_it_is() {
    for folder in ["src", "tests", "xtask/src"] {
        for source in rust_files(folder) {
            assert!(source.text.starts_with("//! "), "{folder}/{}", source.path);
        }
    }
}

/// Elements are built as elements, styled by the style sheet (the policy forbids the rest), and
/// nothing is printed where a program of the browser could keep it.
#[test]
fn no_html_strings_no_inline_style_no_log() {
    none(&sources(), true, |_, code| {
        let forbidden = [
            "style=",
            "inner_html",
            "innerHTML",
            "outer_html",
            "insert_adjacent_html",
            "from_html_unchecked",
            "document.write",
            "dangerously",
            "eval(",
            "set_css_text",
        ];
        let found = forbidden.iter().find(|word| code.contains(**word))?;
        Some(format!("`{found}`"))
    });
    none_has(
        &sources(),
        &[
            "console",
            "println",
            "eprintln",
            "dbg",
            "log",
            "tracing",
            "console_error_panic_hook",
        ],
    );
}

/// Nothing is stored, and no address is looked up, outside of `browser/`.
#[test]
fn each_facility_of_the_browser_stands_in_its_place() {
    none_has(
        &sources(),
        &[
            "local_storage",
            "session_storage",
            "indexed_db",
            "set_cookie",
            "LocalStorage",
            "SessionStorage",
            "set_document_cookie",
            "send_beacon",
            "WebSocket",
            "EventSource",
        ],
    );
    none(&sources(), true, |source, code| {
        let network = [
            "XmlHttpRequest",
            "gloo_net",
            "fetch_with_str",
            "fetch_with_request",
        ];
        let found = network.iter().find(|word| has_word(code, word))?;
        (source.path != "browser/http.rs").then(|| format!("`{found}`"))
    });
}

/// A link that leaves the page says nothing of where it was followed.
#[test]
fn links_that_leave_have_no_opener_and_no_referrer() {
    for source in sources() {
        let text = source.text.replace('\n', " ");
        for (at, _) in text.match_indices("target=\"_blank\"") {
            let tag = &text[text[..at].rfind('<').unwrap_or(0)..];
            let tag = &tag[..tag.find("</a>").unwrap_or(tag.len()).min(400)];
            assert!(
                tag.contains("rel=\"noopener noreferrer"),
                "{}: {tag}",
                source.path
            );
        }
    }
}

/// What is typed goes neither to a spell checker, nor to a translator, nor into a store of forms.
#[test]
fn whatever_takes_text_keeps_it_from_the_browser() {
    for source in sources() {
        for element in ["<textarea", "<input"] {
            for (at, _) in source.text.match_indices(element) {
                let tag = &source.text[at..];
                let tag = &tag[..tag.find("/>").unwrap_or(tag.len())];
                let typed = ![
                    "type=\"radio\"",
                    "type=\"file\"",
                    "type=\"checkbox\"",
                    "readonly=true",
                ]
                .iter()
                .any(|kind| tag.contains(kind));
                let wanted = [
                    "spellcheck=\"false\"",
                    "autocomplete=\"off\"",
                    "translate=\"no\"",
                    "autocorrect=\"off\"",
                ];
                for attribute in wanted.iter().filter(|_| typed) {
                    assert!(
                        tag.contains(attribute),
                        "{}: {attribute} is not in {tag}",
                        source.path
                    );
                }
            }
        }
    }
}

#[test]
fn the_readers_of_this_test_read_right() {
    assert_eq!(used_modules("use crate::report::Field;"), ["report"]);
    assert_eq!(
        used_modules("use crate::{words::Language, vendor::{Pin, Vendor}, app}; x(crate::y::z)"),
        ["words", "vendor", "app", "y"]
    );
    assert!(used_modules("pub(crate) fn my_crate::x").is_empty());
    assert!(has_word("use yew::prelude", "yew") && !has_word("yewish gloo_yew", "yew"));
    let source = Source {
        path: "report/x.rs".to_owned(),
        text: "//! x\n// yew\nlet a = 1; // yew\n#[cfg(test)]\nmod tests {}\n".to_owned(),
    };
    assert_eq!(source.module(), "report");
    assert!(!source.without_tests().contains("yew") && !source.without_tests().contains("tests"));
    assert_eq!(source.lines(true).len(), 5);
}
