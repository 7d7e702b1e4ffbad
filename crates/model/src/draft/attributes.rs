//! The map of attributes, read once: what is known of each paragraph, bracket and table beside its words.
//! Names that nobody knows are left out here and left alone in the document.

use super::fraction::is_fraction;
use loro::{LoroMap, LoroValue, ValueOrContainer};
use std::collections::HashMap;

/// The attributes that have one value. Rows, columns and widths have one per row or column: see [`Entry`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribute {
    Kind,
    Level,
    Dir,
    Number,
    From,
    Joins,
    Deleted,
    Place,
    Head,
    Behind,
}

impl Attribute {
    const ALL: [(Attribute, &'static str); 10] = [
        (Attribute::Kind, "kind"),
        (Attribute::Level, "level"),
        (Attribute::Dir, "dir"),
        (Attribute::Number, "number"),
        (Attribute::From, "from"),
        (Attribute::Joins, "joins"),
        (Attribute::Deleted, "deleted"),
        (Attribute::Place, "place"),
        (Attribute::Head, "head"),
        (Attribute::Behind, "behind"),
    ];

    pub(super) fn name(self) -> &'static str {
        Attribute::ALL[self as usize].1
    }

    fn of_name(name: &str) -> Option<Attribute> {
        Attribute::ALL.iter().find(|(_, n)| *n == name).map(|(a, _)| *a)
    }
}

/// A row or column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) id: [u8; 8],
    pub(super) fraction: String,
    /// The hash of the words that somebody deleted it with.
    pub(super) deleted: Option<String>,
}

impl Entry {
    fn read(id: [u8; 8], value: &str) -> Option<Entry> {
        let (fraction, deleted) = match value.split_once('!') {
            None => (value, None),
            Some((fraction, hash)) => (fraction, Some(hash.to_owned())),
        };
        let valid = is_fraction(fraction) && deleted.as_deref().is_none_or(is_sixteen);
        valid.then(|| Entry { id, fraction: fraction.to_owned(), deleted })
    }

    /// The value that stands in the map for it.
    pub(super) fn value(&self) -> String {
        match &self.deleted {
            None => self.fraction.clone(),
            Some(hash) => format!("{}!{hash}", self.fraction),
        }
    }
}

/// What stands under a table's paragraph id.
#[derive(Debug, Default)]
pub(super) struct TableEntries {
    /// In the order of their fractions, equal ones in the order of their ids.
    pub(super) rows: Vec<Entry>,
    pub(super) columns: Vec<Entry>,
    pub(super) widths: HashMap<[u8; 8], u16>,
}

/// All attributes.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    index: HashMap<String, usize>,
    values: Vec<[Option<String>; Attribute::ALL.len()]>,
    tables: HashMap<String, TableEntries>,
}

impl Attributes {
    pub(super) fn of(map: &LoroMap) -> Attributes {
        let mut out = Attributes::default();
        map.for_each(|name, value| {
            let ValueOrContainer::Value(LoroValue::String(value)) = value else { return };
            let Some((key, attribute)) = name.split_once('/') else { return };
            match Attribute::of_name(attribute) {
                Some(known) if !value.is_empty() => out.take(key, known, &value),
                Some(_) => {}
                None => out.take_entry(key, attribute, &value),
            }
        });
        for table in out.tables.values_mut() {
            table.rows.sort_by(|a, b| (&a.fraction, a.id).cmp(&(&b.fraction, b.id)));
            table.columns.sort_by(|a, b| (&a.fraction, a.id).cmp(&(&b.fraction, b.id)));
        }
        out
    }

    fn take(&mut self, key: &str, attribute: Attribute, value: &str) {
        let at = match self.index.get(key) {
            Some(at) => *at,
            None => {
                self.values.push(Default::default());
                self.index.insert(key.to_owned(), self.values.len() - 1);
                self.values.len() - 1
            }
        };
        self.values[at][attribute as usize] = Some(value.to_owned());
    }

    fn take_entry(&mut self, key: &str, attribute: &str, value: &str) {
        let Some((name, id)) = attribute.split_once('.') else { return };
        let Some(id) = eight(id).filter(|_| matches!(name, "row" | "col" | "width") && is_sixteen(key)) else { return };
        let entry = Entry::read(id, value);
        let width = value.parse().ok().filter(|w| (1..=1000).contains(w) && value.bytes().all(|b| b.is_ascii_digit()));
        let table = self.tables.entry(key.to_owned()).or_default();
        match name {
            "row" => table.rows.extend(entry),
            "col" => table.columns.extend(entry),
            _ => table.widths.extend(width.map(|w| (id, w))),
        }
    }

    /// Where the values of a key are, if it has any.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        self.index.get(key).copied()
    }

    /// A value; none if it is not set or empty.
    pub(super) fn at(&self, index: usize, attribute: Attribute) -> Option<&str> {
        self.values[index][attribute as usize].as_deref()
    }

    /// A value by key.
    pub(super) fn of_key(&self, key: &str, attribute: Attribute) -> Option<&str> {
        self.find(key).and_then(|i| self.at(i, attribute))
    }

    /// The rows and columns under a paragraph id.
    pub(super) fn table(&self, id: &str) -> Option<&TableEntries> {
        self.tables.get(id)
    }
}

/// Whether this is 16 lower-case hexadecimal digits.
pub(super) fn is_sixteen(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// The eight bytes that 16 lower-case hexadecimal digits name.
pub(super) fn eight(text: &str) -> Option<[u8; 8]> {
    let mut out = [0; 8];
    (is_sixteen(text) && hex::decode_to_slice(text, &mut out).is_ok()).then_some(out)
}
