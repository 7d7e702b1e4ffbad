//! Planning, as tables.

use crate::party::*;
use proptest::prelude::*;
use qalam_seal::header::{FileKind, Header};
use qalam_sync::{ContentId, Held, Inventory, Plan, Policy, Present, Standing, is_part_of, plan, superseded};

fn id(number: u8) -> ContentId {
    ContentId([number; 32])
}

fn inventory(files: &[(u8, Header, Standing, bool)]) -> Inventory {
    files.iter().map(|(number, header, standing, sent)| (id(*number), Held { header: *header, standing: *standing, sent: *sent })).collect()
}

fn present(files: &[(u8, Header)]) -> Present {
    let mut out = Present::default();
    files.iter().for_each(|(number, header)| out.add(id(*number), *header, format!("{number}").into()));
    out
}

#[test]
fn the_table() {
    use Standing::{Held, Refused, Retired};
    let (a, b) = (Party::new("a"), Party::new("b"));
    let c = circle("group");
    let (one, two, pack) = (a.header(c, 1, 1), a.header(c, 2, 2), a.header(c, 1, 2));
    let (other, others_pack) = (b.header(c, 1, 1), b.header(c, 1, 3));
    let fork = a.forked(c, 2, 2, 1);
    let (seen1, seen2) = (a.seen_header(1), a.seen_header(2));
    let (his1, his2) = (b.seen_header(1), b.seen_header(2));
    let grant = Header { kind: FileKind::Grant, before: a.act(c, 0, 0), at_last: a.act(c, 0, 0), ..one };
    let ids = |all: &[u8]| all.iter().map(|number| id(*number)).collect::<Vec<_>>();
    type Row<'a> = (&'a str, Inventory, Present, Policy, Plan);
    let (own, all) = (Policy::Own, Policy::Everybody);
    let rows: Vec<Row<'_>> = vec![
        ("nothing", inventory(&[]), present(&[]), own, Plan::default()),
        ("equal", inventory(&[(1, one, Held, true), (5, other, Held, true)]), present(&[(1, one), (5, other)]), all, Plan::default()),
        ("new here", inventory(&[(1, one, Held, false)]), present(&[]), own, Plan { publish: ids(&[1]), ..Plan::default() }),
        ("new there", inventory(&[]), present(&[(5, other)]), own, Plan { fetch: ids(&[5]), ..Plan::default() }),
        ("own vanished", inventory(&[(1, one, Held, true)]), present(&[]), own, Plan { put_back: ids(&[1]), ..Plan::default() }),
        ("own grant vanished", inventory(&[(1, grant, Held, true)]), present(&[]), own, Plan { put_back: ids(&[1]), ..Plan::default() }),
        ("other's vanished", inventory(&[(5, other, Held, true)]), present(&[]), own, Plan { missing: ids(&[5]), ..Plan::default() }),
        (
            "other's vanished, on request",
            inventory(&[(5, other, Held, true)]),
            present(&[]),
            all,
            Plan { restore: ids(&[5]), ..Plan::default() },
        ),
        ("refused is left alone", inventory(&[(5, other, Refused, false)]), present(&[]), all, Plan::default()),
        ("refused is not fetched again", inventory(&[(5, other, Refused, false)]), present(&[(5, other)]), all, Plan::default()),
        ("retired is not put back", inventory(&[(1, one, Retired, true)]), present(&[]), own, Plan::default()),
        (
            "a pack goes out and old ones go when it is there",
            inventory(&[(1, one, Held, true), (2, two, Held, true), (3, pack, Held, false)]),
            present(&[(1, one), (2, two)]),
            own,
            Plan { publish: ids(&[3]), remove: ids(&[1, 2]), ..Plan::default() },
        ),
        (
            "superseded ones that come back are removed, retired or not",
            inventory(&[(1, one, Retired, true), (2, two, Held, true), (3, pack, Held, true)]),
            present(&[(1, one), (2, two), (3, pack)]),
            own,
            Plan { remove: ids(&[1, 2]), ..Plan::default() },
        ),
        (
            "superseded ones are never put back",
            inventory(&[(1, one, Held, true), (2, two, Held, true), (3, pack, Held, true)]),
            present(&[]),
            all,
            Plan { put_back: ids(&[3]), ..Plan::default() },
        ),
        (
            "nothing goes where its successor is in no folder",
            inventory(&[(1, one, Held, true), (2, two, Held, true), (3, pack, Retired, true)]),
            present(&[(1, one), (2, two)]),
            own,
            Plan::default(),
        ),
        (
            "a pack that is gone stands for nothing",
            inventory(&[(1, one, Held, true), (2, two, Held, true), (3, pack, Retired, true)]),
            present(&[]),
            own,
            Plan { put_back: ids(&[1, 2]), ..Plan::default() },
        ),
        (
            "the counter tells, not the content",
            inventory(&[(1, seen2, Held, false), (2, seen1, Held, true)]),
            present(&[(2, seen1)]),
            own,
            Plan { publish: ids(&[1]), remove: ids(&[2]), ..Plan::default() },
        ),
        (
            "a forked history is no part of the pack",
            inventory(&[(1, one, Held, true), (2, two, Held, true), (3, pack, Held, true), (4, fork, Held, true)]),
            present(&[(3, pack)]),
            own,
            Plan { put_back: ids(&[4]), ..Plan::default() },
        ),
        (
            "a pack that nobody has looked into supersedes nothing",
            inventory(&[(5, other, Held, true)]),
            present(&[(6, others_pack)]),
            all,
            Plan { restore: ids(&[5]), fetch: ids(&[6]), ..Plan::default() },
        ),
        (
            "others' superseded ones in the folder are left to their owner",
            inventory(&[(5, other, Held, true), (6, b.header(c, 2, 3), Held, true), (7, others_pack, Held, true)]),
            present(&[(5, other), (7, others_pack)]),
            all,
            Plan::default(),
        ),
        (
            "the later word on what was seen",
            inventory(&[(1, seen1, Held, true), (2, seen2, Held, false)]),
            present(&[(1, seen1)]),
            own,
            Plan { publish: ids(&[2]), remove: ids(&[1]), ..Plan::default() },
        ),
        (
            "an own seen file rolled back",
            inventory(&[(1, seen1, Retired, true), (2, seen2, Held, true)]),
            present(&[(1, seen1)]),
            own,
            Plan { put_back: ids(&[2]), remove: ids(&[1]), ..Plan::default() },
        ),
        (
            "another's seen file in the folder is later than mine",
            inventory(&[(5, his1, Held, true)]),
            present(&[(6, his2)]),
            all,
            Plan { fetch: ids(&[6]), ..Plan::default() },
        ),
        (
            "another's seen file in the folder is older than mine",
            inventory(&[(5, his1, Held, true), (6, his2, Held, true)]),
            present(&[(5, his1)]),
            all,
            Plan { restore: ids(&[6]), ..Plan::default() },
        ),
        ("another's seen file is not missed", inventory(&[(6, his2, Held, true)]), present(&[]), own, Plan::default()),
    ];
    for (name, mine, folder, policy, expected) in rows {
        assert_eq!(plan(&mine, &folder, a.device, policy), expected, "{name}");
    }
}

