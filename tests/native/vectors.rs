//! The shared vectors on the host.

#[path = "../shared/vectors.rs"]
mod vectors;

#[path = "../shared/engines.rs"]
mod engines;

use sealed_report::openpgp::bulk::Software;
use sealed_report::openpgp::source::at_once;

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

#[test]
fn every_length_by_software() {
    at_once(engines::every_length(Software)).expect("nothing to wait for");
}

#[test]
fn every_length_by_the_library() {
    at_once(engines::every_length_by_the_library()).expect("nothing to wait for");
}

#[test]
fn every_vector_by_software() {
    at_once(engines::every_vector(Software)).expect("nothing to wait for");
}

#[test]
fn several_pieces_by_software() {
    at_once(engines::several_pieces(Software)).expect("nothing to wait for");
}
