//! What must hold of the difference of two texts and of the origins of words, whatever people write and decide.

use super::{board::*, rules::*, texts::*};
use proptest::prelude::*;
use qalam_model::{compare::DiffKind, desk::*, history::*, ids::*, number, paper::*, proposal::*, text::RichText};
use std::collections::BTreeSet;

/// A paper of several revisions, as everybody has it after they went out.
struct Chain {
    revisions: Vec<(RevisionId, Revision)>,
    rows: Vec<Vec<DecisionRow>>,
    contributions: Vec<Vec<(ActId, Contribution)>>,
    /// The desk that each revision after the first came from.
    desks: Vec<Desk>,
}

impl Chain {
    fn begin(revision: Revision) -> Chain {
        Chain { revisions: vec![(RevisionId([3; 32]), revision)], rows: vec![vec![]], contributions: vec![vec![]], desks: vec![] }
    }

    fn current(&self) -> Revision {
        self.revisions.last().unwrap().1.clone()
    }

    /// Issues what stands on the board.
    fn issue(&mut self, board: &Board) {
        let (desk, id) = (board.desk(), RevisionId([3 + self.revisions.len() as u8; 32]));
        let next = desk.next_revision();
        let (before, old) = self.revisions.last().unwrap();
        let revision = Revision { paragraphs: next.paragraphs, predecessor: Some(*before), ..old.clone() };
        self.revisions.push((id, revision));
        self.rows.push(next.rows);
        self.contributions.push(board.contributions.clone());
        self.desks.push(desk);
    }

    fn board(&self, salt: u64) -> Board {
        let (id, revision) = self.revisions.last().unwrap().clone();
        let mut board = Board::new(revision, salt);
        board.id = id;
        board
    }

    fn origins(&self) -> Origins {
        let lists: Vec<Vec<(ActId, &Contribution)>> =
            self.contributions.iter().map(|list| list.iter().map(|(a, c)| (*a, c)).collect()).collect();
        let chain: Vec<IssuedText<'_>> = self
            .revisions
            .iter()
            .zip(&self.rows)
            .zip(&lists)
            .map(|(((id, revision), rows), contributions)| IssuedText { revision, id: *id, rows, contributions })
            .collect();
        origins(&chain)
    }

    /// The words of a paragraph of the newest revision, each with what brought it.
    fn told(&self, n: u16) -> Vec<(String, usize, Came)> {
        let all = self.origins();
        let last = self.revisions.len() - 1;
        let (_, p) = self.revisions[last].1.find(paragraph_id(n)).unwrap();
        let traced = all.paragraph(last, p.id).unwrap();
        let told = |t: &Traced| {
            let origin = &all.origins[t.origin];
            (p.text.slice(t.start, t.end).text, origin.issue, origin.came.clone())
        };
        traced.words.iter().map(told).collect()
    }
}

fn covers(chain: &Chain, all: &Origins) -> Result<(), TestCaseError> {
    for (at, (_, revision)) in chain.revisions.iter().enumerate() {
        prop_assert_eq!(all.texts[at].len(), revision.paragraphs.len());
        for (traced, p) in all.texts[at].iter().zip(&revision.paragraphs) {
            prop_assert_eq!(traced.id, p.id);
            let mut end = 0;
            for words in &traced.words {
                prop_assert_eq!(words.start, end, "no gap, no overlap");
                prop_assert!(words.end > words.start);
                let origin = &all.origins[words.origin];
                prop_assert!(origin.issue <= at, "no word came later than it stands there");
                prop_assert_eq!(origin.came == Came::First, origin.issue == 0);
                end = words.end;
            }
            prop_assert_eq!(end, p.text.len(), "every letter once");
        }
    }
    Ok(())
}

