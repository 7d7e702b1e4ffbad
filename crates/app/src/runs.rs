//! Text as shells show it: runs that look alike.

use crate::{
    api::paper::{ParagraphView, Run},
    members::column_of,
};
use qalam_model::{
    compare::{DiffKind, DiffSpan, word_diff},
    history::{self, ParagraphDifference},
    paper::{Direction, Paragraph},
    proposal::Contributor,
    text::RichText,
};

/// Cuts a text wherever its formatting changes; each run gets that change and those authors.
pub(crate) fn runs(text: &RichText, change: &str, by: &[Contributor]) -> Vec<Run> {
    let len = text.len();
    let mut cuts: Vec<u32> = text.spans.iter().flat_map(|s| [s.start, s.end]).chain([0, len]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let by: Vec<String> = by.iter().map(|b| column_of(*b)).collect();
    cuts.windows(2)
        .map(|cut| {
            let piece = text.slice(cut[0], cut[1]);
            let marks = text.spans.iter().filter(|s| s.start <= cut[0] && s.end >= cut[1]).map(|s| s.mark.name().to_owned()).collect();
            Run { text: piece.text, marks, change: change.to_owned(), by: by.clone() }
        })
        .filter(|run| !run.text.is_empty())
        .collect()
}

/// Old and new wording in one line of runs: same, inserted, deleted.
pub(crate) fn difference(old: &RichText, new: &RichText, by: &[Contributor]) -> Vec<Run> {
    word_diff(old, new).iter().flat_map(|span| span_runs(span, by)).collect()
}

/// One stretch of a difference.
pub(crate) fn span_runs(span: &DiffSpan, by: &[Contributor]) -> Vec<Run> {
    match span.kind {
        DiffKind::Same => runs(&span.text, "same", &[]),
        DiffKind::Inserted => runs(&span.text, "inserted", by),
        DiffKind::Deleted => runs(&span.text, "deleted", by),
    }
}

/// Words kept on both sides of a change when a long paragraph is shortened, in characters.
const AROUND: usize = 60;

/// Shortens runs to what changes and the words around it.
pub(crate) fn shortened(all: Vec<Run>) -> Vec<Run> {
    let last = all.len().saturating_sub(1);
    let same: Vec<bool> = all.iter().map(|r| r.change == "same").collect();
    all.into_iter()
        .enumerate()
        .map(|(at, mut run)| {
            if !same[at] {
                return run;
            }
            let chars: Vec<char> = run.text.chars().collect();
            let (first, final_) = (at == 0, at == last);
            let keep = if first || final_ { AROUND } else { 2 * AROUND };
            if chars.len() > keep + 20 && !(first && final_) {
                let head: String = chars[..AROUND].iter().collect();
                let tail: String = chars[chars.len() - AROUND..].iter().collect();
                run.text = match (first, final_) {
                    (true, _) => format!("…{}", from_word(&tail)),
                    (_, true) => format!("{}…", to_word(&head)),
                    _ => format!("{} … {}", to_word(&head), from_word(&tail)),
                };
            }
            run
        })
        .collect()
}

fn from_word(text: &str) -> &str {
    text.find(' ').map_or(text, |at| &text[at..])
}

fn to_word(text: &str) -> &str {
    text.rfind(' ').map_or(text, |at| &text[..at])
}

/// A direction by the name that shells use.
pub(crate) fn direction_name(direction: Option<Direction>) -> Option<String> {
    direction.map(|d| if d == Direction::Rtl { "rtl" } else { "ltr" }.to_owned())
}

/// A paragraph as it stands.
pub(crate) fn paragraph_view(paragraph: &Paragraph) -> ParagraphView {
    ParagraphView {
        id: paragraph.id.to_string(),
        number: paragraph.number.map(|n| n.to_string()).unwrap_or_default(),
        kind: paragraph.kind.name().to_owned(),
        level: u32::from(paragraph.level),
        direction: direction_name(paragraph.direction),
        text: paragraph.text.text.clone(),
        runs: runs(&paragraph.text, "same", &[]),
        edited_after_deletion: false,
    }
}

/// A text against an older one: every paragraph of either, in the order of the new one, what is gone behind what
/// stood before it.
pub(crate) fn marked_view(old: &[Paragraph], new: &[Paragraph]) -> Vec<ParagraphView> {
    let view = |d: ParagraphDifference<'_>| {
        let shown = d.new.or(d.old)?;
        Some(ParagraphView { runs: d.spans.iter().flat_map(|s| span_runs(s, &[])).collect(), ..paragraph_view(shown) })
    };
    history::difference(old, new).into_iter().filter_map(view).collect()
}
