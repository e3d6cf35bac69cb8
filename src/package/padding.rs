//! Padmé: how far to pad, so that a length tells only its magnitude.
//!
//! From "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs" (Nikitin et
//! al., 2019), <https://lbarman.ch/blog/padme/>. The padded length has the exponent of the real
//! one and a mantissa no longer than that exponent's binary logarithm, so it tells O(log log L)
//! bits, and costs less than 12 % for every length, falling as lengths grow.

/// The padded length of something `length` bytes long: at least `length`, at most 12 % more.
pub fn padme(length: u64) -> u64 {
    if length < 2 {
        return length;
    }
    let exponent = length.ilog2();
    // Bits of the mantissa that are kept.
    let kept = exponent.checked_ilog2().map_or(1, |bits| bits + 1);
    let mask = (1_u64 << (exponent - kept.min(exponent))) - 1;
    length.checked_add(mask).map_or(length, |sum| sum & !mask)
}

#[cfg(test)]
mod tests {
    use super::padme;

    #[test]
    fn known_lengths() {
        // Computed with the authors' formula.
        for (length, padded) in [
            (0, 0),
            (1, 1),
            (8, 8),
            (9, 10),
            (100, 104),
            (1000, 1024),
            (1_000_000, 1_015_808),
        ] {
            assert_eq!(padme(length), padded, "{length}");
        }
    }

    #[test]
    fn never_shorter_and_never_12_percent_longer() {
        for length in (0..100_000).chain((0..63).map(|bit| (1 << bit) + 1)) {
            let padded = padme(length);
            assert!(padded >= length);
            assert!(
                u128::from(padded - length) * 100 <= u128::from(length) * 12,
                "{length} to {padded}"
            );
            assert_eq!(padme(padded), padded, "{length}");
        }
        assert_eq!(padme(u64::MAX), u64::MAX);
    }
}
