//! The command line's contract, driven as a script drives it: three homes, one folder, and no network.

#![allow(clippy::expect_used, clippy::disallowed_methods, reason = "a test says where it cannot go on, and hands a shell its surroundings")]

use serde_json::Value;
use std::{
    path::Path,
    process::{Command, Stdio},
};

struct Home<'a> {
    dir: &'a Path,
    name: &'static str,
}

/// Whether commands can be cut off from every network here.
fn can_unshare() -> bool {
    cfg!(target_os = "linux") && Command::new("unshare").args(["-n", "true"]).status().is_ok_and(|s| s.success())
}

impl Home<'_> {
    fn command(&self, args: &[&str]) -> Command {
        let qalam = env!("CARGO_BIN_EXE_qalam");
        let mut command = if can_unshare() {
            let mut command = Command::new("unshare");
            command.args(["-n", qalam]);
            command
        } else {
            Command::new(qalam)
        };
        command.env_clear();
        for keep in ["PATH", "SystemRoot", "TMPDIR", "TEMP"] {
            if let Some(value) = std::env::var_os(keep) {
                command.env(keep, value);
            }
        }
        command.env("QALAM_TEST_WORK_FACTOR", "2").arg("--home").arg(self.dir.join(self.name));
        command.arg("--passphrase-file").arg(self.dir.join("passphrase")).arg("--json").args(args).current_dir(self.dir);
        command
    }

    /// One JSON object on standard output and the exit status.
    fn run(&self, args: &[&str]) -> (i32, Value) {
        let output = self.command(args).output().expect("qalam runs");
        let text = String::from_utf8(output.stdout).expect("output is UTF-8");
        let value =
            serde_json::from_str(&text).unwrap_or_else(|e| panic!("{args:?}: {e}: {text:?} {:?}", String::from_utf8_lossy(&output.stderr)));
        (output.status.code().unwrap_or(-1), value)
    }

    fn ok(&self, args: &[&str]) -> Value {
        let (status, value) = self.run(args);
        assert_eq!((status, &value["ok"]), (0, &Value::Bool(true)), "{} {args:?}: {value}", self.name);
        value
    }

    fn refused(&self, args: &[&str]) -> String {
        let (status, value) = self.run(args);
        assert_eq!((status, &value["ok"]), (1, &Value::Bool(false)), "{args:?}: {value}");
        assert!(
            value["error"]["message"].as_str().is_some_and(|m| !m.is_empty())
                && value["error"]["advice"].as_str().is_some_and(|m| !m.is_empty())
        );
        value["error"]["code"].as_str().expect("a code").to_owned()
    }

    fn sync(&self) -> Value {
        self.ok(&["sync"])
    }
}

const PAPER: &str = "# Contact points\n\n1. Each Party shall designate a national contact point for the exchange of information on incidents.\n\n2. The Parties shall hold joint exercises once a year.\n\n3. The secretariat shall keep the list.\n";

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn join(chair: &Home<'_>, newcomer: &Home<'_>, delegation: &str) {
    let file = format!("invitation-{}", newcomer.name);
    newcomer.ok(&["vault", "new", "--recovery-file", &format!("words-{}", newcomer.name)]);
    let invited =
        chair.ok(&["group", "invite", "--delegation", delegation, "--seat", "head", "--role", "delegate", "--head", "--out", &file]);
    assert!(invited["invitation"].is_string() && invited["expires"].is_number());
    chair.sync();
    let asked = newcomer.ok(&["group", "join", &file, "--folder", "folder"]);
    newcomer.sync();
    assert_eq!(newcomer.refused(&["paper", "list"]), "waiting-for-admission");
    chair.sync();
    let waiting = chair.ok(&["group", "requests"]);
    assert_eq!(waiting["requests"][0]["safety_number"], asked["safety_number"]);
    chair.ok(&["group", "admit", text(&asked["request"]), "--safety-number", text(&asked["safety_number"])]);
    chair.sync();
    newcomer.sync();
}

