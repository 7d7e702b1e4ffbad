//! Numbered pictures of what windows show.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::harness::Window;

/// Where the pictures of one story go.
pub(crate) struct Album {
    folder: PathBuf,
    taken: u32,
}

impl Album {
    /// An album beside what was built; its first picture has the number `first`.
    pub(crate) fn new(name: &str, first: u32) -> Album {
        let test = std::env::current_exe().unwrap();
        let target = test.ancestors().nth(3).unwrap_or(Path::new("."));
        let folder = target.join(name);
        fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        Album { folder, taken: first - 1 }
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes a picture once the page's fonts are there, its messages are read and nothing moves any more.
    pub(crate) fn take(&mut self, window: &Window, name: &str) {
        self.taken += 1;
        window.close_messages();
        window.settle();
        let file = self.folder.join(format!("{:02}-{name}.png", self.taken));
        window.picture(&file);
        println!("{}", file.display());
    }
}
