//! Papers in and out as Markdown and plain text, the papers that go out with a revision ([`outgoing`]), HTML among
//! them, and the cleaning of HTML that is pasted.
//!
//! Reading keeps every word: what a paper has no place for (images, raw HTML, code) loses its form, never its text, and
//! a note says how often. What is written and read again is the same paper. Nothing
//! here opens a file or knows a path beyond its ending; bytes come in, bytes go out. `docs/formats/markdown.md`
//! describes both directions.

mod blocks;
mod canonical;
mod decode;
mod html;
mod inline;
mod label;
pub mod outgoing;
mod text;
mod write;

pub use canonical::from_canonical;
pub use html::{Cleaned, HTML_LIMIT, LeftOut, clean_html};
pub use text::{from_text, to_text};
pub use write::{to_markdown, to_markdown_with_ids};

use decode::decode;
use inline::Labels;
use qalam_model::{
    compare::{OutsideParagraph, OutsideTable},
    ids::{PaperId, ParagraphId},
    paper::Kind,
    text::{RichText, SignKind},
};
use std::{
    collections::{BTreeMap, HashSet},
    path::Path,
};

/// No longer file is read, in bytes. Callers check the file's length against it before they read.
pub const LIMIT: u64 = 16 << 20;

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// A byte that is neither UTF-8 nor, where the file says that it is UTF-16, that.
    #[error("byte {offset} is not UTF-8 text")]
    NotUtf8 {
        /// Its place in the file.
        offset: usize,
    },
    /// More than [`LIMIT`].
    #[error("{size} bytes are more than {limit}")]
    TooLarge {
        /// The file's length.
        size: u64,
        /// The limit.
        limit: u64,
    },
    /// No word in it.
    #[error("there is no text in it")]
    Empty,
}

/// An ending that no format has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("files ending in {ending:?} are not supported; {} are", supported.join(", "))]
pub struct Unsupported {
    /// The ending, empty if there is none.
    pub ending: String,
    /// The endings that are supported.
    pub supported: &'static [&'static str],
}

/// A format that is written and, but for HTML, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `.md`
    Markdown,
    /// `.txt`
    Text,
    /// `.html`; written only.
    Html,
}

/// Endings that [`format_of`] knows.
const SUPPORTED: &[&str] = &[".md", ".txt"];
/// Endings that [`format_to_write`] knows.
const WRITTEN: &[&str] = &[".md", ".txt", ".html"];

/// The format of a file by its ending.
pub fn format_of(path: &Path) -> Result<Format, Unsupported> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "md" | "markdown" => Ok(Format::Markdown),
        "txt" | "text" => Ok(Format::Text),
        _ => Err(Unsupported { ending, supported: SUPPORTED }),
    }
}

/// The format in which a file of that ending is written.
pub fn format_to_write(path: &Path) -> Result<Format, Unsupported> {
    match path.extension().map(|e| e.to_string_lossy().to_lowercase()).as_deref() {
        Some("html" | "htm") => Ok(Format::Html),
        _ => format_of(path).map_err(|e| Unsupported { supported: WRITTEN, ..e }),
    }
}

/// What a conversion could not keep as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// An image; its description stays as text.
    Image,
    /// A link to what is no address of the web or of mail; its text stays.
    Link,
    /// Raw HTML; the text between the tags stays.
    Html,
    /// A table that is too large; each row is a paragraph now.
    Table,
    /// A footnote without its mark or a mark without its footnote; they stay as text.
    Footnote,
    /// Code; the text stays.
    Code,
    /// A quotation; its text is a paragraph now.
    Quote,
    /// Struck-out text; it stays, not struck out.
    Strike,
    /// A line across the page.
    Rule,
    /// Metadata at the beginning of the file; it is left out.
    Metadata,
    /// Who stands behind a bracket, which the file cannot say.
    Behind,
    /// Formatting that plain text cannot show.
    Formatting,
    /// A paragraph without words, left out.
    EmptyParagraph,
}

impl What {
    /// A stable name, for messages.
    pub fn name(self) -> &'static str {
        match self {
            What::Image => "image",
            What::Link => "link",
            What::Html => "html",
            What::Table => "table",
            What::Footnote => "footnote",
            What::Code => "code",
            What::Quote => "quote",
            What::Strike => "strike",
            What::Rule => "rule",
            What::Metadata => "metadata",
            What::Behind => "behind",
            What::Formatting => "formatting",
            What::EmptyParagraph => "empty",
        }
    }
}

/// Something that was not kept, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// What it was.
    pub what: What,
    /// How often.
    pub count: u32,
}

