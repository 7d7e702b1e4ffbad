//! The peers: git and age as they come with the system. Where one is missing, that is said.

use crate::desk::{DELEGATIONS, Edit, PARAGRAPHS, What, words};
use std::{
    collections::BTreeSet,
    path::Path,
    process::{Command, Output, Stdio},
};

/// Runs git in a folder; none where there is no git.
pub(crate) fn git(at: &Path, args: &[&str]) -> Option<Output> {
    let mut command = Command::new("git");
    command.current_dir(at).args(["-c", "user.name=Bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgsign=false"]);
    command.args(args).stdin(Stdio::null()).output().ok()
}

fn file(lines: &[(String, String)]) -> String {
    lines.iter().map(|(name, text)| format!("{name} {text}\n\n")).collect()
}

fn copy(by: usize, edits: &[Edit]) -> String {
    let mut lines = Vec::new();
    for at in 0..PARAGRAPHS {
        let name = format!("p{at:03}");
        match edits.iter().find(|e| e.by == by && e.at == at).map(|e| &e.what) {
            None => lines.push((name, words(at).join(" "))),
            Some(What::Delete) => {}
            Some(What::Insert(text)) => lines.extend([(name.clone(), words(at).join(" ")), (format!("{name}bis"), text.clone())]),
            Some(What::Word(n, word)) => {
                let mut words = words(at);
                words[*n].clone_from(word);
                lines.push((name, words.join(" ")));
            }
        }
    }
    file(&lines)
}

/// What git keeps of the edits: one branch for each delegation, each paragraph a line with an empty one behind it,
/// merged one after the other; where there is a conflict, what was there before stays.
pub(crate) fn merge(edits: &[Edit]) -> String {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let at = dir.path();
    let Some(_) = git(at, &["init", "-q", "-b", "main"]) else { return "there is no git".to_owned() };
    let path = at.join("paper.txt");
    let base: Vec<(String, String)> = (0..PARAGRAPHS).map(|at| (format!("p{at:03}"), words(at).join(" "))).collect();
    let save = |text: &str, branch: &str| {
        std::fs::write(&path, text).expect("the paper");
        git(at, &["add", "-A"]);
        git(at, &["commit", "-q", "--allow-empty", "-m", branch]);
    };
    save(&file(&base), "base");
    for by in 0..DELEGATIONS {
        git(at, &["checkout", "-q", "-b", &format!("d{by}"), "main"]);
        save(&copy(by, edits), "edits");
    }
    git(at, &["checkout", "-q", "-b", "merged", "main"]);
    let mut contested: BTreeSet<String> = BTreeSet::new();
    for by in 0..DELEGATIONS {
        let clean = git(at, &["merge", "-q", "--no-edit", &format!("d{by}")]).is_some_and(|out| out.status.success());
        if !clean {
            let text = std::fs::read_to_string(&path).expect("the merged paper");
            let (ours, names) = settle(&text);
            contested.extend(names);
            save(&ours, "ours");
        }
    }
    let merged = std::fs::read_to_string(&path).expect("the merged paper");
    let name = |line: &str| line.split(' ').next().unwrap_or_default().trim_end_matches("bis").to_owned();
    let names: BTreeSet<String> = merged.lines().map(name).collect();
    let (mut by_itself, mut stands) = (0, 0);
    for edit in edits {
        let paragraph = format!("p{:03}", edit.at);
        let there = match &edit.what {
            What::Delete => !names.contains(&paragraph),
            What::Word(..) | What::Insert(_) => merged.contains(&format!("wish{}of{}", edit.by, edit.at)),
        };
        let whole = match &edit.what {
            What::Word(_, word) => merged.split_whitespace().any(|w| w.trim_end_matches('.') == word),
            _ => there,
        };
        stands += usize::from(there && whole);
        by_itself += usize::from(there && whole && !contested.contains(&paragraph));
    }
    format!("git merge keeps {by_itself} of {} by itself ({stands} where each conflict goes to whoever came first)", edits.len())
}

/// The text with 'ours' in each conflict, and the paragraphs that stand in one.
fn settle(text: &str) -> (String, BTreeSet<String>) {
    let (mut out, mut names) = (String::new(), BTreeSet::new());
    // 0 outside, 1 ours, 2 theirs.
    let mut side = 0;
    for line in text.lines() {
        match line.get(..7) {
            Some("<<<<<<<") => side = 1,
            Some("=======") => side = 2,
            Some(">>>>>>>") => side = 0,
            _ => {
                if side > 0 && line.starts_with('p') {
                    names.insert(line.split(' ').next().unwrap_or_default().trim_end_matches("bis").to_owned());
                }
                if side < 2 {
                    out.push_str(line);
                    out.push('\n');
                }
            }
        }
    }
    (out, names)
}

/// Seconds for one paper with git and age with ten recipients: sealed and committed, and fetched and opened by another.
/// Measured on a sample.
pub(crate) fn sealed_papers(text: &str, sample: usize) -> Option<(f64, f64)> {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (one, other) = (dir.path().join("one"), dir.path().join("other"));
    std::fs::create_dir(&one).expect("a folder");
    let keys: Vec<String> = (0..10)
        .map(|n| {
            let key = dir.path().join(format!("key{n}"));
            Command::new("age-keygen").arg("-o").arg(&key).output().ok()?;
            let public = Command::new("age-keygen").arg("-y").arg(&key).output().ok()?;
            Some(String::from_utf8_lossy(&public.stdout).trim().to_owned())
        })
        .collect::<Option<_>>()?;
    git(&one, &["init", "-q", "-b", "main"])?;
    let start = std::time::Instant::now();
    for n in 0..sample {
        let plain = dir.path().join("plain");
        std::fs::write(&plain, text).expect("a paper");
        let mut age = Command::new("age");
        keys.iter().for_each(|key| _ = age.args(["-r", key]));
        let sealed = one.join(format!("{n}.age"));
        age.arg("-o").arg(&sealed).arg(&plain).output().ok()?;
        git(&one, &["add", "-A"])?;
        git(&one, &["commit", "-q", "-m", "paper"])?;
    }
    let sealed = start.elapsed().as_secs_f64() / sample as f64;
    let start = std::time::Instant::now();
    git(dir.path(), &["clone", "-q", one.to_str()?, other.to_str()?])?;
    for n in 0..sample {
        let opened =
            Command::new("age").arg("-d").arg("-i").arg(dir.path().join("key3")).arg(other.join(format!("{n}.age"))).output().ok()?;
        assert_eq!(opened.stdout.len(), text.len(), "age opened it");
    }
    Some((sealed, start.elapsed().as_secs_f64() / sample as f64))
}

/// How long git takes to compare two texts by words; the middle of several runs. None where there is no git.
pub(crate) fn word_diff(old: &str, new: &str) -> Option<std::time::Duration> {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in [("old.txt", old), ("new.txt", new)] {
        std::fs::write(dir.path().join(name), text).expect("a paper");
    }
    let args = ["--no-pager", "diff", "--no-index", "--word-diff", "old.txt", "new.txt"];
    let (out, took) = crate::middle(9, || git(dir.path(), &args));
    // git says 1 where two files differ.
    (out?.status.code() == Some(1)).then_some(took)
}
