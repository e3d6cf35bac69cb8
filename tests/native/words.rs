//! The words of the page and of the command line: the same messages in every language, none missing, none unused, and each
//! with the places that the code fills.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use sealed_report::compose::Step;
use sealed_report::protocol::WorkerError;
use sealed_report::report::field::{EXPLOITS, Field, IDENTITIES, PLANS, Section};
use sealed_report::report::{Mistake, Problem};
use sealed_report::words::{Language, Words};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Messages that are rightly the same in every language.
const SAME_EVERYWHERE: [&str; 1] = ["product-name"];

/// Places that the code fills with a number; all others it fills with text.
const NUMBERS: [&str; 8] = [
    "column", "digits", "hours", "limit", "line", "number", "row", "status",
];

/// Links to mail programs break from about this many encoded characters.
const MAX_MAILTO_BODY: usize = 1000;

/// What the command line says, and the page does not.
fn command_line(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("../../locales/cli.en.ftl"),
        Language::ZhHans => include_str!("../../locales/cli.zh-Hans.ftl"),
    }
}

/// Each message with its text, the command line's among them; those that take the place of one of
/// the page stand under both texts, one after the other.
fn messages(language: Language) -> BTreeMap<String, String> {
    let mut messages = messages_of(language.source());
    for (id, text) in messages_of(command_line(language)) {
        messages.entry(id).or_default().push_str(&text);
    }
    messages
}

/// Each message of a file with its text in Fluent's syntax, line by line.
fn messages_of(source: &str) -> BTreeMap<String, String> {
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    let mut last = None;
    for line in source.lines() {
        let begins = line.starts_with(|first: char| first.is_ascii_lowercase());
        if let Some((id, text)) = line.split_once(" =").filter(|_| begins) {
            let before = messages.insert(id.to_owned(), text.trim().to_owned());
            assert_eq!(before, None, "a file has {id} twice");
            last = Some(id.to_owned());
        } else if line.starts_with('#') {
            last = None;
        } else if let Some(text) = last.as_ref().and_then(|id| messages.get_mut(id)) {
            *text += &format!("\n{}", line.trim());
        }
    }
    messages
}

/// The names behind every `$`.
fn places(text: &str) -> BTreeSet<&str> {
    let name = |rest: &str| {
        rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(rest.len())
    };
    text.split('$')
        .skip(1)
        .map(|rest| &rest[..name(rest)])
        .collect()
}

fn bundle(sources: &[&str], language: Language) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new(vec![language.tag().parse().unwrap()]);
    bundle.set_use_isolating(false);
    for source in sources {
        let resource = FluentResource::try_new((*source).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", language.tag()));
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The Rust sources of the page and of what builds it, without comments and tests, by path.
fn sources() -> Vec<(String, String)> {
    let mut sources = Vec::new();
    for folder in ["src", "xtask/src"] {
        read(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            folder,
            &mut sources,
        );
    }
    sources
}

fn read(folder: &Path, name: &str, sources: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{name}/{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            read(&path, &name, sources);
        } else if name.ends_with(".rs") {
            let source = fs::read_to_string(&path).unwrap();
            let code = source.split("#[cfg(test)]").next().unwrap_or_default();
            let code = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            sources.push((name, code.collect::<Vec<_>>().join("\n")));
        }
    }
}

/// One string literal that looks like the identifier of a message, and what stands around it.
struct Literal<'a> {
    id: &'a str,
    before: &'a str,
    after: &'a str,
}

impl Literal<'_> {
    /// Whether it is the first argument of a call of `function`, or of a method of that name.
    fn is_given_to(&self, function: &str) -> bool {
        let callee = self
            .before
            .strip_suffix('(')
            .and_then(|it| it.strip_suffix(function));
        callee.is_some_and(|it| !it.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
    }
}

fn literals(code: &str) -> Vec<Literal<'_>> {
    let quotes: Vec<usize> = code.match_indices('"').map(|(at, _)| at).collect();
    let pairs = quotes.windows(2).map(|pair| (pair[0], pair[1]));
    pairs
        .map(|(open, close)| Literal {
            id: &code[open + 1..close],
            before: code[..open].trim_end(),
            after: code[close + 1..].trim_start(),
        })
        .filter(|literal| is_id(literal.id))
        .collect()
}

fn is_id(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The literals among the arguments of every call of `function`, in order, for each call.
fn arguments<'a>(code: &'a str, function: &str) -> Vec<Vec<&'a str>> {
    let calls = code
        .match_indices(function)
        .map(|(at, _)| &code[at + function.len()..]);
    calls
        .map(|call| call.split('"').skip(1).step_by(2).take(3).collect())
        .collect()
}

/// The bodies of every function of that name.
fn bodies<'a>(code: &'a str, function: &str) -> Vec<&'a str> {
    let start = format!("fn {function}(");
    let functions = code.match_indices(&start).map(|(at, _)| &code[at..]);
    functions
        .map(|rest| &rest[..rest.find("\n}").unwrap_or(rest.len())])
        .collect()
}

