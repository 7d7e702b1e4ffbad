//! Reads a document as paragraphs: parts, deletions, joins, order, tables, footnotes. Follows `docs/formats/draft.md`.
//!
//! Pure reading: never writes to the document, never fails. Whatever stands there is shown as something.

use super::{
    DraftParagraph,
    attributes::{Attribute, Attributes},
    brackets,
    order::Order,
    parts::{self, Extra, Part},
    tables::{CellsOf, TableView},
    wording::{Place, Wording},
};
use crate::{
    ids::ParagraphId,
    number::Number,
    paper::{CellPlace, Direction, Kind, Paragraph},
};
use loro::LoroDoc;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The character that every paragraph begins with.
pub const START: char = '\u{1e}';
/// Name of the text container.
pub const TEXT: &str = "text";
/// Name of the map of attributes.
pub const ATTRIBUTES: &str = "attributes";
/// Key of the mark that names a start character.
pub(super) const ID: &str = "id";

/// What a deletion remembers of the words that it saw: 16 hexadecimal digits.
pub fn words_hash(words: &str) -> String {
    sixteen(words)
}

pub(super) fn sixteen(text: &str) -> String {
    hex::encode(&Sha256::digest(text.as_bytes())[..8])
}

/// What a part says that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    Known(Kind),
    /// Of a newer version.
    Unknown,
}

/// Why a paragraph stands where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// By itself.
    Body,
    /// In a table.
    Cell(CellPlace),
    /// Because a sign stands for it, or because nothing does.
    Note,
}

/// One visible paragraph: its live parts in order.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) id: ParagraphId,
    pub(super) parts: Vec<usize>,
    /// The part that stands for the group, perhaps dead.
    pub(super) root: usize,
    /// The part whose attributes show.
    pub(super) shown: usize,
    pub(super) edited: bool,
    pub(super) role: Role,
    /// Of a table that shows as one.
    pub(super) table: Option<TableView>,
}

type SplitOff = HashMap<usize, Vec<usize>>;

/// The document as parts and groups.
#[derive(Default)]
pub(super) struct Layout {
    pub(super) parts: Vec<Part>,
    pub(super) extras: Vec<Extra>,
    pub(super) kinds: Vec<PartKind>,
    pub(super) dead: Vec<bool>,
    edited: Vec<bool>,
    /// Per part, the part that its `joins` names.
    pub(super) joins: Vec<Option<usize>>,
    /// Per part, what was split off it and has no place of its own.
    split_off: SplitOff,
    /// Per part, the part that it continues.
    pub(super) continues: Vec<Option<usize>>,
    /// Per part, the part that stands for its group.
    pub(super) roots: Vec<usize>,
    pub(super) order: Order,
    pub(super) attributes: Attributes,
    pub(super) cells: CellsOf,
    /// What shows, in the order of reading.
    pub(super) groups: Vec<Group>,
    by_id: HashMap<ParagraphId, usize>,
}

impl Layout {
    pub(super) fn of(doc: &LoroDoc) -> Layout {
        let attributes = Attributes::of(&doc.get_map(ATTRIBUTES));
        let parts::Parts { parts, extras } = parts::read(doc);
        let mut layout = Layout { parts, extras, attributes, ..Layout::default() };
        layout.read_kinds();
        layout.mark_deleted();
        layout.follow_joins();
        layout.gather();
        layout
    }

    /// The value of an attribute; none if it is not set or empty.
    pub(super) fn attribute(&self, part: usize, attribute: Attribute) -> Option<&str> {
        self.attributes.of_key(self.parts[part].attributes_of.as_ref()?, attribute)
    }

    /// Whether any start character carries this key.
    pub(super) fn has_key(&self, key: &str) -> bool {
        self.parts.iter().any(|p| p.key == key || p.attributes_of.as_deref() == Some(key))
    }

    fn read_kinds(&mut self) {
        let kind = |i: usize| match self.attribute(i, Attribute::Kind) {
            None => PartKind::Known(Kind::Plain),
            Some(name) => Kind::of_name(name).map_or(PartKind::Unknown, PartKind::Known),
        };
        self.kinds = (0..self.parts.len()).map(kind).collect();
    }

    pub(super) fn is_kind(&self, part: usize, kind: Kind) -> bool {
        self.kinds[part] == PartKind::Known(kind)
    }

    /// Step 3. Tables come last: their words include their cells'.
    fn mark_deleted(&mut self) {
        let n = self.parts.len();
        (self.dead, self.edited) = (vec![false; n], vec![false; n]);
        for tables in [false, true] {
            if tables {
                self.cells = CellsOf::read(self);
            }
            for i in 0..n {
                if self.is_kind(i, Kind::Table) != tables {
                    continue;
                }
                let Some(seen) = self.attribute(i, Attribute::Deleted) else { continue };
                let dead = seen == self.deletion_hash(i);
                self.dead[i] = dead;
                self.edited[i] = !dead;
            }
        }
    }

    /// What `deleted` is set to for this part.
    pub(super) fn deletion_hash(&self, part: usize) -> String {
        if self.is_kind(part, Kind::Table) { words_hash(&self.table_words(part)) } else { words_hash(&self.parts[part].words()) }
    }

