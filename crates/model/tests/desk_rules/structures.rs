//! Footnotes, tables, brackets, links: what is proposed gives the copy, and whatever is decided gives a valid paper.

use super::{board::*, texts::*};
use proptest::prelude::*;
use qalam_model::{bracket::brackets, canonical, compare::*, desk::*, ids::*, number::Number, paper::*, proposal::*, text::*};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};

const WORDS: [&[&str]; 4] = [
    &["States", "shall", "[", "]", "protect", "networks,", "and", "report"],
    &["Государства", "должны", "[", "]", "защищать", "сети,", "и", "ёлки"],
    &["各国", "应当", "[", "]", "保护", "网络", "、", "报告"],
    &["الدول", "يجب", "[", "]", "تحمي", "الشبكات،", "وأن", "تُبلغ"],
];

pub(crate) struct Hand {
    random: ChaCha8Rng,
    words: &'static [&'static str],
    pub(crate) next: u64,
}

impl Hand {
    pub(crate) fn new(seed: u64) -> Hand {
        Hand { random: ChaCha8Rng::seed_from_u64(seed), words: WORDS[seed as usize % 4], next: 1 }
    }

    fn below(&mut self, n: usize) -> usize {
        self.random.next_u32() as usize % n.max(1)
    }

    fn id(&mut self, what: u8) -> ParagraphId {
        self.next += 1;
        let mut id = (self.next << 8 | u64::from(what)).to_be_bytes();
        id[0] = self.words[0].len() as u8;
        ParagraphId(id)
    }

    /// Some words, perhaps with formatting, a link, a reference, brackets with and without meaning, a footnote's sign.
    fn text(&mut self, notes: &[ParagraphId]) -> RichText {
        let mut out = RichText::default();
        for _ in 0..self.below(7) {
            let words = self.words[self.below(self.words.len())];
            let mut piece = RichText::plain(&format!("{words} "));
            match (self.below(9), words) {
                (0..3, "[") => {
                    let sign = SignKind::Behind(vec![DelegationId([1 + self.below(3) as u8; 16])]);
                    piece.signs.push(Sign { at: 0, sign });
                }
                (3, "[" | "]") => piece.signs.push(Sign { at: 0, sign: SignKind::Literal }),
                (4, _) => piece.spans.push(Span { start: 0, end: 2, mark: Mark::ALL[self.below(5)] }),
                (5, _) => piece.links.push(Link { start: 0, end: 1, href: ["https://a", "mailto:b"][self.below(2)].into() }),
                (6, _) => {
                    let sign = SignKind::Reference(ParagraphId([self.below(3) as u8; 8]));
                    piece = RichText { text: OBJECT.to_string(), signs: vec![Sign { at: 0, sign }], ..RichText::default() };
                }
                (7 | 8, _) if !notes.is_empty() => {
                    let sign = SignKind::Note(notes[self.below(notes.len())]);
                    piece = RichText { text: OBJECT.to_string(), signs: vec![Sign { at: 0, sign }], ..RichText::default() };
                }
                _ => {}
            }
            out.push(&piece);
        }
        out
    }

    fn table(&mut self) -> Table {
        let mut n = 0;
        let mut fresh = || {
            n += 1;
            [n; 8]
        };
        let columns = (0..1 + self.below(3)).map(|_| Column { id: ColumnId(fresh()), width: 100 }).collect();
        Table { head: 1, columns, rows: (0..1 + self.below(3)).map(|_| RowId(fresh())).collect() }
    }

    fn cells(&mut self, table: &Paragraph, notes: &[ParagraphId]) -> Vec<Paragraph> {
        let places: Vec<CellPlace> = table.table.iter().flat_map(|t| t.places(table.id)).collect();
        places.into_iter().map(|place| Paragraph::cell(place, self.text(notes))).collect()
    }

