//! State is a function of the set of acts: any order, any batches, twice or once.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use proptest::prelude::*;
use qalam_model::{act::*, ids::*, proposal::*, roster::*, standing::Stance, state::*};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};
use std::sync::Arc;

/// Random lives of a group: parties write, meet in pairs, clone and misbehave.
struct World {
    rng: ChaCha8Rng,
    laptops: Vec<Laptop>,
    paper: PaperId,
    serial: u32,
    /// Nobody loses rights and nobody copies a home.
    peaceful: bool,
}

const NAMES: [&str; 6] = ["chair", "two", "sec", "a", "b", "a2"];

impl World {
    fn new(seed: u64, peaceful: bool) -> World {
        let mut chair = Laptop::found("chair", "Host");
        let paper = Side::Chair.paper_id(&chair.group, [7; 8]);
        let mut laptops = vec![
            chair.seat("two", "Host", Role::Chair),
            chair.seat("sec", "Host", Role::Secretariat),
            chair.seat("a", "A", Role::Delegate),
            chair.seat("b", "B", Role::Delegate),
            chair.seat("a2", "A", Role::Delegate),
        ];
        chair.act(Circle::Chair, new_paper(paper));
        let text = revision(chair.group, paper, "WP.1", None, "The first text.");
        chair.act(Circle::Group, issue(text));
        laptops.iter_mut().for_each(|l| l.receive(&chair));
        laptops.insert(0, chair);
        World { rng: ChaCha8Rng::seed_from_u64(seed), laptops, paper, serial: 0, peaceful }
    }

    fn pick(&mut self, n: usize) -> usize {
        self.rng.next_u32() as usize % n
    }

