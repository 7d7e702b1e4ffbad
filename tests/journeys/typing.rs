//! Typing in a window: on the disk at once, an act after a pause, there again after a broken-off run.

use crate::story::{paper, two_experts};
use qalam_app::api::{Nothing, Request, exchange::SyncNow, following::DraftFollow};
use qalam_model::draft::Draft;
use qalam_tests::{Cast, Party};
use std::time::Duration;

/// Types at the start of a paragraph.
fn type_into(party: &Party, id: &str, number: usize, words: &str) {
    party.writes(id, |draft| {
        let paragraph = draft.paragraphs()[number].paragraph.id;
        draft.insert_text(paragraph, 0, words).expect("typing");
    });
}

#[test]
fn what_was_typed_survives_a_broken_off_run_and_goes_out() {
    let cast = Cast::new(61);
    let (_chair, head, expert, id) = two_experts(&cast);
    type_into(&head, &id, 0, "Firstly, ");
    let status = head.ask(Request::Status(Nothing {}));
    assert_eq!((&status["saved"], &status["sent"]), (&true.into(), &false.into()), "on the disk, and not yet out");
    // The process ends without a word.
    let name = head.name.clone();
    drop(head);
    let head = cast.open(&name);
    head.unlock();
    assert!(head.text(&id, "draft")[0].1.starts_with("Firstly, "));
    cast.clock.advance(Duration::from_secs(3));
    head.app.tick();
    head.app.tick();
    assert_eq!(head.ask(Request::Status(Nothing {}))["sent"], true);
    expert.ask(Request::Sync(SyncNow { restore: false }));
    assert!(expert.text(&id, "draft")[0].1.starts_with("Firstly, "), "the other expert has it");
}

#[test]
fn foreign_or_broken_updates_leave_the_draft_as_it_was() {
    let cast = Cast::new(62);
    let chair = cast.chair();
    let id = paper(&cast, &chair);
    let before = chair.text(&id, "draft");
    let opening = chair.app.draft_open(&id).expect("a draft");
    let mut draft = Draft::open(&opening.snapshot).expect("a document");
    draft.set_peer(opening.peer ^ 1);
    let version = draft.version();
    let paragraph = draft.paragraphs()[0].paragraph.id;
    draft.insert_text(paragraph, 0, "Forged ").expect("typing");
    let forged = draft.updates_since(&version).expect("an update");
    for update in [forged.clone(), forged[..forged.len() / 2].to_vec(), b"nonsense".to_vec(), Vec::new()] {
        let error = chair.app.draft_push(&id, &update).expect_err("refused");
        chair.speaks(&error);
    }
    assert_eq!(chair.text(&id, "draft"), before);
}

#[test]
fn what_is_typed_while_a_new_revision_arrives_is_kept() {
    let cast = Cast::new(63);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let id = paper(&cast, &chair);
    b.sync();
    let opening = b.app.draft_open(&id).expect("a draft");
    let mut draft = Draft::open(&opening.snapshot).expect("a document");
    draft.set_peer(opening.peer);
    let before = draft.version();
    let paragraph = draft.paragraphs()[0].paragraph.id;
    draft.insert_text(paragraph, 0, "Late ").expect("typing");
    let update = draft.updates_since(&before).expect("an update");
    crate::story::issue(&chair, &id, "WG/2026/WP.1/Rev.1");
    chair.sync();
    b.sync();
    b.app.draft_push(&id, &update).expect("kept in the copy that it was typed in");
    assert!(b.text(&id, "draft")[0].1.starts_with("Late "), "what was written is what one goes on writing in");
    let moved = b.ask(Request::DraftFollow(DraftFollow { paper: id.clone(), look: false }));
    assert_eq!(moved["followed"], 1);
    assert!(b.text(&id, "draft")[0].1.starts_with("Late "), "and it is taken along");
    b.sync();
    assert_eq!(b.ask(Request::Status(Nothing {}))["sent"], true);
}
