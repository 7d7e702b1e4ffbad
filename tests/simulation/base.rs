//! The beginning of every story, made once: a group of five with its papers. Each seed plays on with copies.

use qalam_app::api::{
    Nothing, Request,
    group::{GroupAdmit, GroupInvite, GroupJoin, GroupNew},
    paper::{PaperIssue, PaperNew},
    session::VaultNew,
};
use qalam_sync::simulate::MemoryFiles;
use qalam_tests::{PASSPHRASE, Party};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, atomic::AtomicI64},
};
use tempfile::TempDir;

use crate::world::{SimulatedClock, open};

/// The shared folder, on each laptop's disk.
pub(crate) const FOLDER: &str = "/simulated/shared";
/// Where files of one's own lie.
pub(crate) const DESK: &str = "/simulated/desk";
/// The seats: home, delegation, seat, role.
pub(crate) const SEATS: [(&str, &str, &str, &str); 5] = [
    ("chair", "Chair", "Chair", "chair"),
    ("secretariat", "Secretariat", "desk officer", "secretariat"),
    ("b-head", "Delegation B", "head", "delegate"),
    ("b-expert", "Delegation B", "expert", "delegate"),
    ("g-head", "Delegation G", "head", "delegate"),
];
/// Monday, 09:30.
pub(crate) const MONDAY: i64 = 1_772_425_800_000;

const PAPER: &str = "# Contact points\n\nRecalling that incidents know no borders, and that trust grows by use,\n\n\
1. Each Party shall designate a national contact point for the exchange of information on incidents.\n\n\
2. The Parties shall hold joint exercises once a year and report on them.\n\n\
## Keeping the list\n\n\
3. The secretariat shall keep the list of contact points and circulate it every spring.\n\n\
4. A Party that changes its contact point informs the others without delay.\n\n\
5. Nothing here obliges a Party to give information against its law.\n";

/// The papers of the story.
pub(crate) struct Base {
    dir: TempDir,
    /// What lies in the folder.
    pub folder: Vec<(PathBuf, Vec<u8>)>,
    /// The issued paper that all work on.
    pub issued: String,
    /// A draft of the Chair's side that is never issued, and one of Delegation B.
    pub drafts: [String; 2],
}

fn new_paper(party: &Party, title: &str, symbol: &str, from: Option<String>) -> String {
    let new = PaperNew { title: title.to_owned(), symbol: symbol.to_owned(), language: "en".to_owned(), from };
    party.ask(Request::PaperNew(new))["paper"].as_str().expect("an id").to_owned()
}

impl Base {
    /// Founds the group, seats everybody, issues the paper.
    pub(crate) fn new() -> Base {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let files = MemoryFiles::new();
        files.plant_folder(FOLDER);
        files.plant(format!("{DESK}/paper.md"), PAPER);
        let time = Arc::new(AtomicI64::new(MONDAY));
        let parties: Vec<Party> = SEATS
            .iter()
            .enumerate()
            .map(|(who, (name, ..))| {
                let clock = SimulatedClock { time: time.clone(), skew: 0 };
                let party = open(&dir.path().join(name), name, &files, clock, 1_000 + who as u64);
                party.ask(Request::VaultNew(VaultNew { passphrase: PASSPHRASE.to_owned() }));
                party
            })
            .collect();
        let chair = &parties[0];
        let group = GroupNew { name: "Expert forum".into(), delegation: "Chair".into(), seat: "Chair".into(), folder: FOLDER.into() };
        chair.ask(Request::GroupNew(group));
        chair.sync();
        for (party, seat) in parties.iter().zip(SEATS).skip(1) {
            Base::seat(chair, party, seat);
        }
        parties[2].sync();
        parties[2].confirm_newcomer();
        let symbol = "WG/2026/WP.1";
        let issued = new_paper(chair, "Contact points", symbol, Some(format!("{DESK}/paper.md")));
        chair.ask(Request::PaperIssue(PaperIssue { paper: issued.clone(), symbol: symbol.to_owned(), decisions: None, renumber: None }));
        let own = |party: &Party, title: &str| new_paper(party, title, "", Some(format!("{DESK}/paper.md")));
        let drafts = [own(chair, "Notes of the Chair"), own(&parties[2], "Position of Delegation B")];
        for party in parties.iter().chain(&parties).chain(&parties) {
            party.sync();
        }
        for party in &parties {
            party.ask(Request::VaultLock(Nothing {}));
        }
        let folder = files.files(FOLDER).into_iter().map(|(path, bytes)| (path, bytes.to_vec())).collect();
        Base { dir, folder, issued, drafts }
    }

    fn seat(chair: &Party, party: &Party, (name, delegation, seat, role): (&str, &str, &str, &str)) {
        let out = format!("{DESK}/invitation-{name}");
        chair.ask(Request::GroupInvite(GroupInvite {
            delegation: delegation.to_owned(),
            seat: seat.to_owned(),
            role: role.to_owned(),
            head: seat == "head",
            out: out.clone(),
        }));
        chair.sync();
        let asked = party.ask(Request::GroupJoin(GroupJoin { file: out, folder: FOLDER.to_owned() }));
        party.sync();
        chair.sync();
        chair.ask(Request::GroupAdmit(GroupAdmit {
            request: asked["request"].as_str().expect("a request").to_owned(),
            safety_number: asked["safety_number"].as_str().expect("a number").to_owned(),
        }));
        chair.sync();
        party.sync();
    }

    /// A copy of a member's home.
    pub(crate) fn copy_home(&self, name: &str, to: &Path) {
        std::fs::create_dir_all(to).expect("a home");
        for entry in std::fs::read_dir(self.dir.path().join(name)).expect("the home of the base") {
            let entry = entry.expect("a file");
            std::fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
        }
    }
}
