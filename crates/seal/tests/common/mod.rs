//! Named parties with fixed keys, and chains of acts for them.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used, clippy::expect_used)]

use qalam_model::{
    act::{Entry, NO_ACT},
    ids::{ActId, Circle, CircleId, DeviceId, GroupId},
};
use qalam_seal::{
    keys::{DeviceSecrets, EpochKey},
    segment::{self, Run},
};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
use serde_bytes::ByteBuf;

pub const GROUP: GroupId = GroupId([7; 32]);

pub fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

pub fn anna() -> DeviceSecrets {
    DeviceSecrets::generate(&mut rng(1))
}

pub fn boris() -> DeviceSecrets {
    DeviceSecrets::generate(&mut rng(2))
}

pub fn epoch() -> EpochKey {
    EpochKey::generate(&mut rng(3))
}

pub fn circle() -> CircleId {
    Circle::Group.id(&GROUP)
}

pub fn entry(device: DeviceId, circle: CircleId, number: u64, previous: ActId, text: &[u8]) -> Entry {
    Entry {
        group: GROUP,
        device,
        circle,
        number,
        previous,
        nonce: ByteBuf::from(vec![number as u8; 16]),
        head: vec![ActId([9; 32])],
        at: 1_795_392_000_000,
        kind: "test".into(),
        body: ByteBuf::from(text.to_vec()),
    }
}

/// `count` acts from `first` on, after `before`.
pub fn chain(device: DeviceId, circle: CircleId, first: u64, before: ActId, count: usize) -> Vec<Vec<u8>> {
    let mut previous = before;
    (0..count as u64)
        .map(|at| {
            let bytes = entry(device, circle, first + at, previous, format!("act {at} says hush").as_bytes()).encode();
            previous = Entry::id_of(&bytes);
            bytes
        })
        .collect()
}

pub fn segment(who: &DeviceSecrets, count: usize) -> Vec<u8> {
    let acts = chain(who.device(), circle(), 1, NO_ACT, count);
    let run = Run { group: GROUP, circle: circle(), first: 1, before: NO_ACT, acts: &acts };
    segment::seal(&run, &epoch().recipient(), who.signing()).unwrap()
}

pub fn genesis(who: &DeviceSecrets) -> Vec<u8> {
    let nowhere = GroupId([0; 32]);
    Entry {
        group: nowhere,
        circle: Circle::Control.id(&nowhere),
        kind: "roster.genesis".into(),
        head: vec![],
        ..entry(who.device(), circle(), 1, NO_ACT, b"genesis")
    }
    .encode()
}
