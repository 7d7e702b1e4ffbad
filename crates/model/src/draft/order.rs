//! In which order paragraphs stand, and what is written so that one stands elsewhere. Moving copies nothing: it only
//! says in whose slot a paragraph stands. Never touches the text.

use super::{
    DraftError,
    attributes::Attribute,
    fraction::{is_fraction, spread},
    layout::Layout,
};
use std::{cmp::Ordering, collections::HashMap};

/// The slot that stands before all parts.
const BEGINNING: &str = "^";

/// A place among the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Before all parts.
    Beginning,
    /// Where a new start character stands before the first part.
    First,
    /// That of a part.
    Part(usize),
    /// Where a new start character stands behind this part, or in it.
    Behind(usize),
}

impl Slot {
    fn position(self) -> (u8, usize) {
        match self {
            Slot::Beginning => (0, 0),
            Slot::First => (1, 0),
            Slot::Part(i) => (2, 2 * i),
            Slot::Behind(i) => (2, 2 * i + 1),
        }
    }
}

impl PartialOrd for Slot {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Slot {
    fn cmp(&self, other: &Self) -> Ordering {
        self.position().cmp(&other.position())
    }
}

/// Where something stands among the paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rank {
    slot: Slot,
    fraction: String,
    /// The part whose `place` it is.
    via: String,
    own: Slot,
}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rank {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.slot, &self.fraction, &self.via, self.own).cmp(&(other.slot, &other.fraction, &other.via, other.own))
    }
}

/// The `place` of a part that has a valid one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    slot: Slot,
    fraction: String,
}

/// The places of all parts.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// Per part its own valid place.
    pub(super) places: Vec<Option<Standing>>,
    /// Per part the part that `from` names.
    pub(super) from: Vec<Option<usize>>,
    /// Per part the part whose place it has: its own, or that of the part that it follows.
    owner: Vec<Option<usize>>,
}

/// A `place` to be written under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NewPlace {
    pub(super) key: String,
    pub(super) value: String,
}

impl Order {
    /// What the attributes say, before joins are known.
    pub(super) fn read(layout: &Layout, index: &HashMap<&str, usize>) -> Order {
        let place = |i: usize| -> Option<Standing> {
            let value = layout.attribute(i, Attribute::Place)?;
            match value.split_once(' ') {
                None => (value == layout.parts[i].key).then(|| Standing { slot: Slot::Part(i), fraction: String::new() }),
                Some((key, fraction)) => {
                    let slot = if key == BEGINNING { Slot::Beginning } else { Slot::Part(*index.get(key)?) };
                    is_fraction(fraction).then(|| Standing { slot, fraction: fraction.to_owned() })
                }
            }
        };
        let from = |i: usize| layout.attribute(i, Attribute::From).and_then(|key| index.get(key).copied());
        let n = layout.parts.len();
        Order { places: (0..n).map(place).collect(), from: (0..n).map(from).collect(), owner: vec![None; n] }
    }

    /// Who follows whom, once the roots of all parts are known. Linear: what was found for a part holds for all whose
    /// way leads over it.
    pub(super) fn follow(&mut self, roots: &[usize]) {
        let mut known = vec![false; self.places.len()];
        for i in 0..self.places.len() {
            let mut path = Vec::new();
            let mut at = i;
            let found = loop {
                if known[at] {
                    break self.owner[at];
                }
                if self.places[at].is_some() {
                    break Some(at);
                }
                known[at] = true;
                path.push(at);
                let Some(before) = self.from[at] else { break None };
                if self.places[roots[before]].is_some() {
                    break Some(roots[before]);
                }
                at = before;
            };
            for part in path {
                self.owner[part] = found;
            }
            if self.places[i].is_some() {
                (self.owner[i], known[i]) = (Some(i), true);
            }
        }
    }

    /// Whether `part` would follow `other`, if that had a place and `part` has none.
    fn would_follow(&self, part: usize, other: usize, roots: &[usize]) -> bool {
        let mut at = part;
        for _ in 0..=self.places.len() {
            if self.places[at].is_some() {
                return false;
            }
            let Some(before) = self.from[at] else { return false };
            if roots[before] == other || before == other {
                return true;
            }
            if self.places[roots[before]].is_some() {
                return false;
            }
            at = before;
        }
        false
    }

