//! The walls within the page: which folder of it may name which, checked from what its files import. Reads names and
//! nothing else; whether an import leads somewhere is for the page's own tools to say.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use crate::{error::Error, project};

/// The editor's door, as the rest of the page names it.
const EDITOR: &str = "src/editor";

/// Of each of the editor's rooms: the other rooms that it may name, and the beginnings of the libraries' names.
const ROOMS: &[(&str, &[&str], &[&str])] = &[
    ("document", &[], &["loro-crdt"]),
    ("sheet", &["document"], &["prosemirror-"]),
    ("drawings", &["document", "sheet"], &["prosemirror-"]),
];

/// The room for tests: it may see all, and only tests may see it.
const TESTING: &str = "testing";

/// What an import leads to.
enum Named {
    /// A file of the page, from its top.
    File(PathBuf),
    Library(String),
}

/// Which walls are broken, a line each.
pub(super) fn broken() -> Result<Vec<String>, Error> {
    let top = project::ui();
    let mut broken = Vec::new();
    let mut folders = vec![top.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(Error::file(&folder))? {
            let path = entry.map_err(Error::file(&folder))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "ts" || ext == "svelte") {
                let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
                let within = path.strip_prefix(&top).unwrap_or(&path);
                broken.extend(broken_in(within, &text));
            }
        }
    }
    broken.sort();
    Ok(broken)
}

fn broken_in(file: &Path, text: &str) -> Vec<String> {
    let is_test = file.to_string_lossy().ends_with(".test.ts") || file.starts_with("src/test");
    let own = room(file);
    if own == Some(TESTING) {
        return Vec::new();
    }
    let refused = imports(text).filter(|spec| !may(own, is_test, &named(file, spec)));
    refused.map(|spec| format!("{} must not import {spec}", file.display())).collect()
}

/// Whether a file of this room (none: outside of the editor, or its door) may name that.
fn may(own: Option<&str>, is_test: bool, named: &Named) -> bool {
    let rules = ROOMS.iter().find(|(name, ..)| Some(*name) == own);
    match named {
        Named::Library(library) => is_test || rules.is_none_or(|(.., libraries)| libraries.iter().any(|one| library.starts_with(one))),
        Named::File(to) => match (room(to), rules) {
            (Some(TESTING), _) => is_test,
            (Some(other), Some((name, rooms, _))) => other == *name || is_test || rooms.contains(&other),
            // The door itself stands in the editor's folder and in no room.
            (Some(_), None) => own.is_some(),
            // What the page has for all, such as the folding of letters, has no walls here; the door is not for the rooms.
            (None, rules) => rules.is_none() || !to.starts_with(EDITOR),
        },
    }
}

/// The editor's room that a file is in; its door counts as one.
fn room(file: &Path) -> Option<&str> {
    let within = file.strip_prefix(EDITOR).ok()?;
    match within.components().next()? {
        Component::Normal(name) => name.to_str(),
        _ => None,
    }
}

fn named(file: &Path, spec: &str) -> Named {
    if !spec.starts_with('.') {
        return Named::Library(spec.to_owned());
    }
    let mut path = file.parent().map(Path::to_path_buf).unwrap_or_default();
    for part in Path::new(spec).components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    Named::File(path)
}

/// What a file imports and passes on.
fn imports(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with('*')).flat_map(|line| {
        let begins = ["from '", "import '", "import('"];
        begins.into_iter().filter_map(move |begin| line.split_once(begin)?.1.split_once('\'').map(|(spec, _)| spec))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(file: &str, import: &str) -> bool {
        !broken_in(Path::new(file), &format!("import {{ x }} from '{import}';\n")).is_empty()
    }

    #[test]
    fn a_document_knows_no_sheet_and_a_sheet_no_drawing() {
        assert!(refused("src/editor/document/draft.ts", "../sheet/binding"));
        assert!(refused("src/editor/document/draft.ts", "prosemirror-model"));
        assert!(refused("src/editor/document/writing/words.ts", "../../drawings/find"));
        assert!(refused("src/editor/sheet/screen.ts", "../drawings/find"));
        assert!(refused("src/editor/sheet/screen.ts", "svelte"));
        assert!(refused("src/editor/sheet/screen.ts", "loro-crdt/web"));
        assert!(!refused("src/editor/document/writing/words.ts", "../reading/layout"));
        assert!(!refused("src/editor/sheet/nodes/signs.ts", "../../document/format"));
        assert!(!refused("src/editor/drawings/find.ts", "../../lib/state/fold"));
    }

    #[test]
    fn there_is_one_door_and_what_is_for_tests_stays_with_them() {
        assert!(refused("src/views/write/Write.svelte", "../../editor/sheet/binding"));
        assert!(refused("src/views/write/Write.svelte", "../../editor/testing"));
        assert!(refused("src/editor/sheet/binding.ts", "../testing"));
        assert!(refused("src/editor/sheet/binding.ts", "../index"));
        assert!(refused("src/editor/sheet/binding.ts", ".."));
        assert!(!refused("src/editor/index.ts", "./sheet/binding"));
        assert!(!refused("src/views/write/Write.svelte", "../../editor"));
        assert!(!refused("src/views/write/write-view.test.ts", "../../editor/testing"));
        assert!(!refused("src/editor/sheet/binding.test.ts", "vitest"));
    }

    #[test]
    fn this_page_keeps_its_walls() {
        assert_eq!(broken().unwrap(), Vec::<String>::new());
    }
}
