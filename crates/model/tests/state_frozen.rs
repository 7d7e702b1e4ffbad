//! The bytes of acts are frozen: what was signed once is read, and named, the same for ever.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use qalam_model::{
    act::*,
    desk::check_contribution,
    ids::*,
    paper::{Direction, Kind, Paragraph},
    proposal::*,
    roster::*,
    standing::Stance,
    state::State,
    text::{Mark, RichText, Span},
};

/// One act of each kind in a fixed chain, as this version writes them.
fn one_of_each() -> Vec<(&'static str, Body)> {
    let group = GroupId([1; 32]);
    let paper = Side::Chair.paper_id(&group, [7; 8]);
    let text = revision(group, paper, "WP.1", None, "The text.");
    let at = revision_id(&text);
    let end = ChainEnd { device: device("a"), circle: Circle::Group.id(&group), number: 3, act: ActId([4; 32]) };
    let cutoff = Cutoff { chains: vec![end] };
    let grant = Grant {
        circle: Circle::Delegation(delegation("A")),
        recipient: "age1epoch".to_owned(),
        epoch: EpochId([2; 16]),
        number: 1,
        devices: vec![device("a")],
        recovery: vec!["age1recoverya".to_owned()],
    };
    let secret = serde_bytes::ByteBuf::from(vec![3; 32]);
    let nonces = vec![serde_bytes::ByteBuf::from(vec![5; 16])];
    let update = serde_bytes::ByteBuf::from(vec![6; 8]);
    let member = member("a");
    vec![
        ("genesis", Body::Genesis(Genesis { name: "Group".to_owned(), founder: seat("chair", "Host", Role::Chair) })),
        ("invite", invite("a", "A", Role::Delegate)),
        ("secret", Body::InviteSecret(InviteSecret { invitation: invitation("a"), identity: "AGE-SECRET-KEY-1".to_owned(), secret })),
        ("admit", admit("a", "A", Role::Delegate)),
        ("confirm", Body::Confirm(Confirm { member, device: device("a") })),
        ("remove", Body::Remove(Remove { member, cutoff: cutoff.clone() })),
        ("revoke", Body::Revoke(Revoke { device: device("a"), cutoff: cutoff.clone() })),
        ("role", Body::ChangeRole(ChangeRole { member, role: Role::Observer, cutoff: Some(cutoff.clone()) })),
        ("replace", Body::Replace(Replace { member, old: device("a"), new: keys("a2"), cutoff })),
        ("grant", Body::GrantAct(GrantAct { grant })),
        ("paper", new_paper(paper)),
        ("ops", Body::DraftOps(DraftOps { paper, copy: Some(at), nonces, update })),
        ("issue", issue(text)),
        ("contribution", contribute(contribution(paper, at, Contributor::Delegation(delegation("A")), "One"))),
        ("withdraw", Body::Withdraw(Withdraw { paper, contribution: ActId([8; 32]) })),
        ("decision", decide(paper, at, vec![HunkId([9; 16])])),
        ("comment", Body::Comment(comment(paper, at, (4, 8), "text", "Which one?"))),
        (
            "draft-comment",
            Body::Comment(Comment {
                draft: true,
                revision: None,
                cursors: vec![serde_bytes::ByteBuf::from(vec![7; 4]), serde_bytes::ByteBuf::from(vec![8; 4])],
                answers: Some(ActId([9; 32])),
                ..comment(paper, at, (4, 8), "text", "This one.")
            }),
        ),
        (
            "resolution",
            Body::ResolveComment(ResolveComment {
                paper,
                comment: ActId([10; 32]),
                resolved: true,
                replaces: vec![ActId([11; 32])],
                seen: vec![ActId([12; 32])],
            }),
        ),
        (
            "move",
            Body::DraftMove(DraftMove {
                paper,
                copy: at,
                after: Some(ActId([13; 32])),
                on: serde_bytes::ByteBuf::from(vec![14; 4]),
                took: [Origin::Copy(None), Origin::Copy(Some(RevisionId([15; 32]))), Origin::Moved(ActId([16; 32]))]
                    .map(|from| Took { from, version: serde_bytes::ByteBuf::from(vec![17; 4]) })
                    .to_vec(),
                nonces: vec![serde_bytes::ByteBuf::from(vec![18; 16])],
                update: serde_bytes::ByteBuf::from(vec![19; 8]),
            }),
        ),
        (
            "settled",
            Body::DraftSettle(DraftSettle {
                paper,
                copy: at,
                moved: ActId([20; 32]),
                paragraphs: vec![ParagraphId([21; 8])],
                settled: true,
                replaces: vec![ActId([22; 32])],
            }),
        ),
        ("agreed", Body::Stand(stand(paper, at, delegation("A"), Stance::Agreed))),
        (
            "reserved",
            Body::Stand(Stand {
                entered: true,
                replaces: vec![ActId([13; 32])],
                ..stand(paper, at, delegation("A"), Stance::Reserves("We await instructions.".to_owned()))
            }),
        ),
        (
            "package",
            Body::Package(Package {
                paper,
                revision: at,
                name: "Scope".to_owned(),
                paragraphs: vec![ParagraphId([1; 8]), ParagraphId([2; 8])],
                replaces: vec![ActId([14; 32])],
            }),
        ),
    ]
}

