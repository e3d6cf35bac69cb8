//! The same messages by every engine, natively and in the browser: whatever the length and the cut,
//! the library opens them, and all engines write the same bytes.

use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};
use sealed_report::digest::Digest;
use sealed_report::openpgp::Recipient;
use sealed_report::openpgp::bulk::{Engine, Software};
use sealed_report::openpgp::message::is_encrypted;
use sealed_report::openpgp::seal::{Border, Bulk, Cut, Encoding, Form, KeyIds, seal_from};
use sealed_report::openpgp::sink::Digested;

use crate::vectors::{ODD_PREFERENCES, VECTORS, decrypt_packets, recipient};

/// A small cut, so that short texts meet every border.
const SMALL: Cut = Cut {
    piece_bytes: 512,
    border: Border {
        whole_up_to: 1000,
        piece_bits: 9,
    },
};

/// Lengths at the borders of blocks, pieces, packet lengths and the digest at the end.
fn lengths() -> impl Iterator<Item = usize> {
    let near = |around: usize| around.saturating_sub(70)..around + 5;
    (0..40)
        .chain(near(192))
        .chain(near(512))
        .chain(near(1000))
        .chain(near(1024))
        .chain([8384, 20_011])
}

fn text(length: usize) -> Vec<u8> {
    let mut text = vec![0; length];
    StdRng::seed_from_u64(length as u64).fill_bytes(&mut text);
    text
}

async fn sealed<E: Engine>(to: &[Recipient], text: &[u8], bulk: &Bulk<E>) -> Vec<u8> {
    let mut out = Vec::new();
    let form = Form {
        encoding: Encoding::Binary,
        key_ids: KeyIds::Shown,
    };
    let rng = StdRng::seed_from_u64(5);
    let mut told = Vec::new();
    let inspected = seal_from(
        to,
        text,
        Digested::new(&mut out),
        form,
        bulk,
        rng,
        &mut |done| told.push(done),
    )
    .await
    .expect("sealed");
    assert!(is_encrypted(&out));
    assert_eq!(inspected.length, out.len() as u64);
    assert_eq!(inspected.digest, Digest::of(&out));
    assert!(told.is_sorted() && told.last() == Some(&(text.len() as u64)));
    out
}

/// Every length, in small pieces and in one: opens, and is what [`Software`] writes.
pub async fn every_length<E: Engine + Clone>(engine: E) {
    let to = [recipient(&VECTORS[1])];
    for length in lengths() {
        let text = text(length);
        for cut in [SMALL, Cut::default()] {
            let message = sealed(&to, &text, &Bulk::Engine(engine.clone(), cut)).await;
            assert_eq!(
                decrypt_packets(&message, VECTORS[1].secret),
                text,
                "{length}"
            );
            let software = sealed(&to, &text, &Bulk::Engine(Software, cut)).await;
            assert!(message == software, "{length} {cut:?}");
        }
    }
}

/// Several megabytes, in pieces as they are used.
pub async fn several_pieces<E: Engine + Clone>(engine: E) {
    let to = [recipient(&VECTORS[1])];
    let text = text(9_000_017);
    let message = sealed(&to, &text, &Bulk::Engine(engine, Cut::default())).await;
    assert!(decrypt_packets(&message, VECTORS[1].secret) == text);
}

/// By the library alone, as short messages are and all where the browser lends no cipher: every
/// length opens.
pub async fn every_length_by_the_library() {
    let to = [recipient(&VECTORS[1])];
    for length in lengths() {
        let text = text(length);
        let message = sealed(&to, &text, &Bulk::<Software>::Library).await;
        let opened = decrypt_packets(&message, VECTORS[1].secret);
        assert_eq!(opened, text, "{length}");
    }
}

/// To every kind of key, with AES-256 and with AES-128.
pub async fn every_vector<E: Engine + Clone>(engine: E) {
    let text = text(20_011);
    for vector in VECTORS.iter().chain([&ODD_PREFERENCES]) {
        let bulk = Bulk::Engine(engine.clone(), SMALL);
        let message = sealed(&[recipient(vector)], &text, &bulk).await;
        let opened = decrypt_packets(&message, vector.secret);
        assert!(opened == text, "{}", vector.algorithm);
    }
}