    pub(super) fn rank(&self, part: usize, layout: &Layout) -> Rank {
        self.rank_of(Slot::Part(part), &layout.parts[part].key, self.owner[part], layout)
    }

    fn rank_of(&self, own: Slot, key: &str, owner: Option<usize>, layout: &Layout) -> Rank {
        match owner.and_then(|o| Some((o, self.places[o].as_ref()?))) {
            Some((o, place)) => Rank { slot: place.slot, fraction: place.fraction.clone(), via: layout.parts[o].key.clone(), own },
            None => Rank { slot: own, fraction: String::new(), via: key.to_owned(), own },
        }
    }
}

/// A paragraph in a plan: the part that stands for it (none for one that is to be written) and where it stands.
#[derive(Debug, Clone)]
struct Item {
    part: usize,
    rank: Rank,
}

/// Works out which places to write.
struct Plan<'a> {
    layout: &'a Layout,
    items: Vec<Item>,
    written: Vec<NewPlace>,
}

impl Plan<'_> {
    fn of(layout: &Layout) -> Plan<'_> {
        let items = layout.body().map(|g| Item { part: g.root, rank: layout.order.rank(g.root, layout) }).collect();
        Plan { layout, items, written: Vec::new() }
    }

    fn write(&mut self, key: &str, slot: Slot, fraction: &str) {
        let slot = match slot {
            Slot::Part(i) | Slot::Behind(i) => &self.layout.parts[i].key,
            Slot::Beginning | Slot::First => BEGINNING,
        };
        self.written.push(NewPlace { key: key.to_owned(), value: format!("{slot} {fraction}") });
    }

    /// One past the run of items from `at` on that stand in the same slot by the same fraction.
    fn run_end(&self, at: usize, slot: Slot, fraction: &str) -> usize {
        let same = self.items[at..].iter().take_while(|i| i.rank.slot == slot && i.rank.fraction == fraction);
        at + same.count()
    }

    /// Puts `new` and then the items from `at` that have this slot and fraction behind this fraction.
    fn put(&mut self, new: &[String], at: usize, slot: Slot, fraction: &str) -> Result<(), DraftError> {
        let end = self.run_end(at, slot, fraction);
        let next = self.items.get(end).filter(|i| i.rank.slot == slot).map(|i| i.rank.fraction.clone());
        let ties = self.items[at..end].iter().map(|i| self.layout.parts[i.part].attribute_key().to_owned());
        let keys: Vec<String> = new.iter().cloned().chain(ties).collect();
        let ids: Vec<String> = keys.iter().map(|key| key.get(..16).unwrap_or(key).to_owned()).collect();
        let fractions = spread(fraction, next.as_deref(), &ids).ok_or(DraftError::NoRoom)?;
        for (key, f) in keys.iter().zip(&fractions) {
            self.write(key, slot, f);
        }
        for (item, f) in self.items[at..end].iter_mut().zip(&fractions[new.len()..]) {
            item.rank.fraction.clone_from(f);
            item.rank.via.clone_from(&self.layout.parts[item.part].key);
        }
        Ok(())
    }

    /// Puts `new` behind the item `after` (an index), or at the very beginning.
    fn put_behind(&mut self, new: &[String], after: Option<usize>) -> Result<(), DraftError> {
        match after.map(|a| (a, self.items[a].rank.clone())) {
            None => self.put(new, 0, Slot::Beginning, ""),
            Some((after, rank)) => self.put(new, after + 1, rank.slot, &rank.fraction),
        }
    }

    /// What would follow `part`, which is not among the items any more, only because it was split off it stays where
    /// it stands.
    fn leave_followers(&mut self, part: usize) -> Result<(), DraftError> {
        let order = &self.layout.order;
        let mut done = 0;
        for at in 0..self.items.len() {
            let Item { part: follower, rank } = self.items[at].clone();
            if at < done || !order.would_follow(follower, part, &self.layout.roots) {
                continue;
            }
            if order.owner[follower].is_none() {
                let part = &self.layout.parts[follower];
                self.written.push(NewPlace { key: part.attribute_key().to_owned(), value: part.key.clone() });
            } else {
                done = self.run_end(at, rank.slot, &rank.fraction);
                self.put(&[], at, rank.slot, &rank.fraction)?;
            }
        }
        Ok(())
    }
}

