//! AES of RustCrypto: with the processor's instructions where there are any.

use aes::cipher::consts::U16;
use aes::cipher::inout::InOutBuf;
use aes::cipher::{BlockEncryptMut, BlockSizeUser, KeyIvInit};
use aes::{Aes128, Aes192, Aes256};

use super::{Block, Cbc, Engine, EngineError, Running};

/// The engine that is there everywhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct Software;

/// Its key.
pub struct Key(zeroize::Zeroizing<Vec<u8>>);

/// Its result, which is there as soon as it was started.
pub struct Done(Vec<u8>);

impl Engine for Software {
    type Key = Key;

    fn takes(&self, key_octets: usize) -> bool {
        matches!(key_octets, 16 | 24 | 32)
    }

    async fn key(&self, key: &[u8]) -> Result<Key, EngineError> {
        match self.takes(key.len()) {
            true => Ok(Key(key.to_vec().into())),
            false => Err(EngineError),
        }
    }
}

impl Cbc for Key {
    type Running = Done;

    fn start(&self, iv: &Block, blocks: &[u8]) -> Done {
        let mut out = blocks.to_vec();
        match self.0.len() {
            16 => encrypt::<cbc::Encryptor<Aes128>>(&self.0, iv, &mut out),
            24 => encrypt::<cbc::Encryptor<Aes192>>(&self.0, iv, &mut out),
            _ => encrypt::<cbc::Encryptor<Aes256>>(&self.0, iv, &mut out),
        }
        Done(out)
    }
}

fn encrypt<C>(key: &[u8], iv: &Block, out: &mut [u8])
where
    C: KeyIvInit + BlockEncryptMut + BlockSizeUser<BlockSize = U16>,
{
    let mut cipher = C::new_from_slices(key, iv)
        .expect("the key's length was checked when it was taken, and a block is as long as an IV");
    // All at once: what prepares the processor's instructions is done once, not for every block.
    let (blocks, _) = InOutBuf::from(out).into_chunks::<U16>();
    cipher.encrypt_blocks_inout_mut(blocks);
}

impl Running for Done {
    async fn finish(self, into: &mut [u8]) -> Result<(), EngineError> {
        into.copy_from_slice(&self.0);
        Ok(())
    }
}
