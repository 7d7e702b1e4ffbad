//! Standings and packages: who may say what for whom, and that what they come to is a function of the set of acts.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use qalam_model::{
    act::*,
    ids::*,
    number::Number,
    paper::*,
    roster::*,
    standing::*,
    text::{RichText, Sign, SignKind},
};
use std::collections::BTreeSet;

const P: ParagraphId = ParagraphId([1; 8]);
const Q: ParagraphId = ParagraphId([2; 8]);

impl Scene {
    fn of(&self, name: &str, stance: Stance) -> Stand {
        stand(self.paper, self.first, delegation(name), stance)
    }

    /// Issues the next text.
    fn next(&mut self, symbol: &str, change: impl FnOnce(&mut Vec<Paragraph>)) -> RevisionId {
        let state = &self.chair.state;
        let current = state.paper(&self.paper).unwrap().current().unwrap().clone();
        let mut text = state.issue(&current.act).unwrap().revision.clone();
        (text.symbol, text.predecessor) = (symbol.to_owned(), Some(current.revision));
        change(&mut text.paragraphs);
        let id = revision_id(&text);
        self.chair.act(Circle::Group, issue(text));
        self.meet();
        assert_eq!(self.a.state.paper(&self.paper).unwrap().current().unwrap().revision, id, "it was issued");
        id
    }
}

fn say(who: &mut Laptop, stand: Stand) -> ActId {
    who.act(Circle::Group, Body::Stand(stand))
}

/// Like [`say`], in the place of all that the delegation said before, as far as this laptop knows.
fn say_now(who: &mut Laptop, stand: Stand) -> ActId {
    let paper = who.state.paper(&stand.paper).unwrap();
    let replaces = paper.standings.iter().filter(|(_, s)| s.stand.delegation == stand.delegation).map(|(act, _)| *act).collect();
    say(who, Stand { replaces, ..stand })
}

fn board_of(who: &Laptop, paper: PaperId) -> Board {
    let paper = who.state.paper(&paper).unwrap();
    let texts: Vec<(RevisionId, Vec<Paragraph>)> =
        paper.revisions.iter().map(|i| (i.revision, who.state.issue(&i.act).unwrap().revision.paragraphs.clone())).collect();
    let chain: Vec<(RevisionId, &[Paragraph])> = texts.iter().map(|(id, text)| (*id, &text[..])).collect();
    let said: Vec<(ActId, &Stand)> = paper.standings.iter().map(|(act, s)| (*act, &*s.stand)).collect();
    let current = paper.current().unwrap().revision;
    let packages = paper.packages_on(&current);
    let packages: Vec<(ActId, &[ParagraphId])> = packages.iter().map(|(act, p)| (*act, &p.paragraphs[..])).collect();
    let parties: BTreeSet<DelegationId> = parties(who.state.roster());
    board(Input { chain: &chain, said: &said, parties: &parties, packages: &packages })
}

/// How a delegation stands on a paragraph.
fn stands(who: &Laptop, paper: PaperId, paragraph: ParagraphId, name: &str) -> Stance {
    voice(who, paper, paragraph, name).stance
}

fn voice(who: &Laptop, paper: PaperId, paragraph: ParagraphId, name: &str) -> Voice {
    let row = board_of(who, paper).rows.into_iter().find(|r| r.paragraph == paragraph).expect("the paragraph");
    row.voices.into_iter().find(|v| v.delegation == delegation(name)).expect("the delegation")
}

fn reserves() -> Stance {
    Stance::Reserves("We await instructions.".to_owned())
}

#[test]
fn a_delegation_speaks_for_itself_and_the_chairs_side_enters() {
    let mut s = scene();
    let own = s.of("A", Stance::Agreed);
    let said = say(&mut s.a, own.clone());
    assert_eq!(s.a.reason(&said), None);
    let entered = Stand { entered: true, ..own.clone() };
    let cases = [
        (s.of("B", Stance::Agreed), Some(Reason::NoRight)),
        (entered.clone(), Some(Reason::NotMarkedEntered)),
        (Stand { stance: Stance::Reserves(" ".to_owned()), ..own.clone() }, Some(Reason::BadStanding(BadStanding::NoText.to_string()))),
        (Stand { paragraphs: vec![], ..own.clone() }, Some(Reason::BadStanding(BadStanding::Paragraphs.to_string()))),
        (
            Stand { paragraphs: vec![P, ParagraphId([9; 8])], ..own.clone() },
            Some(Reason::BadStanding(BadStanding::NoParagraph.to_string())),
        ),
    ];
    for (stand, wanted) in cases {
        let act = say(&mut s.a, stand.clone());
        assert_eq!(s.a.reason(&act), wanted, "{stand:?}");
    }
    let cases = [
        (entered.clone(), None),
        (own.clone(), Some(Reason::NotMarkedEntered)),
        (Stand { delegation: delegation("nobody"), ..entered.clone() }, Some(Reason::UnknownTarget)),
    ];
    for (stand, wanted) in cases {
        let act = say(&mut s.sec, stand.clone());
        assert_eq!(s.sec.reason(&act), wanted, "{stand:?}");
    }
    let astray = s.a.act(Circle::Delegation(delegation("A")), Body::Stand(own.clone()));
    assert_eq!(s.a.reason(&astray), Some(Reason::WrongCircle));
    for (name, role) in [("x", Role::Translator), ("y", Role::Observer)] {
        let mut who = s.chair.seat(name, "A", role);
        let act = say(&mut who, own.clone());
        assert_eq!(who.reason(&act), Some(Reason::NoRight), "{role:?}");
    }
    // On a text that has not come it waits to be judged, and is when it comes.
    let unknown = say(&mut s.a, Stand { revision: RevisionId([9; 32]), ..own });
    assert_eq!(s.a.reason(&unknown), None);
}