    fn step(&mut self) {
        let (who, whom) = (self.pick(self.laptops.len()), self.pick(NAMES.len()));
        let (what, name) = (self.pick(23), NAMES[whom]);
        self.serial += 1;
        let fresh = format!("new{}", self.serial);
        let paper = self.paper;
        let role = [Role::Chair, Role::Secretariat, Role::Delegate, Role::Observer][self.pick(4)];
        if what < 5 {
            let other = self.pick(self.laptops.len());
            let acts: Vec<Sent> = self.laptops[other].acts.values().cloned().collect();
            let laptop = &mut self.laptops[who];
            let new: Vec<Sent> = acts.into_iter().filter(|s| !laptop.acts.contains_key(&s.0)).collect();
            laptop.acts.extend(new.iter().map(|s| (s.0, s.clone())));
            laptop.state.apply_all(new);
            return;
        }
        if self.peaceful && matches!(what, 5..=7 | 15) {
            return;
        }
        let room = self.laptops.len() < 8;
        let laptop = &mut self.laptops[who];
        let current = laptop.state.paper(&paper).and_then(|p| p.current()).map(|i| i.revision);
        let side = laptop.roster().owner_of(&laptop.device).map(Member::side).unwrap_or(Side::Chair);
        match (what, current) {
            (5, _) => drop(laptop.remove(name)),
            (6, _) => drop(laptop.change_role(name, role)),
            (7, _) => drop(laptop.replace(name, name, &fresh)),
            (8, _) => drop(laptop.seat(&fresh, "A", role)),
            (9, _) => drop(laptop.roster_act(admit("new1", "A", Role::Delegate))),
            (10, _) => drop(laptop.confirm(name)),
            (11, Some(revision)) => {
                let made = contribution(paper, revision, Contributor::Delegation(delegation("A")), &fresh);
                laptop.act(Circle::Group, contribute(made));
            }
            (12, Some(revision)) => drop(laptop.act(side.circle(), decide(paper, revision, vec![HunkId([1; 16])]))),
            (13, at) => drop(laptop.act(Circle::Group, issue(common::revision(laptop.group, paper, "Rev", at, &fresh)))),
            (14, at) => drop(laptop.act(side.circle(), draft_ops(&laptop.name.clone(), paper, at, &fresh))),
            // A copied home goes on beside the first.
            (15, _) if room => {
                let original = &self.laptops[who];
                let mut clone = original.copy_for(&original.name.clone());
                (0..100).for_each(|_| drop(clone.entry(Circle::Group, &new_paper(paper))));
                self.laptops.push(clone);
            }
            (16 | 17, Some(revision)) => {
                // Sometimes an answer, to a comment or to what is itself one, of this place or of another.
                let theirs: Vec<ActId> = laptop.state.paper(&paper).unwrap().comments.keys().copied().collect();
                let answers = theirs.get(whom).copied().filter(|_| what == 17);
                let draft = whom == 5;
                let quote = if whom == 4 { "other words" } else { "The" };
                let said = Comment { answers, draft, ..comment(paper, revision, (0, 3), quote, &fresh) };
                laptop.act(if draft { side.circle() } else { Circle::Group }, Body::Comment(said));
            }
            (18 | 19, Some(_)) => {
                let state = laptop.state.paper(&paper).unwrap().clone();
                let threads = state.threads();
                let Some(thread) = threads.get(whom % threads.len().max(1)) else { return };
                let circle = if thread.first().comment.draft { side.circle() } else { Circle::Group };
                // Now and then from memory: nothing replaced, nothing seen.
                let forgetful = whom == 2;
                let settled = ResolveComment {
                    paper,
                    comment: thread.id,
                    resolved: what == 18,
                    replaces: if forgetful { Vec::new() } else { thread.settled_by.clone() },
                    seen: if forgetful { Vec::new() } else { thread.comments.iter().map(|(act, _)| *act).collect() },
                };
                laptop.act(circle, Body::ResolveComment(settled));
            }
            (20 | 21, Some(revision)) => {
                // For the own delegation or another, as the Chair's side or not; now and then of a paragraph that is not there.
                let said: Vec<ActId> = laptop.state.paper(&paper).unwrap().standings.keys().copied().collect();
                let stance =
                    [Stance::Agreed, Stance::Reserves(fresh.clone()), Stance::Objects(String::new()), Stance::Nothing][whom % 4].clone();
                let paragraphs = vec![ParagraphId([1 + (whom % 3) as u8; 8])];
                let entered = side == Side::Chair || whom == 5;
                let one = Stand { entered, paragraphs, replaces: said, ..stand(paper, revision, delegation("A"), stance) };
                laptop.act(Circle::Group, Body::Stand(one));
            }
            (22, Some(revision)) => {
                let replaces = laptop.state.paper(&paper).unwrap().packages.keys().copied().collect();
                let paragraphs = vec![ParagraphId([1; 8]); whom % 3];
                laptop.act(side.circle(), Body::Package(Package { paper, revision, name: fresh, paragraphs, replaces }));
            }
            _ => {}
        }
    }

    fn live(seed: u64, steps: usize) -> (GroupId, Vec<Sent>) {
        World::new(seed, false).lives(steps)
    }

    fn lives(mut self, steps: usize) -> (GroupId, Vec<Sent>) {
        let world = &mut self;
        (0..steps).for_each(|_| world.step());
        let mut all = std::collections::BTreeMap::new();
        world.laptops.iter().for_each(|l| all.extend(l.acts.clone()));
        (world.laptops[0].group, all.into_values().collect())
    }
}

fn shuffle(acts: &mut [Sent], rng: &mut ChaCha8Rng) {
    for i in (1..acts.len()).rev() {
        acts.swap(i, rng.next_u32() as usize % (i + 1));
    }
}