    /// Step 4: what each part continues.
    fn follow_joins(&mut self) {
        let mut index: HashMap<&str, usize> = HashMap::with_capacity(self.parts.len());
        for (i, part) in self.parts.iter().enumerate() {
            index.entry(part.key.as_str()).or_insert(i);
        }
        let order = Order::read(self, &index);
        let mut split_off: SplitOff = HashMap::new();
        for (i, from) in order.from.iter().enumerate() {
            if let Some(from) = from.filter(|_| order.places[i].is_none()) {
                split_off.entry(from).or_default().push(i);
            }
        }
        let joins = |q: usize| {
            let key = self.attribute(q, Attribute::Joins).filter(|_| !self.is_kind(q, Kind::Cell))?;
            index.get(key).copied().filter(|t| *t != q && !self.is_kind(*t, Kind::Cell))
        };
        self.joins = (0..self.parts.len()).map(joins).collect();
        let continued = |q: usize| self.joins[q].map(|target| self.last_piece(&split_off, target, q, &HashSet::new()).unwrap_or(target));
        self.continues = (0..self.parts.len()).map(continued).collect();
        (self.order, self.split_off) = (order, split_off);
    }

    /// The part that `q` would continue, were it joined to `target`, other than `target` itself; as if the parts of
    /// `placed` had places of their own.
    pub(super) fn would_continue(&self, target: usize, q: usize, placed: &HashSet<usize>) -> Option<usize> {
        self.last_piece(&self.split_off, target, q, placed)
    }

    /// The last part that was split off `target` and stands behind it, and before `q` where that stands behind.
    fn last_piece(&self, split_off: &SplitOff, target: usize, q: usize, placed: &HashSet<usize>) -> Option<usize> {
        let mut seen = HashSet::from([target]);
        let mut waiting = vec![target];
        let mut last = None;
        while let Some(at) = waiting.pop() {
            for piece in split_off.get(&at).into_iter().flatten().copied() {
                if placed.contains(&piece) || !seen.insert(piece) {
                    continue;
                }
                waiting.push(piece);
                if piece > target && piece != q && (q < target || piece < q) && !self.dead[piece] {
                    last = last.max(Some(piece));
                }
            }
        }
        last
    }

    /// Step 5: per part the part that stands for its group. Linear: what was found for one holds for all before it.
    fn find_roots(&mut self) {
        const OPEN: usize = usize::MAX;
        let mut roots: Vec<Option<usize>> = vec![None; self.parts.len()];
        for i in 0..self.parts.len() {
            let mut path = Vec::new();
            let mut at = i;
            let root = loop {
                match (roots[at], self.continues[at]) {
                    (Some(OPEN), _) => {
                        let circle = path.iter().skip_while(|p| **p != at).copied();
                        break circle.min_by(|a: &usize, b: &usize| self.parts[*a].key.cmp(&self.parts[*b].key)).unwrap_or(at);
                    }
                    (Some(root), _) => break root,
                    (None, None) => {
                        path.push(at);
                        break at;
                    }
                    (None, Some(next)) => {
                        roots[at] = Some(OPEN);
                        path.push(at);
                        at = next;
                    }
                }
            };
            for part in path {
                roots[part] = Some(root);
            }
        }
        self.roots = roots.into_iter().enumerate().map(|(i, r)| r.unwrap_or(i)).collect();
    }

    /// The parts of each group, dead ones too: the root, then what continues it, each followed by what continues it in turn.
    fn members(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut behind: HashMap<usize, Vec<usize>> = HashMap::new();
        for (part, before) in self.continues.iter().enumerate() {
            if let Some(before) = before.filter(|_| self.roots[part] != part) {
                behind.entry(before).or_default().push(part);
            }
        }
        let mut out = BTreeMap::new();
        for root in (0..self.parts.len()).filter(|p| self.roots[*p] == *p && !self.is_kind(*p, Kind::Cell)) {
            let mut members = Vec::new();
            let mut waiting = vec![root];
            while let Some(at) = waiting.pop() {
                members.push(at);
                waiting.extend(behind.get(&at).into_iter().flatten().rev());
            }
            out.insert(root, members);
        }
        out
    }

    /// Steps 5 to 7: groups, in order, with ids of their own; then the cells behind their tables and the footnotes
    /// behind their signs.
    fn gather(&mut self) {
        self.find_roots();
        let roots = std::mem::take(&mut self.roots);
        self.order.follow(&roots);
        self.roots = roots;
        let (mut body, mut notes, mut dead_notes) = (Vec::new(), Vec::new(), Vec::new());
        for (root, members) in self.members() {
            let live: Vec<usize> = members.iter().copied().filter(|p| !self.dead[*p]).collect();
            let is_dead = live.is_empty();
            let parts = if is_dead { members } else { live };
            let shown = if self.dead[root] { parts[0] } else { root };
            let edited = parts.iter().any(|p| self.edited[*p]);
            let id = self.parts[shown].id();
            let note = self.is_kind(shown, Kind::Note);
            let role = if note { Role::Note } else { Role::Body };
            let group = Group { id, parts, root, shown, edited, role, table: None };
            match (note, is_dead) {
                (true, true) => dead_notes.push(group),
                (true, false) => notes.push(group),
                (false, true) => {}
                (false, false) => body.push(group),
            }
        }
        body.sort_by_cached_key(|g| self.order.rank(g.root, self));
        self.name(&mut body, &mut notes);
        self.shape_tables(&mut body);
        self.groups = self.with_notes(body, notes, dead_notes);
        let mut by_id = HashMap::with_capacity(self.groups.len());
        for (i, group) in self.groups.iter().enumerate() {
            by_id.entry(group.id).or_insert(i);
        }
        self.by_id = by_id;
    }