/// Where the bracket closes that was opened just before `code`.
fn closing_bracket(code: &str) -> usize {
    let mut depth = 1;
    let close = code.find(|c| {
        depth += i32::from(c == '[') - i32::from(c == ']');
        depth == 0
    });
    close.unwrap_or(code.len())
}

/// Every message that the sources ask for by name, with the file that does.
fn asked_for(sources: &[(String, String)]) -> BTreeSet<(String, String)> {
    let mut asked = BTreeSet::new();
    for (path, code) in sources {
        let in_app = path.starts_with("src/app/");
        let mut ask = |id: &str| asked.insert((id.to_owned(), path.clone()));
        for literal in literals(code) {
            let called = ["text", "with", "heading", "labelled"]
                .iter()
                .any(|function| literal.is_given_to(function));
            let chosen = literal.before.ends_with("=>")
                || (literal.before.ends_with('{') && literal.after.starts_with('}'));
            let listed = path == "src/channel/receipt.rs"
                && literal.id.contains('-')
                && literal.before.ends_with('(')
                && literal.after.starts_with(',');
            if called || (in_app && chosen) || listed {
                ask(literal.id);
            }
        }
        for function in ["message", "channel_name", "remedy"] {
            for body in bodies(code, function) {
                let returned = literals(body).into_iter();
                returned
                    .filter(|it| it.before.ends_with("=>"))
                    .for_each(|it| {
                        ask(it.id);
                    });
            }
        }
        if in_app {
            // The first literal of a button or a part is the element's `id`.
            let buttons = arguments(code, "view.button(")
                .into_iter()
                .map(|call| call[2..].to_vec());
            let parts = arguments(code, "{ part(")
                .into_iter()
                .map(|call| call[1..].to_vec());
            buttons.chain(parts).flatten().for_each(|id| {
                ask(id);
            });
        }
    }
    asked
}

/// Every message that the tables of the pure half name.
fn in_tables() -> BTreeSet<&'static str> {
    use Problem::*;
    let problems = [
        Missing,
        TooLong,
        NotAnAddress,
        NotAWeakness,
        NotASeverity,
        NotADate,
        DateInThePast,
        NotALink,
        NotACertificate,
        SecretKey,
    ];
    let mut ids = BTreeSet::new();
    for field in Field::KINDS {
        ids.insert(field.label());
        ids.extend(field.hint());
        ids.extend(problems.map(|problem| Mistake { field, problem }.message()));
    }
    ids.extend(Section::ALL.map(Section::heading));
    ids.extend(Step::ALL.map(Step::heading));
    ids.extend(WorkerError::ALL.map(WorkerError::message));
    ids.extend(
        [IDENTITIES, EXPLOITS, PLANS]
            .concat()
            .iter()
            .map(|(_, id)| *id),
    );
    ids
}

#[test]
fn every_language_has_the_same_messages_with_the_same_places() {
    let english = messages(Language::En);
    assert!(
        english.len() > 250,
        "only {} messages were found",
        english.len()
    );
    for language in Language::ALL {
        let other = messages(language);
        let ids = |of: &BTreeMap<String, String>| of.keys().cloned().collect::<BTreeSet<_>>();
        let differ: Vec<_> = ids(&english)
            .symmetric_difference(&ids(&other))
            .cloned()
            .collect();
        assert!(
            differ.is_empty(),
            "{} differs from English in {differ:?}",
            language.tag()
        );
        for (id, text) in &english {
            assert_eq!(places(text), places(&other[id]), "{}: {id}", language.tag());
        }
    }
}

#[test]
fn every_message_is_translated() {
    let english = messages(Language::En);
    for language in Language::ALL
        .into_iter()
        .filter(|language| *language != Language::En)
    {
        let other = messages(language);
        let same = english
            .iter()
            .filter(|(id, text)| other.get(*id) == Some(*text));
        let same: Vec<_> = same.map(|(id, _)| id.as_str()).collect();
        assert_eq!(same, SAME_EVERYWHERE, "{}", language.tag());
    }
}

#[test]
fn every_message_is_read_and_formatted_without_error() {
    for (language, with_cli) in Language::ALL
        .into_iter()
        .flat_map(|language| [(language, false), (language, true)])
    {
        let further = if with_cli { command_line(language) } else { "" };
        let bundle = bundle(&[language.source(), further], language);
        let words = Words::new(language).and(further);
        let source = if with_cli { further } else { language.source() };
        for (id, source) in messages_of(source) {
            assert!(words.has(&id), "{}: {id} was not read", language.tag());
            for number in [1, 7] {
                let mut values = FluentArgs::new();
                for place in places(&source) {
                    if NUMBERS.contains(&place) {
                        values.set(place, number);
                    } else {
                        values.set(place, format!("<{place}>"));
                    }
                }
                let mut errors = Vec::new();
                let pattern = bundle
                    .get_message(&id)
                    .and_then(|it| it.value())
                    .expect(&id);
                let text = bundle.format_pattern(pattern, Some(&values), &mut errors);
                assert!(errors.is_empty(), "{}: {id}: {errors:?}", language.tag());
                assert!(
                    !text.contains(['{', '}', '$']),
                    "{}: {id}: {text}",
                    language.tag()
                );
                for place in places(&source) {
                    let value = if NUMBERS.contains(&place) {
                        number.to_string()
                    } else {
                        format!("<{place}>")
                    };
                    assert!(
                        text.contains(&value),
                        "{}: {id} loses {place}",
                        language.tag()
                    );
                }
            }
        }
    }
}

