//! The shared vectors on the host.

#[path = "../shared/vectors.rs"]
mod vectors;

#[test]
fn seal_and_open() {
    vectors::seal_and_open();
}

#[test]
fn seal_to_several() {
    vectors::seal_to_several();
}

#[test]
fn refusals() {
    vectors::refusals();
}

#[test]
fn health_as_json() {
    vectors::health_as_json();
}
