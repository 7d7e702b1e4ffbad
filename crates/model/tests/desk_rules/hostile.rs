//! Values that no honest laptop makes: nothing here may panic or hang.

use super::{board::*, texts::*};
use proptest::prelude::*;
use qalam_model::{compare::*, desk::*, ids::*, paper::*, proposal::*, text::*};

fn rich() -> impl Strategy<Value = RichText> {
    let span = (0u32..40, 0u32..60, 0usize..5).prop_map(|(start, end, m)| Span { start, end, mark: Mark::ALL[m] });
    let text = prop_oneof![
        prop::string::string_regex("[a\u{301}\u{1F468}\u{200d}\u{5404} .\u{64e}\u{623}\\n\\[\\]]{0,12}").unwrap(),
        Just("x".repeat(50)),
    ];
    (text, prop::collection::vec(span, 0..3)).prop_map(|(text, spans)| RichText { text, spans, ..RichText::default() })
}

fn id() -> impl Strategy<Value = ParagraphId> {
    (0u16..6).prop_map(paragraph_id)
}

fn change() -> impl Strategy<Value = Change> {
    let at = prop_oneof![4 => 0u32..20, 1 => Just(u32::MAX)];
    prop_oneof![
        4 => (id(), at.clone(), at.clone(), rich()).prop_map(|(paragraph, start, end, text)| Change::Words { paragraph, start, end, text }),
        2 => (id(), at.clone(), at, 0usize..5, any::<bool>())
            .prop_map(|(paragraph, start, end, m, on)| Change::Format { paragraph, start, end, mark: Mark::ALL[m], on }),
        2 => (prop::option::of(id()), id(), rich()).prop_map(|(after, id, text)| Change::Insert {
            after,
            paragraph: Paragraph { level: 200, ..Paragraph::new(id, Kind::Item, text) },
        }),
        1 => id().prop_map(|paragraph| Change::Delete { paragraph }),
        1 => (id(), any::<u8>()).prop_map(|(paragraph, level)| Change::Restyle { paragraph, kind: Kind::Heading, level, direction: None }),
    ]
}

