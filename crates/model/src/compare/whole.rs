//! Which paragraphs a working copy splits, joins or moves into others: found by the words, since words may be cut and put
//! elsewhere by any hand. What stays the same on the way is not asked for; what is changed elsewhere in these paragraphs
//! is asked for beside it, at the paragraph where the words stood.

use super::{
    flat::Flat,
    tokens::{self, Class},
    words::{Step, reformats, relinks, steps_of},
};
use crate::{
    ids::ParagraphId,
    paper::{Paragraph, Revision},
    proposal::{Change, Joined, Part},
    text::RichText,
};
use std::collections::{HashMap, HashSet};

/// One split, join or move into another, and what is amended beside it.
pub(super) struct Whole {
    pub(super) change: Change,
    /// By paragraph of the revision.
    pub(super) beside: HashMap<ParagraphId, Vec<Change>>,
}

/// All that were found.
#[derive(Default)]
pub(super) struct Wholes {
    /// By the paragraph that is split, that takes up, or whose words go: the proposal's own.
    pub(super) of: HashMap<ParagraphId, Whole>,
    /// Parts, and what they are split off.
    pub(super) parts: HashMap<ParagraphId, ParagraphId>,
    /// Whose words go into another paragraph.
    pub(super) gone: HashSet<ParagraphId>,
    /// The paragraph whose `of` says what is amended in this one.
    pub(super) told_by: HashMap<ParagraphId, ParagraphId>,
    /// What was compared on the way, so that it is not compared again: the steps of a paragraph of the revision that
    /// stays.
    pub(super) steps: HashMap<ParagraphId, Vec<Step>>,
}

/// So many paragraphs come off one, or go into one, at most.
const TOGETHER: usize = 16;
/// So many pairs are looked at for words that went into another paragraph.
const PAIRS: usize = 200_000;

/// Finds them. `copy` is tidy; `moved` are the paragraphs that stand elsewhere in it.
pub(super) fn wholes(revision: &Revision, copy: &[Paragraph], moved: &HashSet<ParagraphId>) -> Wholes {
    let mut search = Search {
        base: revision.paragraphs.iter().map(|p| (p.id, p)).collect(),
        now: copy.iter().map(|p| (p.id, p)).collect(),
        found: Wholes::default(),
    };
    search.splits(copy, moved);
    search.joins(revision);
    search.intos(revision);
    search.found
}

struct Search<'a> {
    base: HashMap<ParagraphId, &'a Paragraph>,
    now: HashMap<ParagraphId, &'a Paragraph>,
    found: Wholes,
}

impl<'a> Search<'a> {
    /// Old and new form of a paragraph that stays, whose words change, and about which nothing is found yet.
    fn open(&self, id: ParagraphId) -> Option<(&'a Paragraph, &'a Paragraph)> {
        let (old, new) = (*self.base.get(&id)?, *self.now.get(&id)?);
        let can = old.kind.is_style() && new.kind.is_style() && old.text != new.text && !self.found.told_by.contains_key(&id);
        can.then_some((old, new))
    }

    fn note(&mut self, whole: Whole) {
        let id = whole.change.paragraph();
        self.found.told_by.extend(std::iter::once(id).chain(whole.change.others()).map(|p| (p, id)));
        self.found.gone.extend(super::carry::going(&whole.change).into_iter().map(|(from, _)| from));
        if let Change::Split { parts, .. } = &whole.change {
            self.found.parts.extend(parts.iter().map(|p| (p.id, id)));
        }
        self.found.of.insert(id, whole);
    }

    fn splits(&mut self, copy: &'a [Paragraph], moved: &HashSet<ParagraphId>) {
        let body: Vec<&Paragraph> = copy.iter().filter(|p| !p.kind.is_placed()).collect();
        let mut at = 0;
        while at < body.len() {
            let run = body[at + 1..].iter().take_while(|p| !self.base.contains_key(&p.id)).count();
            let behind = &body[at + 1..at + 1 + run];
            if run > 0
                && let Some((old, new)) = self.open(body[at].id)
            {
                let whole = split(old, new, behind);
                // What is moved takes its parts along, so nothing can stand between them.
                let together = |parts: &[Part]| parts.iter().zip(behind).all(|(part, p)| part.id == p.id);
                if let Some(whole) = whole
                    && let Change::Split { parts, .. } = &whole.change
                    && (!moved.contains(&old.id) || together(parts))
                {
                    self.note(whole);
                }
            }
            at += 1 + run;
        }
    }

    /// Whether a paragraph of the revision is gone and nothing is found about it yet.
    fn is_gone(&self, p: &Paragraph) -> bool {
        p.kind.is_style() && !p.text.text.trim().is_empty() && !self.now.contains_key(&p.id) && !self.found.gone.contains(&p.id)
    }

