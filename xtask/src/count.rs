//! Reads from a test runner's output how many tests passed and failed.

/// How many passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Count {
    /// A step that counts as one test.
    pub(crate) fn one(passed: bool) -> Count {
        Count { passed: passed.into(), failed: (!passed).into() }
    }

    pub(crate) fn add(&mut self, other: Count) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Adds up all summaries in what cargo test, cargo nextest or vitest printed; none if there are none.
pub(crate) fn read(output: &str) -> Option<Count> {
    let mut total = None;
    for line in output.lines().map(plain) {
        let line = line.trim_start();
        let summary = line.starts_with("test result:")
            || (line.starts_with("Summary [") && line.contains(" run:"))
            || (line.starts_with("Tests ") && (line.contains(" passed") || line.contains(" failed")));
        if summary {
            let count = total.get_or_insert_with(Count::default);
            count.add(Count { passed: before(line, "passed"), failed: before(line, "failed") });
        }
    }
    total
}

/// The number that stands before a word.
fn before(line: &str, word: &str) -> u32 {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

/// The line without the escape sequences that colour it.
fn plain(line: &str) -> String {
    let mut kept = String::new();
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            for skipped in characters.by_ref() {
                if skipped.is_ascii_alphabetic() {
                    break;
                }
            }
        } else {
            kept.push(character);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_runner_is_understood() {
        let cases = [
            ("test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured", 12, 0),
            ("test result: FAILED. 1 passed; 2 failed; 0 ignored\ntest result: ok. 4 passed; 0 failed", 5, 2),
            ("     Summary [   1.234s] 30 tests run: 28 passed (1 slow), 2 failed, 5 skipped", 28, 2),
            ("      Tests  3 failed | 40 passed (43)", 40, 3),
            ("\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m41 passed\u{1b}[39m\u{1b}[22m (41)", 41, 0),
        ];
        for (output, passed, failed) in cases {
            assert_eq!(read(output), Some(Count { passed, failed }), "{output}");
        }
        assert_eq!(read("Finished dev profile"), None);
    }
}
