//! PURE. What stands for a file that only the browser can hold.

/// A file, or a blob, that the shell keeps: the pure half knows its number and hands it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(u32);

impl Handle {
    /// The handle with this number; the shell gives each number once.
    #[must_use]
    pub fn new(number: u32) -> Self {
        Self(number)
    }
}
