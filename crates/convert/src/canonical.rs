//! A canonical file that somebody edited in a text editor. It carries the ids of its paragraphs, so it is the surest
//! copy to come back. What the strict reader refuses is read paragraph by paragraph; what even then is none is words.
//! Proves nothing: a file that was edited is nobody's revision, and its group, paper and signature are not looked at.

use crate::{CopyOf, Import, ImportError, Notes, What, decode, label::label};
use qalam_model::{
    canonical,
    compare::{OutsideParagraph, OutsideTable},
    ids::ParagraphId,
    paper::{Kind, Paragraph, Revision},
    text::{RichText, SignKind},
};
use std::collections::{HashMap, HashSet};

/// What every canonical file begins with.
const BEGINNING: &str = "Qalam revision ";
/// What a paragraph's first line begins with.
const HEAD: &str = "== ";
/// The fields above the paragraphs, where a file has none that can be used.
const FIELDS: &str = "language: und\npredecessor: none\n";

/// Reads a canonical file, also one that was edited.
pub fn from_canonical(bytes: &[u8]) -> Result<Import, ImportError> {
    let text = decode(bytes)?;
    let blocks = cut(&text);
    let title = text.lines().take_while(|l| !l.starts_with(HEAD)).find_map(|l| l.strip_prefix("title: "));
    let title = title.map(|t| qalam_model::text::clean(t).trim().to_owned()).filter(|t| !t.is_empty());
    let sound: Vec<&Block<'_>> = blocks.iter().filter(|b| b.is_sound()).collect();
    let mut known: HashMap<ParagraphId, OutsideParagraph> = match canonical::decode(file(&sound).as_bytes()) {
        Ok(revision) => outside(&revision).into_iter().filter_map(|p| Some((p.id?, p))).collect(),
        Err(_) => HashMap::new(),
    };
    let mut notes = Notes::default();
    let whole = !known.is_empty();
    let mut paragraphs = Vec::new();
    for block in &blocks {
        match block.id().and_then(|id| known.remove(&id)) {
            Some(paragraph) => paragraphs.push(paragraph),
            // Cells stand in their table already.
            None if whole && block.is_sound() => {}
            None => paragraphs.extend(one(block, &mut notes)),
        }
    }
    if paragraphs.is_empty() && title.is_none() {
        return Err(ImportError::Empty);
    }
    let field = |name: &str| text.lines().take_while(|l| !l.trim().is_empty()).find_map(|l| l.strip_prefix(name)).map(str::trim);
    let symbol = field("symbol: ").filter(|s| !s.is_empty()).map(qalam_model::text::clean);
    let of = symbol.map(|symbol| CopyOf { paper: field("paper: ").and_then(|id| id.parse().ok()), symbol });
    Ok(Import { title, paragraphs, notes: notes.list(), of })
}

/// A paragraph of the file: its first line, if it has one, and its wording in one line.
struct Block<'a> {
    head: Option<&'a str>,
    wording: String,
}

impl Block<'_> {
    fn id(&self) -> Option<ParagraphId> {
        self.head?.strip_prefix(HEAD)?.split(' ').next()?.parse().ok()
    }

    /// Whether it follows the grammar by itself; what it needs of others is another question.
    fn is_sound(&self) -> bool {
        use canonical::CanonicalError as E;
        let grammar = |e: &E| matches!(e, E::Line { .. } | E::NewerFormat { .. } | E::NotCanonical | E::Paragraph(_));
        self.head.is_some() && !canonical::decode(file(&[self]).as_bytes()).is_err_and(|e| grammar(&e))
    }
}

