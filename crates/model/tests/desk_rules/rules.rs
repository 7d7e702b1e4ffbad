//! The rules of the desk, for whatever people write.

use super::{board::*, texts::*};
use proptest::prelude::*;
use qalam_model::{desk::*, ids::*, paper::*, proposal::*, text::RichText};

/// One step of the Chair's side: which hunk (of all, modulo), which treatment, and how many of the latest decisions
/// whoever makes it has not received yet.
pub(crate) type Step = (u16, u8, u8);

pub(crate) fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((any::<u16>(), any::<u8>(), prop_oneof![3 => Just(0u8), 1 => 1u8..4]), 0..most)
}

pub(crate) fn play(board: &mut Board, steps: &[Step]) {
    let all = board.all_hunks();
    for (which, how, behind) in steps {
        let mut view = board.clone();
        view.decisions.truncate(view.decisions.len().saturating_sub(*behind as usize));
        let desk = view.desk();
        if all.is_empty() {
            return;
        }
        let hunk = all[*which as usize % all.len()];
        let Some((paragraph, _)) = desk.hunk(hunk) else { continue };
        let cluster = || {
            let of = paragraph.clusters.iter().find(|c| c.contains(&hunk));
            of.cloned().unwrap_or_else(|| vec![hunk])
        };
        let decision = match how % 8 {
            0..=2 => desk.decision(&[hunk], Treatment::Accept, "taken"),
            3 => desk.decision(&[hunk], Treatment::Reject, "no"),
            4 => desk.decision(&cluster(), Treatment::Bracket, ""),
            5 => desk.decision(&[hunk], Treatment::Defer, "later"),
            6 => desk.own_wording(paragraph.id, (how % 16 > 7).then(|| RichText::plain("The Chair's wording.")), "as discussed"),
            _ => desk.decision(&[hunk], Treatment::Reopen, ""),
        };
        board.add(decision);
    }
}

/// What must be true of every desk.
pub(crate) fn holds(board: &Board, desk: &Desk) -> Result<(), TestCaseError> {
    // Every word of the revision stands at most once, wherever it went.
    let mut words: Vec<(ParagraphId, u32, u32)> = Vec::new();
    let mut once = std::collections::HashSet::new();
    for p in &desk.paragraphs {
        let text = p.text.clone().unwrap_or_default();
        let mut at = 0;
        for s in &p.segments {
            prop_assert_eq!(s.start, at);
            prop_assert!(s.end > s.start);
            at = s.end;
            let part = text.slice(s.start, s.end);
            let of = desk.paragraph(s.of).unwrap();
            match &s.source {
                Source::Hunk { hunk, .. } => {
                    let change = of.hunks.iter().find(|h| h.hunk.id == *hunk).map(|h| &h.hunk.change);
                    prop_assert!(change.is_some_and(Change::is_whole) || once.insert(*hunk), "a hunk stands twice");
                    let wanted = change.map(|change| match change {
                        Change::Words { text, .. } => text.clone(),
                        Change::Insert { paragraph, .. } => paragraph.text.clone(),
                        whole if whole.is_whole() => part.clone(),
                        _ => RichText::default(),
                    });
                    prop_assert_eq!(Some(part), wanted);
                }
                Source::Base => {
                    let was = of.old.as_ref().unwrap().text.slice(s.at, s.at + s.end - s.start);
                    prop_assert_eq!(part.text, was.text);
                    words.push((s.of, s.at, s.at + s.end - s.start));
                }
                Source::Bracket { .. } => {}
                Source::Own { .. } => prop_assert_eq!(of.id, p.id),
            }
        }
        prop_assert_eq!(at, text.len());
        for b in &p.brackets {
            let mut in_alternatives: Vec<HunkId> = b.alternatives.iter().flat_map(|a| a.hunks.iter().copied()).collect();
            let mut cluster = b.cluster.clone();
            in_alternatives.sort();
            in_alternatives.dedup();
            cluster.sort();
            prop_assert_eq!(in_alternatives, cluster, "a bracket loses nothing");
            for a in b.alternatives.iter().filter(|a| !a.hunks.is_empty()) {
                prop_assert!(!a.behind.is_empty());
            }
        }
        let undecided = p.hunks.iter().any(|h| matches!(h.state, HunkState::Undecided { .. }));
        let waits = matches!(p.state, ParagraphState::Touched | ParagraphState::Contested | ParagraphState::NewSinceDecided);
        prop_assert_eq!(undecided, waits);
        for c in &p.clusters {
            prop_assert!(c.len() > 1);
        }
    }
    words.sort();
    prop_assert!(words.windows(2).all(|w| w[0].0 != w[1].0 || w[0].2 <= w[1].1));
    // No word of a proposal is lost: it stands in the table as it was wanted, and it is in the text where it was taken.
    let next = desk.next_revision();
    let replaced: Vec<ActId> = board.contributions.iter().flat_map(|(_, c)| c.replaces.iter().copied()).collect();
    for (_, c) in board.contributions.iter().filter(|(act, _)| !replaced.contains(act)) {
        for q in &c.proposals {
            let row = next.rows.iter().find(|r| r.proposal == q.id && r.by == c.by);
            let clean = qalam_model::compare::clean_text_of(&board.revision, q).text;
            prop_assert_eq!(row.map(|r| r.wanted.clone()), Some(clean));
        }
    }
    for traced in desk.trace() {
        let whole: String = traced.parts.iter().map(|p| p.text.as_str()).collect();
        prop_assert_eq!(Some(whole), desk.paragraph(traced.paragraph).and_then(|p| p.text.clone()).map(|t| t.text));
    }
    Ok(())
}

