//! A party is one laptop: an application on a home of its own.

use qalam_app::{
    App, Clock, Code, Error, Hosts,
    api::{
        Nothing, Request,
        exchange::{SearchFor, SyncNow},
        group::{GroupAdmit, GroupConfirm, GroupInvite, GroupJoin, GroupNew},
        paper::{PaperRef, PaperShow},
        session::{Passphrase, VaultNew},
    },
    real_files,
};
use qalam_model::draft::Draft;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;

/// A clock that goes on by a second whenever somebody asks.
#[derive(Debug)]
pub struct StepClock(AtomicI64);

impl StepClock {
    /// From 2026-03-02 09:30 UTC+5, the Monday of the scenario.
    pub fn monday() -> Arc<StepClock> {
        Arc::new(StepClock(AtomicI64::new(1_772_425_800_000)))
    }
    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(by.as_millis() as i64, Ordering::SeqCst);
    }
}

impl Clock for StepClock {
    fn now(&self) -> i64 {
        self.0.fetch_add(1_000, Ordering::SeqCst)
    }
}

/// The passphrase of every party.
pub const PASSPHRASE: &str = "a pen for every party";

/// Everybody of one story, with the folder that they share.
pub struct Cast {
    dir: TempDir,
    /// The clock of all.
    pub clock: Arc<StepClock>,
    seed: AtomicU64,
}

/// One laptop.
pub struct Party {
    /// The application on it.
    pub app: App,
    /// Its home.
    pub home: PathBuf,
    /// What it is called in the story.
    pub name: String,
}

impl Cast {
    /// Nobody yet, and an empty folder.
    pub fn new(seed: u64) -> Cast {
        let dir = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(dir.path().join("folder")).expect("the shared folder");
        Cast { dir, clock: StepClock::monday(), seed: AtomicU64::new(seed) }
    }

    /// A path in the story's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The shared folder.
    pub fn folder(&self) -> PathBuf {
        self.path("folder")
    }

    /// Writes a file for the story.
    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, text).expect("a file of the story");
        text_of(&path)
    }

    /// An application on a home that may be there already.
    pub fn open(&self, name: &str) -> Party {
        let home = self.path(&format!("home-{name}"));
        let seed = self.seed.fetch_add(1, Ordering::SeqCst);
        let app = App::new(Hosts {
            home: home.clone(),
            clock: self.clock.clone(),
            random: Box::new(ChaCha20Rng::seed_from_u64(seed)),
            files: real_files(Duration::from_secs(10)),
            work_factor: 2,
            language: "en".to_owned(),
        });
        Party { app, home, name: name.to_owned() }
    }

    /// A laptop with a new vault.
    pub fn party(&self, name: &str) -> Party {
        let party = self.open(name);
        party.ask(Request::VaultNew(VaultNew { passphrase: PASSPHRASE.to_owned() }));
        party
    }

    /// The Chair of a new group.
    pub fn chair(&self) -> Party {
        let chair = self.party("chair");
        let folder = text_of(&self.folder());
        let args = GroupNew { name: "Expert forum".to_owned(), delegation: "Chair".to_owned(), seat: "Chair".to_owned(), folder };
        chair.ask(Request::GroupNew(args));
        chair.sync();
        chair
    }

    /// A newcomer, invited and admitted by the Chair.
    pub fn join(&self, chair: &Party, delegation: &str, seat: &str, role: &str) -> Party {
        let name = format!("{delegation}-{seat}").to_lowercase().replace(' ', "-");
        let party = self.party(&name);
        let out = text_of(&self.path(&format!("invitation-{name}")));
        let head = seat == "head";
        chair.ask(Request::GroupInvite(GroupInvite {
            delegation: delegation.to_owned(),
            seat: seat.to_owned(),
            role: role.to_owned(),
            head,
            out: out.clone(),
        }));
        chair.sync();
        let asked = party.ask(Request::GroupJoin(GroupJoin { file: out, folder: text_of(&self.folder()) }));
        party.sync();
        chair.sync();
        chair.ask(Request::GroupAdmit(GroupAdmit {
            request: asked["request"].as_str().expect("a request").to_owned(),
            safety_number: asked["safety_number"].as_str().expect("a number").to_owned(),
        }));
        chair.sync();
        party.sync();
        assert_eq!(party.ask(Request::Session(Nothing {}))["stage"], "open", "{name} was admitted");
        party
    }
}

