//! The words of one block: CommonMark's inline rules, read with `pulldown-cmark`.

use crate::{Notes, What, blocks::LONGEST_LABEL};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use qalam_model::{
    ids::ParagraphId,
    text::{Link, Mark, OBJECT, RichText, Sign, SignKind, Span, is_address},
};
use std::collections::{HashMap, HashSet};

/// Stands before the words while they are parsed, so that nothing in them can begin a block.
const GUARD: &str = "Q ";

/// Where the private planes begin, whose characters stand for signs while a line is parsed.
const FIRST: u32 = 0xf_0000;

/// HTML tags that are formatting; anything else of HTML is a note.
const TAGS: [(&str, Mark); 7] = [
    ("b", Mark::Bold),
    ("strong", Mark::Bold),
    ("i", Mark::Italic),
    ("em", Mark::Italic),
    ("u", Mark::Underline),
    ("sup", Mark::Superscript),
    ("sub", Mark::Subscript),
];

/// What footnotes are called in a file, and under which name the paper knows them.
pub(crate) type Labels = HashMap<String, ParagraphId>;

/// Runs of characters that have the same marks and link, and how often each mark is open.
#[derive(Default)]
struct Reader {
    runs: Vec<Run>,
    open: [u32; Mark::ALL.len()],
    /// The addresses that are open; none for one that is no address.
    links: Vec<Option<String>>,
    /// What single characters stand for.
    signs: HashMap<char, (char, SignKind)>,
    /// In a reference, whose words are what the paragraph was called.
    inside: u32,
}

struct Run {
    marks: [bool; Mark::ALL.len()],
    link: Option<String>,
    text: String,
}

impl Reader {
    fn push(&mut self, text: &str) {
        if self.inside > 0 {
            return;
        }
        let marks = self.open.map(|n| n > 0);
        let link = self.links.iter().rev().find_map(Clone::clone);
        match self.runs.last_mut() {
            Some(last) if last.marks == marks && last.link == link => last.text.push_str(text),
            _ => self.runs.push(Run { marks, link, text: text.to_owned() }),
        }
    }

    fn turn(&mut self, mark: Mark, on: bool) {
        // Mark's variants are numbered in the order of ALL.
        let open = &mut self.open[mark as usize];
        *open = if on { *open + 1 } else { open.saturating_sub(1) };
    }

    /// A link begins: to an address, or to a paragraph (then it is a reference). Says whether it is neither.
    fn link(&mut self, address: &str, free: &mut Free) -> bool {
        if let Some(id) = address.strip_prefix('#').and_then(|id| id.parse().ok()) {
            let sign = free.next().filter(|_| self.inside == 0);
            if let Some(c) = sign {
                self.signs.insert(c, (OBJECT, SignKind::Reference(id)));
                self.push(c.encode_utf8(&mut [0; 4]));
            }
            self.inside += 1;
            self.links.push(Some(String::new()));
            return false;
        }
        let address = Some(address.to_owned()).filter(|a| is_address(a));
        self.links.push(address);
        self.links.last().is_some_and(Option::is_none)
    }

    fn link_ends(&mut self) {
        if self.links.pop().flatten().is_some_and(|address| address.is_empty()) {
            self.inside = self.inside.saturating_sub(1);
        }
    }

    fn html(&mut self, tag: &str, notes: &mut Notes, free: &mut Free) {
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        if let Some(address) = inner.strip_prefix("a href=\"").and_then(|rest| rest.strip_suffix('"')) {
            let address = address.replace("&quot;", "\"").replace("&#124;", "|").replace("&amp;", "&");
            if self.link(&address, free) {
                notes.add(What::Link);
            }
            return;
        }
        let (on, name) = match inner.strip_prefix('/') {
            Some(name) => (false, name),
            None => (true, inner),
        };
        let name = name.trim().trim_end_matches('/').trim().to_ascii_lowercase();
        match TAGS.iter().find(|(n, _)| *n == name) {
            Some((_, mark)) => self.turn(*mark, on),
            None if name == "br" => self.push(" "),
            None if name == "a" && !on && !self.links.is_empty() => self.link_ends(),
            None => notes.add(What::Html),
        }
    }

