//! Tells whether files have changed since a step was last done, by their contents.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::{error::Error, project};

/// Names of directories that are made, not written.
const MADE: &[&str] = &["node_modules", "dist", "target", ".git", ".svelte-kit"];

/// One number for all files under these paths (FNV-1a over names and contents: no secret depends on it).
pub(crate) fn of(paths: &[PathBuf]) -> Result<u64, Error> {
    let mut files = BTreeMap::new();
    for path in paths {
        collect(path, &mut files)?;
    }
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for (path, content) in files {
        let name = path.to_string_lossy().into_owned();
        for byte in name.bytes().chain([0]).chain(content) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
    Ok(state)
}

fn collect(path: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) -> Result<(), Error> {
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(Error::file(path))? {
            let entry = entry.map_err(Error::file(path))?;
            if !MADE.iter().any(|made| entry.file_name() == *made) {
                collect(&entry.path(), files)?;
            }
        }
    } else if path.exists() {
        files.insert(path.to_path_buf(), fs::read(path).map_err(Error::file(path))?);
    }
    Ok(())
}

/// A step that is done again only when what it depends on has changed.
pub(crate) struct Stamp {
    file: PathBuf,
    value: String,
}

impl Stamp {
    /// The stamp of `step` for the present contents of `paths`.
    pub(crate) fn new(step: &str, paths: &[PathBuf]) -> Result<Stamp, Error> {
        let file = project::target().join("xtask").join(step);
        Ok(Stamp { file, value: format!("{:016x}", of(paths)?) })
    }

    /// Whether the step was done on these very contents.
    pub(crate) fn fresh(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|value| value == self.value)
    }

    /// Notes that it has been done.
    pub(crate) fn set(&self) -> Result<(), Error> {
        if let Some(parent) = self.file.parent() {
            fs::create_dir_all(parent).map_err(Error::file(parent))?;
        }
        fs::write(&self.file, &self.value).map_err(Error::file(&self.file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_names_and_places_count() {
        let one = of(&[project::root().join("xtask/src/run.rs")]).unwrap();
        let same = of(&[project::root().join("xtask/src/run.rs")]).unwrap();
        let other = of(&[project::root().join("xtask/src/node.rs")]).unwrap();
        assert_eq!(one, same);
        assert_ne!(one, other);
        assert_eq!(of(&[project::root().join("nothing-here")]).unwrap(), of(&[]).unwrap());
    }
}
