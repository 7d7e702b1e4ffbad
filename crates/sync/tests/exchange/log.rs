//! Chains, gaps, forks, receipts.

use crate::party::*;
use qalam_model::{act::ChainEnd, ids::ActId};
use qalam_seal::header::Header;
use qalam_sync::{Chain, Chains, Gap, ahead_of_me, disputes, received, waiting};

#[test]
fn ends_and_gaps() {
    let a = Party::new("a");
    let c = circle("group");
    let chain = Chain { device: a.device, circle: c };
    type Row<'a> = (&'a [(u64, u64)], u64, &'a [(u64, u64)]);
    let rows: &[Row<'_>] = &[
        (&[], 0, &[]),
        (&[(1, 1), (2, 5)], 5, &[]),
        (&[(2, 5)], 0, &[(1, 1)]),
        (&[(1, 2), (4, 4), (8, 9)], 2, &[(3, 3), (5, 7)]),
        (&[(1, 9), (2, 3)], 9, &[]),
        (&[(1, 3), (2, 6), (7, 7)], 7, &[]),
    ];
    for (runs, end, gaps) in rows {
        let headers: Vec<Header> = runs.iter().rev().map(|(first, last)| a.header(c, *first, *last)).collect();
        let chains = Chains::from_headers(&headers);
        assert_eq!(chains.end(&chain), *end, "{runs:?}");
        let expected: Vec<_> = gaps.iter().map(|(from, to)| Gap { chain, from: *from, to: *to }).collect();
        assert_eq!(chains.gaps(), expected, "{runs:?}");
        assert!(chains.forks().is_empty());
    }
}

#[test]
fn two_claims_about_one_number_are_a_fork() {
    let a = Party::new("a");
    let c = circle("group");
    let chain = Chain { device: a.device, circle: c };
    for (one, other, number) in [((1, 3, 0), (1, 3, 1), 3), ((1, 3, 0), (4, 5, 1), 3), ((1, 2, 0), (2, 2, 1), 2)] {
        let header = |(first, last, history)| a.forked(c, first, last, history);
        let chains = Chains::from_headers(&[header(one), header(other)]);
        let forks = chains.forks();
        assert_eq!((forks[0].chain, forks[0].number), (chain, number));
        if chains.end(&chain) == number {
            assert_eq!(chains.at_end(&chain), None, "no side is taken");
        }
    }
}

#[test]
fn receipts_tell_what_is_waited_for() {
    let (a, b, me) = (Party::new("a"), Party::new("b"), Party::new("me"));
    let c = circle("group");
    let mine = Chains::from_headers(&[a.header(c, 1, 4), b.header(c, 3, 4), me.header(c, 1, 2)]);
    let end = |party: &Party, number, act| ChainEnd { device: party.device, circle: c, number, act };
    assert_eq!(received(&mine, me.device), [end(&a, 4, a.act(c, 4, 0))], "without one's own, and nothing before a gap");
    let others = [end(&a, 7, a.act(c, 7, 0)), end(&b, 2, b.act(c, 2, 0)), end(&me, 5, me.act(c, 5, 0))];
    let gap = |party: &Party, from, to| Gap { chain: Chain { device: party.device, circle: c }, from, to };
    let mut expected = vec![gap(&a, 5, 7), gap(&b, 1, 2)];
    expected.sort();
    assert_eq!(waiting(&mine, me.device, &others), expected);
    assert_eq!(ahead_of_me(&mine, me.device, &others), [gap(&me, 3, 5)]);
    assert!(disputes(&mine, &others).is_empty());
    let other_history = [end(&a, 4, a.act(c, 4, 1)), end(&a, 3, ActId([5; 32]))];
    assert_eq!(disputes(&mine, &other_history).len(), 1, "only where both know the act");
}

#[test]
fn a_seen_file_changes_nothing_that_is_receipted() {
    let (a, me) = (Party::new("a"), Party::new("me"));
    let c = circle("group");
    let before = received(&Chains::from_headers(&[a.header(c, 1, 1)]), me.device);
    let after = received(&Chains::from_headers(&[a.header(c, 1, 1), a.seen_header(9)]), me.device);
    assert_eq!(before, after);
}
