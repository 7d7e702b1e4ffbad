//! All that is asked of one paragraph, laid over its text: every word that somebody wants to take out or put in stands
//! at its place, with everybody who wants it. Reads the desk and decides nothing.

use crate::{api::paper::Run, runs::runs};
use qalam_model::{
    desk::DeskParagraph as Row,
    number::Names,
    proposal::{Change, Contributor},
    text::RichText,
};
use std::collections::BTreeSet;

/// The revision's text with all changes of words on it; nothing where there are none.
pub(crate) fn laid_over(names: &Names, row: &Row) -> Vec<Run> {
    let Some(old) = &row.old else { return Vec::new() };
    let mut asked: Vec<(u32, u32, Option<&RichText>, &[Contributor])> = Vec::new();
    for hunk in &row.hunks {
        match &hunk.hunk.change {
            Change::Words { start, end, text, .. } => asked.push((*start, *end, Some(text), &hunk.by)),
            Change::Delete { .. } => asked.push((0, old.text.len(), None, &hunk.by)),
            _ => {}
        }
    }
    if asked.is_empty() {
        return Vec::new();
    }
    let mut cuts: BTreeSet<u32> = asked.iter().flat_map(|(start, end, ..)| [*start, *end]).collect();
    cuts.extend([0, old.text.len()]);
    let cuts: Vec<u32> = cuts.into_iter().collect();
    let mut out = Vec::new();
    for (at, from) in cuts.iter().enumerate() {
        for (_, end, text, by) in &asked {
            if end == from
                && let Some(text) = text
            {
                out.extend(runs(names, text, "inserted", by));
            }
        }
        let Some(to) = cuts.get(at + 1) else { break };
        let mut by: Vec<Contributor> =
            asked.iter().filter(|(start, end, ..)| start <= from && end >= to).flat_map(|(.., by)| by.iter().copied()).collect();
        by.sort_unstable();
        by.dedup();
        let change = if by.is_empty() { "same" } else { "deleted" };
        out.extend(runs(names, &old.text.slice(*from, *to), change, &by));
    }
    out
}