fn names() -> Vec<String> {
    let state = State::new(GroupId([1; 32]));
    one_of_each()
        .into_iter()
        .map(|(name, body)| {
            let entry = state.next_entry(device("chair"), Circle::Control, 1_700_000_000_000, [1; 16], &body);
            format!("{name} {}", Entry::id_of(&entry.encode()).short())
        })
        .collect()
}

#[test]
fn every_kind_is_written_as_ever() {
    assert_eq!(names(), FROZEN);
}

#[test]
fn every_kind_is_read_as_it_was_written() {
    for (name, body) in one_of_each() {
        let (kind, bytes) = body.encode();
        assert_eq!(Body::decode(kind, &bytes).unwrap(), body, "{name}");
        assert_eq!(is_roster(kind), ["genesis", "invite", "admit", "confirm", "remove", "revoke", "role", "replace"].contains(&name));
    }
}

#[test]
fn a_known_kind_with_what_only_a_newer_version_knows_is_a_newer_one() {
    let (kind, bytes) = decide(PaperId([1; 16]), RevisionId([2; 32]), vec![]).encode();
    let mut value: ciborium::Value = ciborium::from_reader(&bytes[..]).unwrap();
    let decision = value.as_map_mut().unwrap()[0].1.as_map_mut().unwrap();
    for (key, value) in decision.iter_mut() {
        if key.as_text() == Some("treatment") {
            *value = ciborium::Value::Text("applause".to_owned());
        }
    }
    let mut newer = Vec::new();
    ciborium::into_writer(&value, &mut newer).unwrap();
    assert_eq!(Body::read(kind, &newer), Some(Body::Unknown));
    assert_eq!(Body::read(kind, &[0xff, 0x00]), None);
    // A field more is no change of meaning.
    let mut more: ciborium::Value = ciborium::from_reader(&bytes[..]).unwrap();
    more.as_map_mut().unwrap().push((ciborium::Value::Text("mood".to_owned()), ciborium::Value::Bool(true)));
    let mut wide = Vec::new();
    ciborium::into_writer(&more, &mut wide).unwrap();
    assert!(matches!(Body::read(kind, &wide), Some(Body::Decide(_))));
}

#[test]
fn ids_are_derived_as_ever() {
    let group = GroupId([1; 32]);
    assert_eq!(Circle::Delegation(delegation("A")).id(&group).to_string(), CIRCLE);
    assert_eq!(Side::Delegation(delegation("A")).paper_id(&group, [7; 8]).to_string(), PAPER);
}

const CIRCLE: &str = "f49b6ff833637cb73fe323d131db0d61";
const PAPER: &str = "0707070707070707f123af4aa881b16d";
const FROZEN: [&str; 24] = [
    "genesis 8cbef1b3",
    "invite 9c874e7c",
    "secret ea976975",
    "admit 02bce257",
    "confirm 378d1956",
    "remove ecf3b26f",
    "revoke 61a8184d",
    "role 2f694223",
    "replace b546612d",
    "grant 1d9b06d9",
    "paper 96866094",
    "ops 371c90e2",
    "issue f1a17514",
    "contribution f508e3d6",
    "withdraw 6331b8c1",
    "decision fce80a7d",
    "comment c366d0bc",
    "draft-comment b8dd7041",
    "resolution 5a21f12f",
    "move e590e0de",
    "settled 047e9ae8",
    "agreed 2df0b58b",
    "reserved 83dd8eff",
    "package af316663",
];

/// A text of six paragraphs, on which words go elsewhere.
fn six() -> qalam_model::paper::Revision {
    let (group, words) = (GroupId([1; 32]), ["One acts.", "Two acts. Two tells.", "Three asks.", "Four asks.", "Five goes.", "Six stays."]);
    let text = revision(group, Side::Chair.paper_id(&group, [7; 8]), "WP.1", None, "One");
    let one = |(n, words): (usize, &&str)| Paragraph::new(ParagraphId([n as u8 + 1; 8]), Kind::Operative, RichText::plain(words));
    qalam_model::paper::Revision { paragraphs: words.iter().enumerate().map(one).collect(), ..text }
}

