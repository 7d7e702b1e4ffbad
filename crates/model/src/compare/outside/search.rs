//! Which blocks of a file are which paragraphs, by their words. Ids and hands go before; numbers are hints and never
//! the reason alone, but where words and places leave no other choice.
//!
//! Words weigh by how rare they are in the text, so that 'States shall' makes no two paragraphs alike. Equal wordings
//! go first; between them the rest is laid side by side in order so that most fits, then what moved is looked for, then
//! what stands in the place of another. Bounded on hostile input by [`PAIRS`].

use crate::{compare::tokens, fold::fold, number::Number, paper::Kind};
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet, VecDeque},
};

/// So much alike (of 100) are two wordings of one paragraph, whatever their numbers.
const ALIKE: u32 = 50;
/// So much alike they are if kind and number agree.
const ALIKE_WITH_NUMBER: u32 = 30;
/// So much alike if nothing else can stand there.
const ALIKE_IN_PLACE: u32 = 15;
/// From here on it is worth asking whether two are one.
const WORTH_ASKING: u32 = 25;
/// A number that agrees tells two apart that are alike otherwise.
const NUMBER_TELLS: u32 = 5;
/// So many pairs of wordings are compared at most, in each of the two walks that compare.
const PAIRS: usize = 2_000_000;
/// So many paragraphs are offered for a block that cannot be placed.
const CANDIDATES: usize = 5;

/// A paragraph as both sides show it.
pub(super) struct Shown {
    pub(super) kind: Kind,
    pub(super) number: Option<Number>,
    pub(super) text: String,
}

/// The words of a text: which, and how much all of them weigh.
struct Bag {
    words: Vec<u32>,
    weight: u64,
}

pub(super) struct Search {
    base: Vec<Shown>,
    blocks: Vec<Shown>,
    base_bags: Vec<Bag>,
    block_bags: Vec<Bag>,
    weights: Vec<u32>,
    /// For each block the paragraph that it is.
    pub(super) base_of: Vec<Option<usize>>,
    /// For each paragraph the block that it is.
    pub(super) block_of: Vec<Option<usize>>,
    /// Whether the file's numbers are those of the revision, mostly.
    numbers_tell: bool,
}

impl Search {
    pub(super) fn new(base: Vec<Shown>, blocks: Vec<Shown>) -> Self {
        let mut names: HashMap<String, u32> = HashMap::new();
        let mut bag = |text: &str| -> Vec<u32> {
            let pieces = tokens::pieces(text);
            let says = |class| !matches!(class, tokens::Class::White | tokens::Class::Punctuation);
            // Punctuation says nothing, unless there is nothing else.
            let bare = !pieces.iter().any(|(t, _)| says(t.class));
            let mut bag: Vec<u32> = pieces
                .into_iter()
                .filter(|(t, _)| says(t.class) || (bare && t.class == tokens::Class::Punctuation))
                .map(|(_, piece)| {
                    let next = names.len() as u32;
                    *names.entry(folded(piece).into_owned()).or_insert(next)
                })
                .collect();
            bag.sort_unstable();
            bag
        };
        let base_words: Vec<Vec<u32>> = base.iter().map(|p| bag(&p.text)).collect();
        let block_words: Vec<Vec<u32>> = blocks.iter().map(|p| bag(&p.text)).collect();
        let mut seen = vec![0u32; names.len()];
        for words in &base_words {
            let mut last = None;
            for &word in words {
                seen[word as usize] += u32::from(last != Some(word));
                last = Some(word);
            }
        }
        let all = base.len().max(1) as u32;
        let weights: Vec<u32> = seen.iter().map(|n| 1 + (all / (*n).max(1)).max(1).ilog2()).collect();
        let bags = |list: Vec<Vec<u32>>| -> Vec<Bag> {
            let of = |words: Vec<u32>| Bag { weight: words.iter().map(|w| u64::from(weights[*w as usize])).sum(), words };
            list.into_iter().map(of).collect()
        };
        Search {
            base_bags: bags(base_words),
            block_bags: bags(block_words),
            base_of: vec![None; blocks.len()],
            block_of: vec![None; base.len()],
            numbers_tell: true,
            weights,
            base,
            blocks,
        }
    }

