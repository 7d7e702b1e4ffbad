//! The clear header and the signature: every change of every byte is refused, and each failure says what it is.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;
use common::*;
use proptest::prelude::*;
use qalam_model::ids::*;
use qalam_seal::header::*;

fn file() -> Vec<u8> {
    segment(&anna(), 3)
}

#[test]
fn a_file_says_in_clear_what_its_mover_needs() {
    let file = file();
    let verified = verify(&file).unwrap();
    let header = verified.header;
    assert_eq!((header.kind, header.group, header.device), (FileKind::Segment, GROUP, anna().device()));
    assert_eq!((header.circle, header.epoch, header.first, header.last), (circle(), epoch().id(), 1, 3));
    assert_eq!(header.file_len(), file.len() as u64);
    assert_eq!(verified.body, &file[HEADER_LEN..file.len() - SIGNATURE_LEN]);
    assert_eq!(header, Header::parse(&file[..HEADER_LEN]).unwrap());
    assert!(verified.body.starts_with(b"age-encryption.org/v1\n"), "the body opens with the age command");
    assert!(!file.windows(4).any(|w| w == b"hush"), "nothing readable");
}

#[test]
fn every_flipped_header_byte_is_refused() {
    let good = file();
    for at in (0..HEADER_LEN).chain(good.len() - SIGNATURE_LEN..good.len()) {
        for bit in [1u8, 0x80] {
            let mut bad = good.clone();
            bad[at] ^= bit;
            assert!(verify(&bad).is_err(), "byte {at}");
        }
    }
}

#[test]
fn every_seventh_flipped_body_byte_is_refused() {
    let good = file();
    for at in (HEADER_LEN..good.len() - SIGNATURE_LEN).step_by(7) {
        let mut bad = good.clone();
        bad[at] ^= 1;
        assert_eq!(verify(&bad), Err(HeaderError::BadSignature), "byte {at}");
    }
}

#[test]
fn every_cut_is_truncated_and_may_still_arrive() {
    let good = file();
    for len in (0..HEADER_LEN + 3).chain([good.len() / 2, good.len() - 1]) {
        let error = verify(&good[..len]).unwrap_err();
        assert!(error.may_still_arrive(), "{len}: {error}");
        assert!(matches!(error, HeaderError::Truncated { have, .. } if have == len as u64));
    }
    let mut long = good;
    long.push(0);
    let error = verify(&long).unwrap_err();
    assert!(matches!(error, HeaderError::Trailing { .. }));
    assert!(!error.may_still_arrive());
}

#[test]
fn foreign_and_newer_files_are_told_apart() {
    assert_eq!(verify(b"%PDF-1.7"), Err(HeaderError::NotQalam));
    assert_eq!(verify(b"Q "), Err(HeaderError::NotQalam));
    for (at, value, want) in [
        (6, 2, HeaderError::NewerFormat(2)),
        (7, 2, HeaderError::NewerSuite(2)),
        (7, 0, HeaderError::NewerSuite(0)),
        (8, 9, HeaderError::UnknownKind(9)),
    ] {
        let mut bad = file();
        bad[at] = value;
        let error = verify(&bad).unwrap_err();
        assert_eq!(error, want);
        assert!(error.from_newer_version());
    }
}

#[test]
fn a_huge_length_is_refused_before_anything_is_read() {
    let mut bad = file();
    bad[185..189].copy_from_slice(&u32::MAX.to_be_bytes());
    assert!(matches!(Header::parse(&bad[..HEADER_LEN]), Err(HeaderError::TooLong { .. })));
    let body = vec![0; MAX_FILE as usize];
    let header = verify(&file()).unwrap().header;
    assert!(matches!(header.sign(&body, anna().signing()), Err(HeaderError::TooLong { .. })));
}

#[test]
fn numbers_and_links_must_fit_the_kind() {
    let good = verify(&file()).unwrap().header;
    let key = anna();
    let bad = [
        Header { first: 0, ..good },
        Header { first: 4, before: ActId([1; 32]), ..good },
        Header { last: MAX_RUN + 1, ..good },
        Header { before: ActId([1; 32]), ..good },
        Header { first: 2, ..good },
        Header { at_last: ActId([0; 32]), ..good },
        Header { kind: FileKind::Seen, ..good },
        Header { kind: FileKind::JoinRequest, before: ActId([0; 32]), at_last: ActId([0; 32]), ..good },
        Header { kind: FileKind::Grant, first: 2, last: 1, before: ActId([0; 32]), at_last: ActId([0; 32]), ..good },
    ];
    for header in bad {
        assert!(matches!(header.sign(b"body", key.signing()), Err(HeaderError::Inconsistent(_))), "{header:?}");
    }
}

#[test]
fn a_low_order_key_signs_nothing() {
    // The identity point: with it, one signature would hold for every message under a lax check.
    let mut bad = file();
    bad[41..73].copy_from_slice(&[0; 32]);
    bad[41] = 1;
    let at = bad.len() - SIGNATURE_LEN;
    bad[at..].copy_from_slice(&[0; 64]);
    bad[at] = 1;
    assert_eq!(verify(&bad), Err(HeaderError::BadKey));
}

#[test]
fn the_content_id_is_plain_sha256() {
    let want = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(content_id(b"abc"), hex::decode(want).unwrap()[..]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), as_file in any::<bool>()) {
        let mut bytes = bytes;
        if as_file {
            let mut start = MAGIC.to_vec();
            start.extend([1, 1, 1]);
            start.extend(&bytes);
            bytes = start;
        }
        prop_assert!(verify(&bytes).is_err());
    }

    #[test]
    fn headers_come_back_as_they_were(
        group: [u8; 32], circle: [u8; 16], epoch: [u8; 16], first in 2u64..u64::MAX - MAX_RUN, more in 0..MAX_RUN,
        before in any::<[u8; 32]>().prop_filter("a link", |b| *b != [0; 32]),
        at_last in any::<[u8; 32]>().prop_filter("a link", |b| *b != [0; 32]),
        body in proptest::collection::vec(any::<u8>(), 0..50),
    ) {
        let header = Header {
            kind: FileKind::Segment, group: GroupId(group), device: anna().device(), circle: CircleId(circle),
            epoch: EpochId(epoch), first, last: first + more, before: ActId(before), at_last: ActId(at_last),
            body_len: body.len() as u32,
        };
        let file = header.sign(&body, anna().signing()).unwrap();
        let verified = verify(&file).unwrap();
        prop_assert_eq!(verified.header, header);
        prop_assert_eq!(verified.body, &body[..]);
    }
}
