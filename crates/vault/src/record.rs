//! How one row is named and sealed. The sealed bytes repeat where the row stands, so that rows which changed
//! places do not open.

use crate::{Shelf, error::VaultError};
use hmac::{Hmac, Mac};
use qalam_seal::{Zeroizing, keys::Identity, local};
use sha2::{Digest, Sha256};
use zeroize::Zeroize;

/// Bytes of a stored key.
pub(crate) const KEY_LEN: usize = 16;
/// Kind, shelf, stored key, version or sequence number, length of the logical key.
const FRAME: usize = 1 + 2 + KEY_LEN + 8 + 4;

/// Which table a row stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    Record = 1,
    Log = 2,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) table: Table,
    pub(crate) shelf: Shelf,
    pub(crate) key: [u8; KEY_LEN],
    /// Version of a record, sequence number of a log row.
    pub(crate) number: u64,
}

impl Place {
    pub(crate) fn damaged(&self) -> VaultError {
        let key = hex::encode(self.key);
        let key = if self.table == Table::Log { format!("{key}/{}", self.number) } else { key };
        VaultError::Damaged { shelf: self.shelf, key }
    }

    fn frame(&self, logical: &[u8]) -> [u8; FRAME] {
        let mut out = [0; FRAME];
        out[0] = self.table as u8;
        out[1..3].copy_from_slice(&self.shelf.0.to_be_bytes());
        out[3..3 + KEY_LEN].copy_from_slice(&self.key);
        out[19..27].copy_from_slice(&self.number.to_be_bytes());
        out[27..].copy_from_slice(&(logical.len() as u32).to_be_bytes());
        out
    }
}

/// Names and seals rows.
pub(crate) struct Sealer {
    identity: Identity,
    naming: [u8; 32],
}

impl Drop for Sealer {
    fn drop(&mut self) {
        self.naming.zeroize();
    }
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer")
    }
}

impl Sealer {
    pub(crate) fn new(identity: &Identity) -> Sealer {
        let mut sha = Sha256::new();
        sha.update(b"qalam vault names v1\0");
        sha.update(identity.to_secret_text().as_bytes());
        Sealer { identity: identity.clone(), naming: sha.finalize().into() }
    }

    /// The stored key: it tells nothing of the logical one.
    pub(crate) fn name(&self, table: Table, shelf: Shelf, logical: &[u8]) -> [u8; KEY_LEN] {
        // HMAC takes keys of any length.
        #[allow(clippy::expect_used)]
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&self.naming).expect("any length is a key");
        mac.update(&[table as u8]);
        mac.update(&shelf.0.to_be_bytes());
        mac.update(logical);
        let mut out = [0; KEY_LEN];
        out.copy_from_slice(&mac.finalize().into_bytes()[..KEY_LEN]);
        out
    }

    pub(crate) fn seal(&self, place: &Place, logical: &[u8], value: &[u8]) -> Result<Vec<u8>, VaultError> {
        let mut plain = Zeroizing::new(Vec::with_capacity(FRAME + logical.len() + value.len()));
        plain.extend_from_slice(&place.frame(logical));
        plain.extend_from_slice(logical);
        plain.extend_from_slice(value);
        Ok(local::seal(&self.identity, &plain)?)
    }

    /// The logical key and the value, if the row is whole and stands where it was put.
    pub(crate) fn open(&self, place: &Place, sealed: &[u8]) -> Result<(Vec<u8>, Zeroizing<Vec<u8>>), VaultError> {
        let mut plain = local::open(&self.identity, sealed).map_err(|_| place.damaged())?;
        let len = plain.get(27..FRAME).and_then(|len| len.try_into().ok()).map(u32::from_be_bytes);
        let len = len.ok_or_else(|| place.damaged())? as usize;
        let logical = plain.get(FRAME..FRAME.saturating_add(len)).ok_or_else(|| place.damaged())?.to_vec();
        if plain[..FRAME] != place.frame(&logical) || self.name(place.table, place.shelf, &logical) != place.key {
            return Err(place.damaged());
        }
        plain.drain(..FRAME + len);
        Ok((logical, plain))
    }
}