    fn block(&mut self, notes: &mut Vec<ParagraphId>, out: &mut Vec<Paragraph>) {
        if self.below(3) == 0 {
            let note = self.id(2);
            let words = self.text(&[]);
            out.push(Paragraph::new(note, Kind::Note, words));
            notes.push(note);
        }
        let (id, words) = (self.id(1), self.text(notes));
        if self.below(3) == 0 {
            let shape = self.table();
            let table = Paragraph::table(id, shape, words);
            let cells = self.cells(&table, notes);
            out.push(table);
            out.extend(cells);
        } else {
            out.push(Paragraph::new(id, Kind::STYLES[self.below(5)], words));
        }
    }

    pub(crate) fn revision(&mut self) -> Revision {
        let (mut paragraphs, mut notes) = (Vec::new(), Vec::new());
        for _ in 0..1 + self.below(4) {
            self.block(&mut notes, &mut paragraphs);
        }
        tidy(&mut paragraphs);
        let (title, symbol, language) = ("Paper".to_owned(), "WP.1".to_owned(), "en".to_owned());
        let (group, paper) = (GroupId([1; 32]), PaperId([2; 16]));
        let mut revision = Revision { group, paper, symbol, title, language, predecessor: None, paragraphs };
        qalam_model::number::assign(&mut revision.paragraphs);
        revision
    }

    /// What somebody makes of it, moves apart.
    pub(crate) fn copy(&mut self, revision: &Revision) -> Vec<Paragraph> {
        let mut notes: Vec<ParagraphId> = revision.paragraphs.iter().filter(|p| p.kind == Kind::Note).map(|p| p.id).collect();
        let mut out = Vec::new();
        for old in &revision.paragraphs {
            match self.below(8) {
                0 if !old.kind.is_placed() => self.block(&mut notes, &mut out),
                1 => continue,
                _ => {}
            }
            let mut new = old.clone();
            if self.below(3) == 0 {
                new.text = self.edited(&old.text, if old.kind == Kind::Note { &[] } else { &notes });
            }
            if old.kind.is_style() && self.below(8) == 0 {
                new = Paragraph { direction: Some(Direction::Rtl), ..Paragraph::new(old.id, Kind::STYLES[self.below(5)], new.text) };
            }
            if old.kind == Kind::Table && self.below(12) == 0 {
                new = Paragraph::new(old.id, Kind::Plain, new.text);
            }
            if let Some(table) = new.table.as_mut().filter(|_| self.below(2) == 0) {
                self.reshape(table);
                let cells = self.cells(&new, &notes);
                out.push(new);
                // The cells of the revision come first where there are any.
                let known = |c: &Paragraph| revision.paragraphs.iter().any(|p| p.id == c.id);
                out.extend(cells.into_iter().filter(|c| !known(c)));
                continue;
            }
            out.push(new);
        }
        tidy(&mut out);
        out
    }

    fn reshape(&mut self, table: &mut Table) {
        match self.below(5) {
            0 => table.rows.insert(self.below(table.rows.len() + 1), RowId([0x80 + self.below(9) as u8; 8])),
            1 => table.columns.push(Column { id: ColumnId([0x90 + self.below(9) as u8; 8]), width: 300 }),
            2 if table.rows.len() > 1 => drop(table.rows.remove(0)),
            3 => table.rows.reverse(),
            _ => table.head = 0,
        }
    }

    fn edited(&mut self, old: &RichText, notes: &[ParagraphId]) -> RichText {
        let len = old.len() as usize;
        let a = self.below(len + 1);
        let b = (a + self.below(6)).min(len);
        let mut out = old.slice(0, a as u32);
        let words = self.text(notes);
        out.push(&words);
        out.push(&old.slice(b as u32, len as u32));
        if self.below(3) == 0 && out.len() > 3 {
            let link = Link { start: 1, end: 3, href: "http://c".into() };
            out.links.retain(|l| l.end <= 1 || l.start >= 3);
            out.links.push(link);
            out.normalize();
        }
        // Where two halves of a character met it becomes one, as everywhere.
        if out.check().is_err() { old.clone() } else { out }
    }
}

