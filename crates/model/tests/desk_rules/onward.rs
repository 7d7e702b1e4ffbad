//! A working copy on another text: nothing is lost, what touches nothing follows exactly, what was taken is recognised.

use super::{board::*, structures::Hand, texts::*};
use proptest::prelude::*;
use qalam_model::{canonical, compare::*, draft::Draft, ids::*, onward::*, paper::*, proposal::*, text::RichText};
use std::collections::{BTreeMap, HashSet};

fn unknown(_: &Change) -> Option<Fate> {
    None
}

/// How often each word that a reader would name stands there.
fn bag(text: &str) -> BTreeMap<String, usize> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = BTreeMap::new();
    for t in tokens(text).into_iter().filter(|t| t.class != Class::White) {
        *out.entry(chars[t.start as usize..t.end as usize].iter().collect()).or_default() += 1;
    }
    out
}

/// Words of `new` that `old` does not have, or not as often.
fn added(old: Option<&Paragraph>, new: &Paragraph) -> BTreeMap<String, usize> {
    let had = old.map(|p| bag(&p.text.text)).unwrap_or_default();
    let more = bag(&new.text.text).into_iter().map(|(w, n)| (w.clone(), n.saturating_sub(had.get(&w).copied().unwrap_or(0))));
    more.filter(|(_, n)| *n > 0).collect()
}

fn find(list: &[Paragraph], id: ParagraphId) -> Option<&Paragraph> {
    list.iter().find(|p| p.id == id)
}

/// What must hold of any copy on any text.
fn nothing_lost(base: &[Paragraph], mine: &[Paragraph], onto: &[Paragraph], out: &Carried) -> Result<(), TestCaseError> {
    let mut again = out.text.clone();
    tidy(&mut again);
    prop_assert_eq!(&again, &out.text, "it is a paper's text");
    let beside: Vec<ParagraphId> = out.report.iter().flat_map(|i| &i.beside).map(|p| p.id).collect();
    let ids: HashSet<ParagraphId> = out.report.iter().map(|i| i.paragraph).collect();
    prop_assert_eq!(ids.len(), out.report.len(), "one line for a paragraph");
    for new in mine {
        let old = find(base, new.id);
        let item = out.report.iter().find(|i| i.paragraph == new.id);
        let there = find(&out.text, new.id);
        match item {
            Some(item) => prop_assert_eq!(item.mine.as_ref(), Some(new), "the report has the copy's words"),
            None if beside.contains(&new.id) => {}
            None => {
                let unchanged = old.is_some_and(|o| (&o.text, o.kind, &o.table) == (&new.text, new.kind, &new.table));
                let same = there.is_some_and(|t| t.text == new.text);
                prop_assert!(unchanged || same, "a change without a line: {:?}", new);
            }
        }
        if item.is_some_and(|i| i.fate == Fate::Followed) {
            let Some(there) = there else {
                return Err(TestCaseError::fail(format!("followed, and is not there: {new:?}")));
            };
            let has = bag(&there.text.text);
            for (word, n) in added(old, new) {
                prop_assert!(has.get(&word).copied().unwrap_or(0) >= n, "{word} of {:?} in {:?}", new.text.text, there.text.text);
            }
        }
    }
    // The new text's own words stand, but for paragraphs that the copy deletes, and what goes with them.
    for next in onto {
        let old = find(base, next.id);
        if old.is_some_and(|o| o.text == next.text && o.kind == next.kind) {
            continue;
        }
        let there = find(&out.text, next.id);
        let Some(there) = there else {
            return Err(TestCaseError::fail(format!("words of the new text are gone: {next:?}")));
        };
        let has = bag(&there.text.text);
        for (word, n) in added(old, next) {
            prop_assert!(has.get(&word).copied().unwrap_or(0) >= n, "{word} of {:?} in {:?}", next.text.text, there.text.text);
        }
    }
    Ok(())
}