/// A path as commands take it.
pub fn text_of(path: &Path) -> String {
    path.to_str().expect("paths of tests are UTF-8").to_owned()
}

impl Party {
    /// Runs a command that must succeed; its reply as JSON.
    pub fn ask(&self, request: Request) -> Value {
        let said = format!("{request:?}");
        match self.app.run(request) {
            Ok(reply) => serde_json::to_value(reply).expect("replies are JSON"),
            Err(error) => panic!("{}: {error} at {}", self.name, said.chars().take(200).collect::<String>()),
        }
    }

    /// Runs a command that must be refused; the code. Its message and advice must be there and name no key of a catalogue.
    pub fn refused(&self, request: Request) -> Code {
        let said = format!("{request:?}");
        match self.app.run(request) {
            Ok(_) => panic!("{} was not refused: {said}", self.name),
            Err(error) => {
                self.speaks(&error);
                error.code
            }
        }
    }

    /// The failure has words for people.
    pub fn speaks(&self, error: &Error) {
        let failure = self.app.failure(error);
        assert!(!failure.message.starts_with("error-") && !failure.advice.starts_with("error-"), "{failure:?}");
        assert!(!failure.message.contains('{'), "{failure:?}");
    }

    /// Writes in a paper's draft as a window does: opens it, runs commands on its document, hands over what they wrote.
    pub fn writes(&self, paper: &str, work: impl FnOnce(&mut Draft)) {
        let opening = self.app.draft_open(paper).expect("the draft opens");
        let mut draft = Draft::open(&opening.snapshot).expect("a snapshot");
        draft.set_peer(opening.peer);
        let before = draft.version();
        work(&mut draft);
        let update = draft.updates_since(&before).expect("an update");
        self.app.draft_push(paper, &update).expect("what was written is on the disk");
        self.app.draft_close(paper, opening.peer).expect("the draft closes");
    }

    /// Exchanges with the folder.
    pub fn sync(&self) -> Value {
        self.ask(Request::Sync(SyncNow { restore: false }))
    }

    /// Unlocks.
    pub fn unlock(&self) {
        self.ask(Request::VaultUnlock(Passphrase { passphrase: PASSPHRASE.to_owned() }));
    }

    /// The text of a view: (number, text) by paragraph.
    pub fn text(&self, paper: &str, view: &str) -> Vec<(String, String)> {
        let shown = self.ask(Request::PaperShow(PaperShow { paper: paper.to_owned(), view: Some(view.to_owned()), revision: None }));
        let paragraphs = shown["paragraphs"].as_array().expect("paragraphs");
        paragraphs.iter().map(|p| (p["number"].as_str().unwrap_or("").to_owned(), p["text"].as_str().unwrap_or("").to_owned())).collect()
    }

    /// The desk as the window shows it.
    pub fn desk(&self, paper: &str) -> Value {
        self.ask(Request::Desk(PaperRef { paper: paper.to_owned() }))
    }

    /// The row of a number on the desk.
    pub fn row(&self, paper: &str, number: &str) -> Value {
        let desk = self.desk(paper);
        desk["paragraphs"]
            .as_array()
            .expect("rows")
            .iter()
            .find(|p| p["number"] == number)
            .unwrap_or_else(|| panic!("no row {number}"))
            .clone()
    }

    /// Paragraph texts found by a search.
    pub fn find(&self, query: &str) -> Vec<String> {
        let hits = self.ask(Request::Search(SearchFor { query: query.to_owned() }));
        hits["hits"].as_array().expect("hits").iter().map(|h| h["text"].as_str().unwrap_or("").to_owned()).collect()
    }

    /// Confirms the newcomer of one's own delegation who waits for it.
    pub fn confirm_newcomer(&self) {
        let group = self.ask(Request::GroupShow(Nothing {}));
        let newcomer =
            group["members"].as_array().expect("members").iter().find(|m| m["can_confirm"] == true).expect("somebody to confirm").clone();
        self.ask(Request::GroupConfirm(GroupConfirm {
            member: newcomer["member"].as_str().expect("id").to_owned(),
            safety_number: newcomer["safety_number"].as_str().expect("number").to_owned(),
        }));
    }
}
