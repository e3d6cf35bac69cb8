//! Reading WebAssembly modules: taking sections off, and whose code it is.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use wasmparser::{BinaryReaderError, KnownCustom, Name, Parser, Payload, TypeRef};

/// The module without its custom sections (names, producers, debugging information).
pub fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    const HEADER_BYTES: usize = 8;
    if module.len() < HEADER_BYTES || !module.starts_with(b"\0asm") {
        bail!("not a WebAssembly module");
    }
    let mut kept = module[..HEADER_BYTES].to_vec();
    let mut rest = &module[HEADER_BYTES..];
    while let Some((&id, after)) = rest.split_first() {
        let Some((length, prefix)) = leb128(after) else {
            bail!("a section without a length")
        };
        let end = 1 + prefix + length;
        if end > rest.len() {
            bail!("a section that is longer than the module");
        }
        if id != 0 {
            kept.extend_from_slice(&rest[..end]);
        }
        rest = &rest[end..];
    }
    Ok(kept)
}

/// An unsigned number of at most 32 bits, and how many bytes it took.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0u64;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((usize::try_from(value).ok()?, index + 1));
        }
    }
    None
}

/// Bytes of code by crate, from the names of the functions. Generic code counts for the crate
/// that defines it.
pub fn code_by_crate(module: &[u8]) -> Result<BTreeMap<String, usize>> {
    let (sizes, names) = functions(module)?;
    let mut crates = BTreeMap::new();
    for (index, size) in sizes {
        let owner = names
            .get(&index)
            .map_or("(unnamed)".into(), |name| crate_of(name));
        *crates.entry(owner).or_default() += size;
    }
    Ok(crates)
}

type Functions = (Vec<(u32, usize)>, BTreeMap<u32, String>);

/// The sizes of the function bodies and the names of the functions, by function index.
fn functions(module: &[u8]) -> Result<Functions, BinaryReaderError> {
    let mut imported = 0;
    let mut sizes = Vec::new();
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let index = imported + u32::try_from(sizes.len()).unwrap_or(u32::MAX);
                sizes.push((index, body.range().len()));
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(subsections) = section.as_known() else {
                    continue;
                };
                for subsection in subsections {
                    let Name::Function(map) = subsection? else {
                        continue;
                    };
                    for naming in map {
                        let naming = naming?;
                        names.insert(naming.index, naming.name.to_string());
                    }
                }
            }
            _ => {}
        }
    }
    Ok((sizes, names))
}

/// The crate that a function's name begins with: `<alloc::vec::Vec<T> as core::…>::f` is alloc's.
fn crate_of(name: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(name));
    let path = name.trim_start_matches(['<', '&', '(', '[', '*']);
    let path = ["mut ", "const ", "dyn "]
        .iter()
        .fold(path, |path, word| path.strip_prefix(word).unwrap_or(path));
    let end = path
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(path.len());
    match &path[end..] {
        rest if rest.starts_with("::") || rest.starts_with('[') => path[..end].to_string(),
        // `<T as crate::Trait>::f`: the trait's crate, since the type has none.
        _ => match path.split_once(" as ") {
            Some((_, path)) if !path.starts_with('<') => crate_of(path),
            _ => "(other)".into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crate_of_a_function_is_read_from_its_name() {
        for (name, owner) in [
            ("yew::html::component::f", "yew"),
            ("<alloc::vec::Vec<T> as core::ops::Drop>::drop", "alloc"),
            ("<&mut T as serde::de::Deserializer>::go", "serde"),
            ("_ZN3std2io5Write9write_all17h0123456789abcdefE", "std"),
            ("memcpy", "(other)"),
        ] {
            assert_eq!(crate_of(name), owner, "{name}");
        }
    }

    #[test]
    fn custom_sections_are_taken_off_and_nothing_else() {
        let module = b"\0asm\x01\0\0\0\x01\x02ab\0\x03abc\x03\x01z";
        let kept = without_custom_sections(module).expect("is well formed");
        assert_eq!(kept, b"\0asm\x01\0\0\0\x01\x02ab\x03\x01z");
        assert!(without_custom_sections(&module[..module.len() - 1]).is_err());
    }
}