fn proposal() -> impl Strategy<Value = Proposal> {
    (id(), prop::collection::vec(change(), 0..4), 0u8..3, any::<bool>()).prop_map(|(paragraph, changes, kind, right)| {
        let hunks: Vec<Hunk> = changes
            .into_iter()
            .enumerate()
            .map(|(i, change)| if right { Hunk::new(&RevisionId([3; 32]), change) } else { Hunk { id: HunkId([i as u8; 16]), change } })
            .collect();
        let kind = [ProposalKind::Amend, ProposalKind::Insert, ProposalKind::Delete][kind as usize];
        let id = Proposal::derive_id(&RevisionId([3; 32]), delegation(0), kind, &hunks);
        Proposal { id, kind, paragraph, reason: String::new(), cosponsors: vec![], discussion_only: false, hunks }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn nothing_panics(
        scene in scene(4, 1),
        contributions in prop::collection::vec(prop::collection::vec(proposal(), 0..4), 0..4),
        treatments in prop::collection::vec((any::<u16>(), 0usize..6, id(), prop::option::of(rich())), 0..6),
    ) {
        let mut board = Board::of(&scene, 1);
        for proposals in contributions {
            let contribution = Contribution {
                paper: board.revision.paper, revision: board.id, by: delegation(0), entered: false, floor: false, proposals, replaces: vec![],
            };
            _ = check_contribution(&board.revision, &contribution);
            _ = apply(&board.revision, &contribution.proposals);
            let n = board.contributions.len() as u64;
            board.contributions.push((act(n, 7), contribution));
        }
        let all = board.all_hunks();
        for (n, (which, how, paragraph, text)) in treatments.into_iter().enumerate() {
            let hunks: Vec<HunkId> = all.iter().copied().cycle().skip(which as usize % all.len().max(1)).take(2).collect();
            let own = Treatment::Own { paragraph, text };
            let treatment = [Treatment::Accept, Treatment::Bracket, Treatment::Reject, Treatment::Defer, Treatment::Reopen, own][how].clone();
            let decision = board.desk().decision(&hunks, treatment, "");
            board.decisions.push((act(100 + n as u64, 7), decision));
            let desk = board.desk();
            _ = (desk.next_revision(), desk.trace(), desk.combinable(), desk.falls(&hunks));
        }
    }

    /// Whatever the check lets through applies as it says, and leaves clean text.
    #[test]
    fn what_passes_the_check_applies(scene in scene(4, 0), proposals in prop::collection::vec(proposal(), 1..4)) {
        let revision = scene.revision();
        let contribution = Contribution {
            paper: revision.paper, revision: RevisionId([3; 32]), by: delegation(0), entered: false, floor: false, proposals, replaces: vec![],
        };
        if check_contribution(&revision, &contribution).is_ok() {
            for p in apply(&revision, &contribution.proposals) {
                prop_assert_eq!(&RichText::plain(&p.text.text).text, &p.text.text);
                let mut same = p.text.clone();
                same.normalize();
                prop_assert_eq!(same, p.text);
            }
        }
    }
}

fn long(words: usize, seed: u64) -> String {
    let mut seed = seed;
    let mut out = String::new();
    for _ in 0..words {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        out.push_str(["states ", "shall ", "the ", "networks ", "of ", "protect, ", "应当", "и "][(seed >> 40) as usize % 8]);
    }
    RichText::plain(&out).text
}

#[test]
fn a_paragraph_of_twenty_thousand_words_is_compared() {
    let scene = Scene { language: 0, drafts: vec![Draft(vec![])], copies: vec![] };
    let mut revision = scene.revision();
    revision.paragraphs[0].text = RichText::plain(&long(20_000, 1));
    let mut copy = revision.paragraphs.clone();
    copy[0].text = RichText::plain(&long(20_000, 2));
    let proposals = compare(&revision, &scene.revision_id(), delegation(0), &copy);
    assert_eq!(apply(&revision, &proposals), copy);
}

#[test]
fn ten_thousand_hunks_on_one_paragraph() {
    let scene = Scene { language: 0, drafts: vec![Draft(vec![])], copies: vec![] };
    let mut revision = scene.revision();
    revision.paragraphs[0].text = RichText::plain(&"a b ".repeat(5_000));
    let mut board = Board::new(revision, 1);
    let mut copy = board.revision.paragraphs.clone();
    copy[0].text = RichText::plain(&"c b ".repeat(5_000));
    board.contribute(delegation(0), &copy);
    copy[0].text = RichText::plain(&"a d ".repeat(5_000));
    board.contribute(delegation(1), &copy);
    let desk = board.desk();
    let all = board.all_hunks();
    board.decide(&all, Treatment::Bracket);
    assert_eq!(board.desk().paragraphs.len(), desk.paragraphs.len());
}

#[test]
fn the_check_names_what_is_wrong() {
    let scene = Scene { language: 0, drafts: vec![Draft(vec![1, 2, 3, 4]), Draft(vec![5])], copies: vec![] };
    let revision = scene.revision();
    let (p, id) = (paragraph_id(0), RevisionId([3; 32]));
    let check = |changes: Vec<Change>, kind: ProposalKind| {
        let hunks: Vec<Hunk> = changes.into_iter().map(|c| Hunk::new(&id, c)).collect();
        let paragraph = hunks.first().map_or(p, |h| h.change.paragraph());
        let proposal = Proposal {
            id: Proposal::derive_id(&id, delegation(0), kind, &hunks),
            kind,
            paragraph,
            reason: String::new(),
            cosponsors: vec![],
            discussion_only: false,
            hunks,
        };
        let contribution = Contribution {
            paper: revision.paper,
            revision: id,
            by: delegation(0),
            entered: false,
            floor: false,
            proposals: vec![proposal],
            replaces: vec![],
        };
        check_contribution(&revision, &contribution)
    };
    let words =
        |start, end, text: &str| Change::Words { paragraph: p, start, end, text: RichText { text: text.into(), ..RichText::default() } };
    let new = |id, after| Change::Insert { after, paragraph: Paragraph::new(id, Kind::Plain, RichText::plain("x")) };
    use BadContribution::*;
    assert_eq!(check(vec![words(0, 2, "ok")], ProposalKind::Amend), Ok(()));
    assert!(matches!(check(vec![words(0, 2000, "x")], ProposalKind::Amend), Err(BadRange { .. })));
    assert!(matches!(check(vec![words(3, 2, "x")], ProposalKind::Amend), Err(BadRange { .. })));
    assert!(matches!(check(vec![words(2, 2, "")], ProposalKind::Amend), Err(BadRange { .. })));
    assert!(matches!(check(vec![words(0, 2, "x"), words(1, 3, "y")], ProposalKind::Amend), Err(BadRange { .. })));
    assert!(matches!(check(vec![words(0, 2, "a\nb")], ProposalKind::Amend), Err(BadText { .. })));
    assert!(
        matches!(check(vec![words(1, 1, "\u{301}")], ProposalKind::Amend), Err(BadText { .. })),
        "it would compose with the letter before"
    );
    assert!(matches!(check(vec![], ProposalKind::Amend), Err(Incoherent { .. })));
    assert!(matches!(check(vec![words(0, 2, "x")], ProposalKind::Delete), Err(Incoherent { .. })));
    assert!(matches!(check(vec![new(p, None)], ProposalKind::Insert), Err(WrongParagraph { .. })));
    assert!(matches!(check(vec![new(paragraph_id(9), Some(paragraph_id(77)))], ProposalKind::Insert), Err(NoAnchor { .. })));
    assert!(matches!(check(vec![Change::Delete { paragraph: paragraph_id(9) }], ProposalKind::Delete), Err(WrongParagraph { .. })));
    assert!(matches!(check(vec![words(0, 2, &"x".repeat(2 << 20))], ProposalKind::Amend), Err(TooMuchText { .. })));
}
