//! What a practice story is made of, and how its wishes come into a working copy.

use qalam_model::{
    draft::{Draft, DraftError},
    ids::ParagraphId,
    paper::{Kind, Paragraph},
    proposal::ProposalKind,
    text::RichText,
};

/// A sample group with a paper and what eight delegations want of it.
#[derive(Debug)]
pub struct Story {
    /// BCP 47.
    pub language: &'static str,
    /// The group's name.
    pub group: &'static str,
    /// The Chair's delegation and seat.
    pub chair: &'static str,
    /// The seat of each delegation.
    pub seat: &'static str,
    /// The delegations, A to H.
    pub delegations: [&'static str; 8],
    /// The paper's symbol.
    pub symbol: &'static str,
    /// The paper in Markdown.
    pub paper: &'static str,
    /// What the delegations want.
    pub edits: &'static [Edit],
}

impl Story {
    /// What a delegation wants; its letter, `A` to `H`.
    pub fn of(&self, letter: char) -> impl Iterator<Item = &'static Edit> {
        self.edits.iter().filter(move |edit| edit.by == letter)
    }

    /// What a letter's delegation is called; empty for another letter.
    pub fn name(&self, letter: char) -> &'static str {
        self.delegations.get((letter as usize).wrapping_sub('A' as usize)).copied().unwrap_or_default()
    }
}

/// One wish.
#[derive(Debug)]
pub struct Edit {
    /// The delegation's letter, `A` to `H`.
    pub by: char,
    /// The paragraph's number in the paper.
    pub paragraph: &'static str,
    /// What is done to it.
    pub what: What,
    /// Why; may be empty.
    pub reason: &'static str,
    /// Letters of co-sponsors.
    pub with: &'static [char],
    /// For discussion only.
    pub discussion_only: bool,
}

impl Edit {
    /// Writes it into a working copy, at the paragraph `at`; what is new gets the id `new`. The paragraph that the
    /// proposal will be about and its kind; none where the copy no longer says what the story knows.
    ///
    /// # Errors
    /// What the draft refuses.
    pub fn write(&self, draft: &mut Draft, at: ParagraphId, new: ParagraphId) -> Result<Option<(ParagraphId, ProposalKind)>, DraftError> {
        let copy = draft.paragraphs();
        let Some(place) = copy.iter().position(|p| p.paragraph.id == at) else { return Ok(None) };
        Ok(Some(match self.what {
            What::Replace(find, with) => {
                let text = &copy[place].paragraph.text.text;
                let Some(start) = text.find(find).map(|byte| count(&text[..byte])) else { return Ok(None) };
                draft.delete_range(at, start, start + count(find))?;
                draft.insert_text(at, start, with)?;
                (at, ProposalKind::Amend)
            }
            What::InsertAfter(words) => {
                draft.insert_paragraph(Some(at), &Paragraph::new(new, Kind::Operative, RichText::plain(words)))?;
                (new, ProposalKind::Insert)
            }
            What::Delete => {
                draft.delete_paragraph(at)?;
                (at, ProposalKind::Delete)
            }
            What::IntoTheOneBefore => {
                let Some(before) = copy[..place].last().map(|p| &p.paragraph) else { return Ok(None) };
                draft.insert_text(before.id, before.text.len(), " ")?;
                draft.join(at, false)?;
                (before.id, ProposalKind::Join)
            }
        }))
    }
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// What is done to a paragraph.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// Replaces words that stand in the paragraph exactly once.
    Replace(&'static str, &'static str),
    /// Inserts an operative paragraph behind it.
    InsertAfter(&'static str),
    /// Deletes it.
    Delete,
    /// Its words follow those of the paragraph before it.
    IntoTheOneBefore,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::{story_ar, story_en};

    #[test]
    fn every_wish_finds_its_words() {
        for story in [&story_en::STORY, &story_ar::STORY] {
            let import = qalam_convert::from_markdown(story.paper.as_bytes()).expect("the sample is Markdown");
            for edit in story.edits {
                let found = import.paragraphs.iter().find(|p| p.number.is_some_and(|n| n.to_string() == edit.paragraph));
                let text = &found.unwrap_or_else(|| panic!("{}: no paragraph {}", story.language, edit.paragraph)).text.text;
                if let What::Replace(find, with) = edit.what {
                    assert_eq!(text.matches(find).count(), 1, "{} {} {find:?} in {text:?}", story.language, edit.paragraph);
                    assert_ne!(find, with);
                }
            }
            for letter in 'A'..='H' {
                assert!(story.edits.iter().any(|e| e.by == letter), "{letter} wants nothing");
            }
        }
    }
}