#[test]
fn no_message_is_unused() {
    let asked = asked_for(&sources());
    let mut used: BTreeSet<&str> = asked.iter().map(|(id, _)| id.as_str()).collect();
    used.extend(in_tables());
    let english = messages(Language::En);
    let unused: Vec<_> = english
        .keys()
        .filter(|id| !used.contains(id.as_str()))
        .collect();
    assert!(
        unused.is_empty(),
        "in locales/, but the sources do not ask for it: {unused:?}"
    );
}

#[test]
fn no_message_is_missing() {
    let english = messages(Language::En);
    let sources = sources();
    let asked = asked_for(&sources);
    assert!(
        asked.len() > 200,
        "only {} uses were found: has the style changed?",
        asked.len()
    );
    let missing: Vec<_> = asked
        .iter()
        .filter(|(id, _)| !english.contains_key(id))
        .collect();
    assert!(
        missing.is_empty(),
        "in the sources but not in locales/: {missing:?}"
    );
    let missing: Vec<_> = in_tables()
        .into_iter()
        .filter(|id| !english.contains_key(*id))
        .collect();
    assert!(
        missing.is_empty(),
        "in the tables but not in locales/: {missing:?}"
    );
}

/// A message in brackets would be seen on the page if it asked for what only the command line has.
#[test]
fn the_page_asks_only_for_its_own() {
    let page = messages_of(Language::En.source());
    for (id, path) in asked_for(&sources()) {
        assert!(
            page.contains_key(&id) || path.starts_with("src/cli/") || path == "src/cli.rs",
            "{path} asks for {id}"
        );
    }
}

/// Whoever fills the places of a message fills those of the one that takes its place.
#[test]
fn what_takes_the_place_of_a_message_has_its_places() {
    for language in Language::ALL {
        let page = messages_of(language.source());
        let mut replaced = 0;
        for (id, text) in messages_of(command_line(language)) {
            if let Some(before) = page.get(&id) {
                assert_eq!(places(before), places(&text), "{}: {id}", language.tag());
                replaced += 1;
            }
        }
        assert!(replaced > 20, "only {replaced} were found");
    }
}

#[test]
fn the_code_fills_the_places_that_a_message_has() {
    let english = messages(Language::En);
    let mut checked = 0;
    for (path, code) in sources() {
        for literal in literals(&code)
            .into_iter()
            .filter(|it| it.is_given_to("with"))
        {
            let Some(text) = english.get(literal.id) else {
                continue;
            };
            let list = literal.after.strip_prefix(',').map(str::trim_start);
            let Some(list) = list.and_then(|rest| rest.strip_prefix('[')) else {
                continue;
            };
            let list = &list[..closing_bracket(list)];
            let names = literals(list)
                .into_iter()
                .filter(|it| it.before.ends_with('('));
            let names: BTreeSet<_> = names.map(|it| it.id).collect();
            assert_eq!(names, places(text), "{} in {path}", literal.id);
            checked += 1;
        }
    }
    assert!(
        checked > 15,
        "only {checked} were found: has the style changed?"
    );
}

#[test]
fn a_mistake_names_no_place_but_label_and_row() {
    let english = messages(Language::En);
    for id in english
        .keys()
        .filter(|id| id.starts_with("missing-") || id.starts_with("mistake-"))
    {
        let places = places(&english[id]);
        assert!(
            places.iter().all(|place| ["label", "row"].contains(place)),
            "{id}: {places:?}"
        );
    }
    for id in english.keys().filter(|id| id.starts_with("worker-")) {
        assert!(places(&english[id]).is_empty(), "{id}");
    }
}

#[test]
fn mail_bodies_fit_into_a_link() {
    for language in Language::ALL {
        let words = Words::new(language);
        let file = [("file", "report-7ZK3M0Q4XB.asc".into())];
        for body in [
            words.with("mailto-body", file),
            words.text("key-request-body"),
        ] {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
            let width = |byte| if plain(byte) { 1 } else { 3 };
            let length: usize = body.replace('\n', "\r\n").bytes().map(width).sum();
            assert!(
                length <= MAX_MAILTO_BODY,
                "{}: {length}: {body}",
                language.tag()
            );
        }
    }
}

/// What is shown without script is read line by line, without Fluent.
#[test]
fn the_words_without_script_are_single_lines() {
    for language in Language::ALL {
        let messages = messages(language);
        let fallback = messages
            .iter()
            .filter(|(id, _)| id.starts_with("fallback-"));
        for (id, text) in fallback {
            assert!(
                !text.trim_end().contains(['\n', '{']),
                "{}: {id}",
                language.tag()
            );
        }
    }
}
