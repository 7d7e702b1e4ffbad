//! The desk for a page that stays open: what differs from what it shows, and single rows when somebody looks at them.
//! It remembers what it sent, and decides nothing.

use crate::{
    App,
    api::desk::*,
    deskview::{Around, combinable, filled, heads, is_open, shown},
    error::Result,
};
use qalam_model::{
    desk::Desk,
    ids::{ParagraphId, ProposalId},
    number::Names,
};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

/// Proposals on a desk up to which its rows come with everything.
const WHOLE: usize = 1_000;

/// What a page was sent.
pub(crate) struct Shown {
    state: String,
    desk: Arc<Desk>,
    names: Names,
    heads: HashMap<String, DeskParagraph>,
}

impl Shown {
    /// The rows of `desk` that a page with this has to be sent again.
    fn differing(&self, desk: &Desk, around: &Around, heads: &[DeskParagraph]) -> Vec<bool> {
        if around.names != self.names || desk.revision != self.desk.revision {
            return vec![true; heads.len()];
        }
        let mut changed: HashSet<ParagraphId> = desk.changed_since(&self.desk);
        // What comes into a package combines no longer, and what leaves one may.
        if desk.packages != self.desk.packages {
            changed.extend(desk.packages.iter().chain(&self.desk.packages).flat_map(|p| p.paragraphs.iter().copied()));
        }
        let same = |head: &DeskParagraph| self.heads.get(&head.id).is_some_and(|was| same_head(was, head));
        // What is proposed as one with something that changed may combine now, or no longer.
        let drawn =
            |hunks: &[qalam_model::proposal::Hunk]| hunks.len() > 1 && hunks.iter().any(|h| changed.contains(&h.change.paragraph()));
        let differs = |row: &qalam_model::desk::DeskParagraph, head: &DeskParagraph| {
            changed.contains(&row.id) || !same(head) || row.proposals.iter().any(|q| drawn(&q.proposal.hunks))
        };
        shown(desk).zip(heads).map(|(row, head)| differs(row, head)).collect()
    }
}

fn same_head(a: &DeskParagraph, b: &DeskParagraph) -> bool {
    (&a.number, &a.kind, a.level, &a.direction, &a.label, &a.section) == (&b.number, &b.kind, b.level, &b.direction, &b.label, &b.section)
        && (a.insert, &a.state, &a.cells) == (b.insert, &b.state, &b.cells)
}

impl App {
    pub(crate) fn desk_show(&self, args: DeskOf) -> Result<DeskShown> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let desk = here.desk_of(&id)?;
            let around = here.around(&desk);
            let heads = heads(&desk, &around);
            let known = here.space.shown.remove(&id).filter(|shown| args.known.as_ref() == Some(&shown.state));
            let differing = match &known {
                Some(shown) => shown.differing(&desk, &around, &heads),
                None => vec![true; heads.len()],
            };
            let whole = desk.paragraphs.iter().map(|p| p.proposals.len()).sum::<usize>() <= WHOLE;
            let near = args.near.or_else(|| desk.paragraphs.iter().find(|p| is_open(p)).map(|p| p.id.to_string()));
            let mut free: Option<BTreeSet<ProposalId>> = None;
            let order: Vec<String> = heads.iter().map(|head| head.id.clone()).collect();
            let mut rows = Vec::new();
            for ((row, head), differs) in shown(&desk).zip(&heads).zip(differing) {
                if differs && (whole || near.as_ref() == Some(&head.id)) {
                    rows.push(filled(&desk, &around, free.get_or_insert_with(|| combinable(&desk)), row, head.clone()));
                } else if differs {
                    rows.push(head.clone());
                }
            }
            let state = hex::encode(here.random::<8>());
            let told = (rows.len() < order.len()).then_some(order);
            let names = around.names.clone();
            let view = here.desk_view(&id, &desk, around, rows)?;
            let heads = heads.into_iter().map(|head| (head.id.clone(), head)).collect();
            here.space.shown.insert(id, Shown { state: state.clone(), desk, names, heads });
            Ok(DeskShown { state, desk: view, order: told })
        })
    }

    pub(crate) fn desk_rows(&self, args: RowsOf) -> Result<DeskRows> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let desk = here.desk_of(&id)?;
            let around = here.around(&desk);
            let wanted: HashSet<String> = args.paragraphs.into_iter().collect();
            let free = combinable(&desk);
            let rows = shown(&desk).zip(heads(&desk, &around)).filter(|(_, head)| wanted.contains(&head.id));
            Ok(DeskRows { paragraphs: rows.map(|(row, head)| filled(&desk, &around, &free, row, head)).collect() })
        })
    }
}