    fn joins(&mut self, revision: &'a Revision) {
        let body: Vec<&Paragraph> = revision.paragraphs.iter().filter(|p| !p.kind.is_placed()).collect();
        let mut at = 0;
        while at < body.len() {
            let run = body[at + 1..].iter().take_while(|p| !self.now.contains_key(&p.id)).count();
            let behind: Vec<&Paragraph> = body[at + 1..at + 1 + run].iter().copied().filter(|p| self.is_gone(p)).collect();
            if !behind.is_empty()
                && let Some((old, new)) = self.open(body[at].id)
                && let Some(whole) = join(old, new, &behind)
            {
                self.note(whole);
            }
            at += 1 + run;
        }
    }

    fn intos(&mut self, revision: &'a Revision) {
        let gone: Vec<&Paragraph> = revision.paragraphs.iter().filter(|p| self.is_gone(p)).collect();
        let hosts: Vec<ParagraphId> = revision.paragraphs.iter().map(|p| p.id).filter(|id| self.open(*id).is_some()).collect();
        if gone.is_empty() || gone.len() * hosts.len() > PAIRS {
            return;
        }
        let mut came: Vec<Came> = Vec::new();
        // Which of them has a word, and how often.
        let mut holders: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
        let open: Vec<_> = hosts.iter().filter_map(|id| self.open(*id)).collect();
        for (old, new) in open {
            let steps = steps_of(&old.text, &new.text);
            for step in steps.iter().filter(|s| !s.same && s.new.0 < s.new.1) {
                for (word, n) in bag(&new.text.slice(step.new.0 as u32, step.new.1 as u32).text) {
                    holders.entry(word).or_default().push((came.len(), n));
                }
                came.push(Came { host: old.id, at: step.old.1 as u32 });
            }
            self.found.steps.insert(old.id, steps);
        }
        for p in gone {
            let words = bag(&p.text.text);
            let all: u32 = words.values().sum();
            let mut shared = vec![0; came.len()];
            for (word, n) in &words {
                holders.get(word).into_iter().flatten().for_each(|(c, m)| shared[*c] += *n.min(m));
            }
            let best = shared.into_iter().zip(&came).filter(|(n, _)| *n > 0 && n * 5 >= all * 3);
            // The first of the best.
            let Some((_, came)) = best.rev().max_by_key(|(n, _)| *n) else { continue };
            if let Some((old, new)) = self.open(came.host)
                && let Some(whole) = into(p, old, new, came.at)
            {
                self.note(whole);
            }
        }
    }
}

/// Words that came into a paragraph at one place.
struct Came {
    host: ParagraphId,
    /// Where, in the old text: behind what they replace.
    at: u32,
}