fn cut(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut lines = text.lines().peekable();
    if text.starts_with(BEGINNING) {
        // The fields end with the first empty line.
        lines.by_ref().take_while(|l| !l.trim().is_empty()).for_each(drop);
    }
    let mut apart = true;
    for line in lines {
        let inner = line.trim();
        if inner.starts_with(HEAD) {
            blocks.push(Block { head: Some(inner), wording: String::new() });
            apart = false;
        } else if inner.is_empty() {
            apart = true;
        } else if let Some(open) = blocks.last_mut().filter(|b| !apart || (b.head.is_some() && b.wording.is_empty())) {
            crate::text::join_line(&mut open.wording, inner, false);
            apart = false;
        } else {
            blocks.push(Block { head: None, wording: inner.to_owned() });
            apart = false;
        }
    }
    blocks
}

/// A canonical file of these paragraphs.
fn file(blocks: &[&Block<'_>]) -> String {
    let body: String = blocks.iter().map(|b| format!("\n{}\n{}\n", b.head.unwrap_or_default(), b.wording)).collect();
    let count = blocks.len();
    let of = |version| {
        let zeros = |n: usize| "0".repeat(n);
        format!("{BEGINNING}{version}\ngroup: {}\npaper: {}\nsymbol: \ntitle: \n{FIELDS}paragraphs: {count}\n{body}", zeros(64), zeros(32))
    };
    // The version follows from what stands in it.
    let first = of(1);
    if canonical::decode(first.as_bytes()).is_ok() { first } else { of(2) }
}

/// A paragraph by itself: as the format has it, or else its words.
fn one(block: &Block<'_>, notes: &mut Notes) -> Vec<OutsideParagraph> {
    let id = block.id();
    if block.head.is_some()
        && let Ok(revision) = canonical::decode(file(&[block]).as_bytes())
    {
        return outside(&revision);
    }
    let words = plain(&block.wording);
    if words.trim().is_empty() {
        return Vec::new();
    }
    if block.head.is_some() {
        notes.add(What::Formatting);
    }
    let mut paragraph = match label(&words).filter(|_| block.head.is_none()) {
        Some(label) => OutsideParagraph { number: label.number, ..OutsideParagraph::new(label.kind, 0, RichText::plain(label.rest)) },
        None => OutsideParagraph::new(Kind::Plain, 0, RichText::plain(&words)),
    };
    paragraph.id = id;
    vec![paragraph]
}

/// The wording without what stands in braces.
fn plain(wording: &str) -> String {
    let mut out = String::new();
    let mut chars = wording.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            '{' => chars.by_ref().take_while(|c| *c != '}').for_each(drop),
            c => out.push(c),
        }
    }
    out
}

/// A revision's paragraphs as those of a file, with their ids.
fn outside(revision: &Revision) -> Vec<OutsideParagraph> {
    let cells: HashMap<ParagraphId, &Paragraph> = revision.paragraphs.iter().filter(|p| p.cell.is_some()).map(|p| (p.id, p)).collect();
    let notes: HashSet<ParagraphId> = revision.paragraphs.iter().filter(|p| p.kind == Kind::Note).map(|p| p.id).collect();
    let words = |text: &RichText| {
        let mut text = text.clone();
        // Who is behind a bracket is nobody's to say in a file.
        text.keep_signs(|s| !matches!(s, SignKind::Note(id) if !notes.contains(id)));
        text.signs.retain(|s| !matches!(s.sign, SignKind::Behind(_)));
        text
    };
    let of = |p: &Paragraph| OutsideParagraph {
        id: Some(p.id),
        number: p.number,
        note: (p.kind == Kind::Note).then_some(p.id),
        table: p.table.as_ref().map(|table| {
            let all: Vec<RichText> =
                table.places(p.id).map(|place| cells.get(&place.id()).map(|c| words(&c.text)).unwrap_or_default()).collect();
            OutsideTable { head: table.head, rows: all.chunks(table.columns.len().max(1)).map(<[RichText]>::to_vec).collect() }
        }),
        ..OutsideParagraph::new(p.kind, p.level, words(&p.text))
    };
    revision.paragraphs.iter().filter(|p| p.cell.is_none()).map(of).collect()
}
