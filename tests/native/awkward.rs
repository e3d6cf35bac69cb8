//! Attachments whose names and contents have gone wrong somewhere.

use sealed_report::digest::Digest;
use sealed_report::file_name::FileName;
use sealed_report::report::Attachment;

/// What is told of files that were chosen one after another: given names and contents.
pub fn attachments(files: &[(&str, &[u8])]) -> Vec<Attachment> {
    let mut taken = Vec::new();
    let attachment = |(given, content): &(&str, &[u8])| {
        let name = FileName::safe(given).among(&taken);
        taken.push(name.clone());
        Attachment {
            name,
            length: content.len() as u64,
            digest: Digest::of(content),
        }
    };
    files.iter().map(attachment).collect()
}

/// Given names and contents.
pub fn awkward() -> Vec<(String, Vec<u8>)> {
    let big: Vec<u8> = (0..300_000_u32)
        .map(|i| (i.wrapping_mul(i) >> 8) as u8)
        .collect();
    vec![
        ("poc.py".into(), b"print('x')\n".to_vec()),
        ("empty".into(), Vec::new()),
        ("漏洞验证.mp4".into(), big),
        ("\"it's\" `a` $b;&.txt".into(), vec![0; 512]),
        ("a/b\\c".into(), vec![1; 511]),
        (format!("{}.tar.gz", "x".repeat(300)), vec![2; 513]),
        (format!("{}.bin", "漏".repeat(300)), vec![3; 1]),
        ("-rf *".into(), b"-".to_vec()),
        ("x".repeat(69), b"fits just in a header".to_vec()),
        ("x".repeat(70), b"does just not".to_vec()),
        ("y".repeat(71), b"does not".to_vec()),
        ("poc.py".into(), b"a second one".to_vec()),
        ("con.txt".into(), b"\r\n".to_vec()),
        ("%41=5\u{202e}.txt".into(), b"\0".to_vec()),
    ]
}
