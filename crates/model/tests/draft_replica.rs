//! A window's document beside the draft: whatever either side writes, and whenever, both end alike; what is not kept
//! leaves no trace, and a hostile update none either.
#![allow(missing_docs, clippy::unwrap_used)]

mod draft_common;

use draft_common::*;
use qalam_model::{
    draft::{Draft, DraftError, Replica},
    ids::ParagraphId,
    paper::{Kind, Paragraph},
    text::Mark,
};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};

const WINDOWS: [u64; 2] = [71, 72];

/// A window: its own document, the replica beside the draft, and what it handed over.
struct Window {
    doc: Draft,
    replica: Replica,
    handed: Vec<u8>,
}

impl Window {
    fn open(draft: &Draft, peer: u64) -> Window {
        let replica = Replica::of(draft, peer).unwrap();
        let doc = open(&replica.snapshot(), peer);
        let handed = doc.version();
        Window { doc, replica, handed }
    }

    fn update(&self) -> Option<Vec<u8>> {
        let peer = self.replica.window();
        self.doc.own_updates_since(&self.handed, &|p| p == peer).unwrap()
    }

    /// Hands over what was typed. `kept` false: the disk refused it, and the draft is as it was.
    fn push(&mut self, draft: &mut Draft, kept: bool) {
        let Some(update) = self.update() else { return };
        self.replica.follow(draft).unwrap();
        let typing = self.replica.read(&update).unwrap().unwrap();
        if !kept {
            return self.replica.forget();
        }
        draft.write_typing(typing).unwrap();
        self.replica.keep(&update, draft).unwrap();
        self.handed = self.doc.version();
    }

    fn pull(&mut self, draft: &Draft) {
        self.replica.follow(draft).unwrap();
        let news = self.replica.updates_since(&self.doc.version()).unwrap();
        take(&mut self.doc, &news);
    }
}

fn edit(draft: &mut Draft, rng: &mut ChaCha8Rng) {
    let mut pick = |n: usize| (rng.next_u32() as usize) % n.max(1);
    let shown = draft.paragraphs();
    let fresh = ParagraphId([pick(256) as u8, pick(256) as u8, pick(256) as u8, pick(256) as u8, 2, 3, 4, 5]);
    let Some(p) = shown.get(pick(shown.len())).map(|p| &p.paragraph) else {
        return draft.insert_paragraph(None, &Paragraph { id: fresh, ..paragraph(0, "again") }).unwrap();
    };
    let len = p.text.len() as usize;
    let (a, b) = (pick(len + 1) as u32, pick(len + 1) as u32);
    let (a, b) = (a.min(b), a.max(b));
    let done = match pick(12) {
        0..=3 => draft.insert_text(p.id, a, ["x", "дом ", "中", "👍", " and", "م"][pick(6)]),
        4 => draft.delete_range(p.id, a, b.min(a + 4)),
        5 => draft.mark(p.id, a, b, Mark::ALL[pick(5)], pick(3) > 0),
        6 => draft.split(p.id, a, fresh).map(drop),
        7 => draft.join(p.id, pick(2) == 0),
        8 => draft.restyle(p.id, [Kind::Operative, Kind::Heading, Kind::Item][pick(3)], 1 + pick(6) as u8, None),
        9 => draft.insert_paragraph(Some(p.id), &Paragraph { id: fresh, ..paragraph(0, "new") }),
        10 => draft.delete_paragraph(p.id),
        _ => draft.restore_paragraph(p.id),
    };
    match done {
        Ok(()) | Err(DraftError::NothingToJoin(_)) => {}
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn windows_and_colleagues_end_alike() {
    for seed in 0..60 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let begin = start(&["first words", "second words here", "third"]).snapshot();
        let mut draft = open(&begin, 10);
        let mut colleague = open(&begin, 3 + seed % 2 * 20);
        let mut windows: Vec<Window> = WINDOWS.iter().map(|peer| Window::open(&draft, *peer)).collect();
        for _ in 0..40 {
            let which = rng.next_u32() as usize % 2;
            match rng.next_u32() % 8 {
                0..=2 => edit(&mut windows[which].doc, &mut rng),
                3 => edit(&mut colleague, &mut rng),
                4 => windows[which].push(&mut draft, true),
                5 => windows[which].push(&mut draft, false),
                6 => windows[which].pull(&draft),
                _ => {
                    let update = colleague.updates_since(&draft.version()).unwrap();
                    take(&mut draft, &update);
                    let back = draft.updates_since(&colleague.version()).unwrap();
                    take(&mut colleague, &back);
                }
            }
        }
        let update = colleague.updates_since(&draft.version()).unwrap();
        take(&mut draft, &update);
        windows.iter_mut().for_each(|w| w.push(&mut draft, true));
        windows.iter_mut().for_each(|w| w.pull(&draft));
        for window in &windows {
            assert_eq!(window.doc.paragraphs(), draft.paragraphs(), "seed {seed}");
        }
        let again = Window::open(&draft, 99);
        assert_eq!(again.doc.paragraphs(), draft.paragraphs(), "seed {seed}: a fresh window");
        let back = draft.updates_since(&colleague.version()).unwrap();
        take(&mut colleague, &back);
        assert_eq!(colleague.paragraphs(), draft.paragraphs(), "seed {seed}: the colleague");
    }
}

#[test]
fn foreign_cut_and_hostile_updates_change_nothing() {
    let mut draft = open(&start(&["first words", "second"]).snapshot(), 10);
    let mut window = Window::open(&draft, 71);
    window.doc.insert_text(id(1), 0, "typed ").unwrap();
    let update = window.update().unwrap();
    let before = draft.paragraphs();
    let mut foreign = open(&window.replica.snapshot(), 72);
    foreign.insert_text(id(1), 0, "forged ").unwrap();
    let forged = foreign.own_updates_since(&Draft::empty().version(), &|p| p == 72).unwrap().unwrap();
    assert!(matches!(window.replica.read(&forged), Err(DraftError::ForeignPeer(72))));
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    for _ in 0..400 {
        let mut bad = update.clone();
        match rng.next_u32() % 2 {
            0 => bad.truncate(rng.next_u32() as usize % bad.len()),
            _ => {
                let at = rng.next_u32() as usize % bad.len();
                bad[at] ^= 1 << (rng.next_u32() % 8);
            }
        }
        // Refused, or an update that only looks like it: never a panic, and nothing is kept.
        let _ = window.replica.read(&bad);
        window.replica.forget();
    }
    assert_eq!(draft.paragraphs(), before);
    window.push(&mut draft, true);
    assert_eq!(window.doc.paragraphs(), draft.paragraphs());
    // What builds on something that never came waits.
    window.doc.insert_text(id(1), 0, "lost ").unwrap();
    window.handed = window.doc.version();
    window.doc.insert_text(id(1), 0, "next ").unwrap();
    assert!(window.replica.read(&window.update().unwrap()).unwrap().is_none());
}

#[test]
fn what_is_handed_over_twice_is_written_once() {
    let mut draft = open(&start(&["first words"]).snapshot(), 10);
    let mut window = Window::open(&draft, 71);
    window.doc.insert_text(id(1), 0, "typed ").unwrap();
    let handed = window.handed.clone();
    window.push(&mut draft, true);
    window.handed = handed;
    window.push(&mut draft, true);
    assert_eq!(texts(&draft), ["typed first words"]);
}
