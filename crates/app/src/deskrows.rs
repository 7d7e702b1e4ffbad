//! The desk for a page that stays open: what differs from what it shows, and single rows when somebody looks at them.
//! It remembers what it sent, and decides nothing.

use crate::{
    App,
    api::desk::*,
    deskview::{filled, is_open},
    deskwhole::{Whole, shown},
    error::Result,
};
use qalam_model::ids::ParagraphId;
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// Proposals on a desk up to which its rows come with everything.
const WHOLE: usize = 1_000;

/// What a page was sent.
pub(crate) struct Shown {
    state: String,
    whole: Arc<Whole>,
}

impl Shown {
    /// The rows that a page with this has to be sent again.
    fn differing(&self, now: &Whole) -> Vec<bool> {
        let (was, desk) = (&self.whole, now.desk());
        if now.names != was.names || desk.revision != was.desk().revision {
            return vec![true; now.heads.len()];
        }
        let mut changed: HashSet<ParagraphId> = desk.changed_since(was.desk());
        // What comes into a package combines no longer, and what leaves one may.
        if desk.packages != was.desk().packages {
            changed.extend(desk.packages.iter().chain(&was.desk().packages).flat_map(|p| p.paragraphs.iter().copied()));
        }
        let before: HashMap<&str, &DeskParagraph> = was.heads.iter().map(|head| (head.id.as_str(), head)).collect();
        let same = |head: &DeskParagraph| before.get(head.id.as_str()).is_some_and(|was| same_head(was, head));
        // What is proposed as one with something that changed may combine now, or no longer.
        let drawn =
            |hunks: &[qalam_model::proposal::Hunk]| hunks.len() > 1 && hunks.iter().any(|h| changed.contains(&h.change.paragraph()));
        let differs = |row: &qalam_model::desk::DeskParagraph, head: &DeskParagraph| {
            changed.contains(&row.id) || !same(head) || row.proposals.iter().any(|q| drawn(&q.proposal.hunks))
        };
        shown(desk).zip(&now.heads).map(|(row, head)| differs(row, head)).collect()
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
            let whole = around.whole.clone();
            let known = here.space.shown.remove(&id).filter(|shown| args.known.as_ref() == Some(&shown.state));
            let differing = match &known {
                Some(shown) => shown.differing(&whole),
                None => vec![true; whole.heads.len()],
            };
            let all = desk.paragraphs.iter().map(|p| p.proposals.len()).sum::<usize>() <= WHOLE;
            let near = args.near.or_else(|| desk.paragraphs.iter().find(|p| is_open(p)).map(|p| p.id.to_string()));
            let mut rows = Vec::new();
            for ((row, head), differs) in shown(&desk).zip(&whole.heads).zip(differing) {
                if differs && (all || near.as_ref() == Some(&head.id)) {
                    rows.push(filled(&desk, &around, row, head));
                } else if differs {
                    rows.push(head.clone());
                }
            }
            let state = hex::encode(here.random::<8>());
            let order = (rows.len() < whole.heads.len()).then(|| whole.heads.iter().map(|head| head.id.clone()).collect());
            let view = here.desk_view(&id, &desk, around, rows)?;
            here.space.shown.insert(id, Shown { state: state.clone(), whole });
            Ok(DeskShown { state, desk: view, order })
        })
    }

    pub(crate) fn desk_rows(&self, args: RowsOf) -> Result<DeskRows> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let desk = here.desk_of(&id)?;
            let around = here.around(&desk);
            let wanted: HashSet<String> = args.paragraphs.into_iter().collect();
            let rows = shown(&desk).zip(&around.whole.heads).filter(|(_, head)| wanted.contains(&head.id));
            Ok(DeskRows { paragraphs: rows.map(|(row, head)| filled(&desk, &around, row, head)).collect() })
        })
    }
}