    fn finish(mut self) -> RichText {
        if let Some(first) = self.runs.first_mut() {
            first.text.drain(..GUARD.len().min(first.text.len()));
        }
        let mut out = RichText::default();
        for run in self.runs {
            let mut piece = RichText::plain(&run.text);
            let mut signs = Vec::new();
            if !self.signs.is_empty() {
                let shown = piece.text.chars().enumerate().map(|(at, c)| match self.signs.get(&c) {
                    Some((c, sign)) => {
                        signs.push(Sign { at: at as u32, sign: sign.clone() });
                        *c
                    }
                    None => c,
                });
                piece.text = shown.collect();
            }
            piece.signs = signs;
            let end = piece.len();
            let on = Mark::ALL.into_iter().zip(run.marks).filter(|(_, on)| *on);
            piece.spans = on.map(|(mark, _)| Span { start: 0, end, mark }).collect();
            piece.links = run.link.filter(|href| !href.is_empty()).map(|href| Link { start: 0, end, href }).into_iter().collect();
            out.push(&piece);
        }
        // Characters that compose across a change of formatting.
        out.compose();
        out
    }
}

/// Characters that a line does not have, one after the other, to stand for signs while it is parsed.
struct Free {
    taken: HashSet<char>,
    next: u32,
}

impl Free {
    fn of(line: &str) -> Free {
        Free { taken: line.chars().filter(|c| u32::from(*c) >= FIRST).collect(), next: FIRST }
    }

    fn next(&mut self) -> Option<char> {
        let c = (self.next..=0x10_fffd).filter_map(char::from_u32).find(|c| u32::from(*c) & 0xfffe != 0xfffe && !self.taken.contains(c))?;
        self.next = u32::from(c) + 1;
        Some(c)
    }
}

/// What stands up to a bracket that closes, no further than a footnote's name can be long.
fn label_of(text: &str) -> Option<&str> {
    let end = text.char_indices().take(LONGEST_LABEL + 1).find(|(_, c)| *c == ']')?.0;
    Some(&text[..end])
}

/// The line with a character of its own for each footnote's sign and each bracket that is only a character.
fn signed(line: &str, labels: &Labels, free: &mut Free, signs: &mut HashMap<char, (char, SignKind)>) -> String {
    let mut out = String::with_capacity(line.len());
    let mut literals: HashMap<char, char> = HashMap::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let known = rest.strip_prefix("[^").and_then(label_of).and_then(|label| Some((label, labels.get(label)?)));
        if let Some((label, id)) = known
            && let Some(stands) = free.next()
        {
            signs.insert(stands, (OBJECT, SignKind::Note(*id)));
            out.push(stands);
            rest = &rest[label.len() + 3..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match (c, rest.chars().next()) {
            ('\\', Some(bracket @ ('[' | ']'))) => {
                let stands = literals.get(&bracket).copied().or_else(|| free.next());
                if let Some(stands) = stands {
                    literals.insert(bracket, stands);
                    signs.insert(stands, (bracket, SignKind::Literal));
                    out.push(stands);
                } else {
                    out.extend([c, bracket]);
                }
                rest = &rest[1..];
            }
            ('\\', Some(next)) => {
                out.extend([c, next]);
                rest = &rest[next.len_utf8()..];
            }
            _ => out.push(c),
        }
    }
    out
}

/// Reads one line of Markdown as words with formatting, links and signs. Square brackets are signs of the paper: no
/// block sees another's link definitions.
pub(crate) fn read(line: &str, labels: &Labels, notes: &mut Notes) -> RichText {
    let mut reader = Reader::default();
    let mut free = Free::of(line);
    let guarded = format!("{GUARD}{}", signed(line, labels, &mut free, &mut reader.signs));
    for event in Parser::new_ext(&guarded, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) => reader.push(&text),
            Event::Code(text) => {
                notes.add(What::Code);
                reader.push(&text);
            }
            Event::SoftBreak | Event::HardBreak => reader.push(" "),
            Event::InlineHtml(tag) | Event::Html(tag) => reader.html(&tag, notes, &mut free),
            Event::Start(Tag::Strong) => reader.turn(Mark::Bold, true),
            Event::End(TagEnd::Strong) => reader.turn(Mark::Bold, false),
            Event::Start(Tag::Emphasis) => reader.turn(Mark::Italic, true),
            Event::End(TagEnd::Emphasis) => reader.turn(Mark::Italic, false),
            Event::Start(Tag::Strikethrough) => notes.add(What::Strike),
            Event::Start(Tag::Image { .. }) => notes.add(What::Image),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let address = if link_type == LinkType::Email { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                if reader.link(&address, &mut free) {
                    notes.add(What::Link);
                }
            }
            Event::End(TagEnd::Link) => reader.link_ends(),
            _ => {}
        }
    }
    let out = reader.finish();
    for _ in out.text.matches("[^") {
        notes.add(What::Footnote);
    }
    out
}