#[test]
fn three_homes_and_one_folder() {
    let dir = tempfile::tempdir().expect("a folder");
    let dir = dir.path();
    std::fs::write(dir.join("passphrase"), "a pen for every party\n").expect("a passphrase");
    std::fs::create_dir(dir.join("folder")).expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(dir.join(name), text).expect("a file");
    let [chair, b, g] = ["chair", "b", "g"].map(|name| Home { dir, name });

    let made = chair.ok(&["vault", "new", "--recovery-file", "words"]);
    assert!(made["device"].is_string() && made["fingerprint"].is_string() && made.get("words").is_none());
    assert_eq!(std::fs::read_to_string(dir.join("words")).expect("words").split_whitespace().count(), 24);
    let group = chair.ok(&["group", "new", "--name", "Forum", "--delegation", "Chair", "--seat", "Chair", "--folder", "folder"]);
    assert!(group["group"].is_string() && group["member"].is_string() && group["device"].is_string());
    join(&chair, &b, "Delegation B");
    join(&chair, &g, "Delegation G");
    assert_eq!(chair.ok(&["group", "show"])["members"].as_array().map(Vec::len), Some(3));

    write("paper.md", PAPER);
    let paper = chair.ok(&["paper", "new", "--title", "Contact points", "--symbol", "WP.1", "--language", "en", "--from", "paper.md"]);
    let paper = text(&paper["paper"]).to_owned();
    let issued = chair.ok(&["paper", "issue", &paper, "--symbol", "WP.1"]);
    assert_eq!(issued["revision"], issued["hash"]);
    chair.sync();

    // Twice on the same sentence, once apart.
    b.sync();
    g.sync();
    let asked = b.ok(&["comment", "add", &paper, "--paragraph", "2", "--quote", "once a year", "Can all afford this?"]);
    let asked = text(&asked["comment"]).to_owned();
    b.ok(&["comment", "add", &paper, "--paragraph", "3", "Which list?"]);
    b.ok(&["comment", "add", &paper, "--paragraph", "1", "--draft", "Ours to change."]);
    assert_eq!(b.refused(&["comment", "add", &paper, "--paragraph", "2", "--quote", "every month", "Why?"]), "words-gone");
    assert_eq!(b.refused(&["comment", "add", &paper, "--paragraph", "77", "Why?"]), "unknown-paragraph");
    assert_eq!(b.refused(&["comment", "resolve", "abcdef0123"]), "unknown-comment");
    assert_eq!(b.ok(&["comment", "list", &paper, "--view", "draft"])["comments"].as_array().map(Vec::len), Some(3));
    b.sync();
    g.sync();
    let listed = g.ok(&["comment", "list", &paper]);
    let said: Vec<_> = listed["comments"].as_array().expect("comments").iter().map(|c| (&c["number"], &c["said"][0]["text"])).collect();
    assert_eq!(said, [(&"2".into(), &"Can all afford this?".into()), (&"3".into(), &"Which list?".into())]);
    assert_eq!((&listed["comments"][0]["quote"], &listed["comments"][0]["deleted"]), (&"once a year".into(), &Value::Bool(false)));
    assert_eq!(listed["comments"][0]["said"][0]["delegation"], "Delegation B");
    assert!(g.ok(&["comment", "answer", &asked[..12], "We can."])["comment"].is_string());
    assert_eq!(g.ok(&["comment", "resolve", &asked[..12]])["resolved"], true);
    assert_eq!(g.ok(&["comment", "list", &paper])["comments"][0]["resolved"], true);
    assert_eq!(g.ok(&["comment", "resolve", &asked, "--open"])["resolved"], false);
    write("b.md", &PAPER.replace("national contact point", "competent body"));
    assert_eq!(b.ok(&["paper", "edit", &paper, "--from", "b.md"])["changed"].as_array().map(Vec::len), Some(1));
    let proposed = b.ok(&["propose", &paper, "--reason", "names the body that exists"]);
    assert_eq!(proposed["proposals"][0]["kind"], "amend");
    b.sync();
    write(
        "g.md",
        &PAPER
            .replace("national contact point", "national contact point, reachable at all times,")
            .replace("keep the list", "keep the list up to date"),
    );
    g.ok(&["propose", &paper, "--from", "g.md"]);
    g.sync();
    chair.sync();
    let contributions = chair.ok(&["contributions", &paper]);
    assert_eq!(contributions["contributions"].as_array().map(Vec::len), Some(2));

    let desk = chair.ok(&["merge", "show", &paper, "--paragraph", "1"]);
    let row = &desk["paragraphs"][0];
    assert_eq!(row["clusters"][0].as_array().map(Vec::len), Some(2));
    let of = |name: &str| {
        let proposals = row["proposals"].as_array().expect("proposals");
        proposals.iter().find(|p| p["delegation"] == name).expect("a proposal").clone()
    };
    assert_eq!(of("Delegation B")["decision"], Value::Null);
    assert_eq!(
        text(&of("Delegation B")["text"]),
        "Each Party shall designate a competent body for the exchange of information on incidents."
    );
    let combined = chair.ok(&["merge", "combine", &paper]);
    assert_eq!((combined["accepted"].as_array().map(Vec::len), combined["left"].as_array().map(Vec::len)), (Some(1), Some(2)));
    let wish = of("Delegation B");
    let wish = text(&wish["proposal"]);
    chair.ok(&["merge", "decide", &paper, "--proposal", wish, "bracket"]);
    let shown = chair.ok(&["paper", "show", &paper, "--view", "desk"]);
    assert!(shown["paragraphs"].as_array().expect("text").iter().any(|p| text(&p["text"]).contains('[')));
    let decided = chair.ok(&["merge", "decide", &paper, "--proposal", wish, "accept", "--reason", "agreed in the room"]);
    assert_eq!(decided["falls"].as_array().map(Vec::len), Some(1));
    let own = chair.ok(&["merge", "decide", &paper, "--paragraph", "2", "--text", "The Parties shall hold exercises."]);
    assert_eq!(own["falls"], serde_json::json!([]));
    chair.ok(&["paper", "issue", &paper, "--symbol", "WP.1/Rev.1", "--decisions", "table.md"]);
    chair.sync();
    g.sync();
    for view in ["clean", "marked", "compilation", "side-by-side", "decisions"] {
        for ending in ["html", "md", "txt"] {
            let to = format!("{view}.{ending}");
            g.ok(&["paper", "export", &paper, "--view", view, "--revision", "WP.1/Rev.1", "--names", "--to", &to]);
            assert!(std::fs::read_to_string(dir.join(&to)).expect("the export").contains("incidents"), "{to}");
        }
    }
    let all = g.ok(&["paper", "papers", &paper, "--to", "out", "--against", "WP.1", "--no-names"]);
    assert_eq!(all["files"].as_array().map(Vec::len), Some(10), "{all}");
    for file in std::fs::read_dir(dir.join("out")).expect("the folder") {
        let bytes = std::fs::read(file.expect("an entry").path()).expect("a file");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(["Delegation B", "Delegation G"].iter().all(|name| !text.contains(name)), "nobody is named");
    }
    let export = g.ok(&["paper", "export", &paper, "--to", "rev1.md"]);
    assert_eq!(export["files"].as_array().map(Vec::len), Some(1));
    let text_out = std::fs::read_to_string(dir.join("rev1.md")).expect("the export");
    assert!(
        text_out.contains("a competent body") && text_out.contains("up to date") && text_out.contains("shall hold exercises"),
        "{text_out}"
    );
    assert_eq!(g.ok(&["search", "competent", "body"])["hits"].as_array().map(Vec::len), Some(1));
    assert_eq!(g.ok(&["paper", "list"])["papers"][0]["revision"], "WP.1/Rev.1");
    assert!(g.ok(&["paper", "history", &paper])["acts"].as_array().is_some_and(|acts| acts.len() >= 4));
    let past = b.ok(&["paper", "history", &paper, "--draft"]);
    let point = &past["points"][0];
    assert_eq!((past["points"].as_array().map(Vec::len), &past["done"]), (Some(1), &past["total"]));
    assert_eq!((&point["authors"][0]["seat"], &point["paragraphs"][0]["change"]), (&Value::from("head"), &Value::from("changed")));
    let then = b.ok(&["paper", "history", &paper, "--draft", "--at", text(&point["point"]), "--authors"]);
    assert_eq!(then["paragraphs"].as_array().map(Vec::len), then["written"].as_array().map(Vec::len));
    assert!(then["paragraphs"].as_array().expect("text").iter().any(|p| text(&p["new"]).contains("competent body")));
    let taken = b.ok(&["paper", "take-back", &paper, "--paragraph", "1", "--at", text(&point["point"])]);
    assert_eq!((&taken["changed"], &taken["before"]), (&Value::from(false), &point["point"]));
    assert_eq!(b.refused(&["paper", "history", &paper, "--draft", "--at", "ffff"]), "unknown-point");
    let diff = g.ok(&["paper", "diff", &paper, "--from", "WP.1"]);
    assert_eq!((&diff["from"]["symbol"], &diff["to"]["symbol"]), (&Value::from("WP.1"), &Value::from("WP.1/Rev.1")));
    let changed = diff["paragraphs"].as_array().expect("paragraphs").iter().filter(|p| p["change"] == "changed");
    assert!(changed.clone().count() == 3 && changed.clone().all(|p| text(&p["old"]) != text(&p["new"]) && p.get("runs").is_none()));
    let traced = g.ok(&["paper", "trace", &paper, "--paragraph", "1"]);
    let part = traced["paragraphs"][0]["parts"].as_array().expect("parts").iter().find(|p| p["text"] == "competent body").expect("a part");
    let origin = &traced["origins"][part["origin"].as_u64().expect("a place") as usize];
    assert_eq!((&origin["from"], &origin["by"][0]), (&Value::from("proposal"), &Value::from("Delegation B")));
    let decision = &origin["decisions"][0];
    assert_eq!(
        [&decision["treatment"], &decision["reason"], &decision["asked"]],
        [&Value::from("accepted"), &Value::from("agreed in the room"), &Value::from("names the body that exists")]
    );
    assert_eq!(g.refused(&["paper", "trace", &paper, "--revision", "WP.9"]), "unknown-revision");
    assert_eq!(g.sync()["sent"], 0, "nothing new, nothing written");
    let status = g.ok(&["status"]);
    assert_eq!((&status["saved"], &status["sent"]), (&Value::Bool(true), &Value::Bool(true)));
    assert_eq!(chair.ok(&["vault", "check"])["bad"], serde_json::json!([]));
}

