//! Content hashes: what the memo compares and what asset names carry.
//!
//! In: bytes. Out: a [`struct@Hash`]. BLAKE3, since it is the fastest of the hashes that no one can forge; the SHA-256 of
//! the manifest is another matter and lives in `write`.

use std::fmt;

/// A 256-bit BLAKE3 hash of some bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// The hash of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The hash of several pieces, each with its length, so that no two lists of pieces run together.
    pub fn of_all<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for piece in pieces {
            hasher.update(&(piece.len() as u64).to_le_bytes());
            hasher.update(piece);
        }
        Self(*hasher.finalize().as_bytes())
    }

    /// The hash that 64 hexadecimal digits stand for.
    pub fn from_hex(hex: &str) -> Option<Self> {
        blake3::Hash::from_hex(hex).ok().map(|hash| Self(*hash.as_bytes()))
    }

    /// All 64 hexadecimal digits.
    pub fn to_hex(self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }

    /// The bytes, for hashing a hash.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The first ten hexadecimal digits, for the names of assets.
    pub fn short(&self) -> String {
        self.0[..5].iter().fold(String::new(), |name, byte| format!("{name}{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short())
    }
}