/// Copies of a text that grew: the scene's edits on whatever paragraphs there are now.
fn copies(board: &mut Board, scene: &Scene) {
    for who in 0..scene.copies.len() {
        let wanted = scene.copy(who);
        let known: BTreeSet<ParagraphId> = board.revision.paragraphs.iter().map(|p| p.id).collect();
        let mut copy: Vec<Paragraph> = board.revision.paragraphs.clone();
        for p in wanted {
            // An id that an earlier revision used is used up: an insert gets a new one.
            match copy.iter_mut().find(|q| q.id == p.id) {
                Some(there) if known.contains(&p.id) => there.text = p.text,
                _ => copy.push(Paragraph {
                    id: ParagraphId(hash16("test id", &[&p.id.0, &board.id.0])[..8].try_into().unwrap()),
                    number: None,
                    ..p
                }),
            }
        }
        board.contribute(delegation(who), &copy);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_letter_has_one_origin(
        first in scene(3, 3), second in scene(3, 2), one in steps(9), two in steps(7), salt: u64, seed: u64, forget: bool,
    ) {
        let mut chain = Chain::begin(first.revision());
        let mut board = Board::of(&first, salt);
        play(&mut board, &one);
        chain.issue(&board);
        let mut board = chain.board(salt ^ 1);
        copies(&mut board, &second);
        play(&mut board, &two);
        chain.issue(&board);
        if forget {
            // Somebody who came later has no contributions, and an older table does not say which part was taken.
            chain.contributions[2].clear();
            chain.rows[1].iter_mut().for_each(|r| (r.taken, r.bracketed) = Default::default());
        }
        let all = chain.origins();
        covers(&chain, &all)?;
        let again = chain.origins();
        chain.contributions.iter_mut().for_each(|list| shuffle(list, seed));
        prop_assert_eq!(chain.origins(), again, "the order of arrival does not matter");
    }

    /// Where nobody wrote beside the proposals, the origins are those that the desk itself gives.
    #[test]
    fn the_table_tells_what_the_desk_knew(scene in scene(3, 3), steps in steps(9), salt: u64) {
        let mut chain = Chain::begin(scene.revision());
        let mut board = Board::of(&scene, salt);
        play(&mut board, &steps);
        chain.issue(&board);
        let all = chain.origins();
        covers(&chain, &all)?;
        for p in chain.desks[0].paragraphs.iter().filter(|p| p.text.is_some()) {
            let traced = all.paragraph(1, p.id).unwrap();
            let of = |at: u32| traced.words.iter().find(|w| (w.start..w.end).contains(&at)).map(|w| all.origins[w.origin].came.clone()).unwrap();
            let overtaken = p.hunks.iter().any(|h| matches!(h.state, HunkState::Overtaken { .. }));
            for s in &p.segments {
                for at in s.start..s.end {
                    match (&s.source, of(at)) {
                        (Source::Base, came) => prop_assert_eq!(came, Came::First),
                        (Source::Own { .. }, came) => prop_assert!(matches!(came, Came::Own { .. }), "{came:?}"),
                        (Source::Hunk { hunk, .. }, Came::Proposals { hunks, rows }) => {
                            prop_assert_eq!(&hunks, &vec![*hunk]);
                            prop_assert!(rows.iter().all(|r| matches!(chain.rows[1][*r].outcome, Outcome::Accepted | Outcome::Partly)));
                            prop_assert!(!rows.is_empty());
                        }
                        (Source::Bracket { alternative: Some(0), .. }, came) => {
                            prop_assert!(p.is_insert || came == Came::First || overtaken, "{came:?}");
                        }
                        (Source::Bracket { alternative, .. }, Came::Bracket { sign, .. }) => prop_assert_eq!(alternative.is_none(), sign),
                        // Of two decisions on one place only one applies; the table does not say which hunk gave way.
                        (source, came) => prop_assert!(overtaken, "{source:?} {came:?}"),
                    }
                }
            }
        }
    }

    #[test]
    fn a_difference_reads_as_both_texts(scene in scene(4, 1), seed: u64) {
        let old = scene.revision().paragraphs;
        let mut new = scene.copy(0);
        shuffle(&mut new[..], seed);
        number::assign(&mut new);
        let found = difference(&old, &new);
        let ids = |list: &[Paragraph]| list.iter().map(|p| p.id).collect::<Vec<_>>();
        prop_assert_eq!(found.iter().filter_map(|d| d.new).map(|p| p.id).collect::<Vec<_>>(), ids(&new), "in the order of the new text");
        let mut was: Vec<ParagraphId> = found.iter().filter_map(|d| d.old).map(|p| p.id).collect();
        was.sort();
        let mut wanted = ids(&old);
        wanted.sort();
        prop_assert_eq!(was, wanted, "each old paragraph once");
        for d in &found {
            let read = |without: DiffKind| d.spans.iter().filter(|s| s.kind != without).map(|s| s.text.text.as_str()).collect::<String>();
            prop_assert_eq!(read(DiffKind::Deleted), d.new.map(|p| p.text.text.clone()).unwrap_or_default());
            prop_assert_eq!(read(DiffKind::Inserted), d.old.map(|p| p.text.text.clone()).unwrap_or_default());
        }
        // Those that did not move stand in both in the same order.
        let stay: Vec<ParagraphId> = found.iter().filter(|d| d.old.is_some() && d.new.is_some() && !d.moved).map(|d| d.id()).collect();
        prop_assert_eq!(ids(&old).into_iter().filter(|id| stay.contains(id)).collect::<Vec<_>>(), stay);
    }
}

fn paper(texts: &[&str]) -> Chain {
    let scene = Scene { language: 0, drafts: texts.iter().map(|_| Draft(vec![])).collect(), copies: vec![] };
    let mut revision = scene.revision();
    for (p, t) in revision.paragraphs.iter_mut().zip(texts) {
        p.text = RichText::plain(t);
    }
    Chain::begin(revision)
}

fn wants(board: &mut Board, who: usize, n: usize, text: &str) -> Vec<HunkId> {
    let mut copy = board.revision.paragraphs.clone();
    copy[n].text = RichText::plain(text);
    board.contribute(delegation(who), &copy);
    board.hunks_of(board.contributions.len() - 1)
}

#[test]
fn words_are_followed_to_the_revision_in_which_they_came() {
    let mut chain = paper(&["States shall act."]);
    let mut board = chain.board(1);
    let a = wants(&mut board, 0, 0, "All States shall act swiftly.");
    let both = board.desk().decision(&a[..1], Treatment::Accept, "it says who");
    board.add(both);
    chain.issue(&board);
    assert_eq!(chain.rows[1][0].outcome, Outcome::Partly);
    let mut board = chain.board(2);
    let b = wants(&mut board, 1, 0, "All States should act.");
    board.decide(&b, Treatment::Accept);
    chain.issue(&board);
    let mut board = chain.board(3);
    let own = board.desk().own_wording(paragraph_id(0), Some(RichText::plain("All States and parties should act.")), "");
    board.add(own);
    chain.issue(&board);
    let told: Vec<(String, usize, String)> = chain
        .told(0)
        .into_iter()
        .map(|(words, issue, came)| {
            let who = match came {
                Came::First => "first".to_owned(),
                Came::Proposals { rows, .. } => format!("{:?}", rows.iter().map(|r| chain.rows[issue][*r].by).collect::<Vec<_>>()),
                Came::Own { .. } => "own".to_owned(),
                Came::Bracket { .. } => "bracket".to_owned(),
            };
            (words, issue, who)
        })
        .collect();
    let (a, b) = (format!("{:?}", [delegation(0)]), format!("{:?}", [delegation(1)]));
    let wanted =
        [("All ", 1, a.as_str()), ("States ", 0, "first"), ("and parties ", 3, "own"), ("should", 2, b.as_str()), (" act.", 0, "first")];
    assert_eq!(told, wanted.map(|(w, i, who)| (w.to_owned(), i, who.to_owned())));
}

#[test]
fn a_table_that_does_not_say_which_part_is_understood_from_the_text() {
    let mut chain = paper(&["States shall act."]);
    let mut board = chain.board(1);
    let a = wants(&mut board, 0, 0, "All States must act swiftly.");
    assert_eq!(a.len(), 3);
    board.decide(&[a[0], a[2]], Treatment::Accept);
    chain.issue(&board);
    let exact = chain.told(0);
    assert_eq!(chain.rows[1][0].taken, [a[0], a[2]]);
    chain.rows[1][0].taken.clear();
    assert_eq!(chain.told(0), exact, "the selection that gives the text");
    chain.contributions[1].clear();
    let told = chain.told(0);
    assert_eq!(told.iter().map(|(w, ..)| w.as_str()).collect::<Vec<_>>(), ["All ", "States shall act", " swiftly", "."]);
    assert!(matches!(&told[0].2, Came::Proposals { hunks, rows } if hunks.is_empty() && rows == &[0]), "the table alone tells it");
}

#[test]
fn the_revisions_words_in_a_bracket_stay_the_revisions() {
    let mut chain = paper(&["States shall act."]);
    let mut board = chain.board(1);
    let a = wants(&mut board, 0, 0, "States should act.");
    let b = wants(&mut board, 1, 0, "States may act.");
    board.decide(&[a[0], b[0]], Treatment::Bracket);
    chain.issue(&board);
    let told = chain.told(0);
    let read: Vec<&str> = told.iter().map(|(w, ..)| w.as_str()).collect();
    assert!(read[..4] == ["States ", "[", "shall", "] / ["], "{read:?}");
    assert_eq!(told[2].2, Came::First);
    assert!(matches!(&told[4].2, Came::Bracket { rows, sign: false, .. } if rows.len() == 1));
}

#[test]
fn moved_renumbered_gone_and_new() {
    let old = paper(&["One.", "Two.", "Three.", "Four."]).current().paragraphs;
    let mut new = vec![old[3].clone(), old[0].clone(), old[2].clone()];
    new[2].text = RichText::plain("Three and more.");
    let fresh = Paragraph { id: paragraph_id(99), number: None, text: RichText::plain("New."), ..old[0].clone() };
    new.insert(2, fresh);
    new.iter_mut().for_each(|p| p.number = None);
    number::assign(&mut new);
    let told: Vec<String> = difference(&old, &new)
        .iter()
        .map(|d| {
            let mut words = vec![d.new.or(d.old).unwrap().text.text.clone()];
            let marks = [
                (d.old.is_none(), "new"),
                (d.new.is_none(), "gone"),
                (d.moved, "moved"),
                (d.reworded(), "reworded"),
                (d.renumbered(), "renumbered"),
            ];
            words.extend(marks.iter().filter(|(is, _)| *is).map(|(_, word)| (*word).to_owned()));
            words.join(" ")
        })
        .collect();
    assert_eq!(told, ["Four. moved renumbered", "One. renumbered", "Two. gone", "New. new", "Three and more. reworded renumbered"]);
}
