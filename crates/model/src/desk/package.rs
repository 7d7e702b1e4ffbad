//! Packages: paragraphs of which nothing is decided until all are. A package holds back what was decided; it decides
//! nothing itself, and what it holds stays on the desk as it was decided.

use super::types::*;
use crate::{
    act::Package,
    ids::*,
    paper::Kind,
    proposal::{Decision, Treatment},
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Longest name of a package, in code points.
pub const MAX_PACKAGE_NAME: usize = 200;
/// Most paragraphs in one package.
pub const MAX_PACKAGED: usize = 1_000;
/// Most packages whose place one takes.
pub const MAX_REPLACED: usize = 4_096;

/// Why a package is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPackage {
    /// The name is too long or holds control characters.
    #[error("its name is longer than {MAX_PACKAGE_NAME} characters or holds control characters")]
    Name,
    /// More paragraphs or acts than there can be.
    #[error("it names more than it can hold")]
    TooLarge,
    /// Nothing is put together, and nothing dissolved.
    #[error("it is about nothing")]
    Nothing,
}

/// Checks a package's values; whether its paragraphs exist is no rule (what inserts them may arrive later).
pub fn check_package(package: &Package) -> Result<(), BadPackage> {
    let name = &package.name;
    if name.len() > MAX_PACKAGE_NAME * 4 || name.chars().count() > MAX_PACKAGE_NAME || name.chars().any(char::is_control) {
        return Err(BadPackage::Name);
    }
    if package.paragraphs.len() > MAX_PACKAGED || package.replaces.len() > MAX_REPLACED {
        return Err(BadPackage::TooLarge);
    }
    if package.paragraphs.is_empty() && package.replaces.is_empty() { Err(BadPackage::Nothing) } else { Ok(()) }
}

impl Desk {
    /// The desk with these packages on it: those that nothing replaces and that are not dissolved. Packages that were
    /// made apart all hold; a paragraph of two waits for both.
    pub fn with_packages(mut self, packages: &[(ActId, &Package)]) -> Desk {
        let mut sorted = packages.to_vec();
        sorted.sort_by_key(|(act, _)| *act);
        let there: HashSet<ParagraphId> = self.paragraphs.iter().map(|p| p.id).collect();
        let family = self.family();
        let undecided: HashSet<ParagraphId> =
            self.paragraphs.iter().filter(|p| is_undecided(p)).map(|p| family.get(&p.id).copied().unwrap_or(p.id)).collect();
        let mut out: Vec<DeskPackage> = sorted
            .into_iter()
            .map(|(act, package)| {
                let mut once = HashSet::new();
                let paragraphs: Vec<ParagraphId> =
                    package.paragraphs.iter().filter(|p| there.contains(p) && once.insert(**p)).copied().collect();
                let open: Vec<ParagraphId> = paragraphs.iter().filter(|p| undecided.contains(p)).copied().collect();
                DeskPackage { act, name: package.name.clone(), waits: !open.is_empty(), paragraphs, open }
            })
            .collect();
        // What waits in one package counts as undecided in every other that holds it.
        loop {
            let waiting: HashSet<ParagraphId> = out.iter().filter(|p| p.waits).flat_map(|p| p.paragraphs.iter().copied()).collect();
            let drawn: Vec<usize> =
                (0..out.len()).filter(|&i| !out[i].waits && out[i].paragraphs.iter().any(|p| waiting.contains(p))).collect();
            if drawn.is_empty() {
                break;
            }
            drawn.into_iter().for_each(|i| out[i].waits = true);
        }
        self.packages = out;
        self.waiting = self.with_family(self.packages.iter().filter(|p| p.waits).flat_map(|p| p.paragraphs.iter().copied()).collect());
        self
    }

    /// Where a paragraph stands, its package considered.
    pub fn state(&self, paragraph: &DeskParagraph) -> ParagraphState {
        match paragraph.state {
            ParagraphState::Decided | ParagraphState::Bracketed if self.waiting.contains(&paragraph.id) => ParagraphState::WaitsForPackage,
            state => state,
        }
    }

    /// The packages that a paragraph is in.
    pub fn packages_of(&self, paragraph: ParagraphId) -> impl Iterator<Item = &DeskPackage> {
        self.packages.iter().filter(move |p| p.paragraphs.contains(&paragraph))
    }

    /// Whether something decided is held back: the text to be issued is then that of [`super::desk`] over
    /// [`Desk::unheld`].
    pub fn holds(&self) -> bool {
        self.packages.iter().any(|p| p.waits)
    }

    /// The decisions that count for the next revision: without what they say of paragraphs that wait for their package,
    /// which stay as they are in the revision.
    pub fn unheld(&self, decisions: &[(ActId, &Decision)]) -> Vec<(ActId, Decision)> {
        let (paragraphs, hunks) = (&self.waiting, self.held());
        let keep = |decision: &Decision| {
            let mut decision = decision.clone();
            let named = !decision.hunks.is_empty();
            decision.hunks.retain(|h| !hunks.contains(h));
            let held = match &decision.treatment {
                Treatment::Own { paragraph, .. } => paragraphs.contains(paragraph),
                _ => named && decision.hunks.is_empty(),
            };
            (!held).then_some(decision)
        };
        decisions.iter().filter_map(|(act, d)| Some((*act, keep(d)?))).collect()
    }

    /// Every paragraph that is in some package, with what belongs to it.
    pub(super) fn packaged(&self) -> BTreeSet<ParagraphId> {
        self.with_family(self.packages.iter().flat_map(|p| p.paragraphs.iter().copied()).collect())
    }

    /// The hunks on paragraphs that wait, and those that are proposed as one with them.
    fn held(&self) -> HashSet<HunkId> {
        let here = self.paragraphs.iter().filter(|p| self.waiting.contains(&p.id));
        let mut out: HashSet<HunkId> = here.flat_map(|p| p.here().map(|h| h.hunk.id)).collect();
        for q in self.paragraphs.iter().flat_map(|p| &p.proposals) {
            if q.proposal.hunks.iter().any(|h| out.contains(&h.id)) {
                out.extend(q.proposal.hunks.iter().map(|h| h.id));
            }
        }
        out
    }

    fn with_family(&self, mut named: BTreeSet<ParagraphId>) -> BTreeSet<ParagraphId> {
        if !named.is_empty() {
            let family = self.family();
            let more: Vec<ParagraphId> = family.iter().filter(|(_, host)| named.contains(host)).map(|(id, _)| *id).collect();
            named.extend(more);
        }
        named
    }

    /// To which paragraph each cell and each footnote of the revision belongs.
    fn family(&self) -> HashMap<ParagraphId, ParagraphId> {
        let mut out: HashMap<ParagraphId, ParagraphId> = HashMap::new();
        for p in &self.paragraphs {
            let host = p.cell.filter(|_| p.kind == Kind::Cell).map(|c| c.table);
            out.extend(host.map(|table| (p.id, table)));
            let text = p.old.as_ref().map(|old| &old.text);
            for note in text.into_iter().flat_map(|t| t.notes()) {
                out.entry(note).or_insert(host.unwrap_or(p.id));
            }
        }
        out
    }
}

/// Whether something on it was not decided, or put off.
fn is_undecided(p: &DeskParagraph) -> bool {
    p.here().any(|h| matches!(h.state, HunkState::Undecided { .. } | HunkState::Decided { treatment: DecidedAs::Defer, .. }))
}
