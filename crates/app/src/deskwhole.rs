//! What is said of a desk as a whole, and made once for each: what its parts are called, how each row stands in the matrix,
//! what combines. It follows of the desk alone; nothing of the roster or of the reader's language is in it.

use crate::{
    api::desk::*,
    deskview::{label, names, numbers, outcome_name, state_name},
    members::column_of,
    proposing::kind_name,
    runs::direction_name,
    work::Work,
};
use qalam_model::{
    desk::{Desk, DeskParagraph as Row, DeskProposal as Laid},
    ids::*,
    number::Names,
    paper::Kind,
    proposal::Contributor,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, OnceLock},
};

/// The proposals that each contributor had submitted before to each paragraph.
pub(crate) type Earlier = HashMap<(Contributor, ParagraphId), BTreeSet<ProposalId>>;

/// What follows of one desk.
pub(crate) struct Whole {
    desk: Arc<Desk>,
    pub(crate) numbers: HashMap<ParagraphId, String>,
    pub(crate) names: Names,
    /// All rows that are shown, without what is asked of each.
    pub(crate) heads: Vec<DeskParagraph>,
    pub(crate) earlier: Earlier,
    combinable: OnceLock<BTreeSet<ProposalId>>,
}

impl Whole {
    /// The desk of which it was made.
    pub(crate) fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Proposals that combine by themselves.
    pub(crate) fn combinable(&self) -> &BTreeSet<ProposalId> {
        self.combinable.get_or_init(|| self.desk.combinable().into_iter().map(|(p, _)| p).collect())
    }
}

impl Work<'_> {
    /// What follows of this desk; what was made for it before, if it is the same one.
    pub(crate) fn whole(&mut self, desk: &Arc<Desk>) -> Arc<Whole> {
        if let Some(whole) = self.space.wholes.get(&desk.paper).filter(|whole| Arc::ptr_eq(&whole.desk, desk)) {
            return whole.clone();
        }
        let mut earlier = Earlier::new();
        let paper = self.space.state.paper(&desk.paper);
        for (_, former) in paper.map(|p| p.former_contributions_to(&desk.revision)).into_iter().flatten() {
            for p in &former.proposals {
                earlier.entry((former.by, p.paragraph)).or_default().insert(p.id);
            }
        }
        let (names, numbers) = (names(desk), numbers(desk));
        let heads = heads(desk, &names, &numbers);
        let whole = Arc::new(Whole { desk: desk.clone(), numbers, names, heads, earlier, combinable: OnceLock::new() });
        self.space.wholes.insert(desk.paper, whole.clone());
        whole
    }
}

fn cells(row: &Row) -> Vec<Cell> {
    let mut out: BTreeMap<String, Cell> = BTreeMap::new();
    let cell = |column: String, glyph: &str, laid: &Laid| Cell {
        column,
        glyph: glyph.to_owned(),
        state: laid.outcome.map_or("undecided", outcome_name).to_owned(),
    };
    for laid in row.proposals.iter().filter(|p| p.current) {
        let column = column_of(laid.contributor);
        out.insert(column.clone(), cell(column, kind_name(laid.proposal.kind), laid));
    }
    for laid in row.proposals.iter().filter(|p| p.current) {
        for sponsor in &laid.proposal.cosponsors {
            let column = sponsor.to_string();
            out.entry(column.clone()).or_insert_with(|| cell(column, "cosponsor", laid));
        }
    }
    out.into_values().collect()
}

/// All rows as the matrix shows them, without what is asked of each.
fn heads(desk: &Desk, names: &Names, numbers: &HashMap<ParagraphId, String>) -> Vec<DeskParagraph> {
    let mut section = String::new();
    let head = |row: &Row| {
        let text = row
            .old
            .as_ref()
            .map(|o| names.plain(&o.text))
            .or_else(|| row.proposals.first().map(|p| names.plain(&desk.clean_text(row, p))))
            .or_else(|| row.text.as_ref().map(|t| names.plain(t)))
            .unwrap_or_default();
        if row.kind == Kind::Heading {
            section.clone_from(&text);
        }
        DeskParagraph {
            id: row.id.to_string(),
            number: numbers.get(&row.id).cloned().unwrap_or_default(),
            kind: row.kind.name().to_owned(),
            level: u32::from(row.level),
            direction: direction_name(row.direction),
            label: label(&text),
            section: section.clone(),
            insert: row.is_insert,
            state: state_name(desk.state(row)).to_owned(),
            withheld: true,
            base: Vec::new(),
            result: Vec::new(),
            laid: Vec::new(),
            open: Vec::new(),
            cells: cells(row),
            proposals: Vec::new(),
            clusters: Vec::new(),
        }
    };
    shown(desk).map(head).collect()
}

/// The rows that are shown: a part that somebody wants to split off is a paragraph once it stands.
pub(crate) fn shown(desk: &Desk) -> impl Iterator<Item = &Row> {
    desk.paragraphs.iter().filter(|row| row.part_of.is_none() || row.text.is_some())
}
