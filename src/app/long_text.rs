//! Long texts, in pieces that a browser lays out quickly.

use yew::prelude::*;

/// Browsers lay a line out in time that grows with the square of its length: a megabyte without a
/// line feed, such as a description inside `report.json`, takes Chromium more than a minute. Pieces
/// of this many bytes, each a text of its own, take it half a second.
const PIECE_BYTES: usize = 4096;

/// `text` as text nodes that together are the same text.
pub(super) fn view(text: &str) -> Html {
    pieces(text).into_iter().map(Html::from).collect()
}

fn pieces(mut text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    while text.len() > PIECE_BYTES {
        let limit = (0..=PIECE_BYTES)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(text.len());
        // Between words, so that nothing is torn that belongs together.
        let cut = match text[..limit].rfind([' ', '\n']) {
            Some(space) => space + 1,
            None => limit,
        };
        let (piece, rest) = text.split_at(cut);
        pieces.push(piece);
        text = rest;
    }
    pieces.push(text);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_are_the_text() {
        for text in ["", "short", &"中".repeat(5000), &"word word\n".repeat(2000)] {
            let pieces = pieces(text);
            assert_eq!(pieces.concat(), text);
            assert!(pieces.iter().all(|piece| piece.len() <= PIECE_BYTES));
        }
    }
}