    /// Takes what a hand or an id says; whether both were free.
    pub(super) fn join(&mut self, block: usize, base: usize) -> bool {
        let free = self.base_of[block].is_none() && self.block_of[base].is_none();
        if free {
            self.base_of[block] = Some(base);
            self.block_of[base] = Some(block);
        }
        free
    }

    /// Forgets all that was found.
    pub(super) fn forget(&mut self) {
        self.base_of.fill(None);
        self.block_of.fill(None);
    }

    /// Whether there are words on both sides.
    pub(super) fn has_words(&self) -> bool {
        [&self.base_bags, &self.block_bags].iter().all(|bags| bags.iter().any(|b| !b.words.is_empty()))
    }

    /// Finds by words; blocks in `settled` are no longer looked for.
    pub(super) fn by_words(&mut self, settled: &[bool]) {
        self.by_equal_text(settled);
        self.weigh_numbers();
        self.in_order(settled);
        self.by_likeness(settled);
    }

    /// How much of the words stand in blocks that are much like the paragraph that they are, in hundredths: of the
    /// file's words or of the revision's, whichever is more. Much that is new makes no file foreign.
    pub(super) fn share_alike(&self) -> u32 {
        let (mut of_blocks, mut of_base) = (0u64, 0u64);
        for (i, b) in self.base_of.iter().enumerate().filter_map(|(i, b)| Some((i, (*b)?))) {
            if self.alike(i, b) >= ALIKE_WITH_NUMBER {
                of_blocks += self.block_bags[i].words.len() as u64;
                of_base += self.base_bags[b].words.len() as u64;
            }
        }
        let share = |found: u64, bags: &[Bag]| (100 * found).checked_div(bags.iter().map(|b| b.words.len() as u64).sum()).unwrap_or(100);
        share(of_blocks, &self.block_bags).max(share(of_base, &self.base_bags)) as u32
    }

    pub(super) fn alike(&self, block: usize, base: usize) -> u32 {
        self.likeness(&self.block_bags[block], &self.base_bags[base])
    }

    /// Twice what both bags have, of all that they have, in hundredths.
    fn likeness(&self, a: &Bag, b: &Bag) -> u32 {
        let (mut i, mut j, mut both) = (0, 0, 0u64);
        let (x, y) = (&a.words, &b.words);
        while i < x.len() && j < y.len() {
            match x[i].cmp(&y[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    both += u64::from(self.weights[x[i] as usize]);
                    i += 1;
                    j += 1;
                }
            }
        }
        match a.weight + b.weight {
            0 => 0,
            all => (200 * both / all) as u32,
        }
    }

    fn same_number(&self, block: usize, base: usize) -> bool {
        let (p, q) = (&self.blocks[block], &self.base[base]);
        p.number.is_some() && p.number == q.number && p.kind == q.kind
    }

    fn by_equal_text(&mut self, settled: &[bool]) {
        let mut places: HashMap<&str, VecDeque<usize>> = HashMap::new();
        for (i, p) in self.base.iter().enumerate().filter(|(i, p)| !p.text.is_empty() && self.block_of[*i].is_none()) {
            places.entry(&p.text).or_default().push_back(i);
        }
        let mut pairs = Vec::new();
        for (i, block) in self.blocks.iter().enumerate().filter(|(i, _)| !settled[*i] && self.base_of[*i].is_none()) {
            let Some(same) = places.get_mut(block.text.as_str()) else { continue };
            // Among several that read alike, the one with the same number, else the first.
            let with_number = same.iter().position(|&b| block.number.is_some() && self.base[b].number == block.number);
            pairs.extend(same.remove(with_number.unwrap_or(0)).map(|base| (i, base)));
        }
        for (block, base) in pairs {
            self.join(block, base);
        }
    }

