//! The command line: `sealed-report check` and `sealed-report seal`.

fn main() -> std::process::ExitCode {
    sealed_report::cli::main()
}
