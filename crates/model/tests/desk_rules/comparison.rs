//! From a working copy to proposals and back.

use super::texts::*;
use proptest::prelude::*;
use qalam_model::{compare::*, proposal::*};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// All of one contribution on the untouched revision is its copy, exactly.
    #[test]
    fn all_proposals_give_the_copy(scene in scene(4, 1)) {
        let (revision, id, copy) = (scene.revision(), scene.revision_id(), scene.copy(0));
        let proposals = compare(&revision, &id, delegation(0), &copy);
        prop_assert_eq!(apply(&revision, &proposals), copy);
        prop_assert_eq!(apply(&revision, &[]), revision.paragraphs.clone());
    }

    /// Equal copies ask the same, and hunks of one proposal neither overlap nor stand with only white space between.
    #[test]
    fn hunks_are_canonical_and_apart(scene in scene(3, 1)) {
        let (revision, id, copy) = (scene.revision(), scene.revision_id(), scene.copy(0));
        let a = compare(&revision, &id, delegation(0), &copy);
        let b = compare(&revision, &id, delegation(1), &copy);
        let ids = |p: &[Proposal]| p.iter().flat_map(|p| p.hunks.iter().map(|h| h.id)).collect::<Vec<_>>();
        prop_assert_eq!(ids(&a), ids(&b));
        for proposal in &a {
            let base = revision.find(proposal.paragraph).map(|(_, p)| p.text.text.chars().collect::<Vec<_>>()).unwrap_or_default();
            let ranges: Vec<(u32, u32)> = proposal.hunks.iter().filter_map(|h| match h.change {
                Change::Words { start, end, .. } => Some((start, end)),
                _ => None,
            }).collect();
            for w in ranges.windows(2) {
                prop_assert!(w[0].1 < w[1].0);
                prop_assert!(base[w[0].1 as usize..w[1].0 as usize].iter().any(|c| !c.is_whitespace()));
            }
            prop_assert_eq!(proposal.id, Proposal::derive_id(&id, delegation(0), proposal.kind, &proposal.hunks));
            let alone = |q: &Proposal| !q.kind.is_whole() || q.hunks[0].change.others().iter().chain([&q.paragraph]).all(|id| *id != proposal.paragraph);
            if proposal.kind != ProposalKind::Delete && a.iter().all(alone) {
                let wanted = copy.iter().find(|p| p.id == proposal.paragraph).map(|p| &p.text);
                prop_assert_eq!(Some(&clean_text_of(&revision, proposal)), wanted);
            }
        }
    }

    /// A marked-up view reads as the new wording without what goes, and as the old one without what comes.
    #[test]
    fn views_read_as_both(scene in scene(1, 1)) {
        let old = scene.revision().paragraphs[0].text.clone();
        if let Some(new) = scene.copy(0).iter().find(|p| p.id == paragraph_id(0)) {
            let view = word_diff(&old, &new.text);
            let read = |without: DiffKind| view.iter().filter(|s| s.kind != without).map(|s| s.text.text.as_str()).collect::<String>();
            prop_assert_eq!(read(DiffKind::Deleted), new.text.text.clone());
            prop_assert_eq!(read(DiffKind::Inserted), old.text);
        }
    }
}