fn bag(text: &str) -> HashMap<String, u32> {
    let mut out = HashMap::new();
    for (token, word) in tokens::pieces(text) {
        if token.class != Class::White {
            *out.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    out
}

/// Texts one behind the other with a character between them that none of them has.
struct Row {
    text: RichText,
    flat: Flat,
    /// Where each text begins and ends.
    places: Vec<(usize, usize)>,
}

impl Row {
    fn of(texts: &[RichText], seam: char) -> Row {
        let mut text = RichText::default();
        let mut places = Vec::with_capacity(texts.len());
        for (i, next) in texts.iter().enumerate() {
            if i > 0 {
                text.text.push(seam);
            }
            let from = text.len() as usize;
            text.push(next);
            places.push((from, text.len() as usize));
        }
        Row { flat: Flat::of(&text), text, places }
    }

    /// The seams that a stretch runs over, by the number of the text in front of each.
    fn seams(&self, from: usize, to: usize) -> impl Iterator<Item = usize> {
        let seams = self.places.iter().enumerate().take(self.places.len().saturating_sub(1));
        seams.filter(move |(_, (_, end))| from <= *end && *end < to).map(|(i, _)| i)
    }

    /// How many characters of each text stay the same, white space not counted; `places` picks the side.
    fn kept(&self, steps: &[Step], side: impl Fn(&Step) -> (usize, usize)) -> Vec<usize> {
        let mut out = vec![0; self.places.len()];
        for (from, to) in steps.iter().filter(|s| s.same).map(side) {
            for (i, (start, end)) in self.places.iter().enumerate() {
                let (a, b) = (from.max(*start), to.min(*end));
                if a < b {
                    out[i] += self.flat.chars[a..b].iter().filter(|c| !c.is_whitespace()).count();
                }
            }
        }
        out
    }
}

/// A character that none of these texts has; of a plane where no letters stand.
fn seam<'t>(texts: impl Iterator<Item = &'t RichText>) -> Option<char> {
    let used: HashSet<char> = texts.flat_map(|t| t.text.chars()).filter(|c| u32::from(*c) >= 0x10_0000).collect();
    (0x10_0000..0x10_fffd).filter_map(char::from_u32).find(|c| !used.contains(c))
}

fn letters(text: &RichText) -> usize {
    text.text.chars().filter(|c| !c.is_whitespace()).count()
}

fn split(old: &Paragraph, new: &Paragraph, behind: &[&Paragraph]) -> Option<Whole> {
    let can = |p: &&&Paragraph| p.kind.is_style() && !p.text.text.trim().is_empty();
    let mut parts: Vec<&Paragraph> = behind.iter().filter(can).take(TOGETHER).copied().collect();
    loop {
        if parts.is_empty() {
            return None;
        }
        let texts: Vec<RichText> = std::iter::once(new).chain(parts.iter().copied()).map(|p| p.text.clone()).collect();
        let row = Row::of(&texts, seam(texts.iter().chain([&old.text]))?);
        let steps = steps_of(&old.text, &row.text);
        let kept = row.kept(&steps, |s| s.new);
        let lost = letters(&old.text).saturating_sub(kept[0]);
        let is_part = |i: usize| kept[i] > 0 && (2 * kept[i] >= letters(&texts[i]) || 2 * kept[i] >= lost);
        let found: Vec<&Paragraph> = parts.iter().enumerate().filter(|(i, _)| is_part(i + 1)).map(|(_, p)| *p).collect();
        if kept[0] == 0 {
            return None;
        }
        if found.len() < parts.len() {
            parts = found;
            continue;
        }
        return cut_up(old, &parts, &row, &steps);
    }
}

fn cut_up(old: &Paragraph, parts: &[&Paragraph], row: &Row, steps: &[Step]) -> Option<Whole> {
    let mut cuts = Vec::with_capacity(parts.len());
    let mut changes: Vec<(u32, u32, Change)> = Vec::new();
    for step in steps.iter().filter(|s| !s.same) {
        let (start, end) = (step.old.0 as u32, step.old.1 as u32);
        let mut seams = row.seams(step.new.0, step.new.1);
        match (seams.next(), seams.next()) {
            (None, _) => changes.push(words(old.id, start, end, row.flat.slice(step.new.0, step.new.1).rich())),
            (Some(i), None) => {
                let at = row.places[i].1;
                let (head, tail) = (row.flat.slice(step.new.0, at).rich(), row.flat.slice(at + 1, step.new.1).rich());
                if head.notes().chain(tail.notes()).next().is_some() {
                    return None;
                }
                let p = parts[i];
                cuts.push(Part { id: p.id, kind: p.kind, level: p.level, direction: p.direction, start, end, head, tail });
            }
            _ => return None,
        }
    }
    if cuts.len() != parts.len() {
        return None;
    }
    let from = Flat::of(&old.text);
    changes.extend(reformats(steps, &from, &row.flat).into_iter().map(|r| format(old.id, r.start, r.end, &r)));
    changes.extend(relinks(steps, &from, &row.flat).into_iter().map(|r| link(old.id, r.start, r.end, r.href)));
    let change = Change::Split { paragraph: old.id, parts: cuts };
    Some(Whole { change, beside: HashMap::from([(old.id, sorted(changes))]) })
}

type Placed = (u32, u32, Change);

fn words(paragraph: ParagraphId, start: u32, end: u32, text: RichText) -> Placed {
    (start, end, Change::Words { paragraph, start, end, text })
}

fn format(paragraph: ParagraphId, start: u32, end: u32, r: &super::words::Reformat) -> Placed {
    (start, end, Change::Format { paragraph, start, end, mark: r.mark, on: r.on })
}

fn link(paragraph: ParagraphId, start: u32, end: u32, href: Option<String>) -> Placed {
    (start, end, Change::Link { paragraph, start, end, href })
}

fn sorted(mut changes: Vec<Placed>) -> Vec<Change> {
    changes.sort_by_key(|(start, end, _)| (*start, *end));
    changes.into_iter().map(|(_, _, change)| change).collect()
}

/// A stretch of a paragraph of the revision among others that became one.
struct Source {
    paragraph: ParagraphId,
    from: u32,
}

/// The seam behind one source: its words end here, then come these, then the next one's words from there on.
struct Seam {
    end: u32,
    text: RichText,
    start: u32,
}

/// The seams in order, and what is amended beside them.
type Grown = (Vec<Seam>, HashMap<ParagraphId, Vec<Change>>);

/// What became one paragraph.
fn grown(sources: &[Source], row: &Row, new: &Flat, steps: &[Step]) -> Option<Grown> {
    let place = |i: usize, at: usize| sources[i].from + (at.clamp(row.places[i].0, row.places[i].1) - row.places[i].0) as u32;
    let holder = |at: usize| row.places.iter().rposition(|(start, _)| *start <= at).unwrap_or(0);
    let mut seams = Vec::with_capacity(sources.len());
    let mut changes: HashMap<ParagraphId, Vec<Placed>> = HashMap::new();
    for step in steps.iter().filter(|s| !s.same) {
        let text = new.slice(step.new.0, step.new.1).rich();
        let mut over = row.seams(step.old.0, step.old.1);
        match (over.next(), over.next()) {
            (None, _) => {
                let i = holder(step.old.0);
                let id = sources[i].paragraph;
                changes.entry(id).or_default().push(words(id, place(i, step.old.0), place(i, step.old.1), text));
            }
            (Some(i), None) if text.notes().next().is_none() => {
                seams.push(Seam { end: place(i, step.old.0), text, start: place(i + 1, step.old.1) });
            }
            _ => return None,
        }
    }
    if seams.len() + 1 != sources.len() {
        return None;
    }
    // What is formatted goes on over seams: it is asked for in each paragraph.
    let mut ranged = |start: u32, end: u32, make: &dyn Fn(ParagraphId, u32, u32) -> Placed| {
        for (i, (from, to)) in row.places.iter().enumerate() {
            let (a, b) = ((start as usize).max(*from), (end as usize).min(*to));
            if a < b {
                let id = sources[i].paragraph;
                changes.entry(id).or_default().push(make(id, place(i, a), place(i, b)));
            }
        }
    };
    for r in reformats(steps, &row.flat, new) {
        ranged(r.start, r.end, &|id, start, end| format(id, start, end, &r));
    }
    for r in relinks(steps, &row.flat, new) {
        ranged(r.start, r.end, &|id, start, end| link(id, start, end, r.href.clone()));
    }
    Some((seams, changes.into_iter().map(|(id, list)| (id, sorted(list))).collect()))
}

fn join(old: &Paragraph, new: &Paragraph, behind: &[&Paragraph]) -> Option<Whole> {
    let mut joined: Vec<&Paragraph> = behind.iter().take(TOGETHER).copied().collect();
    loop {
        if joined.is_empty() {
            return None;
        }
        let all: Vec<&Paragraph> = std::iter::once(old).chain(joined.iter().copied()).collect();
        let texts: Vec<RichText> = all.iter().map(|p| p.text.clone()).collect();
        let row = Row::of(&texts, seam(texts.iter().chain([&new.text]))?);
        let steps = steps_of(&row.text, &new.text);
        let kept = row.kept(&steps, |s| s.old);
        if kept[0] == 0 && letters(&old.text) > 0 {
            return None;
        }
        let is_joined = |i: usize| kept[i] > 0 && 2 * kept[i] >= letters(&texts[i]);
        let found: Vec<&Paragraph> = joined.iter().enumerate().filter(|(i, _)| is_joined(i + 1)).map(|(_, p)| *p).collect();
        if found.len() < joined.len() {
            joined = found;
            continue;
        }
        let sources: Vec<Source> = all.iter().map(|p| Source { paragraph: p.id, from: 0 }).collect();
        let (seams, beside) = grown(&sources, &row, &Flat::of(&new.text), &steps)?;
        let part = |(p, s): (&&Paragraph, Seam)| Joined { end: s.end, text: s.text, paragraph: p.id, start: s.start };
        let parts = joined.iter().zip(seams).map(part).collect();
        return Some(Whole { change: Change::Join { paragraph: old.id, parts }, beside });
    }
}

fn into(gone: &Paragraph, old: &Paragraph, new: &Paragraph, at: u32) -> Option<Whole> {
    let texts = [old.text.slice(0, at), gone.text.clone(), old.text.slice(at, old.text.len())];
    let row = Row::of(&texts, seam(texts.iter().chain([&new.text]))?);
    let steps = steps_of(&row.text, &new.text);
    let kept = row.kept(&steps, |s| s.old);
    if 2 * kept[1] < letters(&gone.text) || (kept[0] + kept[2] == 0 && letters(&old.text) > 0) {
        return None;
    }
    let host = |from| Source { paragraph: old.id, from };
    let sources = [host(0), Source { paragraph: gone.id, from: 0 }, host(at)];
    let (seams, beside) = grown(&sources, &row, &Flat::of(&new.text), &steps)?;
    let [first, last] = <[Seam; 2]>::try_from(seams).ok()?;
    let change = Change::Into {
        paragraph: gone.id,
        start: first.start,
        end: last.end,
        into: old.id,
        from: first.end,
        to: last.start,
        before: first.text,
        behind: last.text,
    };
    Some(Whole { change, beside })
}
