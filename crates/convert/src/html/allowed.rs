//! What may stand in cleaned HTML: elements, attributes, and of their values what tells structure.

use std::{borrow::Cow, collections::HashSet};

/// Where an element may stand, and what it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Holds blocks.
    Block,
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// Goes on in the next paragraph where it was not ended.
    Formatting,
    /// Other words in a line.
    Inline,
    /// A link.
    Link,
    /// Has no content.
    Void,
    /// A table.
    Table,
    /// Columns of a table.
    Columns,
    /// One column.
    Column,
    /// A table's own words.
    Caption,
    /// Rows.
    Section,
    /// A row.
    Row,
    /// A cell.
    Cell,
}

const ELEMENTS: &[(&str, Sort)] = &[
    ("span", Sort::Inline),
    ("p", Sort::Paragraph),
    ("b", Sort::Formatting),
    ("i", Sort::Formatting),
    ("a", Sort::Link),
    ("td", Sort::Cell),
    ("tr", Sort::Row),
    ("li", Sort::Item),
    ("br", Sort::Void),
    ("div", Sort::Block),
    ("u", Sort::Formatting),
    ("em", Sort::Formatting),
    ("strong", Sort::Formatting),
    ("sup", Sort::Inline),
    ("sub", Sort::Inline),
    ("ul", Sort::List),
    ("ol", Sort::List),
    ("table", Sort::Table),
    ("tbody", Sort::Section),
    ("thead", Sort::Section),
    ("tfoot", Sort::Section),
    ("th", Sort::Cell),
    ("caption", Sort::Caption),
    ("colgroup", Sort::Columns),
    ("col", Sort::Column),
    ("h1", Sort::Heading),
    ("h2", Sort::Heading),
    ("h3", Sort::Heading),
    ("h4", Sort::Heading),
    ("h5", Sort::Heading),
    ("h6", Sort::Heading),
    ("ins", Sort::Inline),
    ("del", Sort::Inline),
    ("section", Sort::Block),
    ("article", Sort::Block),
    ("aside", Sort::Block),
    ("header", Sort::Block),
    ("footer", Sort::Block),
    ("main", Sort::Block),
    ("blockquote", Sort::Block),
    ("pre", Sort::Block),
    ("dl", Sort::Block),
    ("dt", Sort::Item),
    ("dd", Sort::Item),
    ("figure", Sort::Block),
    ("figcaption", Sort::Block),
    ("hr", Sort::Void),
];

/// An element that may stand, by its name in any case.
pub(super) fn element(name: &str) -> Option<(&'static str, Sort)> {
    ELEMENTS.iter().find(|(one, _)| one.eq_ignore_ascii_case(name)).copied()
}

pub(super) fn tags() -> HashSet<&'static str> {
    ELEMENTS.iter().map(|(name, _)| *name).collect()
}

/// What a drawing or a program is, left out with all that it holds. Of those that say so the outside may know.
pub(super) fn skipped(name: &str) -> Option<Skipped> {
    let is = |names: &[&str]| names.iter().any(|one| one.eq_ignore_ascii_case(name));
    if is(&["img", "image", "v:imagedata"]) {
        return Some(Skipped { picture: true, void: true, ..Skipped::default() });
    }
    if is(&["picture"]) {
        return Some(Skipped { picture: true, ..Skipped::default() });
    }
    if is(&["embed", "frame"]) {
        return Some(Skipped { object: true, void: true, ..Skipped::default() });
    }
    if is(&["iframe"]) {
        return Some(Skipped { object: true, raw: true, ..Skipped::default() });
    }
    if is(&["object", "applet", "video", "audio", "canvas"]) {
        return Some(Skipped { object: true, whole: true, ..Skipped::default() });
    }
    if is(&["svg", "math", "v:shape", "v:rect", "v:group"]) {
        return Some(Skipped { object: true, ..Skipped::default() });
    }
    if is(&["script", "style", "title", "textarea", "xmp", "noembed", "noframes", "plaintext"]) {
        return Some(Skipped { raw: true, ..Skipped::default() });
    }
    if is(&["noscript", "template"]) {
        return Some(Skipped { whole: true, ..Skipped::default() });
    }
    is(&["select", "datalist", "xml", "v:shapetype"]).then(Skipped::default)
}

/// How something is left out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Skipped {
    /// It is told as a picture.
    pub(super) picture: bool,
    /// It is told as an object.
    pub(super) object: bool,
    /// It has no content.
    pub(super) void: bool,
    /// Its content is no markup and ends with its own end only.
    pub(super) raw: bool,
    /// It may hold paragraphs, which go with it.
    pub(super) whole: bool,
}