/// A start of the new text brought to what was carried reads like it.
fn as_a_draft(onto: &[Paragraph], text: &[Paragraph]) -> Result<(), TestCaseError> {
    let (circle, revision) = (CircleId([1; 16]), RevisionId([2; 32]));
    let mut draft = Draft::start(&circle, &revision, onto);
    draft.set_peer(7);
    draft.replace_with(text).unwrap();
    let reads: Vec<Paragraph> = draft.paragraphs().into_iter().map(|p| p.paragraph).collect();
    let shown = |list: &[Paragraph]| list.iter().map(|p| (p.id, p.kind, p.text.clone())).collect::<Vec<_>>();
    prop_assert_eq!(shown(&reads), shown(text));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_copy_without_changes_is_the_new_text(scene in scene(4, 1)) {
        let (base, onto) = (scene.revision().paragraphs, scene.copy(0));
        let out = carry(&base, &base, &onto, &unknown);
        prop_assert_eq!(out, Carried { text: onto, report: vec![] });
    }

    #[test]
    fn on_an_unchanged_text_everything_follows(scene in scene(4, 1)) {
        let (base, mine) = (scene.revision().paragraphs, scene.copy(0));
        let out = carry(&base, &mine, &base, &unknown);
        prop_assert_eq!(unnumbered(out.text), unnumbered(mine));
        prop_assert!(out.report.iter().all(|i| i.fate == Fate::Followed));
    }

    #[test]
    fn what_the_new_text_says_was_taken(scene in scene(4, 1)) {
        let (base, mine) = (scene.revision().paragraphs, scene.copy(0));
        let out = carry(&base, &mine, &mine, &unknown);
        prop_assert_eq!(out.text, mine);
        prop_assert!(out.report.iter().all(|i| i.fate == Fate::Taken));
    }

    /// Each of two changes other paragraphs: both stand, exactly.
    #[test]
    fn changes_that_touch_nothing_follow_exactly(scene in scene(5, 2), who in prop::collection::vec(any::<bool>(), 5)) {
        let mut scene = scene;
        for (i, first) in who.iter().enumerate() {
            scene.copies[usize::from(*first)].touches[i] = Touch::Leave;
        }
        scene.copies.iter_mut().for_each(|c| c.inserts.clear());
        let base = scene.revision().paragraphs;
        let (mine, onto) = (scene.copy(0), scene.copy(1));
        let out = carry(&base, &mine, &onto, &unknown);
        let both: Vec<Paragraph> = base.iter().enumerate().filter_map(|(i, p)| find(if who[i] { &mine } else { &onto }, p.id)).cloned().collect();
        prop_assert_eq!(unnumbered(out.text), unnumbered(both));
        prop_assert!(out.report.iter().all(|i| i.fate == Fate::Followed));
    }

    #[test]
    fn no_word_is_lost(scene in scene(4, 2)) {
        let (base, mine, onto) = (scene.revision().paragraphs, scene.copy(0), scene.copy(1));
        let out = carry(&base, &mine, &onto, &unknown);
        nothing_lost(&base, &mine, &onto, &out)?;
        as_a_draft(&onto, &out.text)?;
        prop_assert_eq!(&carry(&base, &mine, &onto, &unknown), &out);
    }

    #[test]
    fn no_word_is_lost_with_tables_footnotes_brackets_and_links(seed: u64) {
        let mut hand = Hand::new(seed);
        let revision = hand.revision();
        hand.next = 10_000;
        let mine = hand.copy(&revision);
        hand.next = 20_000;
        let onto = hand.copy(&revision);
        let base = &revision.paragraphs;
        let out = carry(base, &mine, &onto, &unknown);
        nothing_lost(base, &mine, &onto, &out)?;
        let mut numbered = out.text.clone();
        qalam_model::number::assign(&mut numbered);
        let next = Revision { paragraphs: numbered, ..revision.clone() };
        prop_assert_eq!(canonical::validate(&next), Ok(()));
        // And the three that are exact.
        prop_assert_eq!(carry(base, base, &onto, &unknown), Carried { text: onto.clone(), report: vec![] });
        prop_assert_eq!(unnumbered(carry(base, &mine, &mine, &unknown).text), unnumbered(mine.clone()));
        prop_assert_eq!(unnumbered(carry(base, &mine, base, &unknown).text), unnumbered(mine));
    }

    /// All of mine was accepted, and of another delegation what combines with it: nothing is left to propose.
    #[test]
    fn what_was_accepted_is_no_proposal_any_more(scene in scene(4, 2), salt: u64) {
        let mut board = Board::of(&scene, salt);
        // What others change in words that were split off is another's wording of a paragraph that was taken.
        prop_assume!(board.contributions.iter().flat_map(|(_, c)| &c.proposals).all(|p| !p.kind.is_whole()));
        let own = board.hunks_of(0);
        if !own.is_empty() {
            board.decide(&own, Treatment::Accept);
        }
        let desk = board.desk();
        for (_, hunks) in desk.combinable() {
            board.decide(&hunks, Treatment::Accept);
        }
        let mut onto = board.desk().text_now();
        qalam_model::number::assign(&mut onto);
        let (base, mine) = (board.revision.paragraphs.clone(), scene.copy(0));
        let id = board.id;
        let own: HashSet<HunkId> = own.into_iter().collect();
        let table = |change: &Change| own.contains(&change.id(&id)).then_some(Fate::Taken);
        let out = carry(&base, &mine, &onto, &table);
        prop_assert_eq!(&out.text, &onto);
        prop_assert!(out.report.iter().all(|i| i.fate == Fate::Taken), "{:?}", out.report);
        let next = Revision { paragraphs: onto, ..board.revision.clone() };
        prop_assert_eq!(compare(&next, &RevisionId([4; 32]), delegation(0), &out.text), vec![]);
    }
}