#[test]
fn packages_are_the_papers_sides() {
    let mut s = scene();
    let package = |paragraphs: Vec<ParagraphId>, replaces: Vec<ActId>| {
        Body::Package(Package { paper: s.paper, revision: s.first, name: "Scope".to_owned(), paragraphs, replaces })
    };
    let made = s.sec.act(Circle::Chair, package(vec![P, Q], vec![]));
    assert_eq!(s.sec.reason(&made), None);
    let foreign = s.a.act(Circle::Delegation(delegation("A")), package(vec![P], vec![]));
    assert_eq!(s.a.reason(&foreign), Some(Reason::NotTheSide));
    let empty = s.chair.act(Circle::Chair, package(vec![], vec![]));
    assert!(matches!(s.chair.reason(&empty), Some(Reason::BadPackage(_))));
    s.meet();
    // Changed by one, dissolved by the other, apart: what is changed stays.
    let package = |paragraphs: Vec<ParagraphId>| {
        Body::Package(Package { paper: s.paper, revision: s.first, name: "Scope".to_owned(), paragraphs, replaces: vec![made] })
    };
    let (changed, dissolved) = (package(vec![P]), package(vec![]));
    let changed = s.chair.act(Circle::Chair, changed);
    s.sec.act(Circle::Chair, dissolved);
    s.meet();
    for who in [&s.chair, &s.sec] {
        let there = who.state.paper(&s.paper).unwrap().packages_on(&s.first);
        assert_eq!(there.iter().map(|(act, _)| *act).collect::<Vec<_>>(), [changed]);
    }
}

#[test]
fn of_what_one_delegation_says_apart_the_more_cautious_shows() {
    let mut s = scene();
    s.chair.confirm("a");
    let mut second = s.chair.seat("a2", "A", Role::Delegate);
    s.meet();
    let (agreed, against) = (s.of("A", Stance::Agreed), s.of("A", Stance::Objects(String::new())));
    let one = say_now(&mut s.a, agreed.clone());
    let other = say_now(&mut second, against);
    meet(&mut [&mut s.a, &mut second]);
    for who in [&s.a, &second] {
        let shown = voice(who, s.paper, P, "A");
        assert_eq!((shown.act, shown.others), (Some(other), vec![one]), "both are kept");
    }
    // One word settles it, and one that was taken back is nothing said.
    say_now(&mut s.a, agreed.clone());
    assert_eq!(stands(&s.a, s.paper, P, "A"), Stance::Agreed);
    say_now(&mut s.a, Stand { stance: Stance::Nothing, ..agreed });
    assert_eq!(stands(&s.a, s.paper, P, "A"), Stance::Nothing);
}

#[test]
fn nobody_takes_away_what_a_delegation_said_itself() {
    let mut s = scene();
    let (own, agreed) = (s.of("A", reserves()), s.of("A", Stance::Agreed));
    say_now(&mut s.a, own);
    s.meet();
    // The secretariat heard 'agreed': both stand, and the reservation shows.
    say_now(&mut s.sec, Stand { entered: true, ..agreed.clone() });
    assert_eq!(stands(&s.sec, s.paper, P, "A"), reserves());
    assert_eq!(voice(&s.sec, s.paper, P, "A").others.len(), 1);
    s.meet();
    // The delegation itself takes back either.
    say_now(&mut s.a, agreed.clone());
    let shown = voice(&s.a, s.paper, P, "A");
    assert_eq!((shown.stance, shown.entered, shown.others.len()), (Stance::Agreed, false, 0));
    // What was entered, the Chair's side corrects itself.
    let b = s.of("B", Stance::Objects("Not so.".to_owned()));
    say_now(&mut s.sec, Stand { entered: true, ..b.clone() });
    say_now(&mut s.sec, Stand { entered: true, stance: Stance::Agreed, ..b });
    assert_eq!(stands(&s.sec, s.paper, P, "B"), Stance::Agreed);
}