    /// Numbers tell something if they stand at most of the paragraphs that were found by their words.
    fn weigh_numbers(&mut self) {
        let found = self.base_of.iter().enumerate().filter_map(|(i, b)| Some((i, (*b)?)));
        let numbered: Vec<(usize, usize)> =
            found.filter(|&(i, b)| self.blocks[i].number.is_some() && self.base[b].number.is_some()).collect();
        let same = numbered.iter().filter(|&&(i, b)| self.same_number(i, b)).count();
        self.numbers_tell = 2 * same >= numbered.len();
    }

    /// How well a block and a paragraph go together; none if they do not.
    fn fit(&self, block: usize, base: usize) -> Option<u32> {
        let alike = self.alike(block, base);
        let hint = self.numbers_tell && self.same_number(block, base);
        let least = if hint { ALIKE_WITH_NUMBER } else { ALIKE };
        (alike >= least).then_some(alike + if hint { NUMBER_TELLS } else { 0 })
    }

    /// Between paragraphs that were found in order: what is left on both sides, laid side by side so that most fits.
    fn in_order(&mut self, settled: &[bool]) {
        let mut budget = PAIRS;
        let (mut block, mut base) = (0, 0);
        let mut spine = self.spine();
        spine.push((self.blocks.len(), self.base.len()));
        for (next_block, next_base) in spine {
            let left: Vec<usize> = (block..next_block).filter(|&i| !settled[i] && self.base_of[i].is_none()).collect();
            let right: Vec<usize> = (base..next_base).filter(|&b| self.block_of[b].is_none()).collect();
            for (i, b) in self.side_by_side(&left, &right, &mut budget) {
                self.join(i, b);
            }
            (block, base) = (next_block + 1, next_base + 1);
        }
    }

    /// The longest run of found blocks whose paragraphs are in the revision's order too.
    fn spine(&self) -> Vec<(usize, usize)> {
        let pairs: Vec<(usize, usize)> = self.base_of.iter().enumerate().filter_map(|(i, b)| Some((i, (*b)?))).collect();
        // The end of the best run of each length, and what stands before each.
        let mut ends: Vec<usize> = Vec::new();
        let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
        for (at, (_, base)) in pairs.iter().enumerate() {
            let length = ends.partition_point(|&end| pairs[end].1 < *base);
            before[at] = length.checked_sub(1).map(|l| ends[l]);
            match ends.get_mut(length) {
                Some(end) => *end = at,
                None => ends.push(at),
            }
        }
        let mut out = Vec::with_capacity(ends.len());
        let mut at = ends.last().copied();
        while let Some(i) = at {
            out.push(pairs[i]);
            at = before[i];
        }
        out.reverse();
        out
    }

    /// Pairs in order with the greatest sum of what fits (Needleman and Wunsch, 1970), along the diagonal as far as
    /// the budget goes.
    fn side_by_side(&self, left: &[usize], right: &[usize], budget: &mut usize) -> Vec<(usize, usize)> {
        let (n, m) = (left.len(), right.len());
        if n == 0 || m == 0 {
            return Vec::new();
        }
        let width = (*budget / n).min(m);
        if width == 0 {
            return Vec::new();
        }
        *budget -= width * n;
        // Row i looks at the columns from[i] to from[i] + width.
        let from = |i: usize| ((i * m) / n).saturating_sub(width / 2).min(m - width);
        let mut best = vec![0u32; m + 1];
        let mut steps = vec![Step::Skip; n * width];
        for i in 0..n {
            let start = from(i);
            let mut diagonal = best[start];
            for j in start..start + width {
                let above = best[j + 1];
                let fits = self.fit(left[i], right[j]).map(|fit| diagonal + fit);
                let across = best[j];
                let (step, value) = match fits {
                    Some(value) if value >= above && value >= across => (Step::Take, value),
                    _ if above >= across => (Step::Skip, above),
                    _ => (Step::Across, across),
                };
                steps[i * width + j - start] = step;
                diagonal = above;
                best[j + 1] = value;
            }
            // What lies beyond the band reads on from its edge.
            let edge = best[start + width];
            best[start + width..].iter_mut().for_each(|b| *b = (*b).max(edge));
        }
        let mut out = Vec::new();
        let (mut i, mut j) = (n, m);
        while i > 0 && j > 0 {
            let start = from(i - 1);
            if j <= start {
                i -= 1;
                continue;
            }
            if j > start + width {
                j = start + width;
                continue;
            }
            match steps[(i - 1) * width + j - 1 - start] {
                Step::Take => {
                    out.push((left[i - 1], right[j - 1]));
                    i -= 1;
                    j -= 1;
                }
                Step::Skip => i -= 1,
                Step::Across => j -= 1,
            }
        }
        out
    }

