//! The papers that go out with a revision of 500 paragraphs and 10,000 proposals, to the bytes of the files.

use crate::{line, middle, ms};
use qalam_app::Words;
use qalam_convert::outgoing::{Document, Frame, Naming, Sitting, compilation, decisions, document_to_markdown, side_by_side, to_html};
use qalam_model::{
    desk::{Desk, Input, desk},
    proposal::{Contributor, DecisionRow, Treatment},
};
use qalam_tests::load::{SUMMIT, Table, act, delegation, name};
use std::{collections::HashSet, time::Duration};

/// Prints the figures.
pub(crate) fn run() {
    let mut table = Table::of(SUMMIT.make());
    let first = table.with(desk);
    // What does not touch is taken, the rest goes out as deferred.
    let ready: Vec<_> = first.combinable().into_iter().flat_map(|(_, hunks)| hunks).collect();
    table.decisions.push((act("decision", 0), first.decision(&ready, Treatment::Accept, "agreed")));
    let next = table.with(desk).next_revision();
    let names = (0..SUMMIT.delegations).map(|n| (Contributor::Delegation(delegation(n)), name(n))).collect();
    let naming = Naming::Named(names);
    let ((proposals, bytes), took) = middle(3, || {
        let laid = table.with(|input| desk(Input { decisions: &[], ..input }));
        let proposals: usize = laid.paragraphs.iter().map(|p| p.proposals.len()).sum();
        let documents = documents(&table, &laid, &next.paragraphs, &next.rows, &naming);
        let bytes: usize = documents.iter().map(|d| to_html(d).len() + document_to_markdown(d).text.len()).sum();
        (proposals, bytes)
    });
    let figure = format!("{}, {proposals} proposals, {bytes} bytes in six files", ms(took));
    line("compilation and both tables, laid out, made and written as HTML and Markdown", &figure, "2 s", took < Duration::from_secs(2));
}

fn documents(table: &Table, laid: &Desk, new: &[qalam_model::paper::Paragraph], rows: &[DecisionRow], naming: &Naming) -> [Document; 3] {
    let words = Words::of("en");
    let frame = Frame::new(&words, &words, "en", naming);
    let none = HashSet::new();
    let sitting = Sitting { old: &table.revision, desk: laid, new, symbol: Some("WG/2026/WP.1/Rev.1"), rows, open: &none };
    [compilation(&frame, sitting), side_by_side(&frame, sitting), decisions(&frame, sitting)]
}
