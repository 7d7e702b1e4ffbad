//! One submitted change, from its commit on one laptop until it is readable on another, both running.

use crate::{line, ms, papers::files};
use qalam_app::{
    App, Clock, Hosts,
    api::{
        Request,
        paper::{PaperEdit, PaperIssue, PaperNew, PaperRef, Propose},
    },
    real_files,
};
use qalam_tests::{Cast, Party};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

const CHANGES: usize = 40;
/// As often as the window's shell.
const BEAT: Duration = Duration::from_millis(25);

struct WallClock;

impl Clock for WallClock {
    fn now(&self) -> i64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |t| t.as_millis() as i64)
    }
}

fn paper(change: usize) -> String {
    format!(
        "# Contact points\n\n1. Each Party shall designate a national contact point for the exchange of information on incidents.\n\n\
         2. The Parties shall hold joint exercises {change} times a year.\n\n3. The secretariat shall keep the list.\n"
    )
}

/// The same home in an application with this machine's clock.
fn running(cast: &Cast, party: Party, seed: u64) -> Party {
    let (home, name) = (party.home.clone(), party.name.clone());
    drop(party);
    let app = App::new(Hosts {
        home: home.clone(),
        clock: Arc::new(WallClock),
        random: Box::new(ChaCha20Rng::seed_from_u64(seed)),
        files: real_files(Duration::from_secs(10)),
        work_factor: 2,
        language: "en".to_owned(),
    });
    let party = Party { app, home, name };
    party.unlock();
    assert!(cast.folder().is_dir());
    party
}

/// Prints the latency and the bytes.
pub(crate) fn run() {
    let cast = Cast::new(81);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let from = cast.file("paper.md", &paper(1));
    let symbol = "WG/WP.1".to_owned();
    let new = PaperNew { title: "Contact points".to_owned(), symbol: symbol.clone(), language: "en".to_owned(), from: Some(from) };
    let id = chair.ask(Request::PaperNew(new))["paper"].as_str().expect("an id").to_owned();
    chair.ask(Request::PaperIssue(PaperIssue { paper: id.clone(), symbol, decisions: None, renumber: None }));
    chair.sync();
    b.sync();
    chair.sync();
    let (chair, b) = (running(&cast, chair, 8_101), running(&cast, b, 8_102));
    let (told, hears) = mpsc::channel();
    chair.app.subscribe(move |_| {
        let _ = told.send(());
    });
    let stop = AtomicBool::new(false);
    let (mut times, mut bytes, mut receipts) = (Vec::new(), Vec::new(), Vec::new());
    std::thread::scope(|scope| {
        for party in [&chair, &b] {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    party.app.tick();
                    std::thread::sleep(BEAT);
                }
            });
        }
        std::thread::sleep(Duration::from_secs(2));
        for change in 2..CHANGES + 2 {
            let from = cast.file("edit.md", &paper(change));
            b.ask(Request::PaperEdit(PaperEdit { paper: id.clone(), from }));
            // The draft goes out first, as it does after a pause in typing; what is measured is the submission.
            b.sync();
            std::thread::sleep(Duration::from_millis(300));
            while hears.try_recv().is_ok() {}
            let before = files(&cast.folder());
            let proposed = b.ask(Request::Propose(Propose { paper: id.clone(), ..Propose::default() }));
            let committed = Instant::now();
            while !readable(&chair, &id, &proposed["contribution"]) {
                let _ = hears.recv_timeout(Duration::from_millis(25));
                assert!(committed.elapsed() < Duration::from_secs(60), "it arrives within a minute");
            }
            times.push(committed.elapsed());
            std::thread::sleep(Duration::from_millis(300));
            let after = files(&cast.folder());
            let written = |seen: bool| -> u64 {
                let is_seen = |path: &std::path::Path| path.parent().and_then(|p| p.file_name()).is_some_and(|n| n == "seen");
                let new = after.iter().filter(|(path, about)| is_seen(path) == seen && before.get(*path) != Some(about));
                new.map(|(_, (size, _))| size).sum()
            };
            bytes.push(written(false));
            receipts.push(written(true));
        }
        stop.store(true, Ordering::Relaxed);
    });
    times.sort();
    bytes.sort_unstable();
    receipts.sort_unstable();
    let p95 = times[times.len() * 95 / 100];
    let figure = format!("p95 {}, median {}, of {CHANGES}", ms(p95), ms(times[times.len() / 2]));
    line("a submitted change, from commit to readable", &figure, "p95 250 ms", p95 < Duration::from_millis(250));
    let most = bytes.last().copied().unwrap_or(0);
    let figure = format!(
        "{most} at most, median {}; the reader's receipt besides: {} at most",
        bytes[bytes.len() / 2],
        receipts.last().copied().unwrap_or(0)
    );
    line("bytes written in the folder for it", &figure, "2 kB", most <= 2_048);
}

fn readable(party: &Party, paper: &str, contribution: &serde_json::Value) -> bool {
    let list = party.ask(Request::Contributions(PaperRef { paper: paper.to_owned() }));
    list["contributions"].as_array().is_some_and(|all| all.iter().any(|c| c["contribution"] == *contribution))
}