    /// What moved: the most alike first, of those the nearest.
    fn by_likeness(&mut self, settled: &[bool]) {
        let free: Vec<usize> = (0..self.base.len()).filter(|&b| self.block_of[b].is_none()).collect();
        let open: Vec<usize> = (0..self.blocks.len()).filter(|&i| !settled[i] && self.base_of[i].is_none()).collect();
        let window = (PAIRS / open.len().max(1)).max(20);
        let mut pairs = Vec::new();
        for (rank, &i) in open.iter().enumerate() {
            let middle = rank * free.len() / open.len();
            let near = &free[middle.saturating_sub(window / 2)..(middle + window / 2).min(free.len())];
            for &base in near {
                let alike = self.alike(i, base);
                if alike >= ALIKE {
                    pairs.push((std::cmp::Reverse(alike), i.abs_diff(base), base, i));
                }
            }
        }
        pairs.sort_unstable();
        for (_, _, base, i) in pairs {
            self.join(i, base);
        }
    }

    /// Between two paragraphs that were found: as many left over on both sides, of the same kinds, in order.
    pub(super) fn by_place(&mut self, settled: &[bool]) {
        for (blocks, bases) in self.gaps(settled) {
            if blocks.len() != bases.len() {
                continue;
            }
            for (block, base) in blocks.into_iter().zip(bases) {
                let (p, q) = (&self.blocks[block], &self.base[base]);
                let both_empty = p.kind == Kind::Table && p.text.is_empty() && q.text.is_empty();
                let same_number = p.number.is_some() && p.number == q.number;
                if p.kind == q.kind && (same_number || both_empty || self.alike(block, base) >= ALIKE_IN_PLACE) {
                    self.join(block, base);
                }
            }
        }
    }

    /// Whether a paragraph was not found although a file would have it: it would not if that has no words.
    fn may_be_missed(&self, base: usize) -> bool {
        self.block_of[base].is_none() && (self.base[base].kind == Kind::Table || !self.base[base].text.is_empty())
    }

