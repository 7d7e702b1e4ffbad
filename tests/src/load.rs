//! A paper under load, from a seed: a long revision in four languages and the working copies of many delegations,
//! with as many proposals as were ordered, no more and no fewer. Shared by the bench, the property tests and the
//! windows. It says what people would write; it never decides, and never compares but when it is asked to.

mod seated;
mod words;

pub use words::{LANGUAGES, Language};

use qalam_model::{
    compare::compare,
    ids::*,
    number,
    paper::{Kind, Paragraph, Revision},
    proposal::{Contribution, Contributor, Decision, Proposal},
    text::{Mark, RichText, Span},
};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{RngCore, SeedableRng},
};
use std::collections::BTreeMap;

/// How much is ordered.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// Paragraphs of the revision, headings included.
    pub paragraphs: usize,
    /// Delegations, 250 at most.
    pub delegations: usize,
    /// Proposals of all of them together; each has at most one on a paragraph.
    pub proposals: usize,
    /// The same seed makes the same paper and the same wishes.
    pub seed: u64,
}

/// 500 paragraphs, 50 delegations, 10,000 proposals.
pub const SUMMIT: Load = Load { paragraphs: 500, delegations: 50, proposals: 10_000, seed: 2026 };

/// A paragraph in so many begins a section.
const SECTION: usize = 20;

/// The paper and what everybody makes of it.
#[derive(Debug)]
pub struct Loaded {
    /// The revision under discussion.
    pub revision: Revision,
    /// Its id.
    pub id: RevisionId,
    /// One working copy for each delegation, in their order.
    pub copies: Vec<WorkingCopy>,
}

/// What one delegation wrote.
#[derive(Debug)]
pub struct WorkingCopy {
    /// Whose.
    pub by: Contributor,
    /// The text as it would like it.
    pub paragraphs: Vec<Paragraph>,
    /// What it says beside its proposals, by the paragraph that each is about.
    pub said: BTreeMap<ParagraphId, Said>,
}

/// What a delegation says beside a proposal.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Why, may be empty.
    pub reason: String,
    /// Who supports it.
    pub cosponsors: Vec<DelegationId>,
    /// For discussion only.
    pub discussion_only: bool,
}

/// The n-th delegation.
pub fn delegation(n: usize) -> DelegationId {
    DelegationId([n as u8 + 1; 16])
}

