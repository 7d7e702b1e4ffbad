//! A hundred thousand acts stay within two thousand files, and no act is sealed again and again.

use crate::party::*;
use qalam_seal::header::Header;
use qalam_sync::{ContentId, RepackPolicy, repack_candidates, simulate::Random};
use std::collections::BTreeMap;

/// Writes acts in batches and packs whenever the policy says so: files left, and acts sealed again.
fn grow(acts: u64, batch: u64, seed: u64) -> (usize, u64) {
    let party = Party::new("a");
    let c = circle("group");
    let mut random = Random::new(seed);
    let mut files: BTreeMap<ContentId, Header> = BTreeMap::new();
    let mut counter = 0u64;
    let mut add = |files: &mut BTreeMap<ContentId, Header>, header: Header| {
        counter += 1;
        let mut id = [0; 32];
        id[..8].copy_from_slice(&counter.to_be_bytes());
        files.insert(ContentId(id), header);
    };
    let (mut next, mut again) = (1, 0);
    while next <= acts {
        let size = 1 + random.below(batch as usize) as u64;
        add(&mut files, Header { body_len: 300 * size as u32, ..party.header(c, next, next + size - 1) });
        next += size;
        while let Some(old) = repack_candidates(files.iter().map(|(id, header)| (*id, header)), &RepackPolicy::default()) {
            assert!(old.len() >= 2);
            let runs: Vec<_> = old.iter().map(|id| files.remove(id).unwrap()).collect();
            assert!(runs.windows(2).all(|two| two[0].last + 1 == two[1].first), "a run");
            let (first, last) = (runs[0].first, runs[runs.len() - 1].last);
            again += last - first + 1;
            let body_len = runs.iter().map(|header| header.body_len).sum();
            add(&mut files, Header { body_len, ..party.header(c, first, last) });
        }
    }
    let covered: u64 = files.values().map(|header| header.last - header.first + 1).sum();
    assert_eq!(covered, next - 1);
    (files.len(), again)
}

#[test]
fn few_files_for_many_acts() {
    for (acts, batch, chains) in [(20_000u64, 1, 5), (1_000, 1, 100), (500, 3, 200), (10_000, 40, 10)] {
        let (files, again) = grow(acts, batch, acts);
        assert!(files * chains <= 2_000, "{acts} acts in batches up to {batch}: {files} files in each of {chains} chains");
        assert!(again <= acts * 12, "{acts} acts in batches up to {batch}: {again} sealed again");
    }
}

#[test]
fn what_is_not_linked_is_not_packed() {
    let a = Party::new("a");
    let c = circle("group");
    let policy = RepackPolicy { files: 1, ..RepackPolicy::default() };
    let numbered = |headers: &[Header]| -> Vec<(ContentId, Header)> {
        headers.iter().enumerate().map(|(at, header)| (ContentId([at as u8; 32]), *header)).collect()
    };
    type Row<'a> = (&'a str, &'a [Header], Option<&'a [u8]>);
    let rows: &[Row<'_>] = &[
        ("a run", &[a.header(c, 1, 1), a.header(c, 2, 2)], Some(&[0, 1])),
        ("a fork", &[a.header(c, 1, 1), a.forked(c, 2, 2, 1)], None),
        ("behind a gap", &[a.header(c, 1, 1), a.header(c, 3, 3), a.header(c, 4, 4)], Some(&[1, 2])),
        ("one", &[a.header(c, 1, 1)], None),
        ("packed already", &[a.header(c, 1, 1), a.header(c, 2, 2), a.header(c, 1, 2)], None),
        ("a full pack stays", &[a.header(c, 1, 4096), a.header(c, 4097, 4097), a.header(c, 4098, 4098)], Some(&[1, 2])),
    ];
    let few = RepackPolicy { acts_per_file: 1_000_000, ..policy };
    for (name, headers, expected) in rows {
        let files = numbered(headers);
        let found = repack_candidates(files.iter().map(|(id, header)| (*id, header)), &few);
        assert_eq!(found, expected.map(|all| all.iter().map(|at| ContentId([*at; 32])).collect()), "{name}");
    }
}
