//! The page.

fn main() {
    sealed_report::app::start();
}