/// What to write so that the paragraph whose root is `part` stands behind the one whose root is `after`.
pub(super) fn move_behind(layout: &Layout, part: usize, after: Option<usize>) -> Result<Vec<NewPlace>, DraftError> {
    let mut plan = Plan::of(layout);
    let place = |items: &[Item], part: usize| items.iter().position(|i| i.part == part);
    let now = place(&plan.items, part);
    if now == after.map_or(Some(0), |a| place(&plan.items, a).map(|i| i + 1)) {
        return Ok(Vec::new());
    }
    plan.items.retain(|i| i.part != part);
    plan.leave_followers(part)?;
    let behind = after.and_then(|a| place(&plan.items, a));
    plan.put_behind(&[layout.parts[part].attribute_key().to_owned()], behind)?;
    Ok(plan.written)
}

/// What to write so that a part has a place of its own and everything stands where it stood.
pub(super) fn leave(layout: &Layout, part: usize) -> Result<Vec<NewPlace>, DraftError> {
    let mut plan = Plan::of(layout);
    let at = plan.items.iter().position(|i| i.part == part);
    match at.map(|at| (at, plan.items[at].rank.clone())) {
        Some((at, rank)) if layout.order.owner[part].is_some() => plan.put(&[], at, rank.slot, &rank.fraction)?,
        _ => plan.written.push(NewPlace { key: layout.parts[part].attribute_key().to_owned(), value: layout.parts[part].key.clone() }),
    }
    let placed: Vec<String> = plan.written.iter().map(|w| w.key.clone()).collect();
    plan.leave_followers(part)?;
    let mut seen = std::collections::HashSet::new();
    plan.written.retain(|w| !placed.contains(&w.key) || seen.insert(w.key.clone()));
    Ok(plan.written)
}

/// A paragraph that is to be written, or set free.
pub(super) struct Newcomer {
    pub(super) key: String,
    /// Where its start character is to stand.
    pub(super) own: Slot,
    /// The part that it is split off.
    pub(super) from: Option<usize>,
}

/// What to write so that new paragraphs (one behind the other, at one place of the text) stand right behind the one
/// whose root is `after`: nothing, if they do so by themselves.
pub(super) fn stand_behind(layout: &Layout, new: &[Newcomer], after: Option<usize>) -> Result<Vec<NewPlace>, DraftError> {
    let mut plan = Plan::of(layout);
    // A part that is set free stands somewhere already; it is not among the visible roots, so nothing to take out.
    let at = after.and_then(|a| plan.items.iter().position(|i| i.part == a));
    let next = at.map_or(0, |a| a + 1);
    let by_itself = new.iter().all(|n| {
        let owner = match n.own {
            Slot::Part(i) if layout.order.places[i].is_some() => Some(i),
            _ => n.from.and_then(|f| layout.order.owner_through(f, &layout.roots)),
        };
        let rank = layout.order.rank_of(n.own, &n.key, owner, layout);
        at.is_none_or(|a| plan.items[a].rank < rank) && plan.items.get(next).is_none_or(|i| rank < i.rank)
    });
    if by_itself {
        return Ok(Vec::new());
    }
    let keys: Vec<String> = new.iter().map(|n| n.key.clone()).collect();
    plan.put_behind(&keys, at)?;
    Ok(plan.written)
}

impl Order {
    /// Whose place something has that is split off `part`.
    fn owner_through(&self, part: usize, roots: &[usize]) -> Option<usize> {
        if self.places[roots[part]].is_some() {
            return Some(roots[part]);
        }
        self.owner[part]
    }
}