#[test]
fn a_pack_supersedes_only_what_leads_from_its_beginning_to_its_end() {
    let a = Party::new("a");
    let c = circle("chair");
    let rows: &[(&str, &[Header], &[u8])] = &[
        ("a whole run", &[a.header(c, 1, 4), a.header(c, 1, 1), a.header(c, 2, 3), a.header(c, 4, 4)], &[1, 2, 3]),
        ("two levels", &[a.header(c, 1, 4), a.header(c, 1, 2), a.header(c, 1, 1), a.header(c, 2, 2), a.header(c, 3, 4)], &[1, 2, 3, 4]),
        ("a piece is missing", &[a.header(c, 1, 4), a.header(c, 1, 1), a.header(c, 4, 4)], &[]),
        ("another history inside", &[a.header(c, 1, 3), a.header(c, 1, 1), a.forked(c, 2, 2, 1), a.header(c, 3, 3)], &[]),
        ("another history to the end", &[a.forked(c, 1, 3, 1), a.header(c, 1, 1), a.header(c, 2, 3)], &[]),
        ("another circle", &[a.header(c, 1, 2), a.header(circle("group"), 1, 1), a.header(circle("group"), 2, 2)], &[]),
        ("the same run twice", &[a.header(c, 1, 2), a.header(c, 1, 2)], &[]),
        ("overlapping ones", &[a.header(c, 1, 3), a.header(c, 2, 5)], &[]),
        ("the middle of a chain", &[a.header(c, 5, 8), a.header(c, 5, 6), a.header(c, 7, 8), a.header(c, 1, 4)], &[1, 2]),
    ];
    for (name, headers, expected) in rows {
        let files = headers.iter().enumerate().map(|(at, header)| (id(at as u8), header));
        let old: Vec<_> = superseded(files).into_keys().collect();
        assert_eq!(old, expected.iter().map(|number| id(*number)).collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn an_opened_pack_tells_its_parts_exactly() {
    let a = Party::new("a");
    let c = circle("chair");
    let acts = |number: u64| (1..=6).contains(&number).then(|| a.act(c, number, 0));
    let parts = [(a.header(c, 1, 1), true), (a.header(c, 3, 4), true), (a.forked(c, 3, 4, 1), false), (a.header(c, 5, 7), false)];
    for (header, expected) in parts {
        assert_eq!(is_part_of(&header, acts), expected, "{header:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// What stays when superseded files go covers every act and every hash that all of them covered.
    #[test]
    fn superseding_never_loses_an_act(cuts in prop::collection::vec((1u64..20, 0u64..6), 1..14), forks in prop::collection::vec((1u64..20, 0u64..3), 0..3)) {
        let a = Party::new("a");
        let c = circle("group");
        let run = |history: u8| { let a = &a; move |(first, more): (u64, u64)| a.forked(c, first, first + more, history) };
        let headers: Vec<_> = cuts.into_iter().map(run(0)).chain(forks.into_iter().map(run(1))).collect();
        let all: Vec<_> = headers.iter().enumerate().map(|(at, header)| (id(at as u8), header)).collect();
        let old = superseded(all.iter().copied());
        for (file, header) in &all {
            let covered = |by: &Header| by.first <= header.first && by.last >= header.last;
            let kept = |(other, by): &&(ContentId, &Header)| !old.contains_key(other) && covered(by);
            prop_assert!(all.iter().any(|one| kept(&one)), "{file:?} has gone without a successor");
            if let Some(by) = old.get(file) {
                prop_assert!(!old.contains_key(by), "the successor is superseded itself");
            }
        }
    }

    /// Applying a plan to the two inventories leaves nothing to be done.
    #[test]
    fn a_plan_that_was_done_leaves_nothing_to_do(mask in prop::collection::vec((any::<bool>(), any::<bool>(), any::<bool>()), 24), everybody in any::<bool>()) {
        let parties = [Party::new("a"), Party::new("b")];
        let c = circle("group");
        let mut mine = Inventory::new();
        let mut folder = Present::default();
        for (at, (here, there, sent)) in mask.iter().enumerate() {
            let party = &parties[at % 2];
            let header = match at / 2 % 4 {
                0 => party.header(c, 1 + at as u64 / 8, 1 + at as u64 / 8),
                1 => party.header(c, 1, 2 + at as u64 / 8),
                2 => party.forked(c, 2, 2, 1),
                _ => party.seen_header(at as u64 / 8),
            };
            if *here { mine.hold(id(at as u8), header, *sent); }
            if *there { folder.add(id(at as u8), header, format!("{at}").into()); }
        }
        let policy = if everybody { Policy::Everybody } else { Policy::Own };
        let me = parties[0].device;
        let fetched = plan(&mine, &folder, me, policy);
        for file in &fetched.fetch {
            let header = *folder.iter().find(|(one, _)| *one == file).unwrap().1;
            mine.hold(*file, header, true);
        }
        for (file, header) in folder.iter() { if !mine.knows(file) { mine.hold(*file, *header, true); } }
        let first = plan(&mine, &folder, me, policy);
        let mut after = Present::default();
        for (file, header) in folder.iter().filter(|(file, _)| !first.remove.contains(file)) { after.add(*file, *header, "x".into()); }
        for file in first.writes() { after.add(*file, mine.get(file).unwrap().header, "y".into()); }
        let second = plan(&mine, &after, me, policy);
        prop_assert!(second.writes_nothing() && second.fetch.is_empty(), "{second:?}");
    }
}