    /// Runs of blocks that are not found, with the paragraphs that are not found between the same neighbours.
    fn gaps(&self, settled: &[bool]) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.blocks.len() {
            if self.base_of[at].is_some() || settled[at] {
                at += 1;
                continue;
            }
            let found = |i: &usize| self.base_of[*i];
            let end = (at..self.blocks.len()).find(|i| found(i).is_some()).unwrap_or(self.blocks.len());
            let from = (0..at).rev().find_map(|i| found(&i)).map_or(0, |b| b + 1);
            let to = self.base_of.get(end).copied().flatten().unwrap_or(self.base.len());
            let open = (at..end).filter(|i| !settled[*i]).collect();
            let free = (from..to.max(from)).filter(|&b| self.may_be_missed(b)).collect();
            out.push((open, free));
            at = end;
        }
        out
    }

    /// For each block that was not found the paragraphs, nobody's yet, that it may be: those between its neighbours,
    /// and others that are somewhat like it; the most alike first.
    pub(super) fn candidates(&self, settled: &[bool]) -> HashMap<usize, Vec<usize>> {
        let mut budget = PAIRS;
        let mut out = HashMap::new();
        let free: Vec<usize> = (0..self.base.len()).filter(|&b| self.may_be_missed(b)).collect();
        let known: HashSet<Number> = self.base.iter().filter_map(|p| p.number).collect();
        for (blocks, near) in self.gaps(settled) {
            // Where much is missing the place says little.
            let few = near.len() <= 3 * blocks.len();
            for block in blocks {
                let mut list: Vec<(u32, usize)> = Vec::new();
                // '18 bis' where there is none says itself that it is new.
                let new = self.blocks[block].number.is_some_and(|n| n.repeat > 0 && !known.contains(&n));
                for &base in &free {
                    let between = !new && ((few && near.binary_search(&base).is_ok()) || self.same_number(block, base));
                    if budget == 0 && !between {
                        continue;
                    }
                    budget = budget.saturating_sub(1);
                    let alike = self.alike(block, base);
                    if between || alike >= WORTH_ASKING {
                        list.push((alike, base));
                    }
                    if list.len() >= 64 {
                        break;
                    }
                }
                list.sort_by_key(|(alike, base)| (std::cmp::Reverse(*alike), *base));
                list.truncate(CANDIDATES);
                if !list.is_empty() {
                    out.insert(block, list.into_iter().map(|(_, base)| base).collect());
                }
            }
        }
        out
    }

    /// Paragraphs to offer for any block, whether they are somebody's or not: with its number, then the most alike.
    pub(super) fn nearest(&self, block: usize, budget: &mut usize) -> Vec<usize> {
        let mut list: Vec<(bool, u32, usize)> = Vec::new();
        for base in 0..self.base.len() {
            if *budget == 0 {
                break;
            }
            *budget -= 1;
            let (numbered, alike) = (self.same_number(block, base), self.alike(block, base));
            if numbered || alike >= ALIKE_IN_PLACE {
                list.push((numbered, alike, base));
            }
        }
        list.sort_by_key(|(numbered, alike, base)| (!numbered, std::cmp::Reverse(*alike), *base));
        list.into_iter().take(CANDIDATES).map(|(_, _, base)| base).collect()
    }

    /// For each block that was not found the paragraph of which it is another copy: the same words as that, or as the
    /// block that is it, or the same number and much the same words.
    pub(super) fn doubles(&self, settled: &[bool]) -> HashMap<usize, usize> {
        let mut by_text: HashMap<&str, usize> = HashMap::new();
        let mut by_number: HashMap<(Kind, Number), usize> = HashMap::new();
        for (base, block) in self.block_of.iter().enumerate() {
            let Some(block) = block else { continue };
            by_text.entry(&self.base[base].text).or_insert(base);
            by_text.entry(&self.blocks[*block].text).or_insert(base);
            if let Some(number) = self.blocks[*block].number {
                by_number.entry((self.blocks[*block].kind, number)).or_insert(base);
            }
        }
        let mut out = HashMap::new();
        for (i, block) in self.blocks.iter().enumerate().filter(|(i, b)| !settled[*i] && self.base_of[*i].is_none() && !b.text.is_empty()) {
            let rival = || {
                let base = *by_number.get(&(block.kind, block.number?))?;
                (self.alike(i, base) >= ALIKE).then_some(base)
            };
            out.extend(by_text.get(block.text.as_str()).copied().or_else(rival).map(|base| (i, base)));
        }
        out
    }
}

#[derive(Clone, Copy)]
enum Step {
    Take,
    Skip,
    Across,
}

/// So many letters of a word are compared: 'month' and 'months' are one, государства and государств too.
const STEM: usize = 5;

/// A word as it is compared: its first letters, without case, vowel signs and other spellings of one letter.
fn folded(piece: &str) -> Cow<'_, str> {
    if piece.is_ascii() {
        let cut = if piece.bytes().all(|b| b.is_ascii_alphabetic()) { &piece[..piece.len().min(STEM)] } else { piece };
        return if cut.bytes().any(|b| b.is_ascii_uppercase()) { cut.to_ascii_lowercase().into() } else { cut.into() };
    }
    let folded = fold(piece);
    match folded.chars().all(char::is_alphabetic) {
        _ if folded.is_empty() => piece.into(),
        true => folded.chars().take(STEM).collect::<String>().into(),
        false => folded.into(),
    }
}
