//! What a window leaves on the disk.

use std::{fs, path::Path};

use crate::harness::{Options, Window};

/// Words of the sample paper and of the group.
const WORDS: [&str; 4] = ["critical infrastructure", "contact point", "Delegation B", "WG/2026/WP.1"];

#[test]
#[ignore = "needs a display"]
fn no_word_of_a_paper_lies_readable_on_the_disk() {
    let window = Window::open(&Options::default());
    window.practise("en");
    window.go_to_desk();
    let mut files = 0;
    look(window.aside(), &mut files);
    assert!(files > 20, "there were only {files} files to look into");
}

fn look(at: &Path, files: &mut u32) {
    for entry in fs::read_dir(at).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            look(&path, files);
        } else if let Ok(bytes) = fs::read(&path) {
            *files += 1;
            for word in WORDS {
                let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
                for needle in [word.as_bytes(), &wide] {
                    let found = bytes.windows(needle.len()).any(|each| each == needle);
                    assert!(!found, "“{word}” is in {}", path.display());
                }
            }
        }
    }
}