/// Attributes that any element may have. Those that begin with `data-` are our own clipboard's.
pub(super) const ATTRIBUTES: &[&str] = &[
    "style",
    "class",
    "id",
    "dir",
    "lang",
    "hidden",
    "colspan",
    "rowspan",
    "width",
    "data-id",
    "data-kind",
    "data-level",
    "data-of",
    "data-sign",
    "data-side",
    "data-behind",
    "data-width",
    "data-href",
];

/// An attribute that may stand, by its name in any case.
pub(super) fn attribute(name: &str) -> Option<&'static str> {
    ["href", "name"].iter().chain(ATTRIBUTES).find(|one| one.eq_ignore_ascii_case(name)).copied()
}

/// Where links may lead.
pub(super) const SCHEMES: &[&str] = &["http", "https", "mailto"];

const LONGEST_ADDRESS: usize = 2048;
const LONGEST_STYLE: usize = 4096;
const LONGEST_BEHIND: usize = 4096;
const LONGEST: usize = 256;

/// No longer value is kept.
pub(super) fn longest(name: &str) -> usize {
    match name {
        "href" | "data-href" => LONGEST_ADDRESS,
        "style" => LONGEST_STYLE,
        "data-behind" => LONGEST_BEHIND,
        _ => LONGEST,
    }
}

/// What of an attribute's value may stay.
pub(super) fn value<'a>(name: &str, value: &'a str) -> Option<Cow<'a, str>> {
    if value.len() > longest(name) {
        return None;
    }
    match name {
        "style" => some(style(value)),
        "class" => some(classes(value)),
        "href" | "data-href" => address(value).then_some(Cow::Borrowed(value)),
        "dir" => ["rtl", "ltr", "auto"].iter().any(|one| one.eq_ignore_ascii_case(value)).then_some(Cow::Borrowed(value)),
        "colspan" | "rowspan" => (value.len() <= 6 && value.bytes().all(|b| b.is_ascii_digit())).then_some(Cow::Borrowed(value)),
        "hidden" => Some(Cow::Borrowed("")),
        _ => value.chars().all(|c| !c.is_control() && !matches!(c, '<' | '>' | '"' | '\'')).then_some(Cow::Borrowed(value)),
    }
}

fn some(value: String) -> Option<Cow<'static, str>> {
    (!value.is_empty()).then_some(Cow::Owned(value))
}

/// A link out over one of the [`SCHEMES`], or to a place in the same text.
fn address(value: &str) -> bool {
    if value.chars().any(char::is_control) {
        return false;
    }
    let name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '%');
    value.strip_prefix('#').is_some_and(|place| place.chars().all(name)) || SCHEMES.iter().any(|scheme| begins_with(value, scheme))
}

/// Whether an address has this scheme.
pub(super) fn begins_with(address: &str, scheme: &str) -> bool {
    let (head, tail) = (address.get(..scheme.len()), address.get(scheme.len()..));
    head.is_some_and(|head| head.eq_ignore_ascii_case(scheme)) && tail.is_some_and(|tail| tail.starts_with(':'))
}

/// Properties that tell structure; all else is looks.
const PROPERTIES: &[&str] =
    &["font-weight", "font-style", "text-decoration", "text-decoration-line", "vertical-align", "direction", "mso-list", "mso-element"];

fn style(value: &str) -> String {
    let mut out = String::new();
    for one in value.split(';') {
        let Some((name, value)) = one.split_once(':') else { continue };
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
        // No brackets, quotes or escapes: nothing in it can be an address.
        let plain = value.len() <= 64
            && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | '%' | '\t' | '\n' | '\r'));
        let hides = (name == "display" && value.eq_ignore_ascii_case("none")) || (name == "mso-hide" && value.eq_ignore_ascii_case("all"));
        if plain && !value.is_empty() && (hides || PROPERTIES.contains(&name.as_str())) {
            if !out.is_empty() {
                out.push(';');
            }
            out.push_str(&name);
            out.push(':');
            out.extend(value.split_ascii_whitespace().flat_map(|word| [" ", word]).skip(1));
        }
    }
    out
}

/// Classes by which footnotes and our own paragraphs are known.
fn classes(value: &str) -> String {
    let known = |one: &&str| {
        matches!(*one, "par" | "caption" | "sign" | "link" | "literal")
            || (one.starts_with("Mso") && one.bytes().all(|b| b.is_ascii_alphanumeric()))
            || (["sdfootnote", "sdendnote"].iter().any(|name| one.starts_with(name))
                && one.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
    };
    value.split_ascii_whitespace().filter(known).take(8).collect::<Vec<_>>().join(" ")
}
