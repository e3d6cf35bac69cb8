//! The vectors are what their README says: certificates with the secret keys that belong to them,
//! and the samples of two RFCs.

use pgp::composed::{Deserializable, SignedPublicKey, SignedSecretKey};
use sealed_report::openpgp::Certificate;
use sealed_report_peers::keys::KEYS;

#[test]
fn every_certificate_is_the_public_half_of_its_secret_key() {
    for key in &KEYS {
        let read = |file| std::fs::read(file).expect(key.name);
        let (certificate, _) =
            SignedPublicKey::from_armor_single(&*read(key.certificate())).expect(key.name);
        let (secret, _) = SignedSecretKey::from_armor_single(&*read(key.secret())).expect(key.name);
        secret.verify_bindings().expect(key.name);
        assert_eq!(secret.to_public_key(), certificate, "{}", key.name);
    }
}

/// As the appendices name them: the primary key and its subkey.
const SAMPLES: [(&str, &str, &str); 8] = [
    // RFC 9580, A.3: in the issuer fingerprints of the dump, and as the recipient of A.8.
    (
        "rfc9580-v6",
        "cb186c4f0609a697e4d52dfa6c722b0c1f1e27c18a56708f6525ec27bad9acc9",
        "12c83f1e706f6308fe151a417743a1f033790e93e9978488d1db378da9930885",
    ),
    // RFC 9980, A.1 to A.7.
    (
        "rfc9980-v6-eddsa",
        "c789e17d9dbdca7b3c833a3c063feb0353f80ad911fe27868fb0645df803e947",
        "dafe0eebb2675ecfcdc20a23fe89ca5d12e83f527dfa354b6dcf662131a48b9d",
    ),
    (
        "rfc9980-v4-eddsa",
        "342e5db2de345215cb2c944f7102ffed3b9cf12d",
        "e51dbfea51936988b5428fffa4f95f985ed61a51",
    ),
    (
        "rfc9980-v6-mldsa-65",
        "a3e2e14b6a493ff930fb27321f125e9a6880338be9fb7da3ae065ea65793242f",
        "7dae8fbce23022607167af72a002e774e0ca379a2d7ae072384e1e8fde3265e4",
    ),
    (
        "rfc9980-v6-mldsa-87",
        "0d7a8be1410cd68eed4845ab487b4b4cfaecd8ebad1a1166a84230499200ee20",
        "65090e147a8116ab7f62ab4ec7aae59d9e6532feb2af230c73cdc869fbc60c8f",
    ),
    (
        "rfc9980-v6-slhdsa-128s",
        "eed4d13fc36c78e48276a93233339c4dd230fd5f6f5c5b82c63d5c0b5e361d92",
        "3e8745a4bb488779e0f32480fa23f8d0bfd8c2f49d7f74e957e1c2ffc2ef4bfc",
    ),
    (
        "rfc9980-v6-slhdsa-128f",
        "d54e0307021169f7b88beb2b76e3aad0e114be1a8f982d74dba9ca51d03537f4",
        "d8875664256c382dd7f3a5ce05021088922811f5d0b1a1f8c7769944a51b7002",
    ),
    (
        "rfc9980-v6-slhdsa-256s",
        "72fff84863aeba67f0d1d7691173247dd427533b9d7ee76011c6f77f2ce9fa7a",
        "570a5bbab93169876a8240da35a1ada7ba8a640aabe3ab467c797214844df15f",
    ),
];

#[test]
fn the_samples_of_the_rfcs_have_the_fingerprints_of_their_appendices() {
    for (name, primary, subkey) in SAMPLES {
        let key = KEYS.iter().find(|key| key.name == name).expect(name);
        let bytes = std::fs::read(key.certificate()).expect(name);
        let certificates = Certificate::read(&bytes).expect(name);
        assert_eq!(certificates.len(), 1, "{name}");
        let hex = |fingerprint: &dyn std::fmt::Display| {
            fingerprint.to_string().replace(' ', "").to_lowercase()
        };
        assert_eq!(hex(&certificates[0].fingerprint()), primary, "{name}");
        let subkeys = certificates[0].subkey_fingerprints();
        let subkeys: Vec<String> = subkeys.iter().map(|it| hex(it)).collect();
        assert_eq!(subkeys, [subkey], "{name}");
    }
}