/// A contribution with a move, a split, a join and a move into another, amendments beside them, and a new paragraph to
/// stand behind a part.
fn elsewhere() -> Contribution {
    let text = six();
    let (at, by, id) = (revision_id(&text), Contributor::Delegation(delegation("A")), |n: u8| ParagraphId([n; 8]));
    let plain = RichText::plain;
    let bold = RichText { spans: vec![Span { start: 0, end: 4, mark: Mark::Bold }], ..plain("also ") };
    let part = |n, direction, start, end, head: &str, tail| Part {
        id: id(n),
        kind: Kind::Item,
        level: 2,
        direction,
        start,
        end,
        head: plain(head),
        tail,
    };
    let split = Change::Split {
        paragraph: id(2),
        parts: vec![part(21, None, 9, 10, "", bold), part(22, Some(Direction::Rtl), 19, 20, ";", plain("Now."))],
    };
    let join = Change::Join { paragraph: id(3), parts: vec![Joined { end: 11, text: plain(" "), paragraph: id(4), start: 0 }] };
    let into = Change::Into { paragraph: id(5), start: 0, end: 10, into: id(6), from: 4, to: 4, before: plain("and "), behind: plain(" ") };
    let new = Paragraph::new(id(23), Kind::Operative, plain("Behind a part."));
    let asked = [
        (ProposalKind::Move, id(1), vec![Change::Move { paragraph: id(1), after: Some(id(22)) }]),
        (ProposalKind::Amend, id(1), vec![Change::Words { paragraph: id(1), start: 4, end: 8, text: plain("shall act") }]),
        (ProposalKind::Insert, id(23), vec![Change::Insert { after: Some(id(21)), paragraph: new }]),
        (ProposalKind::Split, id(2), vec![split]),
        (ProposalKind::Join, id(3), vec![join]),
        (ProposalKind::Into, id(5), vec![into]),
    ];
    let proposal = |(kind, paragraph, changes): (ProposalKind, ParagraphId, Vec<Change>)| {
        let hunks: Vec<Hunk> = changes.into_iter().map(|c| Hunk::new(&at, c)).collect();
        let (reason, cosponsors) = ("It reads better.".to_owned(), vec![delegation("B")]);
        Proposal { id: Proposal::derive_id(&at, by, kind, &hunks), kind, paragraph, reason, cosponsors, discussion_only: false, hunks }
    };
    let proposals = asked.into_iter().map(proposal).collect();
    Contribution { paper: text.paper, revision: at, by, entered: true, floor: true, proposals, replaces: vec![ActId([30; 32])] }
}

/// Acts of the merge desk as files: the bytes that an older version wrote.
fn kept() -> Vec<(&'static str, Body, &'static [u8])> {
    let find = |wanted: &str| one_of_each().into_iter().find(|(name, _)| *name == wanted).unwrap().1;
    vec![
        ("contribution-elsewhere", contribute(elsewhere()), include_bytes!("../../../tests/fixtures/acts/v1-contribution-elsewhere.act")),
        ("standing-agreed", find("agreed"), include_bytes!("../../../tests/fixtures/acts/v1-standing-agreed.act")),
        ("standing-reserved", find("reserved"), include_bytes!("../../../tests/fixtures/acts/v1-standing-reserved.act")),
        ("package", find("package"), include_bytes!("../../../tests/fixtures/acts/v1-package.act")),
    ]
}

#[test]
fn acts_that_were_kept_are_read_and_written_as_ever() {
    let state = State::new(GroupId([1; 32]));
    for (name, body, bytes) in kept() {
        let entry = Entry::decode(bytes).unwrap();
        assert_eq!(Body::decode(&entry.kind, &entry.body).unwrap(), body, "{name}");
        assert_eq!(entry.encode(), bytes, "{name}");
        let made = state.next_entry(device("chair"), Circle::Group, 1_700_000_000_000, [1; 16], &body);
        assert_eq!(made.encode(), bytes, "{name}");
    }
}

/// The ids in it are those that its changes give, and it fits the text that it is about.
#[test]
fn what_was_kept_still_says_where_words_go() {
    let (_, _, bytes) = kept().remove(0);
    let entry = Entry::decode(bytes).unwrap();
    let Body::Contribute(Contribute { contribution }) = Body::decode(&entry.kind, &entry.body).unwrap() else { panic!("a contribution") };
    assert_eq!(check_contribution(&six(), &contribution), Ok(()));
    for p in &contribution.proposals {
        assert!(p.hunks.iter().all(|h| h.change.id(&contribution.revision) == h.id));
        assert_eq!(Proposal::derive_id(&contribution.revision, contribution.by, p.kind, &p.hunks), p.id);
    }
    let copy = qalam_model::compare::apply(&six(), &contribution.proposals);
    let reads: Vec<&str> = copy.iter().map(|p| p.text.text.as_str()).collect();
    assert_eq!(
        reads,
        ["Two acts.", "also Two tells;", "Behind a part.", "Now.", "One shall act.", "Three asks. Four asks.", "Six and Five goes. stays."]
    );
}
