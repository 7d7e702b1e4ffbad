//! Text as shells show it: runs that look alike.

use crate::{
    api::paper::{ParagraphView, Run},
    members::column_of,
    tables::{cell_at, table_shape},
};
use qalam_model::{
    bracket::{Pair, brackets},
    compare::{DiffKind, DiffSpan, word_diff},
    history::{self, ParagraphDifference},
    number::Names,
    paper::{Direction, Paragraph},
    proposal::Contributor,
    text::{RichText, SignKind},
};
use std::collections::{BTreeMap, BTreeSet};

/// Cuts a text wherever its formatting, its link or the meaning of a character changes; each run gets that change and
/// those authors, brackets those that they name. `names` are what the paper calls its parts.
pub(crate) fn runs(names: &Names, text: &RichText, change: &str, by: &[Contributor]) -> Vec<Run> {
    let brackets = brackets(text);
    let paired: BTreeMap<u32, &Pair> = brackets.pairs.iter().flat_map(|p| [(p.open, p), (p.close, p)]).collect();
    let mut cuts: BTreeSet<u32> = text.spans.iter().flat_map(|s| [s.start, s.end]).chain([0, text.len()]).collect();
    cuts.extend(text.links.iter().flat_map(|l| [l.start, l.end]));
    cuts.extend(text.signs.iter().map(|s| s.at).chain(paired.keys().copied()).flat_map(|at| [at, at + 1]));
    let cuts: Vec<u32> = cuts.into_iter().collect();
    let by: Vec<String> = by.iter().map(|b| column_of(*b)).collect();
    let chars: Vec<char> = text.text.chars().collect();
    let run = |start: u32, end: u32| {
        let mut run = Run {
            text: chars.iter().take(end as usize).skip(start as usize).collect(),
            marks: text.spans.iter().filter(|s| s.start <= start && s.end >= end).map(|s| s.mark.name().to_owned()).collect(),
            change: change.to_owned(),
            by: by.clone(),
            link: text.links.iter().find(|l| l.start <= start && l.end >= end).map(|l| l.href.clone()),
            ..Run::default()
        };
        match text.sign_at(start) {
            Some(SignKind::Note(id)) => {
                (run.sign, run.to) = (Some("note".to_owned()), Some(id.to_string()));
                run.text = names.note(*id).map_or_else(|| "*".to_owned(), |n| n.to_string());
            }
            Some(sign @ SignKind::Reference(id)) => {
                (run.sign, run.to) = (Some("reference".to_owned()), Some(id.to_string()));
                run.text = names.shown(sign);
            }
            _ => {}
        }
        if let Some(pair) = paired.get(&start) {
            run.sign = Some("bracket".to_owned());
            if run.by.is_empty() {
                run.by = pair.behind.iter().map(ToString::to_string).collect();
            }
        }
        run
    };
    cuts.windows(2).map(|cut| run(cut[0], cut[1])).filter(|run| !run.text.is_empty()).collect()
}

/// Old and new wording in one line of runs: same, inserted, deleted.
pub(crate) fn difference(names: &Names, old: &RichText, new: &RichText, by: &[Contributor]) -> Vec<Run> {
    word_diff(old, new).iter().flat_map(|span| span_runs(names, span, by)).collect()
}

/// One stretch of a difference.
pub(crate) fn span_runs(names: &Names, span: &DiffSpan, by: &[Contributor]) -> Vec<Run> {
    let change = match span.kind {
        DiffKind::Same => return runs(names, &span.text, "same", &[]),
        DiffKind::Inserted => "inserted",
        DiffKind::Deleted => "deleted",
    };
    runs(names, &span.text, change, by)
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
pub(crate) fn paragraph_view(names: &Names, paragraph: &Paragraph) -> ParagraphView {
    ParagraphView {
        id: paragraph.id.to_string(),
        number: shown_number(names, paragraph),
        kind: paragraph.kind.name().to_owned(),
        level: u32::from(paragraph.level),
        direction: direction_name(paragraph.direction),
        text: names.plain(&paragraph.text),
        runs: runs(names, &paragraph.text, "same", &[]),
        edited_after_deletion: false,
        table: table_shape(None, Some(paragraph)),
        cell: cell_at(paragraph),
    }
}

/// The number that stands before a paragraph: its own, that of a footnote or of a table.
pub(crate) fn shown_number(names: &Names, p: &Paragraph) -> String {
    let other = || names.note(p.id).or_else(|| names.table(p.id)).map(|n| n.to_string());
    p.number.map(|n| n.to_string()).or_else(other).unwrap_or_default()
}

/// Paragraphs as they stand.
pub(crate) fn paragraph_views(paragraphs: &[Paragraph]) -> Vec<ParagraphView> {
    let names = Names::of(paragraphs);
    paragraphs.iter().map(|p| paragraph_view(&names, p)).collect()
}

/// A text against an older one: every paragraph of either, in the order of the new one, what is gone behind what
/// stood before it.
pub(crate) fn marked_view(old: &[Paragraph], new: &[Paragraph]) -> Vec<ParagraphView> {
    let names = Names::of(new).beside(Names::of(old));
    let view = |d: ParagraphDifference<'_>| {
        let shown = d.new.or(d.old)?;
        Some(ParagraphView {
            runs: d.spans.iter().flat_map(|s| span_runs(&names, s, &[])).collect(),
            table: table_shape(d.old, d.new),
            ..paragraph_view(&names, shown)
        })
    };
    history::difference(old, new).into_iter().filter_map(view).collect()
}
