//! What was acknowledged: the plain model that all laptops must equal in the end.

use std::collections::{BTreeMap, BTreeSet};

/// A draft text: the side's number, the paper, and the revision of which it is a working copy.
pub(crate) type DraftKey = (usize, String, Option<String>);

/// What the application said is done.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Words that stand in each draft, and words that somebody who saw them deleted.
    pub words: BTreeMap<DraftKey, BTreeMap<String, bool>>,
    /// Contributions.
    pub contributions: BTreeSet<String>,
    /// Deciding acts.
    pub decisions: BTreeSet<String>,
    /// Revisions.
    pub revisions: BTreeSet<String>,
    /// What was said in comments.
    pub comments: BTreeSet<String>,
    /// Words typed so far, in all drafts.
    typed: u64,
    /// Symbols given so far.
    symbols: u64,
}

impl Known {
    /// A word that stands nowhere yet.
    pub(crate) fn fresh_word(&mut self) -> String {
        self.typed += 1;
        format!("x{}x", self.typed)
    }

    /// A symbol that no revision has.
    pub(crate) fn fresh_symbol(&mut self) -> String {
        self.symbols += 1;
        format!("WG/2026/WP.1/Rev.{}", self.symbols)
    }

    /// Something was said beside a text.
    pub(crate) fn said(&mut self, text: &str) {
        self.comments.insert(text.to_owned());
    }

    /// A word was typed and is on the disk.
    pub(crate) fn typed(&mut self, draft: &DraftKey, word: String) {
        self.words.entry(draft.clone()).or_default().insert(word, true);
    }

    /// Somebody deleted what stood here.
    pub(crate) fn deleted(&mut self, draft: &DraftKey, text: &str) {
        let words = self.words.entry(draft.clone()).or_default();
        for word in words_in(text) {
            words.insert(word, false);
        }
    }
}

/// The words of the simulation in a text: `x`, digits, `x`.
pub(crate) fn words_in(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('x') {
        let digits = rest[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let end = at + 1 + digits;
        if digits > 0 && rest[end..].starts_with('x') {
            out.push(rest[at..=end].to_owned());
            rest = &rest[end + 1..];
        } else {
            rest = &rest[at + 1..];
        }
    }
    out
}
