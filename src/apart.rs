//! PURE. Futures that stay functions of their own.
//!
//! The optimiser melts all that waits for one another into one function, which runs whenever the
//! innermost goes on. Measured in Chromium: 110 KB of WebAssembly that seemed worth optimising
//! there, for 300 ms of a processor, at every first attachment. For the same reason what is called
//! once and does not wait is `#[inline(never)]` on that way, and `xtask/src/optimise.rs` keeps wasm-opt
//! from melting it all the same. `--js-flags=--trace-wasm-compilation-times` shows it.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A future that is not melted into the one that waits for it.
pub struct Apart<F>(Pin<Box<F>>);

/// Keeps `future` apart.
pub fn apart<F: Future>(future: F) -> Apart<F> {
    Apart(Box::pin(future))
}

impl<F: Future> Future for Apart<F> {
    type Output = F::Output;

    #[inline(never)]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<F::Output> {
        self.0.as_mut().poll(context)
    }
}
