//! One shape for every list of paragraphs.

use super::*;
use crate::{
    ids::{ColumnId, RowId},
    paper::{Column, Table},
    text::{RichText, tests::rich},
};
use proptest::prelude::*;

/// Paragraphs in any disorder: cells before their tables, footnotes anywhere, ids that stand twice.
fn disorder() -> impl Strategy<Value = Vec<Paragraph>> {
    let one = (0usize..8, 0u8..4, 0u8..4, 0u8..4, rich()).prop_map(|(kind, a, b, c, text)| {
        let kind = Kind::ALL[kind];
        let columns = (1..=a).map(|n| Column { id: ColumnId([n; 8]), width: 100 }).collect();
        let table = Table { head: c, columns, rows: (1..=b).map(|n| RowId([n; 8])).collect() };
        let place = CellPlace { table: ParagraphId([0x50 + c % 2; 8]), row: RowId([a; 8]), column: ColumnId([b; 8]) };
        match kind {
            Kind::Table => Paragraph::table(ParagraphId([0x50 + c; 8]), table, text),
            Kind::Cell => Paragraph::cell(place, text),
            Kind::Note => Paragraph::new(ParagraphId([0x40 + c; 8]), kind, text),
            _ => Paragraph { table: (a == 0).then_some(table), ..Paragraph::new(ParagraphId([16 * a + b; 8]), kind, text) },
        }
    });
    prop::collection::vec(one, 0..14)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn it_has_the_shape_of_a_paper(before in disorder()) {
        let mut after = before.clone();
        tidy(&mut after);
        let mut again = after.clone();
        tidy(&mut again);
        prop_assert_eq!(&again, &after, "doing it again changes nothing");
        let mut ids = HashSet::new();
        let mut signs: Vec<ParagraphId> = Vec::new();
        let mut table: Option<&Paragraph> = None;
        let mut last: Option<usize> = None;
        for p in &after {
            prop_assert!(ids.insert(p.id));
            prop_assert_eq!(p.text.check(), Ok(()));
            match (p.kind, &p.cell) {
                (Kind::Cell, Some(place)) => {
                    let shape = table.filter(|t| t.id == place.table).and_then(|t| t.table.as_ref());
                    let at = shape.and_then(|shape| shape.places(place.table).position(|other| other == *place));
                    prop_assert!(at.is_some() && at > last && !p.text.is_empty());
                    last = at;
                    signs.extend(p.text.notes());
                }
                (Kind::Note, None) => {
                    prop_assert!(signs.contains(&p.id));
                    prop_assert_eq!(p.text.notes().count(), 0);
                }
                (kind, None) => {
                    prop_assert_eq!(kind == Kind::Table, p.table.is_some());
                    (table, last) = (p.table.is_some().then_some(p), None);
                    // All footnotes of what stands before have been shown.
                    prop_assert!(signs.iter().all(|id| ids.contains(id)));
                    signs.extend(p.text.notes());
                }
                _ => prop_assert!(false),
            }
        }
        prop_assert!(signs.iter().all(|id| ids.contains(id)));
        // What stands by itself is there in its order, with its words.
        let words = |list: &[Paragraph]| -> Vec<(ParagraphId, String)> {
            let mut seen = HashSet::new();
            list.iter().filter(|p| seen.insert(p.id) && !p.kind.is_placed())
                .map(|p| { let mut t: RichText = p.text.clone(); t.keep_signs(|_| false); (p.id, t.text) }).collect()
        };
        prop_assert_eq!(words(&before), words(&after));
    }
}
