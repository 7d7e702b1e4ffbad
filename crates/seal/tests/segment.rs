//! Segments: acts come back byte for byte, and nothing that was moved, stolen or forged is taken.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;
use common::*;
use proptest::prelude::*;
use qalam_model::{
    act::{Entry, NO_ACT},
    ids::*,
};
use qalam_seal::{
    OpenError, SealError,
    header::{FileKind, Header, HeaderError, verify},
    keys::EpochKey,
    local,
    segment::{self, Run},
};

fn open(file: &[u8]) -> Result<Vec<segment::OpenedAct>, OpenError> {
    segment::open(&verify(file)?, |_, id| Some(epoch()).filter(|key| key.id() == *id))
}

#[test]
fn acts_come_back_byte_for_byte() {
    let acts = chain(anna().device(), circle(), 1, NO_ACT, 5);
    let opened = open(&segment(&anna(), 5)).unwrap();
    assert_eq!(opened.iter().map(|act| act.bytes.clone()).collect::<Vec<_>>(), acts);
    assert_eq!(opened[4].id, Entry::id_of(&acts[4]));
    assert_eq!(opened[4].entry.number, 5);
}

#[test]
fn a_later_run_links_to_the_one_before() {
    let who = anna();
    let before = ActId([5; 32]);
    let acts = chain(who.device(), circle(), 41, before, 2);
    let run = Run { group: GROUP, circle: circle(), first: 41, before, acts: &acts };
    let file = segment::seal(&run, &epoch().recipient(), who.signing()).unwrap();
    let header = verify(&file).unwrap().header;
    assert_eq!((header.first, header.last, header.before), (41, 42, before));
    assert_eq!(header.at_last, Entry::id_of(&acts[1]));
    assert_eq!(open(&file).unwrap().len(), 2);
}

#[test]
fn the_genesis_names_no_group_and_only_its_own_group_takes_it() {
    let who = anna();
    let bytes = genesis(&who);
    let group = GroupId(Entry::id_of(&bytes).0);
    let control = Circle::Control.id(&group);
    let seal = |group, circle| {
        let run = Run { group, circle, first: 1, before: NO_ACT, acts: std::slice::from_ref(&bytes) };
        segment::seal(&run, &epoch().recipient(), who.signing())
    };
    assert_eq!(open(&seal(group, control).unwrap()).unwrap()[0].id.0, group.0);
    assert!(matches!(seal(GROUP, Circle::Control.id(&GROUP)), Err(SealError::Act { number: 1, .. })), "another group");
    assert!(matches!(seal(group, Circle::Group.id(&group)), Err(SealError::Act { number: 1, .. })), "another circle");
}

#[test]
fn the_second_control_act_names_the_group() {
    let who = anna();
    let first = genesis(&who);
    let group = GroupId(Entry::id_of(&first).0);
    let control = Circle::Control.id(&group);
    let next = Entry { group, ..entry(who.device(), control, 2, Entry::id_of(&first), b"invite") }.encode();
    let acts = [first, next];
    let run = Run { group, circle: control, first: 1, before: NO_ACT, acts: &acts };
    let file = segment::seal(&run, &epoch().recipient(), who.signing()).unwrap();
    assert_eq!(open(&file).unwrap().len(), 2);
}

#[test]
fn acts_that_are_no_chain_are_not_sealed() {
    let who = anna();
    let other = boris();
    let good = chain(who.device(), circle(), 1, NO_ACT, 3);
    let foreign = chain(other.device(), circle(), 1, NO_ACT, 1);
    let elsewhere = chain(who.device(), Circle::Chair.id(&GROUP), 1, NO_ACT, 1);
    let cases: [Vec<Vec<u8>>; 5] =
        [vec![good[0].clone(), good[2].clone()], vec![good[1].clone()], foreign, elsewhere, vec![b"no act".to_vec()]];
    for acts in &cases {
        let run = Run { group: GROUP, circle: circle(), first: 1, before: NO_ACT, acts };
        let result = segment::seal(&run, &epoch().recipient(), who.signing());
        assert!(matches!(result, Err(SealError::Act { .. })), "{result:?}");
    }
    let none = Run { group: GROUP, circle: circle(), first: 1, before: NO_ACT, acts: &[] };
    assert!(matches!(segment::seal(&none, &epoch().recipient(), who.signing()), Err(SealError::Nothing(_))));
}

#[test]
fn a_stolen_ciphertext_signed_anew_is_refused() {
    let file = segment(&anna(), 2);
    let stolen = verify(&file).unwrap();
    // The thief keeps the header's facts; only the signer changes.
    let forged = stolen.header.sign(stolen.body, boris().signing()).unwrap();
    assert_eq!(open(&forged), Err(OpenError::Stolen("device")));
}

#[test]
fn a_ciphertext_moved_to_another_place_is_refused() {
    let who = anna();
    let file = segment(&who, 2);
    let good = verify(&file).unwrap();
    let moved: [(Header, &str); 6] = [
        (Header { group: GroupId([8; 32]), ..good.header }, "group"),
        (Header { circle: Circle::Chair.id(&GROUP), ..good.header }, "circle"),
        (Header { last: 3, ..good.header }, "numbers"),
        (Header { first: 2, last: 3, before: ActId([1; 32]), ..good.header }, "numbers"),
        (Header { at_last: ActId([1; 32]), ..good.header }, "hash at the last"),
        (Header { kind: FileKind::Segment, first: 2, before: ActId([2; 32]), ..good.header }, "numbers"),
    ];
    for (header, field) in moved {
        let forged = header.sign(good.body, who.signing()).unwrap();
        assert_eq!(open(&forged), Err(OpenError::Stolen(field)));
    }
    let other = EpochKey::generate(&mut rng(99));
    let forged = Header { epoch: other.id(), ..good.header }.sign(good.body, who.signing()).unwrap();
    assert_eq!(segment::open(&verify(&forged).unwrap(), |_, _| Some(other)), Err(OpenError::WrongKey));
    assert_eq!(segment::open(&verify(&forged).unwrap(), |_, _| Some(epoch())), Err(OpenError::WrongKey));
}

