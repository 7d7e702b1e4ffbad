//! Where comments stand in the text that is shown: those on issued texts by way of the revisions between, those on a
//! draft by their cursors and, where their words had gone and come back, by their quote.

use crate::{
    drafting::refused,
    error::{Code, Error, Result},
    work::Work,
};
use qalam_model::{
    comment::{Place, find, follow, has_word_of, next_place},
    draft::Cling,
    ids::*,
    paper::Paragraph,
    state::{Beside, Commented, Paper},
};
use serde_bytes::ByteBuf;
use std::collections::BTreeMap;

/// The text that is shown.
pub(super) struct Shown {
    pub(super) paragraphs: Vec<Paragraph>,
    /// The revision, or the one of which it is a working copy.
    pub(super) revision: Option<RevisionId>,
    /// Whether it is my side's draft.
    pub(super) draft: bool,
}

impl Shown {
    pub(super) fn index_of(&self, paragraph: &ParagraphId) -> usize {
        self.paragraphs.iter().position(|p| p.id == *paragraph).unwrap_or(usize::MAX)
    }

    pub(super) fn number_of(&self, paragraph: &ParagraphId) -> String {
        let found = self.paragraphs.iter().find(|p| p.id == *paragraph).and_then(|p| p.number);
        found.map(|n| n.to_string()).unwrap_or_default()
    }
}

/// Where each thread stands, none for those whose words are gone.
pub(super) type Places = BTreeMap<(Beside, ActId), Option<Place>>;

fn place_of(commented: &Commented) -> Place {
    let comment = &commented.comment;
    Place { paragraph: comment.paragraph, start: comment.start, end: comment.end }
}

impl Work<'_> {
    pub(super) fn issued_text(&self, id: &PaperId, given: Option<&str>) -> Result<Shown> {
        if given.is_none() && self.space.copy_of(id).is_none() {
            return Ok(Shown { paragraphs: Vec::new(), revision: None, draft: false });
        }
        let revision = self.find_revision(id, given)?.revision;
        let text = self.space.revision(id, &revision).ok_or_else(|| Error::new(Code::NotIssued))?;
        Ok(Shown { paragraphs: text.paragraphs.clone(), revision: Some(revision), draft: false })
    }

    pub(super) fn own_text(&mut self, id: &PaperId) -> Result<Shown> {
        let paragraphs = self.draft_text(id)?.into_iter().map(|p| p.paragraph).collect();
        Ok(Shown { paragraphs, revision: self.working_copy(id)?, draft: true })
    }

    /// The place of each thread that belongs to what is shown.
    pub(super) fn places(&mut self, id: &PaperId, shown: &Shown) -> Result<Places> {
        let Some(paper) = self.space.state.paper(id).cloned() else { return Ok(BTreeMap::new()) };
        let side = self.side()?;
        let mut out = BTreeMap::new();
        let mut drafts: BTreeMap<Option<RevisionId>, Vec<(ActId, Commented)>> = BTreeMap::new();
        for thread in paper.threads() {
            let first = thread.first();
            match (first.comment.draft, shown.draft) {
                (false, _) => {
                    if let Some(place) = self.issued_place(&paper, first, shown) {
                        out.insert((None, thread.id), place);
                    }
                }
                (true, true) if first.by == side => {
                    drafts.entry(first.comment.revision).or_default().push((thread.id, first.clone()));
                }
                (true, _) => {}
            }
        }
        for (copy, threads) in drafts {
            self.draft_places(id, copy, &threads, shown, &mut out)?;
        }
        Ok(out)
    }

    /// The place of a comment on an issued text; nothing if it was made on a text later than the one that is shown.
    fn issued_place(&self, paper: &Paper, commented: &Commented, shown: &Shown) -> Option<Option<Place>> {
        let (on, until) = (commented.comment.revision?, shown.revision?);
        let chain: Vec<RevisionId> = paper.revisions.iter().map(|i| i.revision).collect();
        let last = chain.iter().position(|r| *r == until)?;
        let from = chain.iter().position(|r| *r == on);
        if from.is_some_and(|from| from > last) {
            return None;
        }
        // From a rival text straight to the one that is shown.
        let way = match from {
            Some(from) => chain[from..=last].to_vec(),
            None => vec![on, until],
        };
        let texts = way.iter().map(|r| self.space.revision(&paper.id, r).map_or(&[][..], |text| &text.paragraphs));
        let mut texts: Vec<&[Paragraph]> = texts.collect();
        if shown.draft {
            texts.push(&shown.paragraphs);
        }
        Some(follow(place_of(commented), &commented.comment.quote, &texts))
    }

    /// The places of my side's comments on one of its drafts, this one or one that went before it.
    fn draft_places(
        &mut self,
        id: &PaperId,
        copy: Option<RevisionId>,
        threads: &[(ActId, Commented)],
        shown: &Shown,
        out: &mut Places,
    ) -> Result<()> {
        let side = self.side()?;
        let current = copy == shown.revision;
        let open = self.space.draft(self.vault, side, *id, copy)?;
        let former: Vec<Paragraph> = if current { Vec::new() } else { open.draft.paragraphs().into_iter().map(|p| p.paragraph).collect() };
        let text = if current { &shown.paragraphs } else { &former };
        let cursors: Vec<&[u8]> = threads.iter().flat_map(|(_, c)| c.comment.cursors.iter().map(|cursor| &cursor[..])).collect();
        // A comment has two cursors or none.
        let mut found = open.draft.find_cursors(&cursors).into_iter();
        for (thread, commented) in threads {
            let quote = &commented.comment.quote;
            let ends = commented.comment.cursors.iter().map(|_| found.next().flatten());
            let ends: Vec<End> = ends.collect();
            let mut place = in_draft(commented, &ends, text);
            if !current {
                place = place.and_then(|place| next_place(place, quote, &former, &shown.paragraphs));
            }
            out.insert((Some((side, copy)), *thread), place);
        }
        Ok(())
    }

    /// What a range of my side's draft clings to; nothing for a whole paragraph.
    pub(super) fn cursors(&mut self, id: &PaperId, place: Place) -> Result<Vec<ByteBuf>> {
        if place.start == place.end {
            return Ok(Vec::new());
        }
        let (side, copy) = (self.side()?, self.working_copy(id)?);
        let draft = &self.space.draft(self.vault, side, *id, copy)?.draft;
        let ends = [(place.start, Cling::Next), (place.end, Cling::Previous)];
        let cursors: std::result::Result<Vec<Vec<u8>>, _> =
            ends.iter().map(|(at, cling)| draft.cursor(place.paragraph, *at, *cling)).collect();
        Ok(cursors.map_err(refused)?.into_iter().map(ByteBuf::from).collect())
    }
}

