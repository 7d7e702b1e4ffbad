//! 500 paragraphs, 50 delegations, 10,000 proposals: laying out, the matrix, and what one decision costs; on the rules
//! alone, and through the application to the bytes that a page gets. And two papers of 20,000 words compared.

use crate::{git, line, middle, ms, timed};
use qalam_app::api::{
    Request,
    desk::{Decide, DeskOf, RowsOf},
};
use qalam_convert::to_markdown;
use qalam_model::{
    compare::{DiffKind, compare, word_diff},
    desk::{desk, desk_again},
    proposal::Treatment,
};
use qalam_tests::{
    Cast,
    load::{Load, SUMMIT, Table, act},
};
use std::time::Duration;

const DECISIONS: usize = 20;

/// Prints the figures.
pub(crate) fn run() {
    papers();
    rules();
    application();
}

fn within(took: Duration, mark: u64) -> bool {
    took < Duration::from_millis(mark)
}

/// Two papers of 20,000 words: the comparison that makes proposals, and git's of the same words.
fn papers() {
    let load = Load { paragraphs: 640, delegations: 1, proposals: 500, seed: 20_000 };
    let made = load.make();
    let copy = &made.copies[0];
    let (proposals, ours) = middle(9, || compare(&made.revision, &made.id, copy.by, &copy.paragraphs));
    // Both papers whole, as people compare them: every paragraph with its words that come, go and stay.
    let (shown, whole) = middle(9, || {
        let of = |p: &qalam_model::paper::Paragraph| made.revision.find(p.id).map(|(_, old)| old.text.clone()).unwrap_or_default();
        let spans = copy.paragraphs.iter().map(|p| word_diff(&of(p), &p.text));
        spans.flatten().filter(|s| s.kind != DiffKind::Same).count()
    });
    let text = |paragraphs: &[qalam_model::paper::Paragraph]| to_markdown("", paragraphs).text;
    let (old, new) = (text(&made.revision.paragraphs), text(&copy.paragraphs));
    let words = old.split_whitespace().count();
    assert!(words >= 20_000, "{words} words");
    println!("       {words} words by white space, {} bytes, {} proposals, {shown} stretches that differ", old.len(), proposals.len());
    match git::word_diff(&old, &new) {
        Some(peers) => {
            let figure =
                |took: Duration| format!("{}, {:.2} times git's {}", ms(took), took.as_secs_f64() / peers.as_secs_f64(), ms(peers));
            line("comparing them, to proposals", &figure(ours), "within 2 times git", ours <= peers * 2);
            line("comparing them, to a marked-up text", &figure(whole), "within 2 times git", whole <= peers * 2);
        }
        None => line("comparing them", &format!("{}; there is no git", ms(ours)), "within 2 times git", false),
    }
}

fn rules() {
    let (made, built) = timed(|| SUMMIT.make());
    let (mut table, compared) = timed(|| Table::of(made));
    let proposals: usize = table.contributions.iter().map(|(_, c)| c.proposals.len()).sum();
    println!("       {proposals} proposals made in {}, compared in {} (50 submissions)", ms(built), ms(compared));
    let (first, took) = middle(5, || table.with(desk));
    let clusters: usize = first.paragraphs.iter().map(|p| p.clusters.len()).sum();
    let figure = format!("{}, {} rows, {clusters} clusters", ms(took), first.paragraphs.len());
    line("10,000 proposals laid out, nothing decided", &figure, "500 ms", within(took, 500));
    let clusters: Vec<_> = first.paragraphs.iter().flat_map(|p| p.clusters.first()).step_by(7).take(DECISIONS).cloned().collect();
    let mut now = first;
    let mut times = Vec::new();
    for (n, cluster) in clusters.iter().enumerate() {
        let treatment = [Treatment::Accept, Treatment::Bracket][n % 2].clone();
        let hunks = if n % 2 == 0 { &cluster[..1] } else { &cluster[..] };
        let decision = now.decision(hunks, treatment, "");
        table.decisions.push((act("decision", n), decision));
        let (after, took) = timed(|| table.with(|input| desk_again(input, &now)));
        now = after;
        times.push(took);
    }
    times.sort();
    let figure = format!("{} in the middle, {} at most, of {}", ms(times[times.len() / 2]), ms(times[times.len() - 1]), times.len());
    line("laid out again after each decision", &figure, "50 ms", within(times[times.len() / 2], 50));
}

fn application() {
    let cast = Cast::new(91);
    let made = SUMMIT.make();
    let ((chair, paper), seated) = timed(|| made.seated(&cast));
    println!("       entered from 50 files by the Chair's side in {}", ms(seated));
    let mut known = None;
    let mut show = |near: Option<String>| {
        let request = Request::DeskShow(DeskOf { paper: paper.clone(), known: known.clone(), near });
        let (json, took) = timed(|| serde_json::to_string(&chair.app.run(request).expect("the desk")).expect("JSON"));
        let shown: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        known = shown["state"].as_str().map(str::to_owned);
        (shown, took, json.len())
    };
    let (shown, took, bytes) = show(None);
    let rows = shown["desk"]["paragraphs"].as_array().expect("rows");
    let marks: usize = rows.iter().map(|r| r["cells"].as_array().map_or(0, Vec::len)).sum();
    let figure = format!("{}, {bytes} bytes of JSON, {} rows, {marks} marks", ms(took), rows.len());
    line("the matrix through the application, nothing known", &figure, "500 ms", within(took, 500));
    let contested = rows.iter().filter(|r| r["state"] == "contested").step_by(7).take(DECISIONS);
    let contested: Vec<String> = contested.filter_map(|r| r["id"].as_str().map(str::to_owned)).collect();
    let (mut read, mut previewed, mut decided, mut after, mut most) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), 0);
    for row in contested {
        let rows = Request::DeskRows(RowsOf { paper: paper.clone(), paragraphs: vec![row.clone()] });
        let (whole, took) = timed(|| chair.ask(rows));
        read.push(took);
        let proposal = whole["paragraphs"][0]["proposals"][0]["proposal"].as_str().map(str::to_owned);
        let decide = Decide { paper: paper.clone(), treatment: "accept".to_owned(), proposal, settle: true, ..Decide::default() };
        previewed.push(timed(|| chair.ask(Request::DecidePreview(decide.clone()))).1);
        decided.push(timed(|| chair.ask(Request::Decide(decide))).1);
        let (_, took, bytes) = show(Some(row));
        after.push(took);
        most = most.max(bytes);
    }
    let middle = |times: &mut Vec<Duration>| {
        times.sort();
        times[times.len() / 2]
    };
    let (read, previewed, decided, after) = (middle(&mut read), middle(&mut previewed), middle(&mut decided), middle(&mut after));
    let figure = format!("{} to read one paragraph, {} to see what would follow", ms(read), ms(previewed));
    line("standing at a paragraph, through the application", &figure, "50 ms each", within(read.max(previewed), 50));
    let figure = format!("{} to decide (on the disk), {} to show, {most} bytes at most", ms(decided), ms(after));
    line("after each decision, through the application", &figure, "50 ms", within(after, 50));
}
