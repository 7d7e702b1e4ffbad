//! A desk under construction in a test: contributions, decisions, and the few questions that tests ask.

use super::texts::*;
use qalam_model::{compare::*, desk::*, ids::*, paper::*, proposal::*};

/// Everything that lies on the desk.
#[derive(Clone)]
pub(crate) struct Board {
    pub(crate) revision: Revision,
    pub(crate) id: RevisionId,
    pub(crate) contributions: Vec<(ActId, Contribution)>,
    pub(crate) withdrawn: Vec<ActId>,
    pub(crate) decisions: Vec<(ActId, Decision)>,
    salt: u64,
}

impl Board {
    pub(crate) fn of(scene: &Scene, salt: u64) -> Board {
        let mut board = Board::new(scene.revision(), salt);
        for who in 0..scene.copies.len() {
            board.contribute(delegation(who), &scene.copy(who));
        }
        board
    }

    pub(crate) fn new(revision: Revision, salt: u64) -> Board {
        let id = RevisionId([3; 32]);
        Board { revision, id, contributions: Vec::new(), withdrawn: Vec::new(), decisions: Vec::new(), salt }
    }

    pub(crate) fn contribute(&mut self, by: Contributor, copy: &[Paragraph]) -> ActId {
        self.submit(by, compare(&self.revision, &self.id, by, copy), vec![])
    }

    /// Submits these proposals in the place of earlier contributions.
    pub(crate) fn submit(&mut self, by: Contributor, proposals: Vec<Proposal>, replaces: Vec<ActId>) -> ActId {
        let (paper, revision) = (self.revision.paper, self.id);
        let contribution = Contribution { paper, revision, by, entered: false, floor: false, proposals, replaces };
        check_contribution(&self.revision, &contribution).expect("what the comparison makes is in order");
        let act = act(self.contributions.len() as u64, self.salt);
        self.contributions.push((act, contribution));
        act
    }

    pub(crate) fn desk(&self) -> Desk {
        self.laid(desk)
    }

    pub(crate) fn desk_again(&self, former: &Desk) -> Desk {
        self.laid(|input| desk_again(input, former))
    }

    fn laid(&self, lay_out: impl FnOnce(Input<'_>) -> Desk) -> Desk {
        let all: Vec<(ActId, &Contribution)> = self.contributions.iter().map(|(a, c)| (*a, c)).collect();
        let decisions: Vec<(ActId, &Decision)> = self.decisions.iter().map(|(a, d)| (*a, d)).collect();
        let standing = current(&all, &self.withdrawn);
        lay_out(Input {
            revision: &self.revision,
            revision_id: self.id,
            contributions: &standing.current,
            former: &standing.former,
            decisions: &decisions,
        })
    }

    /// Adds a decision that somebody made while looking at `seen`.
    pub(crate) fn add(&mut self, decision: Decision) -> ActId {
        check_decision(&decision).expect("what the desk makes is in order");
        let act = act(1000 + self.decisions.len() as u64, self.salt);
        self.decisions.push((act, decision));
        act
    }

    /// Decides with everything in view.
    pub(crate) fn decide(&mut self, hunks: &[HunkId], treatment: Treatment) -> ActId {
        let decision = self.desk().decision(hunks, treatment, "");
        self.add(decision)
    }

    pub(crate) fn hunks_of(&self, contribution: usize) -> Vec<HunkId> {
        self.contributions[contribution].1.proposals.iter().flat_map(|p| p.hunks.iter().map(|h| h.id)).collect()
    }

    pub(crate) fn all_hunks(&self) -> Vec<HunkId> {
        self.desk().paragraphs.iter().flat_map(|p| p.hunks.iter().map(|h| h.hunk.id)).collect()
    }
}

/// The text without display numbers.
pub(crate) fn unnumbered(mut paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    paragraphs.iter_mut().for_each(|p| p.number = None);
    paragraphs
}

/// The desk text without display numbers.
pub(crate) fn text(desk: &Desk) -> Vec<Paragraph> {
    unnumbered(desk.text_now())
}

/// One paragraph's words, for tests by hand.
pub(crate) fn reads(desk: &Desk, n: u16) -> Option<String> {
    desk.paragraph(paragraph_id(n)).and_then(|p| p.text.as_ref()).map(|t| t.text.clone())
}