/// Counts notes.
#[derive(Debug, Default)]
struct Notes(BTreeMap<What, u32>);

impl Notes {
    fn add(&mut self, what: What) {
        *self.0.entry(what).or_default() += 1;
    }

    fn list(self) -> Vec<Note> {
        self.0.into_iter().map(|(what, count)| Note { what, count }).collect()
    }
}

/// A paper that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The title, if the file has one: in Markdown the first block if it is a heading of level 1.
    pub title: Option<String>,
    /// Its paragraphs in order.
    pub paragraphs: Vec<OutsideParagraph>,
    /// What was not kept as it was.
    pub notes: Vec<Note>,
    /// What it says that it is a copy of. Nothing proves it.
    pub of: Option<CopyOf>,
}

/// Of which paper and revision a file says that it is a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyOf {
    /// The paper, if that can be read.
    pub paper: Option<PaperId>,
    /// The revision's symbol.
    pub symbol: String,
}

/// A paper that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The file's text; lines end with a line feed.
    pub text: String,
    /// What could not be shown.
    pub notes: Vec<Note>,
}

/// Reads a Markdown file.
pub fn from_markdown(bytes: &[u8]) -> Result<Import, ImportError> {
    let text = decode(bytes)?;
    let mut notes = Notes::default();
    let mut title = None;
    let mut paragraphs = Vec::new();
    let blocks = blocks::split(&text, &mut notes);
    let mut labels = Labels::new();
    for (n, label) in blocks.iter().filter_map(|b| b.label.as_ref()).enumerate() {
        // Of two with one name the first counts.
        labels.entry(label.clone()).or_insert(ParagraphId((n as u64 + 1).to_be_bytes()));
    }
    for (i, block) in blocks.into_iter().enumerate() {
        if i == 0 && block.kind == Kind::Heading && block.level == 1 {
            let text = inline::read(&block.text, &Labels::new(), &mut notes);
            title = Some(text.text).filter(|t| !t.is_empty());
            continue;
        }
        paragraphs.push(paragraph(block, &labels, &mut notes));
    }
    let orphans = footnotes(&mut paragraphs);
    (0..orphans).for_each(|_| notes.add(What::Footnote));
    if paragraphs.is_empty() && title.is_none() {
        return Err(ImportError::Empty);
    }
    Ok(Import { title, paragraphs, notes: notes.list(), of: None })
}

fn paragraph(mut block: blocks::Block, labels: &Labels, notes: &mut Notes) -> OutsideParagraph {
    let id = take_id(&mut block);
    let mut text = if block.literal { RichText::plain(&block.text) } else { inline::read(&block.text, labels, notes) };
    if block.kind == Kind::Note {
        text.keep_signs(|s| !matches!(s, SignKind::Note(_)));
    }
    let mut cell = |raw: &String| {
        let text = inline::read(raw, labels, notes);
        if text.text.trim().is_empty() { RichText::default() } else { text }
    };
    let table =
        block.table.map(|(head, rows)| OutsideTable { head, rows: rows.iter().map(|row| row.iter().map(&mut cell).collect()).collect() });
    let note = block.label.as_ref().and_then(|label| labels.get(label)).copied();
    OutsideParagraph { id, number: block.number, table, note, ..OutsideParagraph::new(block.kind, block.level, text) }
}

/// The paragraph's id, if it stands behind its words: `{#0f3c…}`, sixteen hexadecimal digits.
fn take_id(block: &mut blocks::Block) -> Option<ParagraphId> {
    let bare = block.text.trim_end();
    let (words, id) = bare.strip_suffix('}')?.rsplit_once("{#")?;
    let id = id.parse().ok().filter(|_| !block.literal && (words.is_empty() || words.ends_with([' ', '\u{a0}'])))?;
    block.text = words.trim_end().to_owned();
    Some(id)
}

/// Makes plain paragraphs of footnotes that no sign leads to and of those that stand twice. Gives how many.
fn footnotes(paragraphs: &mut [OutsideParagraph]) -> usize {
    let texts = paragraphs.iter().filter(|p| p.kind != Kind::Note);
    let signs = texts.flat_map(|p| p.table.iter().flat_map(|t| t.rows.iter().flatten()).chain([&p.text])).flat_map(|t| t.notes());
    let signs: HashSet<ParagraphId> = signs.collect();
    let mut seen = HashSet::new();
    let mut orphans = 0;
    for p in paragraphs.iter_mut().filter(|p| p.kind == Kind::Note) {
        if !p.note.is_some_and(|id| signs.contains(&id) && seen.insert(id)) {
            (p.kind, p.note) = (Kind::Plain, None);
            orphans += 1;
        }
    }
    orphans
}