#[test]
fn a_body_of_ones_own_making_is_refused_without_a_panic() {
    let who = anna();
    let file = segment(&who, 2);
    let good = verify(&file).unwrap();
    let as_body = |plain: &[u8]| {
        let body = local::seal(epoch().identity(), plain).unwrap();
        open(&good.header.sign(&body, who.signing()).unwrap())
    };
    let plain = local::open(epoch().identity(), good.body).unwrap();
    assert!(as_body(&plain).is_ok(), "the honest plaintext");
    let mut padded = plain.to_vec();
    *padded.last_mut().unwrap() = 1;
    assert!(matches!(as_body(&padded), Err(OpenError::Malformed(_))), "something hidden in the padding");
    assert!(matches!(as_body(&plain[..plain.len() - 1]), Err(OpenError::Malformed(_))), "another padding");
    assert!(matches!(as_body(b""), Err(OpenError::Malformed(_))));
    assert!(matches!(as_body(&[0xff; 512]), Err(OpenError::Malformed(_))), "a length of four billion");
    let mut swapped = plain.to_vec();
    swapped[4 + 179 + 3] ^= 1;
    assert!(matches!(as_body(&swapped), Err(OpenError::Malformed(_) | OpenError::Act { .. })));
    assert_eq!(open(&good.header.sign(b"no age", who.signing()).unwrap()), Err(OpenError::Damaged));
}

#[test]
fn a_header_bomb_is_refused_before_any_work() {
    let who = anna();
    let file = segment(&who, 1);
    let good = verify(&file).unwrap();
    let mut bomb = b"age-encryption.org/v1\n".to_vec();
    for _ in 0..2_000 {
        bomb.extend_from_slice(b"-> X25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n");
    }
    bomb.extend_from_slice(b"--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n");
    bomb.extend_from_slice(&[0; 64]);
    let forged = good.header.sign(&bomb, who.signing()).unwrap();
    assert_eq!(open(&forged), Err(OpenError::AgeHeaderTooLong));
}

#[test]
fn a_missing_key_is_no_fault_of_the_file() {
    let file = segment(&anna(), 1);
    let error = segment::open(&verify(&file).unwrap(), |_, _| None).unwrap_err();
    assert_eq!(error.code(), "sealed_no_key");
}

#[test]
fn what_does_not_fit_is_said_so() {
    let who = anna();
    let big = entry(who.device(), circle(), 1, NO_ACT, &vec![1; segment::MAX_PAYLOAD]).encode();
    let run = Run { group: GROUP, circle: circle(), first: 1, before: NO_ACT, acts: std::slice::from_ref(&big) };
    let result = segment::seal(&run, &epoch().recipient(), who.signing());
    assert!(matches!(result, Err(SealError::Header(HeaderError::TooLong { .. }))));
    let fits = entry(who.device(), circle(), 1, NO_ACT, &vec![1; segment::MAX_PAYLOAD - 1000]).encode();
    let run = Run { acts: std::slice::from_ref(&fits), ..run };
    let file = segment::seal(&run, &epoch().recipient(), who.signing()).unwrap();
    assert_eq!(open(&file).unwrap()[0].bytes, fits);
}

#[test]
fn sizes_tell_little() {
    let len = |text: usize| {
        let who = anna();
        let act = entry(who.device(), circle(), 1, NO_ACT, &vec![b'x'; text]).encode();
        let run = Run { group: GROUP, circle: circle(), first: 1, before: NO_ACT, acts: std::slice::from_ref(&act) };
        let file = segment::seal(&run, &epoch().recipient(), who.signing()).unwrap();
        local::open(epoch().identity(), verify(&file).unwrap().body).unwrap().len()
    };
    assert_eq!(len(1), len(40));
    assert_eq!(len(20_600), len(20_700));
    let file = segment(&anna(), 1);
    assert!(file.len() < 2_000, "one act costs {} bytes in the folder", file.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_run_comes_back(lens in proptest::collection::vec(0usize..3000, 1..20), first in 1u64..1000, seed: u64) {
        let who = qalam_seal::keys::DeviceSecrets::generate(&mut rng(seed));
        let before = if first == 1 { NO_ACT } else { ActId([3; 32]) };
        let mut previous = before;
        let mut acts = Vec::new();
        for (at, len) in lens.iter().enumerate() {
            let act = entry(who.device(), circle(), first + at as u64, previous, &vec![at as u8; *len]).encode();
            previous = Entry::id_of(&act);
            acts.push(act);
        }
        let run = Run { group: GROUP, circle: circle(), first, before, acts: &acts };
        let file = segment::seal(&run, &epoch().recipient(), who.signing()).unwrap();
        let opened = open(&file).unwrap();
        prop_assert_eq!(opened.into_iter().map(|act| act.bytes).collect::<Vec<_>>(), acts);
    }
}