fn scene(seed: u64) -> (Hand, Board) {
    let mut hand = Hand::new(seed);
    let revision = hand.revision();
    assert_eq!(canonical::validate(&revision), Ok(()));
    (hand, Board::new(revision, seed))
}

/// A board with what so many delegations want.
pub(crate) fn board(seed: u64, delegations: usize) -> Board {
    let (mut hand, mut board) = scene(seed);
    for who in 0..delegations {
        hand.next = 1000 * (who as u64 + 1);
        let copy = hand.copy(&board.revision);
        board.contribute(delegation(who), &copy);
    }
    board
}

/// Whether the desk's text is a paper, and says of each word where it is from.
fn valid(board: &Board, desk: &Desk) -> Result<(), TestCaseError> {
    let paragraphs = desk.text_now();
    let next = Revision { paragraphs, ..board.revision.clone() };
    prop_assert_eq!(canonical::validate(&next), Ok(()));
    for p in &desk.paragraphs {
        if let Some(text) = &p.text {
            prop_assert_eq!(text.check(), Ok(()));
            let covered = p.segments.iter().try_fold(0, |at, s| (at == s.start && s.start < s.end).then_some(s.end));
            prop_assert_eq!(covered, Some(text.len()));
        }
        let stands = next.paragraphs.iter().find(|q| q.id == p.id).map(|q| &q.text);
        prop_assert_eq!(stands, p.text.as_ref(), "the desk shows what goes out");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn proposals_give_the_copy_with_tables_footnotes_brackets_and_links(seed: u64) {
        let (mut hand, board) = scene(seed);
        let copy = hand.copy(&board.revision);
        let proposals = compare(&board.revision, &board.id, delegation(0), &copy);
        prop_assert_eq!(unnumbered(apply(&board.revision, &proposals)), unnumbered(copy.clone()));
        prop_assert_eq!(&compare(&board.revision, &board.id, delegation(0), &copy), &proposals);
        prop_assert!(compare(&board.revision, &board.id, delegation(0), &board.revision.paragraphs).is_empty());
    }

    #[test]
    fn one_contribution_taken_as_a_whole_is_its_copy(seed: u64, one_by_one: bool) {
        let (mut hand, mut board) = scene(seed);
        let copy = hand.copy(&board.revision);
        board.contribute(delegation(0), &copy);
        let all = board.hunks_of(0);
        if one_by_one {
            for hunk in all {
                board.decide(&[hunk], Treatment::Accept);
            }
        } else if !all.is_empty() {
            board.decide(&all, Treatment::Accept);
        }
        let desk = board.desk();
        valid(&board, &desk)?;
        let now: Vec<Paragraph> = text(&desk);
        prop_assert_eq!(now, unnumbered(copy));
    }

    #[test]
    fn whatever_is_decided_the_text_is_a_valid_paper(seed: u64, steps in 0usize..10) {
        let (mut hand, mut board) = scene(seed);
        for who in 0..3 {
            hand.next = 1000 * (who as u64 + 1);
            let copy = hand.copy(&board.revision);
            board.contribute(delegation(who), &copy);
        }
        valid(&board, &board.desk())?;
        let mut former = board.desk();
        for _ in 0..steps {
            let all = board.all_hunks();
            if all.is_empty() {
                break;
            }
            let some: Vec<HunkId> = (0..1 + hand.below(3)).map(|_| all[hand.below(all.len())]).collect();
            let treatment = match hand.below(8) {
                0..3 => Treatment::Accept,
                3 | 4 => Treatment::Bracket,
                5 => Treatment::Reject,
                6 => Treatment::Defer,
                _ => {
                    let at = hand.below(board.revision.paragraphs.len());
                    let Some(p) = board.revision.paragraphs.get(at) else { continue };
                    let text = hand.edited(&p.text.clone(), &[]);
                    let own = board.desk().own_wording(p.id, Some(text), "");
                    board.add(own);
                    continue;
                }
            };
            // Also a decision made by hand, without what comes along.
            if hand.below(4) == 0 {
                let decision = Decision { hunks: some.clone(), ..board.desk().decision(&some, treatment, "") };
                board.add(decision);
            } else {
                board.decide(&some, treatment);
            }
            former = board.desk_again(&former);
            prop_assert_eq!(&former, &board.desk());
            valid(&board, &former)?;
        }
        for (id, hunks) in board.desk().combinable() {
            prop_assert!(!hunks.is_empty(), "{id}");
            board.decide(&hunks, Treatment::Accept);
            valid(&board, &board.desk())?;
        }
    }
}

fn by_hand(paragraphs: Vec<Paragraph>) -> Board {
    let mut board = Board::new(Hand::new(0).revision(), 0);
    board.revision.paragraphs = paragraphs;
    board
}

fn op(n: u16, text: RichText) -> Paragraph {
    Paragraph { number: Some(Number::plain(u32::from(n) + 1)), ..Paragraph::new(paragraph_id(n), Kind::Operative, text) }
}

fn signed(words: &str, note: ParagraphId) -> RichText {
    let at = words.chars().position(|c| c == '#').unwrap() as u32;
    let text = words.replace('#', &OBJECT.to_string());
    RichText { text, signs: vec![Sign { at, sign: SignKind::Note(note) }], ..RichText::default() }
}

#[test]
fn a_footnote_comes_with_its_sign_and_goes_with_it() {
    let note = ParagraphId([9; 8]);
    let mut board = by_hand(vec![op(0, RichText::plain("States shall act.")), op(1, RichText::plain("The end."))]);
    let copy = vec![
        op(0, signed("States shall act promptly#.", note)),
        Paragraph::new(note, Kind::Note, RichText::plain("Within a month.")),
        op(1, RichText::plain("The end.")),
    ];
    let proposals = compare(&board.revision, &board.id, delegation(0), &copy);
    assert_eq!(proposals.len(), 1, "one wish, one proposal");
    assert_eq!(proposals[0].hunks.len(), 2);
    board.contribute(delegation(0), &copy);
    let words = vec![proposals[0].hunks[0].id];
    assert_eq!(board.desk().whole(&words), board.hunks_of(0));
    assert_eq!(board.desk().combinable(), vec![(proposals[0].id, board.hunks_of(0))]);
    let taken = board.decide(&words, Treatment::Accept);
    assert_eq!(text(&board.desk()), unnumbered(copy.clone()));
    let note_state = board.desk().paragraph(note).unwrap().hunks[0].state.clone();
    assert_eq!(note_state, HunkState::Decided { decision: taken, treatment: DecidedAs::Accept });
    board.decide(&words, Treatment::Reject);
    assert_eq!(board.desk().text_now(), board.revision.paragraphs);

    // From the next revision on it goes with its sign, and nobody has to say so.
    let mut next = by_hand(copy.clone());
    next.contribute(delegation(1), &[op(0, RichText::plain("States shall act promptly.")), copy[2].clone()]);
    assert_eq!(next.hunks_of(0).len(), 1);
    next.decide(&next.hunks_of(0), Treatment::Accept);
    assert_eq!(text(&next.desk()).iter().map(|p| p.id).collect::<Vec<_>>(), [paragraph_id(0), paragraph_id(1)]);
    assert_eq!(next.desk().paragraph(note).unwrap().text, None);
}

#[test]
fn a_footnote_stays_in_an_own_wording_and_in_a_bracket() {
    let note = ParagraphId([9; 8]);
    let mut board = by_hand(vec![op(0, RichText::plain("States shall act."))]);
    let copy = [op(0, signed("States should# act.", note)), Paragraph::new(note, Kind::Note, RichText::plain("See above."))];
    board.contribute(delegation(0), &copy);
    board.contribute(delegation(1), &[op(0, RichText::plain("States may act."))]);
    board.decide(&board.all_hunks(), Treatment::Bracket);
    let read = reads(&board.desk(), 0).unwrap();
    let either = [format!("[should{OBJECT}] / [may]"), format!("[may] / [should{OBJECT}]")];
    assert!(either.iter().any(|rivals| read == format!("States [shall] / {rivals} act.")), "{read}");
    assert_eq!(board.desk().text_now()[1].text.text, "See above.");
    let own = board.desk().own_wording(paragraph_id(0), Some(signed("States will# act.", note)), "");
    board.add(own);
    let now = board.desk().text_now();
    assert_eq!((now[0].text.text.clone(), now[1].id), (format!("States will{OBJECT} act."), note));
}

#[test]
fn tables_are_proposed_as_people_think_of_them() {
    let (row, column) = (|n: u8| RowId([n; 8]), |n: u8| Column { id: ColumnId([n; 8]), width: 100 });
    let id = ParagraphId([7; 8]);
    let table = |rows: &[u8]| {
        let shape = Table { head: 1, columns: vec![column(1), column(2)], rows: rows.iter().map(|n| row(*n)).collect() };
        Paragraph::table(id, shape, RichText::plain("Contacts"))
    };
    let cell =
        |r: u8, c: u8, words: &str| Paragraph::cell(CellPlace { table: id, row: row(r), column: column(c).id }, RichText::plain(words));
    let kinds = |board: &Board, copy: &[Paragraph]| -> Vec<(ProposalKind, usize)> {
        compare(&board.revision, &board.id, delegation(0), copy).iter().map(|p| (p.kind, p.hunks.len())).collect()
    };
    let new = vec![op(0, RichText::plain("x")), table(&[1, 2]), cell(1, 1, "State"), cell(1, 2, "Contact"), cell(2, 1, "A")];
    let empty = by_hand(vec![op(0, RichText::plain("x"))]);
    assert_eq!(kinds(&empty, &new), [(ProposalKind::Insert, 4)], "a new table is one proposal");

    let mut board = by_hand(new.clone());
    let more = vec![
        new[0].clone(),
        table(&[1, 3, 2]),
        cell(1, 1, "State"),
        cell(1, 2, "Contact"),
        cell(3, 1, "B"),
        cell(3, 2, "b@un"),
        cell(2, 1, "A"),
    ];
    assert_eq!(kinds(&board, &more), [(ProposalKind::Amend, 3)], "a new row with its cells is one");
    let filled = vec![new[0].clone(), new[1].clone(), new[2].clone(), new[4].clone(), cell(2, 2, "a@un")];
    assert_eq!(kinds(&board, &filled), [(ProposalKind::Insert, 1), (ProposalKind::Amend, 1)], "one cell filled, one emptied");
    assert_eq!(kinds(&board, &[new[0].clone(), table(&[2]), cell(2, 1, "A")]), [(ProposalKind::Amend, 1)], "cells go with their row");
    assert_eq!(kinds(&board, &new[..1]), [(ProposalKind::Delete, 1)], "and with their table");

    // Two who fill one cell meet in it.
    board.contribute(delegation(0), &filled);
    board.contribute(delegation(1), &{
        let mut copy = new.clone();
        copy.push(cell(2, 2, "b@un"));
        copy
    });
    let desk = board.desk();
    let met = desk.paragraph(cell(2, 2, "").id).unwrap();
    assert_eq!((met.state, met.clusters.len()), (ParagraphState::Contested, 1));
    // Taking a row's shape takes its cells along.
    board.contribute(delegation(2), &more);
    let shape = board.desk().paragraph(id).unwrap().hunks[0].hunk.id;
    board.decide(&[shape], Treatment::Accept);
    assert_eq!(text(&board.desk()), unnumbered(more));
}

#[test]
fn alternatives_stand_within_one_another_with_who_is_behind() {
    let mut board = by_hand(vec![op(0, RichText::plain("States shall act."))]);
    board.contribute(delegation(0), &[op(0, RichText::plain("States shall endeavour to act."))]);
    board.contribute(delegation(1), &[op(0, RichText::plain("States should act."))]);
    board.decide(&board.all_hunks(), Treatment::Bracket);
    let text = board.desk().paragraph(paragraph_id(0)).unwrap().text.clone().unwrap();
    assert_eq!(text.text, "States [shall [endeavour to]] / [should] act.");
    let found = brackets(&text);
    let behind: Vec<(u32, usize)> = found.pairs.iter().map(|p| (p.depth, p.behind.len())).collect();
    assert_eq!((behind, found.open()), (vec![(0, 0), (1, 1), (0, 1)], 2));
    let who = |n: usize| match delegation(n) {
        Contributor::Delegation(d) => d,
        Contributor::Chair => unreachable!(),
    };
    assert_eq!((&found.pairs[1].behind, &found.pairs[2].behind), (&vec![who(0)], &vec![who(1)]));
    valid(&board, &board.desk()).unwrap();
}

#[test]
fn what_one_changes_within_what_another_changes_stands_within_it() {
    let reads = |base: &str, wishes: &[&str]| {
        let mut board = by_hand(vec![op(0, RichText::plain(base))]);
        for (who, wish) in wishes.iter().enumerate() {
            board.contribute(delegation(who), &[op(0, RichText::plain(wish))]);
        }
        board.decide(&board.all_hunks(), Treatment::Bracket);
        let desk = board.desk();
        valid(&board, &desk).unwrap();
        let text = desk.paragraph(paragraph_id(0)).unwrap().text.clone().unwrap();
        assert!(brackets(&text).unpaired.is_empty());
        text.text
    };
    let base = "States shall keep the open and secure use of networks in mind.";
    let without = "States shall keep networks in mind.";
    assert_eq!(
        reads(base, &[without, "States shall keep the free and secure use of networks in mind."]),
        "States shall keep [the [open] / [free] and secure use of] networks in mind."
    );
    let two = [
        without,
        "States shall keep the free and secure use of networks in mind.",
        "States shall keep the open and safe use of networks in mind.",
    ];
    assert_eq!(reads(base, &two), "States shall keep [the [open] / [free] and [secure] / [safe] use of] networks in mind.");
    assert_eq!(
        reads(base, &[without, "States shall keep the open, free and secure use of networks in mind."]),
        "States shall keep [the open[, free] and secure use of] networks in mind."
    );
    assert_eq!(
        reads("各国应当保护开放安全的网络和设施。", &["各国应当保护设施。", "各国应当保护自由安全的网络和设施。"]),
        "各国应当保护[[开放]/[自由]安全的网络和]设施。"
    );
    assert_eq!(
        reads(base, &[without, "States shall keep the secure use of networks in mind."]),
        "States shall keep [the [open and] secure use of] networks in mind."
    );
    // Rivals for one place stay side by side.
    assert_eq!(reads("States shall act.", &["States should act.", "States may act."]).matches('[').count(), 3);
    assert_eq!(reads("States shall act.", &["States must firmly act.", "States shall now act."]).matches('[').count(), 3);
}

#[test]
fn a_bracket_that_no_text_shows_is_said() {
    let mut board = by_hand(vec![op(0, RichText::plain("States shall act."))]);
    let bold = RichText { spans: vec![Span { start: 0, end: 6, mark: Mark::Bold }], ..RichText::plain("States shall act.") };
    board.contribute(delegation(0), &[op(0, bold)]);
    let all = board.all_hunks();
    let act = board.decide(&all, Treatment::Bracket);
    assert_eq!(board.desk().text_now(), board.revision.paragraphs);
    assert_eq!(board.desk().notices, [Notice::NoWords { paragraph: paragraph_id(0), hunk: all[0], decision: act }]);
    board.decide(&all, Treatment::Accept);
    assert_eq!(board.desk().notices, []);
}

#[test]
fn what_does_not_belong_together_is_no_contribution() {
    let note = ParagraphId([9; 8]);
    let place = CellPlace { table: ParagraphId([7; 8]), row: RowId([1; 8]), column: ColumnId([1; 8]) };
    let shape = Table { head: 0, columns: vec![Column { id: place.column, width: 100 }], rows: vec![place.row] };
    let table = Paragraph::table(place.table, shape.clone(), RichText::plain("t"));
    let board =
        by_hand(vec![op(0, RichText::plain("abc")), table.clone(), Paragraph::new(ParagraphId([8; 8]), Kind::Note, RichText::plain("n"))]);
    let p = paragraph_id(0);
    let check = |kind, changes: Vec<Change>| {
        let hunks: Vec<Hunk> = changes.into_iter().map(|c| Hunk::new(&board.id, c)).collect();
        let paragraph = hunks[0].change.paragraph();
        let id = Proposal::derive_id(&board.id, delegation(0), kind, &hunks);
        let proposal = Proposal { id, kind, paragraph, reason: String::new(), cosponsors: vec![], discussion_only: false, hunks };
        let (paper, revision, by) = (board.revision.paper, board.id, delegation(0));
        check_contribution(
            &board.revision,
            &Contribution { paper, revision, by, entered: false, floor: false, proposals: vec![proposal], replaces: vec![] },
        )
    };
    let insert = |paragraph: Paragraph| Change::Insert { after: None, paragraph };
    let words = |text| Change::Words { paragraph: p, start: 3, end: 3, text };
    let (amend, new) = (ProposalKind::Amend, ProposalKind::Insert);
    let a_note = || insert(Paragraph::new(note, Kind::Note, RichText::plain("n")));
    assert_eq!(check(amend, vec![words(signed("#", note)), a_note()]), Ok(()));
    assert!(check(amend, vec![words(RichText::plain("x")), a_note()]).is_err(), "a footnote without sign");
    assert!(check(new, vec![a_note()]).is_err(), "a footnote alone");
    assert!(check(amend, vec![words(signed("#", note)), a_note(), a_note()]).is_err(), "twice");
    assert!(check(amend, vec![words(RichText { text: OBJECT.to_string(), ..RichText::default() })]).is_err(), "no sign");
    assert_eq!(check(new, vec![insert(Paragraph::cell(place, RichText::plain("c")))]), Ok(()));
    let wrong = Paragraph { id: note, ..Paragraph::cell(place, RichText::plain("c")) };
    assert!(check(new, vec![insert(wrong)]).is_err(), "a cell under another id");
    let outside = CellPlace { row: RowId([2; 8]), ..place };
    assert!(check(new, vec![insert(Paragraph::cell(outside, RichText::plain("c")))]).is_err(), "of no row");
    let mut two = shape.clone();
    two.rows.push(outside.row);
    let reshape = |table: &Table| Change::Reshape { paragraph: place.table, table: table.clone() };
    assert_eq!(check(amend, vec![reshape(&two), insert(Paragraph::cell(outside, RichText::plain("c")))]), Ok(()));
    assert!(check(amend, vec![reshape(&two), reshape(&two)]).is_err());
    assert!(check(amend, vec![reshape(&Table { rows: vec![], ..shape.clone() })]).is_err(), "no table without rows");
    assert!(check(amend, vec![Change::Reshape { paragraph: p, table: shape.clone() }]).is_err(), "no table");
    assert!(check(new, vec![insert(Paragraph { table: None, ..Paragraph::table(note, shape.clone(), RichText::plain("")) })]).is_err());
    let restyle = |paragraph, kind| Change::Restyle { paragraph, kind, level: 0, direction: None };
    assert!(check(amend, vec![restyle(p, Kind::Table)]).is_err());
    assert!(check(amend, vec![restyle(p, Kind::Note)]).is_err());
    assert!(check(amend, vec![restyle(ParagraphId([8; 8]), Kind::Plain)]).is_err());
    assert_eq!(check(amend, vec![restyle(place.table, Kind::Plain)]), Ok(()));
    let link = |start, end, href: Option<&str>| Change::Link { paragraph: p, start, end, href: href.map(str::to_owned) };
    assert_eq!(check(amend, vec![link(0, 1, Some("https://x")), link(1, 3, None)]), Ok(()));
    assert!(check(amend, vec![link(0, 2, None), link(1, 3, None)]).is_err());
    assert!(check(amend, vec![link(0, 2, Some("javascript:x"))]).is_err());
    assert!(check(amend, vec![link(1, 1, None)]).is_err());
}
