//! The browser's AES, which runs beside the worker and with the processor's instructions (Web
//! Cryptography API section 28).

use super::free::free;
use crate::openpgp::bulk::{Block, Cbc, Engine, EngineError, Running};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesCbcParams, Crypto, CryptoKey, SubtleCrypto};

const NAME: &str = "AES-CBC";

/// The engine.
#[derive(Clone, Debug)]
pub struct WebCrypto(SubtleCrypto);

/// Its key.
pub struct Key {
    subtle: SubtleCrypto,
    key: CryptoKey,
}

/// Its work, under way.
pub struct Work(Result<JsFuture, JsValue>);

impl WebCrypto {
    /// The browser's, in the worker or in the page; not there in a sandboxed frame's worker, nor
    /// where the page came without encryption.
    #[must_use]
    pub fn find() -> Option<Self> {
        let crypto = Reflect::get(&js_sys::global(), &"crypto".into()).ok()?;
        let subtle = crypto.dyn_ref::<Crypto>()?.subtle();
        (!subtle.is_undefined()).then_some(Self(subtle))
    }
}

impl Engine for WebCrypto {
    type Key = Key;

    /// Chromium has no AES-192.
    fn takes(&self, key_octets: usize) -> bool {
        matches!(key_octets, 16 | 32)
    }

    async fn key(&self, key: &[u8]) -> Result<Key, EngineError> {
        let bytes = Uint8Array::from(key);
        let imported =
            self.0
                .import_key_with_str("raw", &bytes, NAME, false, &Array::of1(&"encrypt".into()));
        let key = JsFuture::from(imported.map_err(refused)?).await;
        // What stood outside of this program's memory, as far as it reaches.
        bytes.fill(0, 0, bytes.length());
        Ok(Key {
            subtle: self.0.clone(),
            key: key.map_err(refused)?.unchecked_into(),
        })
    }
}

impl Cbc for Key {
    type Running = Work;

    fn start(&self, iv: &Block, blocks: &[u8]) -> Work {
        let iv = Uint8Array::from(&iv[..]);
        let params = AesCbcParams::new(NAME, iv.unchecked_ref::<Object>());
        // It takes a copy before it returns.
        let subtle = &self.subtle;
        let started = subtle.encrypt_with_object_and_u8_array(&params, &self.key, blocks);
        Work(started.map(JsFuture::from))
    }
}

impl Running for Work {
    /// Behind the result stands a block of padding (PKCS #7), which is left.
    async fn finish(self, into: &mut [u8]) -> Result<(), EngineError> {
        let done = self.0.map_err(refused)?.await;
        let done = Uint8Array::new(&done.map_err(refused)?);
        let length = u32::try_from(into.len()).map_err(|_| EngineError)?;
        if done.length() < length {
            return Err(EngineError);
        }
        done.subarray(0, length).copy_to(into);
        free(&done.buffer());
        Ok(())
    }
}

fn refused<E>(_: E) -> EngineError {
    EngineError
}