#[test]
fn many_things_are_settled_from_scripts() {
    let dir = tempfile::tempdir().expect("a folder");
    let dir = dir.path();
    std::fs::write(dir.join("passphrase"), "a pen for every party\n").expect("a passphrase");
    std::fs::create_dir(dir.join("folder")).expect("a folder");
    let [chair, b] = ["chair", "b"].map(|name| Home { dir, name });
    chair.ok(&["vault", "new", "--recovery-file", "words"]);
    chair.ok(&["group", "new", "--name", "Forum", "--delegation", "Chair", "--seat", "Chair", "--folder", "folder"]);
    join(&chair, &b, "Delegation B");
    std::fs::write(dir.join("paper.md"), PAPER).expect("a paper");
    let paper = chair.ok(&["paper", "new", "--title", "Contact points", "--symbol", "WP.1", "--from", "paper.md"]);
    let paper = text(&paper["paper"]).to_owned();
    chair.ok(&["paper", "issue", &paper, "--symbol", "WP.1"]);
    chair.sync();
    b.sync();

    let edited = PAPER.replace("exercises once", "exercises, once").replace("keep the", "keep a").replace("a national", "one national");
    std::fs::write(dir.join("b.md"), edited).expect("a text");
    b.ok(&["paper", "edit", &paper, "--from", "b.md"]);
    b.ok(&["change", &paper, "3", "--reason", "one is enough", "--discussion-only"]);
    b.ok(&["change", &paper, "1", "--hold"]);
    let changes = b.ok(&["changes", &paper]);
    let marks: Vec<_> = changes["changes"].as_array().expect("changes").iter().map(|c| (&c["held_back"], &c["discussion_only"])).collect();
    let (yes, no) = (&Value::Bool(true), &Value::Bool(false));
    assert_eq!(marks, [(yes, no), (no, no), (no, yes)]);
    b.ok(&["change", &paper, "1", "--hold", "false"]);
    b.ok(&["change", &paper, "1", "--drop"]);
    b.ok(&["propose", &paper]);
    let submitted = b.ok(&["changes", &paper]);
    b.ok(&["withdraw", &paper, text(&submitted["contributions"][0])]);
    assert_eq!(b.ok(&["changes", &paper])["contributions"], serde_json::json!([]));
    assert_eq!(b.ok(&["propose", &paper])["proposals"].as_array().map(Vec::len), Some(2));
    b.ok(&["standing", "set", &paper, "agree", "--paragraph", "1", "--paragraph", "2"]);
    assert_eq!(b.refused(&["standing", "set", &paper, "reserve", "--paragraph", "3"]), "bad-value");
    b.ok(&["standing", "set", &paper, "reserve", "--paragraph", "3", "--text", "We await instructions."]);
    b.sync();
    chair.sync();

    let board = chair.ok(&["standing", "list", &paper]);
    let counted = ["all", "agreed", "open", "reserved"].map(|k| board["totals"][k].as_u64());
    assert_eq!(counted, [Some(3), Some(2), Some(1), Some(1)]);
    assert_eq!(board["rows"][2]["voices"][0]["text"], "We await instructions.");
    let entered = chair.ok(&["standing", "set", &paper, "object", "--paragraph", "1", "--for", "Delegation B"]);
    assert!(entered["standing"].is_string());

    let made = chair.ok(&["merge", "package", "make", &paper, "--paragraph", "2", "--paragraph", "3", "--name", "Scope"]);
    assert!(made["package"].is_string());
    assert_eq!(chair.ok(&["merge", "accept", &paper, "--editorial", "--preview"])["lines"], serde_json::json!([]));
    let listed = chair.ok(&["merge", "package", "list", &paper]);
    assert_eq!((&listed["packages"][0]["waits"], &listed["packages"][0]["paragraphs"][0]["number"]), (yes, &Value::from("2")));
    chair.ok(&["merge", "package", "change", &paper, "Scope", "--paragraph", "1", "--paragraph", "3"]);
    let lines = chair.ok(&["merge", "accept", &paper, "--delegation", "Delegation B", "--preview"]);
    let apart: Vec<_> = lines["lines"].as_array().expect("lines").iter().map(|l| (&l["number"], &l["apart"])).collect();
    assert_eq!(apart, [(&"2".into(), &Value::Null), (&"3".into(), &"discussion_only".into())]);
    let wish = text(&lines["lines"][0]["proposal"]).to_owned();
    let none = chair.ok(&["merge", "accept", &paper, "--editorial", "--except", &wish]);
    assert_eq!(none["accepted"], serde_json::json!([]));
    assert_eq!(chair.ok(&["merge", "accept", &paper, "--editorial"])["accepted"], serde_json::json!([wish]));
    chair.ok(&["merge", "package", "dissolve", &paper, "Scope"]);
    assert_eq!(chair.refused(&["merge", "package", "dissolve", &paper, "Scope"]), "unknown-package");
    let story = chair.ok(&["story", &paper, &wish]);
    let statuses: Vec<_> = story["versions"].as_array().expect("versions").iter().map(|v| text(&v["status"])).collect();
    assert_eq!(statuses, ["withdrawn", "current"]);
    assert!(story["versions"][0].get("runs").is_none());
}

