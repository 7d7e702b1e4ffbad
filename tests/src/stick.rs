//! What happens to files that are carried by hand, and what whoever finds them can read.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Every file below a folder.
///
/// # Panics
/// Where it cannot be read.
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(dir).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { out.extend(files(&path)) } else { out.push(path) }
    }
    out
}

/// None of these words stands in any of these files, in UTF-8 or UTF-16.
///
/// # Panics
/// Where one does.
pub fn nothing_readable(files: &[PathBuf], words: &[&str]) {
    for path in files {
        let bytes = fs::read(path).expect("a file");
        for word in words {
            for needle in [word.as_bytes().to_vec(), word.encode_utf16().flat_map(u16::to_le_bytes).collect()] {
                assert!(!bytes.windows(needle.len()).any(|w| w == needle), "{word} in {}", path.display());
            }
        }
    }
}

/// Leaves a copy of one file under another name, and the first half of another.
///
/// # Panics
/// Where nothing is on the stick.
pub fn damage(stick: &Path) {
    let all = files(stick);
    let sealed: Vec<_> = all.iter().filter(|path| fs::metadata(path).is_ok_and(|m| m.len() > 600)).collect();
    let (first, last) = (sealed[0], sealed[sealed.len() - 1]);
    let named = |path: &Path| path.file_name().and_then(|n| n.to_str()).expect("a name").to_owned();
    fs::copy(first, first.with_file_name(format!("Copy of {}", named(first)))).expect("a copy");
    let bytes = fs::read(last).expect("a file");
    fs::write(last.with_file_name(format!("{} (1)", named(last))), &bytes[..bytes.len() / 2]).expect("half a file");
}