pub(crate) fn shuffle<T>(list: &mut [T], mut seed: u64) {
    for i in (1..list.len()).rev() {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        list.swap(i, (seed >> 33) as usize % (i + 1));
    }
}

/// States without the acts behind them.
fn outcomes(desk: &Desk) -> Vec<(HunkId, String)> {
    let word = |s: &HunkState| match s {
        HunkState::Undecided { .. } => "undecided".to_owned(),
        HunkState::Decided { treatment, .. } => format!("{treatment:?}"),
        HunkState::Overtaken { .. } => "overtaken".to_owned(),
        HunkState::Follows { .. } => "follows".to_owned(),
    };
    desk.paragraphs.iter().flat_map(|p| &p.hunks).map(|h| (h.hunk.id, word(&h.state))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn order_of_arrival_never_matters(scene in scene(3, 3), steps in steps(8), salt: u64, seed: u64) {
        let mut board = Board::of(&scene, salt);
        play(&mut board, &steps);
        let desk = board.desk();
        holds(&board, &desk)?;
        let mut other = board.clone();
        shuffle(&mut other.contributions, seed);
        shuffle(&mut other.decisions, seed.rotate_left(7));
        other.decisions.extend(board.decisions.first().cloned());
        prop_assert_eq!(other.desk(), desk);
    }

    #[test]
    fn a_desk_laid_out_again_is_the_same_desk(scene in scene(3, 4), steps in steps(8), salt: u64, came in 1usize..4) {
        let whole = Board::of(&scene, salt);
        let mut board = whole.clone();
        board.contributions.truncate(came);
        let mut former = board.desk();
        for step in &steps {
            play(&mut board, std::slice::from_ref(step));
            former = board.desk_again(&former);
            prop_assert_eq!(&former, &board.desk());
        }
        board.contributions = whole.contributions.clone();
        former = board.desk_again(&former);
        prop_assert_eq!(&former, &board.desk());
        board.withdrawn.push(board.contributions[0].0);
        prop_assert_eq!(&board.desk_again(&former), &board.desk());
        // Whatever is handed in as the former one.
        prop_assert_eq!(&board.desk_again(&whole.desk()), &board.desk());
    }

    #[test]
    fn all_of_one_taken_is_its_copy(scene in scene(3, 3), salt: u64, who in 0usize..3, wholesale: bool) {
        let mut board = Board::of(&scene, salt);
        let hunks = board.hunks_of(who);
        prop_assume!(!hunks.is_empty());
        if wholesale {
            board.decide(&hunks, Treatment::Accept);
        } else {
            hunks.iter().for_each(|h| _ = board.decide(&[*h], Treatment::Accept));
        }
        let desk = board.desk();
        holds(&board, &desk)?;
        prop_assert_eq!(text(&desk), unnumbered(scene.copy(who)));
        for h in &hunks {
            let taken = matches!(desk.hunk(*h).unwrap().1.state, HunkState::Decided { treatment: DecidedAs::Accept, .. });
            prop_assert!(taken);
        }
    }

    #[test]
    fn nothing_taken_is_the_revision(scene in scene(3, 3), salt: u64, reject: bool) {
        let mut board = Board::of(&scene, salt);
        prop_assert_eq!(board.desk().text_now(), board.revision.paragraphs.clone());
        let all = board.all_hunks();
        if reject && !all.is_empty() {
            board.decide(&all, Treatment::Reject);
            let desk = board.desk();
            prop_assert_eq!(desk.text_now(), board.revision.paragraphs.clone());
            prop_assert!(desk.deferred().is_empty());
            prop_assert!(desk.next_revision().rows.iter().all(|r| r.outcome == Outcome::Rejected));
        }
    }

    #[test]
    fn decisions_on_what_does_not_touch_commute(scene in scene(2, 3), salt: u64, a: u16, b: u16, how in (0u8..4, 0u8..4)) {
        let board = Board::of(&scene, salt);
        let all = board.all_hunks();
        prop_assume!(all.len() > 1);
        let (x, y) = (all[a as usize % all.len()], all[b as usize % all.len()]);
        let desk = board.desk();
        prop_assume!(x != y && !desk.falls(&[x]).falls.contains(&y));
        let treatment = |n| [Treatment::Accept, Treatment::Reject, Treatment::Bracket, Treatment::Defer][n as usize].clone();
        let run = |order: [(HunkId, Treatment); 2], apart: bool| {
            let mut board = board.clone();
            let view = board.desk();
            for (hunk, treatment) in order {
                let decision = if apart { view.decision(&[hunk], treatment, "") } else { board.desk().decision(&[hunk], treatment, "") };
                board.add(decision);
            }
            board.desk()
        };
        let (t, u) = (treatment(how.0), treatment(how.1));
        let first = run([(x, t.clone()), (y, u.clone())], false);
        let second = run([(y, u.clone()), (x, t.clone())], false);
        let apart = run([(x, t), (y, u)], true);
        prop_assert_eq!(text(&first), text(&second));
        prop_assert_eq!(text(&first), text(&apart));
        prop_assert_eq!(outcomes(&first), outcomes(&second));
        prop_assert_eq!(outcomes(&first), outcomes(&apart));
    }

    #[test]
    fn a_bracket_resolved_for_one_is_that_one_taken(scene in scene(2, 3), salt: u64, which: u16) {
        let board = Board::of(&scene, salt);
        let desk = board.desk();
        let clusters: Vec<Vec<HunkId>> = desk.paragraphs.iter().flat_map(|p| p.clusters.iter().cloned()).collect();
        prop_assume!(!clusters.is_empty());
        let cluster = &clusters[which as usize % clusters.len()];
        let x = cluster[which as usize / 7 % cluster.len()];
        let mut taken = board.clone();
        taken.decide(&[x], Treatment::Accept);
        let mut resolved = board.clone();
        resolved.decide(cluster, Treatment::Bracket);
        let bracketed = resolved.desk();
        holds(&resolved, &bracketed)?;
        resolved.decide(&[x], Treatment::Accept);
        let (taken, resolved) = (taken.desk(), resolved.desk());
        prop_assert_eq!(text(&taken), text(&resolved));
        prop_assert_eq!(outcomes(&taken), outcomes(&resolved));
    }

    #[test]
    fn deciding_twice_changes_nothing(scene in scene(2, 3), before in steps(4), salt: u64, which: u16, how in 0usize..4, apart: bool) {
        let mut board = Board::of(&scene, salt);
        play(&mut board, &before);
        let all = board.all_hunks();
        prop_assume!(!all.is_empty());
        let hunk = all[which as usize % all.len()];
        let treatment = [Treatment::Accept, Treatment::Reject, Treatment::Bracket, Treatment::Defer][how].clone();
        let first = board.desk().decision(&[hunk], treatment.clone(), "");
        board.add(first.clone());
        let once = board.desk();
        if apart {
            board.add(first);
        } else {
            board.decide(&[hunk], treatment);
        }
        let twice = board.desk();
        prop_assert_eq!(text(&once), text(&twice));
        prop_assert_eq!(outcomes(&once), outcomes(&twice));
    }

    #[test]
    fn what_two_decide_apart_is_kept_and_shown_once(scene in scene(2, 3), salt: u64, which: u16, how in (0usize..4, 0usize..4)) {
        let mut board = Board::of(&scene, salt);
        let all = board.all_hunks();
        prop_assume!(!all.is_empty());
        let hunk = all[which as usize % all.len()];
        let treatments = [Treatment::Accept, Treatment::Reject, Treatment::Bracket, Treatment::Defer];
        let view = board.desk();
        let a = board.add(view.decision(&[hunk], treatments[how.0].clone(), "a"));
        let b = board.add(view.decision(&[hunk], treatments[how.1].clone(), "b"));
        let desk = board.desk();
        holds(&board, &desk)?;
        let (_, h) = desk.hunk(hunk).unwrap();
        prop_assert_eq!(&h.decisions, &vec![a.min(b), a.max(b)]);
        let noticed = desk.notices.iter().any(|n| matches!(n, Notice::TwoDecisions { hunk: h, shown, others, same, .. }
            if *h == hunk && *shown == a.min(b) && others[..] == [a.max(b)] && *same == (how.0 == how.1)));
        prop_assert!(noticed);
        let mut alone = board.clone();
        alone.decisions.retain(|(act, _)| *act == a.min(b));
        prop_assert_eq!(text(&alone.desk()), text(&desk));
        // One word from the Chair's side ends it.
        board.decide(&[hunk], Treatment::Reject);
        let two_left = board.desk().notices.iter().any(|n| matches!(n, Notice::TwoDecisions { .. }));
        prop_assert!(!two_left);
    }

    #[test]
    fn what_comes_late_changes_nothing_decided(scene in scene(3, 4), salt: u64, steps in steps(6)) {
        let whole = Board::of(&scene, salt);
        let mut early = whole.clone();
        early.contributions.truncate(2);
        play(&mut early, &steps);
        let before = early.desk();
        let late: Vec<(ActId, Contribution)> = whole.contributions[2..].to_vec();
        let mut after = early.clone();
        after.contributions.extend(late.iter().cloned());
        let now = after.desk();
        holds(&after, &now)?;
        prop_assert_eq!(text(&before), text(&now));
        let states = outcomes(&now);
        for state in outcomes(&before) {
            prop_assert!(states.contains(&state));
        }
        for p in before.paragraphs.iter().filter(|p| p.state == ParagraphState::Decided) {
            let p = now.paragraph(p.id).unwrap();
            let new = p.hunks.iter().any(|h| matches!(h.state, HunkState::Undecided { .. }));
            prop_assert_eq!(p.state == ParagraphState::NewSinceDecided, new);
        }
    }

    #[test]
    fn what_is_withdrawn_changes_nothing_decided(scene in scene(2, 3), salt: u64, steps in steps(6), who in 0usize..3) {
        let mut board = Board::of(&scene, salt);
        play(&mut board, &steps);
        let before = board.desk();
        board.withdrawn.push(board.contributions[who].0);
        let after = board.desk();
        prop_assert_eq!(text(&before), text(&after));
        for p in &after.paragraphs {
            prop_assert!(p.hunks.iter().all(|h| !h.by.contains(&delegation(who)) || h.by.len() == 1));
        }
    }

    #[test]
    fn the_same_wish_of_two_is_one_with_two_names(scene in scene(3, 1), salt: u64) {
        let mut board = Board::of(&scene, salt);
        let copy = scene.copy(0);
        board.contribute(delegation(5), &copy);
        let desk = board.desk();
        for h in desk.paragraphs.iter().flat_map(|p| &p.hunks) {
            prop_assert_eq!(&h.by, &vec![delegation(0), delegation(5)]);
        }
        prop_assert!(desk.paragraphs.iter().all(|p| p.clusters.is_empty()));
        let combinable = desk.combinable();
        let wanted = board.contributions.iter().flat_map(|(_, c)| &c.proposals);
        let can = |p: &&Proposal| matches!(p.kind, ProposalKind::Amend | ProposalKind::Insert);
        let wanted = wanted.filter(|p| can(p) && !whole_deletion(&board.revision, p)).count();
        prop_assert_eq!(combinable.len(), wanted);
    }

    #[test]
    fn inserts_keep_their_order(scene in scene(2, 3), salt: u64) {
        let mut board = Board::of(&scene, salt);
        let inserts: Vec<HunkId> = board.contributions.iter().flat_map(|(_, c)| &c.proposals)
            .filter(|p| p.kind == ProposalKind::Insert).flat_map(|p| p.hunks.iter().map(|h| h.id)).collect();
        prop_assume!(!inserts.is_empty());
        board.decide(&inserts, Treatment::Accept);
        let desk = board.desk();
        let ids: Vec<ParagraphId> = desk.text_now().iter().map(|p| p.id).collect();
        let place = |id: &ParagraphId| ids.iter().position(|x| x == id).unwrap();
        for who in 0..3 {
            let copy: Vec<ParagraphId> = scene.copy(who).iter().map(|p| p.id).collect();
            let places: Vec<usize> = copy.iter().filter(|id| ids.contains(id)).map(place).collect();
            prop_assert!(places.is_sorted());
        }
        // At one place one contribution after the other, in the order of their hashes.
        let act_of = |p: &DeskParagraph| p.proposals[0].contribution;
        // Behind a paragraph that is split there are several places: behind it, and behind each part.
        let split = |p: &DeskParagraph| desk.paragraphs.iter().any(|other| other.part_of.is_some() && other.after == p.after);
        let new = |p: &DeskParagraph| p.is_insert && p.part_of.is_none() && !split(p);
        for (a, b) in desk.paragraphs.iter().zip(desk.paragraphs.iter().skip(1)).filter(|(a, b)| new(a) && new(b)) {
            prop_assert!(act_of(a) <= act_of(b));
        }
        // One that is not retained leaves the others where they are.
        board.decide(&[inserts[0]], Treatment::Reject);
        let gone = board.desk().hunk(inserts[0]).unwrap().0.id;
        let left: Vec<ParagraphId> = board.desk().text_now().iter().map(|p| p.id).collect();
        let wanted: Vec<ParagraphId> = ids.iter().copied().filter(|id| *id != gone).collect();
        prop_assert_eq!(left, wanted);
    }

    #[test]
    fn what_combines_stands_beside_everything(scene in scene(3, 4), salt: u64) {
        let mut board = Board::of(&scene, salt);
        let combinable = board.desk().combinable();
        let hunks: Vec<HunkId> = combinable.iter().flat_map(|(_, h)| h.iter().copied()).collect();
        prop_assume!(!hunks.is_empty());
        let falls = board.desk().falls(&hunks).falls;
        prop_assert!(falls.is_empty());
        board.decide(&hunks, Treatment::Accept);
        let desk = board.desk();
        holds(&board, &desk)?;
        prop_assert!(desk.notices.is_empty());
        for p in desk.paragraphs.iter().flat_map(|p| &p.proposals) {
            let taken = combinable.iter().any(|(id, _)| *id == p.proposal.id);
            if taken {
                prop_assert_eq!(p.outcome, Some(Outcome::Accepted));
            }
        }
        prop_assert!(desk.combinable().is_empty());
    }

    #[test]
    fn taking_says_truly_what_falls_and_what_stays(scene in scene(2, 3), salt: u64, which: u16) {
        says_truly(&mut Board::of(&scene, salt), which)?;
    }
}

/// What is said to fall when one hunk is taken follows from it, and nothing else does.
pub(crate) fn says_truly(board: &mut Board, which: u16) -> Result<(), TestCaseError> {
    let all = board.all_hunks();
    prop_assume!(!all.is_empty());
    let hunk = all[which as usize % all.len()];
    let said = board.desk().falls(&[hunk]);
    board.decide(&[hunk], Treatment::Accept);
    let desk = board.desk();
    for h in desk.paragraphs.iter().flat_map(|p| &p.hunks).filter(|h| h.hunk.id != hunk) {
        let follows = matches!(h.state, HunkState::Follows { .. });
        prop_assert_eq!(follows, said.falls.contains(&h.hunk.id));
        let waits = h.state == HunkState::Undecided { late: false };
        prop_assert!(follows || waits);
    }
    Ok(())
}

fn whole_deletion(revision: &Revision, p: &Proposal) -> bool {
    let len = revision.find(p.paragraph).map_or(0, |(_, p)| p.text.len());
    p.hunks
        .iter()
        .any(|h| matches!(&h.change, Change::Words { start: 0, end, text, .. } if *end == len && len > 0 && text.text.trim().is_empty()))
}