fn view(state: &State) -> impl PartialEq + std::fmt::Debug {
    (state.digest(), state.papers().clone(), state.aside(), state.notices(), state.roster().members.clone())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_gives_the_same_state(seed in any::<u64>()) {
        let (group, mut acts) = World::live(seed, 60);
        let at_once = State::replay(group, acts.clone());
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        shuffle(&mut acts, &mut rng);
        let mut one_by_one = State::new(group);
        for (id, bytes, entry) in acts.clone() {
            one_by_one.apply(id, bytes, entry);
        }
        prop_assert_eq!(view(&at_once), view(&one_by_one));
        shuffle(&mut acts, &mut rng);
        let mut in_batches = State::new(group);
        for batch in acts.chunks(7) {
            in_batches.apply_all(batch.to_vec());
            in_batches.apply_all(batch.to_vec());
        }
        prop_assert_eq!(view(&at_once), view(&in_batches));
    }

    #[test]
    fn who_reads_fewer_circles_judges_alike_what_they_read(seed in any::<u64>()) {
        let (group, acts) = World::live(seed, 60);
        let whole = State::replay(group, acts.clone());
        let public = [Circle::Control.id(&group), Circle::Control.id(&GroupId([0; 32])), Circle::Group.id(&group)];
        let read: Vec<Sent> = acts.into_iter().filter(|(_, _, e)| public.contains(&e.circle)).collect();
        let part = State::replay(group, read.clone());
        prop_assert_eq!(&**part.roster(), &**whole.roster());
        let ids: Vec<ActId> = read.iter().map(|s| s.0).collect();
        let aside: Vec<_> = whole.aside().into_iter().filter(|(id, _)| ids.contains(id)).collect();
        prop_assert_eq!(part.aside(), aside);
        for (id, paper) in part.papers() {
            let other = whole.paper(id).unwrap();
            prop_assert_eq!(&paper.revisions, &other.revisions);
            prop_assert_eq!(&paper.rivals, &other.rivals);
            prop_assert_eq!(&paper.contributions, &other.contributions);
            let public = |p: &Paper| p.comments.iter().filter(|(_, c)| !c.comment.draft).map(|(a, c)| (*a, c.clone())).collect::<Vec<_>>();
            prop_assert_eq!(public(paper), public(other));
            for thread in paper.threads() {
                let same = other.threads().into_iter().find(|t| t.id == thread.id).map(|t| (t.resolved, t.settled_by));
                prop_assert_eq!(same, Some((thread.resolved, thread.settled_by)));
            }
        }
    }

    #[test]
    fn a_group_always_has_a_chair(seed in any::<u64>()) {
        let (group, acts) = World::live(seed, 60);
        let state = State::replay(group, acts);
        prop_assert!(state.roster().chairs().next().is_some());
    }

    #[test]
    fn what_a_head_had_seen_is_judged_alike_in_larger_sets(seed in any::<u64>()) {
        // Without losses of rights and copied homes nothing that comes later changes who could do what at a head.
        let (group, acts) = World::new(seed, true).lives(40);
        let whole = State::replay(group, acts.clone());
        for (_, _, entry) in &acts {
            let heads = &entry.head;
            let Some(view) = whole.roster().at(heads) else { continue };
            let seen: Vec<Sent> = acts.iter().filter(|s| whole.roster().includes(heads, &[s.0])).cloned().collect();
            let alone = State::replay(group, seen);
            prop_assert_eq!(&view.members, &alone.roster().members);
        }
    }
}

#[test]
fn an_act_taken_twice_changes_nothing() {
    let (group, acts) = World::live(3, 30);
    let mut state = State::replay(group, acts.clone());
    let before = state.digest();
    for (id, bytes, entry) in acts {
        assert!(state.apply(id, bytes, entry).is_empty());
    }
    assert_eq!(state.digest(), before);
}

#[test]
fn hostile_acts_never_panic() {
    let (group, acts) = World::live(11, 40);
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let mut state = State::replay(group, acts.clone());
    for (_, bytes, entry) in acts.iter().take(60) {
        let mut entry = entry.clone();
        match rng.next_u32() % 8 {
            0 => entry.number = u64::MAX,
            1 => entry.number = 0,
            2 => entry.previous = NO_ACT,
            3 => entry.head = vec![ActId([9; 32]); 3],
            4 => entry.body = serde_bytes::ByteBuf::from(vec![0xff; 40]),
            5 => entry.kind = "roster.genesis".to_owned(),
            6 => entry.circle = CircleId([0; 16]),
            _ => entry.head = Vec::new(),
        }
        let (id, other, entry) = sent(entry);
        state.apply(id, other, entry);
        // Bytes and entry that do not belong together are the caller's lie; they must not hurt either.
        let mut lie = *bytes.first().unwrap();
        lie = lie.wrapping_add(1);
        state.apply(ActId([lie; 32]), Arc::from([lie]), acts[0].2.clone());
    }
    assert!(state.roster().chairs().next().is_some());
    let _ = (state.digest(), state.waiting(), state.notices());
}
