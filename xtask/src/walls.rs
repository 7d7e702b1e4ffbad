//! The walls between the rooms, checked from what cargo says about the workspace: who may use whom, and which library
//! belongs to one room alone. Those within the page are checked from its imports.

mod page;

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

use crate::{
    error::Error,
    project,
    run::{ask, command},
};

/// Which of our rooms each room may use, in what it ships. Whatever is not listed here may use none.
const MAY_USE: &[(&str, &[&str])] = &[
    ("qalam-model", &[]),
    ("qalam-seal", &["qalam-model"]),
    ("qalam-vault", &["qalam-model", "qalam-seal"]),
    // To read the headers that stand in clear; it is given no key.
    ("qalam-sync", &["qalam-model", "qalam-seal"]),
    ("qalam-convert", &["qalam-model"]),
    ("qalam-app", &["qalam-model", "qalam-seal", "qalam-vault", "qalam-sync", "qalam-convert"]),
    ("qalam-cli", &["qalam-model", "qalam-app"]),
    ("qalam-desktop", &["qalam-app"]),
    ("qalam-xtask", &[]),
];

/// The package that may see every room: it tests them.
const TESTS: &str = "qalam-tests";

/// Libraries that one room alone may name.
const ONLY_IN: &[(&str, &str)] = &[
    ("age", "qalam-seal"),
    ("ssh-key", "qalam-seal"),
    ("ed25519-dalek", "qalam-seal"),
    ("bip39", "qalam-seal"),
    ("rusqlite", "qalam-vault"),
    ("notify", "qalam-sync"),
    ("loro", "qalam-model"),
    ("tauri", "qalam-desktop"),
    ("tauri-build", "qalam-desktop"),
];

/// Libraries that reach the disk, the network, a clock or a source of randomness: not for the model, however deep.
const NOT_UNDER_MODEL: &[&str] =
    &["tokio", "rusqlite", "notify", "age", "tempfile", "reqwest", "hyper", "mio", "socket2", "walkdir", "tauri"];

/// Checks all walls; says which one is broken.
pub(crate) fn check() -> Result<(), Error> {
    let mut asked = MetadataCommand::new();
    asked.current_dir(project::root());
    // For this platform only: the libraries of the others would all have to be fetched first.
    if let Some(host) = host() {
        asked.other_options(["--filter-platform".into(), host]);
    }
    let metadata = asked.exec().map_err(|error| Error::Failed(format!("cargo metadata: {error}")))?;
    let mut broken = broken(&metadata);
    broken.extend(page::broken()?);
    for line in &broken {
        println!("{line}");
    }
    if broken.is_empty() { Ok(()) } else { Err(Error::Checks) }
}

fn host() -> Option<String> {
    let about = ask(command("rustc", &["--version", "--verbose"]))?;
    about.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned)
}

fn broken(metadata: &Metadata) -> Vec<String> {
    let rooms: Vec<Room> = metadata.workspace_packages().into_iter().map(Room::of).collect();
    let mut broken: Vec<String> = rooms.iter().flat_map(Room::broken).collect();
    let under = beneath(metadata, "qalam-model");
    broken.extend(NOT_UNDER_MODEL.iter().filter(|name| under.contains(**name)).map(|name| format!("qalam-model must not reach {name}")));
    broken
}

/// A package of ours with the names of what it depends on.
struct Room {
    name: String,
    ships: BTreeSet<String>,
    tests: BTreeSet<String>,
}

impl Room {
    fn of(package: &cargo_metadata::Package) -> Room {
        let named = |tests: bool| {
            let wanted = package.dependencies.iter().filter(|on| (on.kind == DependencyKind::Development) == tests);
            wanted.map(|on| on.name.clone()).collect()
        };
        Room { name: package.name.to_string(), ships: named(false), tests: named(true) }
    }

    fn broken(&self) -> Vec<String> {
        let may: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
        let may = may.get(self.name.as_str()).copied().unwrap_or_default();
        let rooms = self.ships.iter().filter(|on| on.starts_with("qalam-"));
        let mut broken: Vec<String> = rooms
            .filter(|on| self.name != TESTS && !may.contains(&on.as_str()))
            .map(|on| format!("{} must not use {on}", self.name))
            .collect();
        let owned =
            ONLY_IN.iter().filter(|(library, room)| self.name != *room && (self.ships.contains(*library) || self.tests.contains(*library)));
        broken.extend(owned.map(|(library, room)| format!("{} must not use {library}: only {room} does", self.name)));
        broken
    }
}

/// The names of everything that a package's shipped code stands on, however deep.
fn beneath(metadata: &Metadata, name: &str) -> BTreeSet<String> {
    let Some(resolve) = &metadata.resolve else {
        return BTreeSet::new();
    };
    let nodes: BTreeMap<_, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let names: BTreeMap<_, _> = metadata.packages.iter().map(|package| (&package.id, package.name.to_string())).collect();
    let mut open: Vec<_> = metadata.packages.iter().filter(|package| package.name.as_str() == name).map(|package| &package.id).collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        for on in nodes.get(id).map(|node| node.deps.as_slice()).unwrap_or_default() {
            let ships = on.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal);
            if ships && seen.insert(&on.pkg) {
                open.push(&on.pkg);
            }
        }
    }
    seen.into_iter().filter_map(|id| names.get(id).cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(name: &str, ships: &[&str], tests: &[&str]) -> Room {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Room { name: name.into(), ships: owned(ships), tests: owned(tests) }
    }

    #[test]
    fn a_room_that_stays_in_its_walls_is_left_alone() {
        assert!(room("qalam-seal", &["qalam-model", "age", "sha2"], &["tempfile"]).broken().is_empty());
        assert!(room("qalam-tests", &["qalam-seal", "qalam-vault"], &[]).broken().is_empty());
    }

    #[test]
    fn this_workspace_keeps_its_walls() {
        assert!(check().is_ok());
    }

    #[test]
    fn each_broken_wall_is_named() {
        let cases: [(Room, &str); 5] = [
            (room("qalam-model", &["qalam-seal"], &[]), "qalam-model must not use qalam-seal"),
            (room("qalam-sync", &["qalam-vault"], &[]), "qalam-sync must not use qalam-vault"),
            (room("qalam-app", &["age"], &[]), "qalam-app must not use age: only qalam-seal does"),
            (room("qalam-tests", &["rusqlite"], &[]), "qalam-tests must not use rusqlite: only qalam-vault does"),
            (room("qalam-convert", &[], &["notify"]), "qalam-convert must not use notify: only qalam-sync does"),
        ];
        for (room, line) in cases {
            assert_eq!(room.broken(), [line]);
        }
    }
}