#[test]
fn wrong_use_is_told_apart_from_refusal() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("passphrase"), "a pen for every party\n").expect("a passphrase");
    let home = Home { dir: dir.path(), name: "home" };
    let status = |args: &[&str]| home.command(args).output().expect("qalam runs").status.code();
    assert_eq!(status(&["paper", "fold"]), Some(2));
    assert_eq!(status(&["merge", "decide", "x", "--text", "y"]), Some(2));
    assert_eq!(status(&["merge", "accept", "x"]), Some(2));
    assert_eq!(status(&["standing", "set", "x", "applaud", "--paragraph", "1"]), Some(2));
    assert_eq!(home.refused(&["paper", "list"]), "no-vault");
    home.ok(&["vault", "new", "--recovery-file", "words"]);
    assert_eq!(home.refused(&["paper", "list"]), "no-group");
    assert_eq!(home.refused(&["vault", "new", "--recovery-file", "words"]), "file-unwritable");
    // Nobody reads on: that is no failure, and no panic.
    let mut unread = home.command(&["vault", "check"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("qalam runs");
    drop(unread.stdout.take());
    let ended = unread.wait_with_output().expect("it ends");
    assert!(ended.status.success() && ended.stderr.is_empty(), "{ended:?}");
    std::fs::write(dir.path().join("passphrase"), "quite another passphrase\n").expect("a passphrase");
    assert_eq!(home.refused(&["vault", "check"]), "wrong-passphrase");
}

#[test]
fn lost_laptop_comes_back_from_words_and_folder() {
    let dir = tempfile::tempdir().expect("a folder");
    let dir = dir.path();
    std::fs::write(dir.join("passphrase"), "a pen for every party\n").expect("a passphrase");
    std::fs::create_dir(dir.join("folder")).expect("a folder");
    let [chair, b, again] = ["chair", "b", "again"].map(|name| Home { dir, name });
    chair.ok(&["vault", "new", "--recovery-file", "words"]);
    chair.ok(&["group", "new", "--name", "Forum", "--delegation", "Chair", "--seat", "Chair", "--folder", "folder"]);
    join(&chair, &b, "Delegation B");
    std::fs::write(dir.join("paper.md"), PAPER).expect("a paper");
    let paper = chair.ok(&["paper", "new", "--title", "Contact points", "--from", "paper.md"]);
    let paper = text(&paper["paper"]).to_owned();
    chair.ok(&["paper", "issue", &paper, "--symbol", "WP.1"]);
    chair.sync();
    b.sync();
    std::fs::write(dir.join("b.md"), PAPER.replace("once a year", "twice a year")).expect("a text");
    b.ok(&["paper", "edit", &paper, "--from", "b.md"]);
    b.sync();
    std::fs::remove_dir_all(dir.join("b")).expect("lost in a taxi");
    again.ok(&["vault", "recover", "--recovery-file", "words-b", "--folder", "folder"]);
    again.sync();
    let draft = again.ok(&["paper", "show", &paper, "--view", "draft"]);
    assert!(
        draft["paragraphs"].as_array().expect("text").iter().any(|p| text(&p["text"]).contains("twice a year")),
        "what had left the laptop is back"
    );
    let proposed = again.ok(&["propose", &paper]);
    assert_eq!(proposed["proposals"].as_array().map(Vec::len), Some(1));
    again.sync();
    chair.sync();
    assert_eq!(chair.ok(&["contributions", &paper])["contributions"].as_array().map(Vec::len), Some(1), "and the group hears it");
    assert!(dir.join("words-b").exists());
    std::fs::write(dir.join("nonsense"), "not the words").expect("a file");
    let other = Home { dir, name: "other" };
    assert_eq!(other.refused(&["vault", "recover", "--recovery-file", "nonsense", "--folder", "folder"]), "words-wrong");
}
