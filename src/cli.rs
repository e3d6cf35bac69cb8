//! CLI. The native command line: what a vendor's own checks and scripts use, made of the same parts
//! as the page. It reads files and writes to the terminal; what it says stands in `locales/cli.*`.

mod arguments;
mod attach;
mod check;
mod check_json;
mod check_text;
mod exit;
mod group;
mod input;
mod moment;
mod output;
mod remedy;
mod seal;
mod seal_error;
mod terminal;
mod words;

use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::words::Language;
use arguments::{Command, Layout};
use exit::Exit;
use input::Inputs;

/// Does what the arguments of this process ask for.
#[must_use]
pub fn main() -> ExitCode {
    let mut language = Language::default();
    let command = arguments::parse(lexopt::Parser::from_env(), &mut language);
    let words = words::of(language);
    let exit = match command {
        Err(error) => {
            terminal::tell(&error.sentence(&words));
            terminal::tell(&words.text("usage-see-help"));
            Exit::Usage
        }
        Ok(Command::Help(topic)) => terminal::show(&words.text(topic.message()), Exit::Done),
        Ok(Command::Version) => terminal::show(
            concat!("sealed-report ", env!("CARGO_PKG_VERSION")),
            Exit::Done,
        ),
        Ok(Command::Check(options)) => {
            let now = options.at.unwrap_or_else(now);
            let groups = check::check(&options, &mut Inputs::default(), now);
            let text = match options.layout {
                Layout::Text => check_text::text(&words, &groups, now),
                Layout::Json => check_json::json(&words, &groups, now),
            };
            let warned = options.warn_days.is_some();
            let exits = groups.iter().map(|group| group.exit(warned));
            terminal::show(&text, exits.max().unwrap_or(Exit::Done))
        }
        Ok(Command::Seal(options)) => {
            let now = options.at.unwrap_or_else(now);
            match seal::seal(&options, &mut Inputs::default(), now) {
                Ok(sealed) => {
                    terminal::tell(&sealed.told(&words));
                    Exit::Done
                }
                Err(error) => {
                    terminal::tell(&error.sentence(&words));
                    error.exit()
                }
            }
        }
    };
    exit.into()
}

/// The clock of this machine, in Unix seconds.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