fn plain(n: u16, text: &str) -> Paragraph {
    Paragraph::new(paragraph_id(n), Kind::Operative, RichText::plain(text))
}

fn one(base: &str, mine: &str, onto: &str) -> (String, Item) {
    let out = carry(&[plain(1, base)], &[plain(1, mine)], &[plain(1, onto)], &unknown);
    assert_eq!(out.report.len(), 1);
    (out.text[0].text.text.clone(), out.report[0].clone())
}

#[test]
fn mine_follows_beside_what_is_new() {
    let (text, item) = one("an open and secure network", "an open, safe and secure network", "an open and secure environment");
    assert_eq!((text.as_str(), item.fate), ("an open, safe and secure environment", Fate::Followed));
    assert_eq!(item.again, None);
}

#[test]
fn of_the_same_words_the_new_ones_stand_and_mine_stay_offered() {
    let (text, item) = one(
        "States should protect the networks and report.",
        "States shall protect the networks and publish.",
        "States may protect their networks and report.",
    );
    assert_eq!((text.as_str(), item.fate), ("States may protect their networks and publish.", Fate::ToLook));
    let again = item.again.unwrap();
    assert_eq!(again.text.text, "States shall protect their networks and publish.");
}

#[test]
fn mine_is_taken_where_the_new_text_says_it_and_more_elsewhere() {
    let (text, item) = one("The group meets yearly.", "The group meets twice yearly.", "The working group meets twice yearly.");
    assert_eq!((text.as_str(), item.fate), ("The working group meets twice yearly.", Fate::Taken));
}

#[test]
fn mine_stands_in_brackets() {
    let (text, item) =
        one("States should protect networks.", "States shall protect networks.", "All States [shall] [should] protect their networks.");
    assert_eq!((text.as_str(), item.fate), ("All States [shall] [should] protect their networks.", Fate::Bracketed));
    let (_, item) = one("an open network", "a network", "an [open] network");
    assert_eq!(item.fate, Fate::ToLook, "the article is another word");
    let (_, item) = one("the open network", "the network", "the [open] network");
    assert_eq!(item.fate, Fate::Bracketed);
}

#[test]
fn a_paragraph_that_is_gone_stays_offered_and_one_that_both_deleted_was_taken() {
    let base = [plain(1, "one"), plain(2, "two"), plain(3, "three")];
    let mine = [plain(1, "one more"), plain(3, "three")];
    let out = carry(&base, &mine, &[plain(3, "three")], &unknown);
    let fates: Vec<(u8, Fate)> = out.report.iter().map(|i| (i.paragraph.0[1], i.fate)).collect();
    assert_eq!(fates, [(1, Fate::Gone), (2, Fate::Taken)]);
    assert_eq!(out.report[0].again.as_ref().unwrap().text.text, "one more");
    assert_eq!(out.text, [plain(3, "three")]);
}

#[test]
fn a_deletion_of_what_was_reworded_is_to_look_at() {
    let out = carry(&[plain(1, "one"), plain(2, "two")], &[plain(2, "two")], &[plain(1, "one more"), plain(2, "two")], &unknown);
    assert_eq!((out.report[0].fate, out.report[0].again.clone()), (Fate::ToLook, None));
    assert_eq!(out.text, [plain(1, "one more"), plain(2, "two")]);
}

#[test]
fn a_move_stays_and_new_paragraphs_stand_behind_what_they_stood_behind() {
    let base = [plain(1, "one"), plain(2, "two"), plain(3, "three")];
    let mine = [plain(3, "three"), plain(9, "mine"), plain(1, "one"), plain(2, "two")];
    let onto = [plain(1, "one"), plain(8, "new"), plain(2, "two more"), plain(3, "three")];
    let out = carry(&base, &mine, &onto, &unknown);
    let ids: Vec<u8> = out.text.iter().map(|p| p.id.0[1]).collect();
    assert_eq!(ids, [3, 9, 1, 8, 2]);
    let own = [plain(1, "one"), plain(9, "mine"), plain(2, "two"), plain(3, "three")];
    let theirs = [plain(1, "one"), plain(8, "mine"), plain(2, "two"), plain(3, "three")];
    let out = carry(&base, &own, &theirs, &unknown);
    assert_eq!((out.report[0].fate, &out.text[..]), (Fate::Taken, &theirs[..]), "somebody else asked for the same");
}