/// What the n-th is called, in one of four scripts.
pub fn name(n: usize) -> String {
    const WORDS: [(&str, &str); 4] = [
        ("Delegation", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        ("Делегация", "АБВГДЕЖЗИКЛМНОПР"),
        ("代表团", "甲乙丙丁戊己庚辛壬癸"),
        ("الوفد", "أبتثجحخد"),
    ];
    let (word, letters) = WORDS[n % WORDS.len()];
    let (count, turn) = (letters.chars().count(), n / WORDS.len());
    let letter = letters.chars().nth(turn % count).unwrap_or_default();
    let more = if turn < count { String::new() } else { (turn / count).to_string() };
    format!("{word} {letter}{more}")
}

/// An act for a test: the n-th of a kind.
pub fn act(kind: &str, n: usize) -> ActId {
    ActId(hash("load", &[kind.as_bytes(), &(n as u64).to_be_bytes()]))
}

impl Load {
    /// Makes the paper and the copies.
    ///
    /// # Panics
    /// If more proposals are ordered than delegations times paragraphs below headings can hold.
    pub fn make(&self) -> Loaded {
        let mut hand = Hand { random: ChaCha20Rng::seed_from_u64(self.seed) };
        let sentences: Vec<Sentence> = (0..self.paragraphs).map(|n| hand.sentence(n)).collect();
        let mut paragraphs: Vec<Paragraph> = sentences.iter().enumerate().map(|(n, s)| s.paragraph(n)).collect();
        number::assign(&mut paragraphs);
        let revision = Revision {
            group: GroupId([1; 32]),
            paper: PaperId([2; 16]),
            symbol: "WG/2026/WP.1".to_owned(),
            title: "Secure exchange of information".to_owned(),
            language: "en".to_owned(),
            predecessor: None,
            paragraphs,
        };
        // Some places are hot, most are not, a few nobody touches: as in a hall.
        let heat: Vec<u32> =
            sentences.iter().map(|s| if s.heading { 0 } else { 1 + hand.below(3) as u32 * hand.below(4) as u32 }).collect();
        let held: usize = heat.iter().filter(|h| **h > 0).count();
        assert!(self.proposals <= self.delegations * held, "{} proposals are more than {held} paragraphs can hold", self.proposals);
        let copies = (0..self.delegations).map(|who| {
            let share = self.proposals / self.delegations + usize::from(who < self.proposals % self.delegations);
            let chosen = hand.choose(&heat, share);
            hand.copy(self, who, &revision, &sentences, &chosen)
        });
        Loaded { copies: copies.collect(), id: RevisionId([3; 32]), revision }
    }
}

impl Loaded {
    /// The contributions that the copies come to: the comparison, as at submission.
    pub fn contributions(&self) -> Vec<(ActId, Contribution)> {
        let (paper, revision) = (self.revision.paper, self.id);
        let contribution = |(n, copy): (usize, &WorkingCopy)| {
            let mut proposals = compare(&self.revision, &self.id, copy.by, &copy.paragraphs);
            proposals.iter_mut().for_each(|p| copy.say(p));
            let by = copy.by;
            (act("contribution", n), Contribution { paper, revision, by, entered: false, floor: false, proposals, replaces: vec![] })
        };
        self.copies.iter().enumerate().map(contribution).collect()
    }
}

impl WorkingCopy {
    fn say(&self, proposal: &mut Proposal) {
        let Some(said) = self.said.get(&proposal.paragraph) else { return };
        proposal.reason.clone_from(&said.reason);
        proposal.cosponsors.clone_from(&said.cosponsors);
        proposal.discussion_only = said.discussion_only;
    }
}

/// What a desk is laid out from, owned, with room for decisions.
#[derive(Debug)]
pub struct Table {
    /// The revision.
    pub revision: Revision,
    /// Its id.
    pub id: RevisionId,
    /// What lies on it.
    pub contributions: Vec<(ActId, Contribution)>,
    /// What was decided.
    pub decisions: Vec<(ActId, Decision)>,
}

impl Table {
    /// Compares and lays out, nothing decided.
    pub fn of(loaded: Loaded) -> Table {
        let contributions = loaded.contributions();
        Table { revision: loaded.revision, id: loaded.id, contributions, decisions: Vec::new() }
    }

    /// Hands what lies here to a function of it.
    pub fn with<T>(&self, work: impl FnOnce(qalam_model::desk::Input<'_>) -> T) -> T {
        let contributions: Vec<_> = self.contributions.iter().map(|(act, c)| (*act, c)).collect();
        let decisions: Vec<_> = self.decisions.iter().map(|(act, d)| (*act, d)).collect();
        let (revision, revision_id) = (&self.revision, self.id);
        work(qalam_model::desk::Input { revision, revision_id, contributions: &contributions, former: &[], decisions: &decisions })
    }
}

/// Words of a paragraph, so that edits are of words.
struct Sentence {
    language: &'static Language,
    words: Vec<String>,
    heading: bool,
    /// The place that most people want to change.
    hot: usize,
}

impl Sentence {
    fn text(&self, words: &[String]) -> RichText {
        RichText::plain(&words.join(self.language.between))
    }

    fn paragraph(&self, n: usize) -> Paragraph {
        let kind = if self.heading { Kind::Heading } else { Kind::Operative };
        Paragraph { level: u8::from(self.heading), ..Paragraph::new(id(n), kind, self.text(&self.words)) }
    }
}

fn id(n: usize) -> ParagraphId {
    ParagraphId((n as u64 + 1).to_be_bytes())
}

struct Hand {
    random: ChaCha20Rng,
}

impl Hand {
    fn below(&mut self, n: usize) -> usize {
        self.random.next_u32() as usize % n.max(1)
    }

    fn one<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }

    fn sentence(&mut self, n: usize) -> Sentence {
        let (language, heading) = (&LANGUAGES[n / SECTION % LANGUAGES.len()], n.is_multiple_of(SECTION));
        if heading {
            let words = vec![language.headings[n / SECTION / LANGUAGES.len() % language.headings.len()].to_owned()];
            return Sentence { language, words, heading, hot: 0 };
        }
        let long = 24 + self.below(40);
        let mut words: Vec<String> = (0..long).map(|_| self.one(language.base).to_owned()).collect();
        for at in (6..long - 1).step_by(9) {
            words[at].push_str(language.signs.0);
        }
        words[long - 1].push_str(language.signs.1);
        Sentence { language, words, heading, hot: 2 + self.below(long - 4) }
    }

    /// So many paragraphs by their heat, each once, in order.
    fn choose(&mut self, heat: &[u32], count: usize) -> Vec<usize> {
        let mut left: Vec<(usize, u32)> = heat.iter().copied().enumerate().filter(|(_, h)| *h > 0).collect();
        let mut sum: u32 = left.iter().map(|(_, h)| h).sum();
        let mut chosen = Vec::with_capacity(count);
        while chosen.len() < count {
            let mut at = self.random.next_u32() % sum.max(1);
            let place = left
                .iter()
                .position(|(_, h)| {
                    if at < *h {
                        true
                    } else {
                        at -= h;
                        false
                    }
                })
                .unwrap_or(0);
            let (n, h) = left.swap_remove(place);
            sum -= h;
            chosen.push(n);
        }
        chosen.sort_unstable();
        chosen
    }

    fn copy(&mut self, load: &Load, who: usize, revision: &Revision, sentences: &[Sentence], chosen: &[usize]) -> WorkingCopy {
        let mut chosen = chosen.iter().copied().peekable();
        let (mut paragraphs, mut said) = (Vec::with_capacity(revision.paragraphs.len()), BTreeMap::new());
        for (n, old) in revision.paragraphs.iter().enumerate() {
            if chosen.next_if_eq(&n).is_none() {
                paragraphs.push(old.clone());
                continue;
            }
            let sentence = &sentences[n];
            let mut about = old.id;
            match self.below(40) {
                0 => {}
                1 | 2 => {
                    let new = self.insert(who, n, sentence);
                    about = new.id;
                    paragraphs.extend([old.clone(), new]);
                }
                _ => paragraphs.push(Paragraph { text: self.amended(old, sentence), ..old.clone() }),
            }
            said.insert(about, self.said(load, who, sentence));
        }
        WorkingCopy { by: Contributor::Delegation(delegation(who)), paragraphs, said }
    }

    fn insert(&mut self, who: usize, n: usize, sentence: &Sentence) -> Paragraph {
        let language = sentence.language;
        let long = 6 + self.below(14);
        let mut words: Vec<String> =
            (0..long).map(|i| self.one([language.base, language.wishes][usize::from(i % 3 == 1)]).to_owned()).collect();
        words[long - 1].push_str(language.signs.1);
        Paragraph::new(id(10_000 + who * 2_000 + n), Kind::Operative, sentence.text(&words))
    }

    /// Another wording. Rivals meet at the hot place, some of them with the very same wish; others change something else.
    fn amended(&mut self, old: &Paragraph, sentence: &Sentence) -> RichText {
        let (language, mut words) = (sentence.language, sentence.words.clone());
        let last = words.len() - 1;
        let at = if self.below(5) < 2 { sentence.hot } else { self.below(last) };
        let wishes = if self.below(3) == 0 { &language.wishes[..2] } else { language.wishes };
        let wish = self.one(wishes).to_owned();
        match self.below(12) {
            0..5 => words[at] = wish,
            5 | 6 => words.insert(at, wish),
            7 => drop(words.drain(at..(at + 1 + self.below(3)).min(last))),
            8 => {
                let other = (at + 5 + self.below(9)) % last;
                words[at] = wish;
                words[other] = self.one(language.wishes).to_owned();
            }
            9 => {
                let more: Vec<String> = (0..3 + self.below(6)).map(|_| self.one(language.wishes).to_owned()).collect();
                drop(words.splice(at..(at + self.below(4)).min(last), more));
            }
            10 => {
                let mut text = old.text.clone();
                let start = self.below(text.len() as usize - 8) as u32;
                text.spans.push(Span { start, end: start + 8, mark: [Mark::Bold, Mark::Italic][self.below(2)] });
                text.normalize();
                return text;
            }
            _ => words[last] = format!("{wish}{}", language.signs.1),
        }
        sentence.text(&words)
    }

    fn said(&mut self, load: &Load, who: usize, sentence: &Sentence) -> Said {
        let reason = if self.below(3) == 0 { self.one(sentence.language.reasons).to_owned() } else { String::new() };
        let mut cosponsors: Vec<DelegationId> =
            (0..self.below(12).saturating_sub(8)).map(|_| delegation(self.below(load.delegations))).collect();
        cosponsors.retain(|d| *d != delegation(who));
        cosponsors.sort();
        cosponsors.dedup();
        Said { reason, cosponsors, discussion_only: self.below(40) == 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use qalam_model::desk::check_contribution;

    #[test]
    fn as_many_proposals_as_were_ordered_and_the_same_for_the_same_seed() {
        let load = Load { paragraphs: 80, delegations: 12, proposals: 400, seed: 7 };
        let (made, again) = (load.make(), load.make());
        let contributions = made.contributions();
        assert_eq!(contributions.iter().map(|(_, c)| c.proposals.len()).sum::<usize>(), 400);
        assert!(contributions.iter().all(|(_, c)| check_contribution(&made.revision, c) == Ok(())));
        assert_eq!(contributions, again.contributions());
        let other = Load { seed: 8, ..load }.make();
        assert_ne!(other.contributions(), contributions);
        let all: String = made.revision.paragraphs.iter().map(|p| p.text.text.as_str()).collect();
        assert!(['e', 'ж', '网', 'ب'].iter().all(|c| all.contains(*c)), "four languages");
    }

    /// Through files and the application: what the Chair's side enters is what was ordered, and lies on the desk.
    #[test]
    fn nothing_goes_missing_on_the_way_in() {
        for seed in [7, 2026] {
            let load = Load { paragraphs: 60, delegations: 6, proposals: 150, seed };
            let cast = crate::Cast::new(seed);
            // Each copy says what is lost as it is entered.
            let (chair, paper) = load.make().seated(&cast);
            let shown = chair.ask(qalam_app::api::Request::DeskShow(qalam_app::api::desk::DeskOf { paper, known: None, near: None }));
            let rows = shown["desk"]["paragraphs"].as_array().expect("rows");
            let marks: usize = rows.iter().map(|r| r["cells"].as_array().map_or(0, Vec::len)).sum();
            assert_eq!(marks, 150, "seed {seed}");
        }
    }
}
