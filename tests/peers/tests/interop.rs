//! What this library seals, opened by every other implementation that is to be had here. The table
//! is `docs/interop.md`; after a change that is wanted, write it anew:
//!
//!     GOLDEN=write cargo xtask test peers

use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use sealed_report_peers::keys::{KEYS, PLAIN_V1, PLAIN_V2};
use sealed_report_peers::messages::{Message, Shape, seal_all, with_a_flipped_bit};
use sealed_report_peers::peer::{self, Peer};
use sealed_report_peers::table::{self, Cell, Heading, Row};

/// What one implementation does with all messages.
struct Column {
    heading: Heading,
    cells: Vec<Cell>,
}

#[test]
fn every_implementation_opens_what_the_table_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let messages = seal_all(folder.path()).expect("sealed");
    let columns = all(&messages, folder.path());
    let rows: Vec<Row> = messages
        .iter()
        .enumerate()
        .map(|(i, message)| row(i, message, &columns))
        .collect();
    let headings: Vec<Heading> = columns.into_iter().map(|column| column.heading).collect();
    compare(&headings, &rows).expect("docs/interop.md");
}

fn row(i: usize, message: &Message, columns: &[Column]) -> Row {
    Row {
        key: message.key.name,
        shape: message.shape.name(),
        seipd: message.seipd.clone(),
        cells: columns
            .iter()
            .map(|column| column.cells[i].clone())
            .collect(),
    }
}

/// Asks all of them, two at a time: that many processors do most machines have.
fn all(messages: &[Message], folder: &Path) -> Vec<Column> {
    let peers = peer::all().expect("all are installed");
    let mut columns: Vec<Option<Result<Column>>> = peers.iter().map(|_| None).collect();
    let mut work: Vec<_> = peers.into_iter().zip(&mut columns).collect();
    // The slow ones first: the others fit beside them.
    work.sort_by_key(|(peer, _)| !["pgpainless-cli", "PGPy", "kbpgp"].contains(&peer.name()));
    let work = Mutex::new(work.into_iter());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let next = work.lock().expect("nothing panics while it is held").next();
                    let Some((mut peer, place)) = next else {
                        break;
                    };
                    let begin = Instant::now();
                    let column = column(peer.as_mut(), messages, folder);
                    println!("{}: {} s", peer.name(), begin.elapsed().as_secs());
                    *place = Some(column.with_context(|| peer.name()));
                }
            });
        }
    });
    let columns = columns.into_iter().map(|column| column.expect("filled"));
    let (good, bad): (Vec<_>, Vec<_>) = columns.partition(Result::is_ok);
    let bad: Vec<String> = bad
        .into_iter()
        .filter_map(|column| Some(format!("{:#}", column.err()?)))
        .collect();
    assert!(bad.is_empty(), "{}", bad.join("\n"));
    good.into_iter().flatten().collect()
}

fn column(peer: &mut dyn Peer, messages: &[Message], folder: &Path) -> Result<Column> {
    let heading = Heading {
        name: peer.name(),
        version: peer.version()?,
    };
    let mut cells = Vec::new();
    for key in &KEYS {
        let import = peer.import(&key.secret())?;
        for message in messages.iter().filter(|message| message.key == *key) {
            cells.push(match &import {
                Err(words) => Cell::Key(words.clone()),
                Ok(()) => cell(peer, message)?,
            });
        }
    }
    let opens = |key, shape| {
        let all = messages.iter().zip(&cells);
        let mut this = all.filter(|(message, _)| message.key == key && message.shape == shape);
        this.any(|(_, cell)| matches!(cell, Cell::Opens | Cell::Alters))
    };
    // Without this, a broken harness would look like an implementation that can do nothing.
    ensure!(
        opens(PLAIN_V1, Shape::Text),
        "opens not even the commonest: {:?}",
        cells[0]
    );
    for key in [PLAIN_V1, PLAIN_V2] {
        for (shape, back) in [
            (Shape::Binary, 1),
            (Shape::Binary, 200),
            (Shape::Large, 1),
            (Shape::Large, 1 << 19),
        ] {
            let message = messages
                .iter()
                .find(|it| it.key == key && it.shape == shape);
            let message = message.expect("is sealed");
            if opens(key, shape) {
                let flipped = with_a_flipped_bit(message, back, folder)?;
                let answer = peer.open(&key.secret(), &flipped)?;
                ensure!(
                    answer.is_err(),
                    "{} {shape:?}: takes changed ciphertext as good",
                    key.name
                );
            }
        }
    }
    Ok(Column { heading, cells })
}

/// Other bytes than were sealed are an error, unless it is known how they came to be.
fn cell(peer: &mut dyn Peer, message: &Message) -> Result<Cell> {
    let opened = match peer.open(&message.key.secret(), &message.file)? {
        Ok(opened) => opened,
        Err(words) => return Ok(Cell::Message(words)),
    };
    let plaintext = opened.plaintext;
    if plaintext == message.plaintext {
        return Ok(opened.complaint.map_or(Cell::Opens, Cell::Complains));
    }
    ensure!(
        plaintext == peer.gives_out(&message.plaintext),
        "{} {:?}: {} bytes came out that were not sealed",
        message.key.name,
        message.shape,
        plaintext.len(),
    );
    Ok(Cell::Alters)
}

fn compare(headings: &[Heading], rows: &[Row]) -> Result<()> {
    let page = std::fs::read_to_string(table::page())?;
    let cells = table::cells(headings, rows);
    println!("{cells}");
    if std::env::var_os("GOLDEN").is_some_and(|it| it == "write") {
        let page = table::with_part(&page, "versions", &table::versions(headings))?;
        let page = table::with_part(&page, "cells", &cells)?;
        let page = table::with_part(&page, "words", &table::words(headings, rows))?;
        std::fs::write(table::page(), page)?;
        return Ok(());
    }
    let expected = table::part(&page, "cells")?;
    let new: Vec<&str> = cells
        .lines()
        .filter(|line| !expected.contains(line))
        .collect();
    let gone: Vec<&str> = expected
        .lines()
        .filter(|line| !cells.contains(line))
        .collect();
    ensure!(
        expected == cells,
        "the table is another one. Was:\n{}\nis:\n{}\n{}\nIf that is wanted: GOLDEN=write cargo xtask test peers",
        gone.join("\n"),
        new.join("\n"),
        table::words(headings, rows),
    );
    Ok(())
}