    /// Step 7.
    fn name(&self, body: &mut [Group], notes: &mut [Group]) {
        let mut all: Vec<&mut Group> = body.iter_mut().chain(notes).collect();
        all.sort_by_key(|g| g.root);
        let mut owner: HashMap<ParagraphId, usize> = HashMap::new();
        for (i, group) in all.iter().enumerate() {
            let first = owner.entry(group.id).or_insert(i);
            if all[*first].edited && !group.edited {
                *first = i;
            }
        }
        let mut again: HashMap<ParagraphId, u32> = HashMap::new();
        for (i, group) in all.iter_mut().enumerate() {
            if owner.get(&group.id) != Some(&i) {
                let n = again.entry(group.id).or_default();
                *n += 1;
                let name = sixteen(&format!("qalam same id {} {n}", self.parts[group.shown].key));
                group.id = super::attributes::eight(&name).map_or(group.id, ParagraphId);
            }
        }
    }

    /// The visible paragraph with that id.
    pub(super) fn group(&self, id: ParagraphId) -> Option<&Group> {
        self.by_id.get(&id).map(|i| &self.groups[*i])
    }

    /// The paragraphs that stand by themselves, in order.
    pub(super) fn body(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(|g| g.role == Role::Body)
    }

    /// Whether nothing may be written to it, because a newer version made it.
    pub(super) fn is_locked(&self, group: &Group) -> bool {
        group.parts.iter().chain([&group.root]).any(|p| self.kinds[*p] == PartKind::Unknown)
    }

    pub(super) fn paragraphs(&self) -> Vec<DraftParagraph> {
        self.groups
            .iter()
            .map(|group| {
                let (edited_rows, edited_columns) = group.table.as_ref().map(TableView::edited).unwrap_or_default();
                DraftParagraph {
                    paragraph: self.paragraph(group),
                    edited_after_deletion: group.edited,
                    parts: group.parts.iter().map(|p| self.parts[*p].key.clone()).collect(),
                    locked: self.is_locked(group),
                    edited_rows,
                    edited_columns,
                }
            })
            .collect()
    }

    /// What a group is.
    pub(super) fn kind(&self, group: &Group) -> Kind {
        match (group.role, self.kinds[group.shown]) {
            (Role::Cell(_), _) => Kind::Cell,
            (Role::Note, _) => Kind::Note,
            (Role::Body, PartKind::Known(Kind::Table)) if group.table.is_some() => Kind::Table,
            (Role::Body, PartKind::Known(kind)) if kind.is_style() => kind,
            (Role::Body, _) => Kind::Plain,
        }
    }

    /// Step 8: a group as a paragraph.
    pub(super) fn paragraph(&self, group: &Group) -> Paragraph {
        let shown = group.shown;
        let kind = self.kind(group);
        let direction = match self.attribute(shown, Attribute::Dir) {
            Some("ltr") => Some(Direction::Ltr),
            Some("rtl") => Some(Direction::Rtl),
            _ => None,
        };
        let level = match kind {
            Kind::Heading | Kind::Item => {
                self.attribute(shown, Attribute::Level).and_then(|l| l.parse().ok()).filter(|l| (1..=6).contains(l)).unwrap_or(1)
            }
            _ => 0,
        };
        let number = match kind {
            Kind::Operative => self.attribute(shown, Attribute::Number).and_then(|n| n.parse::<Number>().ok()),
            _ => None,
        };
        let wording = self.wording(group);
        let text = wording.rich(group.role == Role::Note, &brackets::behind(self, &wording));
        let cell = match group.role {
            Role::Cell(place) => Some(place),
            _ => None,
        };
        let table = group.table.as_ref().map(|view| view.shape.clone());
        Paragraph { id: group.id, kind, level, direction, number, text, table, cell }
    }

    pub(super) fn wording(&self, group: &Group) -> Wording<'_> {
        let source = group.parts.iter().flat_map(|part| {
            let chars = self.parts[*part].chars.iter().enumerate();
            chars.map(|(index, c)| (Place { part: *part, index }, *c))
        });
        Wording::of(source.collect(), &self.extras, group.role == Role::Note)
    }

    /// Where in the flat text a place is.
    pub(super) fn position(&self, place: Place) -> usize {
        let part = &self.parts[place.part];
        match place.index {
            0 => part.words_at,
            i if i >= part.chars.len() => part.words_end,
            i => part.chars[i].at,
        }
    }
}