#[test]
fn a_change_resets_and_what_stays_is_carried_forward() {
    let mut s = scene();
    let both = Stand { paragraphs: vec![P, Q], ..s.of("A", Stance::Agreed) };
    say_now(&mut s.a, both);
    let own = s.of("B", reserves());
    say_now(&mut s.b, own);
    s.meet();
    // Another place is no change, nor is another number.
    s.next("WP.1/Rev.1", |text| text.swap(0, 1));
    assert_eq!((stands(&s.a, s.paper, P, "A"), stands(&s.a, s.paper, P, "B")), (Stance::Agreed, reserves()));
    s.next("WP.1/Rev.2", |text| text[1].text = RichText::plain("Another text."));
    assert_eq!((stands(&s.a, s.paper, P, "A"), stands(&s.a, s.paper, Q, "A")), (Stance::Nothing, Stance::Agreed));
    assert_eq!(voice(&s.a, s.paper, P, "B").lapsed, Some(reserves()));
    // The old wording comes back: what was said of it does not.
    s.next("WP.1/Rev.3", |text| text[1].text = RichText::plain("The text of the first."));
    assert_eq!(stands(&s.a, s.paper, P, "A"), Stance::Nothing);
    // Formatting is a change too, and so is the kind.
    s.next("WP.1/Rev.4", |text| (text[0].kind, text[0].level) = (Kind::Item, 1));
    assert_eq!(stands(&s.a, s.paper, Q, "A"), Stance::Nothing);
    // An old text's standing counts where the paragraph is still that one, whenever it arrives.
    let late = Stand { paragraphs: vec![Q], ..s.of("B", Stance::Agreed) };
    say(&mut s.b, late);
    assert_eq!(stands(&s.b, s.paper, Q, "B"), Stance::Nothing);
}

#[test]
fn the_board_counts_and_a_package_is_agreed_whole_or_not() {
    let mut s = scene();
    let both = |s: &Scene, name: &str| Stand { paragraphs: vec![P, Q], ..s.of(name, Stance::Agreed) };
    let one = both(&s, "A");
    say_now(&mut s.a, one);
    let other = s.of("B", Stance::Agreed);
    say_now(&mut s.b, other);
    s.meet();
    let totals = |s: &Scene| board_of(&s.chair, s.paper).totals;
    assert_eq!(totals(&s), Totals { all: 2, agreed: 1, open: 1, ..Totals::default() });
    let package = Package { paper: s.paper, revision: s.first, name: "Both".to_owned(), paragraphs: vec![P, Q], replaces: vec![] };
    s.chair.act(Circle::Chair, Body::Package(package));
    s.meet();
    assert_eq!(totals(&s), Totals { all: 2, agreed: 0, open: 2, waits: 1, ..Totals::default() });
    let other = both(&s, "B");
    say_now(&mut s.b, other);
    s.meet();
    assert_eq!(totals(&s), Totals { all: 2, agreed: 2, ..Totals::default() });
    let reservation = s.of("A", reserves());
    say_now(&mut s.a, reservation);
    s.meet();
    assert_eq!(totals(&s), Totals { all: 2, open: 2, reserved: 1, waits: 1, ..Totals::default() });
    // What is in brackets is not agreed, whoever agrees to it.
    s.next("WP.1/Rev.1", |text| text[0].text = RichText::plain("The [text] of the first."));
    assert_eq!(totals(&s), Totals { all: 2, agreed: 1, bracketed: 1, ..Totals::default() });
}

#[test]
fn numbers_are_no_part_of_a_paragraph_and_footnotes_are() {
    let numbered = |n: u32, text: RichText| Paragraph { number: Some(Number { n, repeat: 0 }), ..Paragraph::new(P, Kind::Operative, text) };
    let note = |words: &str| Paragraph::new(Q, Kind::Note, RichText::plain(words));
    let mut text = RichText::plain("Text\u{fffc}");
    text.signs = vec![Sign { at: 4, sign: SignKind::Note(Q) }];
    let first = [numbered(1, text.clone()), note("Once.")];
    let second = [numbered(2, text.clone()), note("Once.")];
    let third = [numbered(2, text), note("Twice.")];
    assert_eq!(unbroken(&[&first, &second]).get(&P), Some(&0));
    assert_eq!(unbroken(&[&first, &second, &third]).get(&P), Some(&2));
    assert_eq!(unbroken(&[&third, &second, &third]).get(&P), Some(&2), "what comes back is not what it was");
    assert!(!unbroken(&[&first]).contains_key(&Q), "a footnote stands for nothing by itself");
}

#[test]
fn the_order_of_arrival_never_matters() {
    let mut s = scene();
    for (at, stance) in
        [Stance::Agreed, reserves(), Stance::Objects(String::new()), Stance::Nothing, Stance::Agreed].into_iter().enumerate()
    {
        let one = s.of("A", stance.clone());
        let entered = Stand { entered: true, ..s.of("A", stance) };
        let _ = if at % 2 == 0 { say_now(&mut s.a, one) } else { say(&mut s.sec, entered) };
    }
    s.meet();
    s.next("WP.1/Rev.1", |text| text[1].text = RichText::plain("Else."));
    let wanted = (s.chair.state.digest(), board_of(&s.chair, s.paper));
    let all: Vec<Sent> = s.chair.acts.values().cloned().collect();
    for turn in 0..all.len() {
        let mut other = Laptop::of("chair", s.chair.group);
        for sent in all[turn..].iter().chain(&all[..turn]).rev() {
            other.take(sent.clone());
        }
        assert_eq!((other.state.digest(), board_of(&other, s.paper)), wanted);
    }
}
