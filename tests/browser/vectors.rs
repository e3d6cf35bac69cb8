//! The shared vectors in a browser: `wasm-bindgen-test` runs them; on the host this is empty.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[path = "../shared/vectors.rs"]
mod vectors;

#[path = "../shared/engines.rs"]
mod engines;

use sealed_report::browser::aes::WebCrypto;
use sealed_report::openpgp::bulk::Software;

#[wasm_bindgen_test]
fn seal_and_open() {
    vectors::seal_and_open();
}

#[wasm_bindgen_test]
fn seal_to_several() {
    vectors::seal_to_several();
}

#[wasm_bindgen_test]
fn refusals() {
    vectors::refusals();
}

#[wasm_bindgen_test]
fn health_as_json() {
    vectors::health_as_json();
}

#[wasm_bindgen_test]
async fn every_length_by_software() {
    engines::every_length(Software).await;
}

#[wasm_bindgen_test]
async fn every_length_by_the_browser() {
    engines::every_length(WebCrypto::find().expect("a secure context")).await;
}

#[wasm_bindgen_test]
async fn every_length_by_the_library() {
    engines::every_length_by_the_library().await;
}

#[wasm_bindgen_test]
async fn every_vector_by_software() {
    engines::every_vector(Software).await;
}

#[wasm_bindgen_test]
async fn every_vector_by_the_browser() {
    engines::every_vector(WebCrypto::find().expect("a secure context")).await;
}

#[wasm_bindgen_test]
async fn several_pieces_by_the_browser() {
    engines::several_pieces(WebCrypto::find().expect("a secure context")).await;
}
