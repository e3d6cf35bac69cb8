//! `cargo xtask`: see [`HELP`].

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::*;
use xtask::stage::Profile;
use xtask::vendors::Demo;
use xtask::{bench, build, check, fuzz, schema, serve, test};

const HELP: &str = "\
cargo xtask serve [--release] [--port N] [--inbox-port N]
    Build the page, serve it on this machine, and receive the demo vendor's uploads.
cargo xtask build [--debug] [--demo] [--vendors DIR] [--out DIR]
    Build what is deployed, into dist/.
cargo xtask test [native|peers|browser|e2e]
    Run all tests, or one kind.
cargo xtask fuzz [--seconds N] [--keep] [TARGET...]
    Give random input to everything that reads strangers' files, each target for 60 or N seconds;
    with --keep, put what was found into tests/regressions/.
cargo xtask check
    Formatting, clippy, documentation, licences.
cargo xtask bench [--mib N] [sizes|speed|memory|native]...
    Measure what a visitor downloads, how fast and in how much memory the page seals a file of 256
    or N MiB beside OpenPGP.js, and the command line beside GnuPG; or some of that.
cargo xtask schema
    Write the JSON Schemas in docs/ anew, after a change of the types.
";

fn main() -> ExitCode {
    match tasks() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn tasks() -> Result<()> {
    let mut arguments = lexopt::Parser::from_env();
    let task = match arguments.next()? {
        Some(Value(task)) => task.string()?,
        Some(Short('h') | Long("help")) | None => "help".into(),
        Some(other) => return Err(other.unexpected().into()),
    };
    match task.as_str() {
        "serve" => serve::serve(serve_options(&mut arguments)?),
        "build" => build::build(build_options(&mut arguments)?),
        "test" => test::test(test_suites(&mut arguments)?),
        "fuzz" => fuzz::fuzz(&fuzz_options(&mut arguments)?),
        "check" => no_more(&mut arguments).and_then(|()| check::check()),
        "bench" => bench::bench(&bench_options(&mut arguments)?),
        "schema" => no_more(&mut arguments).and_then(|()| schema::schema()),
        "help" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no task {other:?}\n\n{HELP}"),
    }
}

fn serve_options(arguments: &mut lexopt::Parser) -> Result<serve::Options> {
    let mut options = serve::Options {
        profile: Profile::Debug,
        port: 8080,
        inbox_port: 8181,
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("release") => options.profile = Profile::Release,
            Long("port") => options.port = arguments.value()?.parse()?,
            Long("inbox-port") => options.inbox_port = arguments.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn build_options(arguments: &mut lexopt::Parser) -> Result<build::Options> {
    let mut options = build::Options {
        profile: Profile::Release,
        demo: Demo::Leave,
        vendors: None,
        out: None,
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("release") => options.profile = Profile::Release,
            Long("debug") => options.profile = Profile::Debug,
            Long("demo") => options.demo = Demo::Include,
            Long("vendors") => options.vendors = Some(arguments.value()?.into()),
            Long("out") => options.out = Some(arguments.value()?.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn test_suites(arguments: &mut lexopt::Parser) -> Result<Vec<test::Suite>> {
    let mut suites = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(name) => suites.push(name.string()?.parse()?),
            other => return Err(other.unexpected().into()),
        }
    }
    if suites.is_empty() {
        suites.extend(test::Suite::ALL);
    }
    Ok(suites)
}

fn bench_options(arguments: &mut lexopt::Parser) -> Result<bench::Options> {
    let mut options = bench::Options {
        parts: Vec::new(),
        mib: bench::Options::MIB,
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("mib") => options.mib = arguments.value()?.parse()?,
            Value(name) => options.parts.push(name.string()?.parse()?),
            other => return Err(other.unexpected().into()),
        }
    }
    if options.parts.is_empty() {
        options.parts.extend(bench::Part::ALL);
    }
    Ok(options)
}

fn fuzz_options(arguments: &mut lexopt::Parser) -> Result<fuzz::Options> {
    let mut options = fuzz::Options {
        seconds: 60,
        targets: Vec::new(),
        keep: false,
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("seconds") => options.seconds = arguments.value()?.parse()?,
            Long("keep") => options.keep = true,
            Value(name) => options.targets.push(name.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn no_more(arguments: &mut lexopt::Parser) -> Result<()> {
    match arguments.next()? {
        Some(argument) => Err(argument.unexpected().into()),
        None => Ok(()),
    }
}
