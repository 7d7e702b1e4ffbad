//! What changed between two texts, for readers: CriticMarkup in Markdown, `[-…-]` and `{+…+}` in plain text.
//!
//! A marked-up file is for eyes; it is not meant to be read back.

use crate::{
    Export, What,
    text::Plain,
    to_markdown,
    write::{Markdown, begin_escaped, piece},
};
use qalam_model::{
    compare::{DiffKind, DiffSpan, word_diff},
    ids::ParagraphId,
    number::Names,
    paper::{Kind, Paragraph},
};
use std::collections::{HashMap, HashSet};

/// A paragraph of the marked-up text.
struct Row<'a> {
    paragraph: &'a Paragraph,
    words: Vec<DiffSpan>,
}

/// Both texts as one, in the order of the new one; a deleted paragraph stands behind what it stood behind.
fn rows<'a>(before: &'a [Paragraph], after: &'a [Paragraph]) -> Vec<Row<'a>> {
    let stays: HashSet<ParagraphId> = after.iter().map(|p| p.id).collect();
    let old: HashMap<ParagraphId, &Paragraph> = before.iter().map(|p| (p.id, p)).collect();
    let mut gone: HashMap<Option<ParagraphId>, Vec<&Paragraph>> = HashMap::new();
    let mut anchor = None;
    for p in before {
        if stays.contains(&p.id) {
            anchor = Some(p.id);
        } else {
            gone.entry(anchor).or_default().push(p);
        }
    }
    let whole = |p: &'a Paragraph, kind| Row { paragraph: p, words: vec![DiffSpan { kind, text: p.text.clone() }] };
    let mut out = Vec::new();
    let mut deleted = |out: &mut Vec<Row<'a>>, anchor: Option<ParagraphId>| {
        out.extend(gone.remove(&anchor).unwrap_or_default().into_iter().map(|p| whole(p, DiffKind::Deleted)));
    };
    deleted(&mut out, None);
    for p in after {
        out.push(match old.get(&p.id) {
            Some(old) => Row { paragraph: p, words: word_diff(&old.text, &p.text) },
            None => whole(p, DiffKind::Inserted),
        });
        deleted(&mut out, Some(p.id));
    }
    let bare = |kind| matches!(kind, Kind::Plain | Kind::Table | Kind::Cell);
    out.retain(|r| !bare(r.paragraph.kind) || r.words.iter().any(|w| !w.text.is_empty()));
    out
}

fn wrap(kind: DiffKind, words: &str, deleted: [&str; 2], inserted: [&str; 2]) -> String {
    match kind {
        DiffKind::Same => words.to_owned(),
        _ if words.is_empty() => String::new(),
        DiffKind::Deleted => format!("{}{words}{}", deleted[0], deleted[1]),
        DiffKind::Inserted => format!("{}{words}{}", inserted[0], inserted[1]),
    }
}

/// `{--deleted--}` and `{++inserted++}`.
pub fn to_marked_markdown(title: &str, before: &[Paragraph], after: &[Paragraph]) -> Export {
    if before == after {
        return to_markdown(title, after);
    }
    let names = Names::of(after).beside(Names::of(before));
    let mut out = Markdown::new(title);
    for row in rows(before, after) {
        let words: String = row.words.iter().map(|w| wrap(w.kind, &piece(&w.text, &names), ["{--", "--}"], ["{++", "++}"])).collect();
        let prefix = match names.note(row.paragraph.id) {
            Some(n) => format!("[^{n}]:"),
            None => out.prefix(row.paragraph),
        };
        let words = if prefix.is_empty() { begin_escaped(&words) } else { words };
        out.block(&prefix, Kind::Operative, words.trim());
    }
    out.finish()
}

/// `[-deleted-]` and `{+inserted+}`.
pub fn to_marked_text(title: &str, before: &[Paragraph], after: &[Paragraph]) -> Export {
    let names = Names::of(after).beside(Names::of(before));
    let mut out = Plain::new(title);
    for row in rows(before, after) {
        if row.words.iter().any(|w| !w.text.spans.is_empty()) {
            out.notes.add(What::Formatting);
        }
        let words: String = row.words.iter().map(|w| wrap(w.kind, &names.plain(&w.text), ["[-", "-]"], ["{+", "+}"])).collect();
        out.block(row.paragraph, &words);
    }
    out.finish()
}