/// The words of a paragraph.
fn words_in(text: &[Paragraph], paragraph: ParagraphId) -> Option<&str> {
    text.iter().find(|p| p.id == paragraph).map(|p| p.text.text.as_str())
}

/// Where one end of a range is: paragraph, code point, and whether the character that it clings to is still there.
type End = Option<(ParagraphId, u32, bool)>;

/// A place if something of what was commented on is left there. With both its ends in place whatever stands between
/// them is; otherwise a whole word has to be left: an end that is gone lies anywhere in what was written instead.
fn alive(text: &[Paragraph], place: Place, quote: &str, ends: bool) -> Option<Place> {
    let words = words_in(text, place.paragraph)?;
    let here = words.chars().skip(place.start as usize).take(place.end.saturating_sub(place.start) as usize);
    let here: String = here.collect();
    let left = if ends { !here.trim().is_empty() } else { has_word_of(&here, quote) };
    left.then_some(place)
}

/// Where a comment stands in the draft that it is on. `ends` is where its cursors are now.
fn in_draft(commented: &Commented, ends: &[End], text: &[Paragraph]) -> Option<Place> {
    let comment = &commented.comment;
    let place = place_of(commented);
    if place.start == place.end {
        return next_place(place, &comment.quote, text, text);
    }
    if let [Some((first, start, one)), Some((last, end, other))] = *ends {
        let quote = &comment.quote;
        let whole = if first == last {
            alive(text, Place { paragraph: first, start, end }, quote, one && other)
        } else {
            // Split between: the part with its beginning, or if nothing of it is left there, the other.
            let until = words_in(text, first).map_or(0, |words| words.chars().count() as u32);
            let head = alive(text, Place { paragraph: first, start, end: until }, quote, one);
            head.or_else(|| alive(text, Place { paragraph: last, start: 0, end }, quote, other))
        };
        if whole.is_some() {
            return whole;
        }
    }
    // Deleted, and perhaps put back: by an undo or a paste, which make new characters of the same words.
    let near = ends.iter().flatten().next().map_or((place.paragraph, comment.start), |(paragraph, at, _)| (*paragraph, *at));
    let look = |(paragraph, at): (ParagraphId, u32)| {
        find(words_in(text, paragraph)?, &comment.quote, at).map(|(start, end)| Place { paragraph, start, end })
    };
    look(near).or_else(|| look((place.paragraph, comment.start)))
}
