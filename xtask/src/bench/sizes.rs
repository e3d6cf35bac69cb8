//! What a visitor downloads, and whose code it is.

use std::fs;
use std::io::Write;

use anyhow::Result;
use sealed_report::openpgp::health::MAX_OWN_SIGNATURES;
use serde::Serialize;

use crate::assemble::{Assembly, assemble};
use crate::stage::Stage;
use crate::vendors::{self, Demo};
use crate::{cap, paths, wasm};

/// How many crates are named.
const CRATES_SHOWN: usize = 12;

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Sizes {
    /// What loads before the form can be typed in.
    form: Group,
    /// What loads after the first paint.
    worker: Group,
    /// The vendor files: they grow with the vendors, not with the page.
    vendors: Group,
    /// Bytes of code by crate, uncompressed.
    page_crates: Vec<CrateSize>,
    worker_crates: Vec<CrateSize>,
    /// What one certificate can cost.
    caps: Vec<CapTime>,
}

#[derive(Debug, Serialize)]
struct CapTime {
    /// Of the RSA key whose signatures are checked.
    rsa_bits: usize,
    signatures: usize,
    /// On this machine, not in a browser.
    milliseconds: u128,
}

#[derive(Debug, Serialize)]
struct Group {
    files: Vec<FileSize>,
    bytes: usize,
    brotli_bytes: usize,
    /// In bytes; none for what has no goal.
    goal: Option<usize>,
}

#[derive(Debug, Serialize)]
struct FileSize {
    name: String,
    bytes: usize,
    brotli_bytes: usize,
}

#[derive(Debug, Serialize)]
struct CrateSize {
    name: String,
    code_bytes: usize,
}

/// Assembles the pages of a release and prints their sizes.
pub fn measure(stage: &Stage) -> Result<Sizes> {
    let target = paths::target_dir()?;
    let vendors = vendors::load(&paths::root().join("vendors"), Demo::Leave)?;
    let out = target.join("bench");
    assemble(
        stage,
        &Assembly {
            vendors,
            out: out.clone(),
        },
    )?;

    let hosted = fs::read(out.join("index.html"))?;
    let style = format!("{}{}", crate::fallback::STYLE, stage.text(Stage::STYLE)?);
    let mut vendor_files = Vec::new();
    for entry in fs::read_dir(out.join("vendors"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        vendor_files.push((format!("vendors/{name}"), fs::read(&path)?));
    }
    vendor_files.sort();
    let mut files = Vec::new();
    for name in ["page.js", "page.wasm", "worker.js", "worker.wasm"] {
        files.push((name.to_string(), stage.bytes(name)?));
    }
    let worker = files.split_off(2);
    files.insert(0, ("index.html".into(), hosted));
    files.insert(1, (Stage::STYLE.into(), style.into_bytes()));

    let sizes = Sizes {
        form: group(files, Some(200_000))?,
        worker: group(worker, Some(400_000))?,
        vendors: group(vendor_files, None)?,
        page_crates: crates(&stage.bytes("page.named.wasm")?)?,
        worker_crates: crates(&stage.bytes("worker.named.wasm")?)?,
        caps: caps()?,
    };
    print_group("Before the form can be typed in", &sizes.form);
    print_group("The worker, after the first paint", &sizes.worker);
    print_group("The vendor files", &sizes.vendors);
    print_crates("page", &sizes.page_crates);
    print_crates("worker", &sizes.worker_crates);
    println!("\nA certificate with as many signatures as are looked at, all wrong; native");
    for cap in &sizes.caps {
        let name = format!("{} by RSA {}", cap.signatures, cap.rsa_bits);
        println!("  {name:<38} {:>7} ms", cap.milliseconds);
    }
    Ok(sizes)
}

fn caps() -> Result<Vec<CapTime>> {
    let mut times = Vec::new();
    for rsa_bits in [4096, 8192] {
        times.push(CapTime {
            rsa_bits,
            signatures: MAX_OWN_SIGNATURES,
            milliseconds: cap::time(rsa_bits)?.as_millis(),
        });
    }
    Ok(times)
}

fn group(files: Vec<(String, Vec<u8>)>, goal: Option<usize>) -> Result<Group> {
    let mut sizes = Vec::new();
    for (name, content) in files {
        let brotli_bytes = brotli_size(&content)?;
        sizes.push(FileSize {
            name,
            bytes: content.len(),
            brotli_bytes,
        });
    }
    let bytes = sizes.iter().map(|file| file.bytes).sum();
    let brotli_bytes = sizes.iter().map(|file| file.brotli_bytes).sum();
    Ok(Group {
        files: sizes,
        bytes,
        brotli_bytes,
        goal,
    })
}

/// As a server that compresses beforehand would send it.
fn brotli_size(content: &[u8]) -> Result<usize> {
    const BUFFER_BYTES: usize = 64 * 1024;
    const QUALITY: u32 = 11;
    const WINDOW_BITS: u32 = 24;
    let mut compressed = Vec::new();
    let mut writer =
        brotli::CompressorWriter::new(&mut compressed, BUFFER_BYTES, QUALITY, WINDOW_BITS);
    writer.write_all(content)?;
    drop(writer);
    Ok(compressed.len())
}

fn crates(module: &[u8]) -> Result<Vec<CrateSize>> {
    let by_crate = wasm::code_by_crate(module)?.into_iter();
    let mut sizes: Vec<CrateSize> = by_crate
        .map(|(name, code_bytes)| CrateSize { name, code_bytes })
        .collect();
    sizes.sort_by_key(|size| std::cmp::Reverse(size.code_bytes));
    Ok(sizes)
}

fn print_group(title: &str, group: &Group) {
    println!("\n{title:<40} {:>10} {:>10}", "bytes", "brotli 11");
    for file in &group.files {
        println!(
            "  {:<38} {:>10} {:>10}",
            file.name, file.bytes, file.brotli_bytes
        );
    }
    let verdict = match group.goal {
        Some(goal) if group.brotli_bytes <= goal => format!("  goal {goal}: met"),
        Some(goal) => format!("  goal {goal}: MISSED by {}", group.brotli_bytes - goal),
        None => String::new(),
    };
    println!(
        "  {:<38} {:>10} {:>10}{verdict}",
        "together", group.bytes, group.brotli_bytes
    );
}

fn print_crates(program: &str, sizes: &[CrateSize]) {
    println!("\nCode in {program}.wasm by crate, uncompressed bytes (data not counted)");
    for size in sizes.iter().take(CRATES_SHOWN) {
        println!("  {:<38} {:>10}", size.name, size.code_bytes);
    }
    let rest: usize = sizes
        .iter()
        .skip(CRATES_SHOWN)
        .map(|size| size.code_bytes)
        .sum();
    println!("  {:<38} {rest:>10}", "the rest");
}
