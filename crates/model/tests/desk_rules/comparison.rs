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
            if proposal.kind != ProposalKind::Delete {
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

    /// A copy that went through a file without ids and marks asks for the same words.
    #[test]
    fn an_unchanged_file_from_outside_asks_for_nothing(scene in scene(5, 1)) {
        let revision = scene.revision();
        let blocks: Vec<OutsideParagraph> = revision.paragraphs.iter().filter(|p| !p.text.is_empty()).map(outside).collect();
        let mut n = 5000;
        let matched = match_outside(&revision, &blocks, || { n += 1; paragraph_id(n) });
        prop_assert_eq!(matched.unplaced.len(), 0);
        let kept: Vec<_> = revision.paragraphs.iter().filter(|p| !p.text.is_empty()).cloned().collect();
        prop_assert_eq!(matched.copy, kept);
    }

    /// Whatever comes from outside, every block is in the copy or listed.
    #[test]
    fn nothing_from_outside_is_dropped(scene in scene(4, 2)) {
        let revision = scene.revision();
        let mut blocks: Vec<OutsideParagraph> = scene.copy(0).iter().chain(&scene.copy(1)).map(outside).collect();
        blocks.retain(|b| !b.text.text.trim().is_empty());
        let mut n = 5000;
        let matched = match_outside(&revision, &blocks, || { n += 1; paragraph_id(n) });
        prop_assert_eq!(matched.copy.len() + matched.unplaced.len(), blocks.len());
        let mut ids: Vec<_> = matched.copy.iter().map(|p| p.id).collect();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), matched.copy.len());
    }
}

fn outside(p: &qalam_model::paper::Paragraph) -> OutsideParagraph {
    let text = qalam_model::text::RichText::plain(&p.text.text);
    OutsideParagraph { number: p.number, ..OutsideParagraph::new(p.kind, p.level, text) }
}

fn paper(texts: &[&str]) -> qalam_model::paper::Revision {
    let scene = Scene { language: 0, drafts: texts.iter().map(|_| Draft(vec![])).collect(), copies: vec![] };
    let mut revision = scene.revision();
    for (p, t) in revision.paragraphs.iter_mut().zip(texts) {
        p.text = qalam_model::text::RichText::plain(t);
    }
    revision
}

#[test]
fn a_renumbered_file_is_understood() {
    let revision = paper(&[
        "States shall protect their critical networks.",
        "Each State shall name a point of contact.",
        "The group shall meet twice a year in the host State.",
    ]);
    let block = |n: u32, text: &str| {
        let new = OutsideParagraph::new(qalam_model::paper::Kind::Operative, 0, qalam_model::text::RichText::plain(text));
        OutsideParagraph { number: Some(qalam_model::number::Number { n, repeat: 0 }), ..new }
    };
    let blocks = [
        block(1, "States shall protect their critical networks and services."),
        block(2, "Reports are sent yearly."),
        block(3, "Each State shall name a point of contact."),
        block(4, "The group shall meet once a year in the host State."),
        block(5, "The group shall meet once a year in the host State."),
    ];
    let matched = match_outside(&revision, &blocks, || paragraph_id(900));
    let ids: Vec<_> = matched.copy.iter().map(|p| p.id).collect();
    assert_eq!(ids, [paragraph_id(0), paragraph_id(900), paragraph_id(1), paragraph_id(2)]);
    assert_eq!(matched.unplaced.len(), 1);
    assert_eq!(matched.unplaced[0].why, UnplacedWhy::Doubled { of: paragraph_id(2) });
}

#[test]
fn a_rewritten_paragraph_is_found_by_its_place() {
    let revision = paper(&["First things first.", "Each State shall name a point of contact.", "Last."]);
    let blocks: Vec<_> = ["First things first.", "Contact points are to be appointed everywhere.", "Last."]
        .iter()
        .enumerate()
        .map(|(i, t)| {
            let new = OutsideParagraph::new(qalam_model::paper::Kind::Operative, 0, qalam_model::text::RichText::plain(t));
            OutsideParagraph { number: Some(qalam_model::number::Number { n: i as u32 + 1, repeat: 0 }), ..new }
        })
        .collect();
    let matched = match_outside(&revision, &blocks, || paragraph_id(900));
    assert_eq!(matched.found, 3);
}
