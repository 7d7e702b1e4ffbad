//! What a practice story is made of.

/// A sample group with a paper and what eight delegations want of it.
pub(super) struct Story {
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

/// One wish.
pub(super) struct Edit {
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

/// What is done to a paragraph.
pub(super) enum What {
    /// Replaces words that stand in the paragraph exactly once.
    Replace(&'static str, &'static str),
    /// Inserts an operative paragraph behind it.
    InsertAfter(&'static str),
    /// Deletes it.
    Delete,
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
