//! The worker: seals, checks certificates, parses Markdown.

fn main() {
    sealed_report::worker::start();
}
