//! A draft's past: acts in an order in which they can be read again, in sittings, with who wrote each letter.

// A test says by panicking that something is missing.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;
use qalam_model::{
    draft::{Draft, Import, Replay, peer_id},
    history::*,
    ids::*,
    paper::{Kind, Paragraph},
    text::RichText,
};
use std::collections::BTreeSet;

const PAPER: PaperId = PaperId([2; 16]);

fn device(n: usize) -> DeviceId {
    DeviceId([n as u8 + 1; 32])
}

fn paragraph(n: u8, text: &str) -> Paragraph {
    Paragraph {
        id: ParagraphId([n; 8]),
        kind: Kind::Plain,
        level: 0,
        direction: None,
        number: None,
        text: RichText::plain(text),
        cell: None,
        table: None,
    }
}

/// One act: who, when, what it carries.
struct Made {
    device: usize,
    at: i64,
    update: Vec<u8>,
}

/// Who types what where, after how long a pause, and whether they meet before.
type Typed = (bool, u8, u8, u16, bool);

/// Two devices type and meet now and then. Claims of the second device's clock are off.
fn played(steps: &[Typed], off: i64) -> (Vec<Made>, Draft) {
    let mut drafts = [Draft::empty(), Draft::empty()];
    let peers: Vec<u64> = (0..2).map(|d| peer_id(&device(d), &PAPER, &[d as u8; 16])).collect();
    drafts.iter_mut().zip(&peers).for_each(|(draft, peer)| draft.set_peer(*peer));
    let (mut made, mut sent) = (Vec::new(), [0, 0]);
    let mut now = 1_000_000;
    for (second, place, letter, pause, meet) in steps {
        now += i64::from(*pause) * 1000;
        let who = usize::from(*second);
        if *meet {
            let all: &Vec<Made> = &made;
            let missing = all.iter().skip(sent[who]).filter(|m| m.device != who);
            missing.for_each(|m| assert_eq!(drafts[who].import(&m.update, &|_| true), Ok(Import::Applied)));
            sent[who] = made.len();
        }
        let draft = &mut drafts[who];
        let before = draft.version();
        let known = draft.paragraphs();
        match known.get(*place as usize % (known.len() + 1)) {
            Some(p) => {
                let at = u32::from(*letter) % (p.paragraph.text.len() + 1);
                draft.insert_text(p.paragraph.id, at, &format!("{} ", char::from(b'a' + letter % 26))).unwrap();
            }
            None => {
                let id = made.len() as u8;
                draft.insert_paragraph(known.last().map(|p| p.paragraph.id), &paragraph(id, "new")).unwrap();
            }
        }
        let update = draft.updates_since(&before).unwrap();
        made.push(Made { device: who, at: if *second { now + off } else { now }, update });
    }
    let [mut whole, _] = drafts;
    made.iter().for_each(|m| assert!(whole.import(&m.update, &|_| true).is_ok()));
    (made, whole)
}

fn written(made: &[Made]) -> Vec<Written<'_>> {
    let named = made.iter().enumerate();
    named
        .map(|(n, m)| Written {
            act: ActId(hash("test", &[&n.to_be_bytes()])),
            device: device(m.device),
            member: Some(MemberId([m.device as u8; 16])),
            at: m.at,
            update: &m.update,
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_past_can_be_read_again(
        steps in prop::collection::vec((any::<bool>(), any::<u8>(), any::<u8>(), prop_oneof![0u16..5, 0u16..2000], any::<bool>()), 1..30),
        off in prop_oneof![Just(0i64), -9_000_000i64..9_000_000], most in 1usize..9,
    ) {
        let (made, whole) = played(&steps, off);
        // Acts lie by device, as the state keeps them, not by time.
        let mut written = written(&made);
        written.sort_by_key(|w| w.device);
        let order = in_order(&written);
        prop_assert_eq!(order.iter().copied().collect::<BTreeSet<_>>().len(), made.len(), "each act once");
        for device in [device(0), device(1)] {
            let own: Vec<usize> = order.iter().copied().filter(|i| written[*i].device == device).collect();
            prop_assert!(own.is_sorted(), "each device's own order");
        }
        // Nothing ever waits: a draft that refuses to wait takes them all.
        let mut strict = Draft::empty();
        let mut replay = Replay::from(Draft::empty());
        for i in &order {
            prop_assert_eq!(strict.import(written[*i].update, &|_| true), Ok(Import::Applied));
            replay = replay.take(written[*i].update, &|_| true).unwrap();
        }
        prop_assert_eq!(replay.paragraphs(), whole.paragraphs());
        for (p, authors) in whole.paragraphs().iter().zip(replay.authors()) {
            prop_assert_eq!(p.paragraph.id, authors.paragraph);
            let mut end = 0;
            for run in &authors.runs {
                prop_assert_eq!(run.start, end);
                prop_assert!((0..2).any(|d| run.peer == peer_id(&device(d), &PAPER, &[d as u8; 16])));
                end = run.end;
            }
            prop_assert_eq!(end, p.paragraph.text.len(), "each letter has one author");
        }
        for most in [most, 1000] {
            let found = sittings(&written, &order, most);
            prop_assert!(found.len() <= most);
            prop_assert_eq!(found.iter().flat_map(|s| s.acts.clone()).collect::<Vec<_>>(), (0..made.len()).collect::<Vec<_>>());
            for s in &found {
                for i in s.acts.clone() {
                    let one = &written[order[i]];
                    prop_assert!(s.authors.contains(&Author::Member(one.member.unwrap())));
                    prop_assert!((s.from..=s.until).contains(&one.at));
                }
            }
        }
    }
}

#[test]
fn who_writes_at_the_same_time_shares_a_sitting() {
    let minute = 60;
    let (made, _) = played(
        &[
            (false, 0, 0, 0, false),
            (false, 0, 1, 5, false),
            (true, 9, 1, minute, true),
            (false, 0, 1, minute, true),
            (true, 0, 1, 30 * minute, true),
            (false, 0, 1, 2 * minute, true),
        ],
        0,
    );
    let written = written(&made);
    let order = in_order(&written);
    let told: Vec<(usize, usize)> = sittings(&written, &order, 99).iter().map(|s| (s.acts.len(), s.authors.len())).collect();
    assert_eq!(told, [(4, 2), (1, 1), (1, 1)]);
}

#[test]
fn a_foreign_update_is_refused() {
    let (made, _) = played(&[(false, 0, 0, 0, false)], 0);
    assert!(Replay::from(Draft::empty()).take(&made[0].update, &|_| false).is_err());
    assert!(Replay::from(Draft::empty()).take(b"no update", &|_| true).is_err());
    let nothing = Written { act: ActId([0; 32]), device: device(0), member: None, at: 0, update: b"no update" };
    assert_eq!(in_order(&[nothing]), [0]);
}
