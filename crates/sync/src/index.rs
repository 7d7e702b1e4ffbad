//! What was found at each place of a folder when it was last read, so that a look at a folder in which
//! nothing happened reads no file. The vault may keep it between two runs; losing it costs one full reading.
//!
//! It is a saving and never a judgement: a file is what its content says, and a full look reads all again.

use crate::{files::Node, inventory::ContentId, scan::Why};
use qalam_seal::header::Header;
use std::{collections::BTreeMap, path::PathBuf};

const VERSION: u8 = 1;
const FOREIGN: u8 = 0;
const SEALED: u8 = 1;

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Whole, and its signature holds. The header is absent in an index that was stored.
    Sealed(ContentId, Option<Header>),
    /// A beginning: the rest may still come.
    Arriving,
    /// Another program's.
    Foreign,
    /// Put aside.
    Aside(Why),
}

/// One place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) len: u64,
    pub(crate) stamp: u64,
    pub(crate) verdict: Verdict,
    /// How often it was read without having changed.
    pub(crate) looks: u8,
}

impl Found {
    pub(crate) fn unchanged(&self, node: Node) -> bool {
        node == Node::File { len: self.len, stamp: self.stamp }
    }
}

/// Bytes that are no stored index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("these bytes are no index of a folder")]
pub struct BadIndex;

/// What was found at each place of one folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    pub(crate) places: BTreeMap<PathBuf, Found>,
}

impl Index {
    /// For the vault. Names of other programs' files stand in it: it must be stored sealed.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = vec![VERSION];
        for (path, found) in &self.places {
            let (tag, id) = match &found.verdict {
                Verdict::Foreign => (FOREIGN, [0; 32]),
                Verdict::Sealed(id, _) => (SEALED, id.0),
                // These are read again by the next run.
                Verdict::Arriving | Verdict::Aside(_) => continue,
            };
            let Some((path, len)) = path.to_str().and_then(|path| Some((path, u16::try_from(path.len()).ok()?))) else { continue };
            out.extend(len.to_be_bytes());
            out.extend(path.as_bytes());
            out.extend(found.len.to_be_bytes());
            out.extend(found.stamp.to_be_bytes());
            out.push(tag);
            out.extend(id);
        }
        out
    }

    /// Reads what [`Index::encode`] wrote.
    ///
    /// # Errors
    /// Where it did not write these bytes; an empty index does as well.
    pub fn decode(bytes: &[u8]) -> Result<Index, BadIndex> {
        let (&VERSION, mut rest) = bytes.split_first().ok_or(BadIndex)? else { return Err(BadIndex) };
        let mut index = Index::default();
        while !rest.is_empty() {
            let len = u16::from_be_bytes(take(&mut rest)?);
            let path = rest.split_off(..usize::from(len)).ok_or(BadIndex)?;
            let path = std::str::from_utf8(path).map_err(|_| BadIndex)?;
            let len = u64::from_be_bytes(take(&mut rest)?);
            let stamp = u64::from_be_bytes(take(&mut rest)?);
            let [tag] = take(&mut rest)?;
            let id = ContentId(take(&mut rest)?);
            let verdict = match tag {
                FOREIGN => Verdict::Foreign,
                SEALED => Verdict::Sealed(id, None),
                _ => return Err(BadIndex),
            };
            index.places.insert(PathBuf::from(path), Found { len, stamp, verdict, looks: 0 });
        }
        Ok(index)
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], BadIndex> {
    let (head, tail) = rest.split_first_chunk::<N>().ok_or(BadIndex)?;
    *rest = tail;
    Ok(*head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_index_comes_back_without_headers() {
        let mut index = Index::default();
        let found = |verdict| Found { len: 7, stamp: 9, verdict, looks: 0 };
        index.places.insert("a.qalam".into(), found(Verdict::Sealed(ContentId([3; 32]), None)));
        index.places.insert("seen/holiday.jpg".into(), found(Verdict::Foreign));
        index.places.insert("half".into(), found(Verdict::Arriving));
        let mut back = Index::decode(&index.encode()).unwrap();
        index.places.remove(&PathBuf::from("half"));
        assert_eq!(back, index);
        back.places.clear();
        assert_eq!(Index::decode(&back.encode()), Ok(Index::default()));
    }

    #[test]
    fn a_cut_or_newer_index_is_refused_without_a_panic() {
        let mut index = Index::default();
        index.places.insert("a".into(), Found { len: 1, stamp: 2, verdict: Verdict::Foreign, looks: 0 });
        let bytes = index.encode();
        for cut in (0..bytes.len()).filter(|cut| *cut != 1) {
            assert_eq!(Index::decode(&bytes[..cut]), Err(BadIndex), "cut at {cut}");
        }
        assert_eq!(Index::decode(&[2]), Err(BadIndex));
    }
}
