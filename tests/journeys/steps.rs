//! Whatever steps are taken at the desk, each is taken back to what stood before it, and done again.

use crate::story::{PAPER, paper, propose};
use qalam_app::api::{Request, desk::Decide, paper::PaperRef};
use qalam_tests::{Cast, Party};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};

/// The text of the desk, and what is said of each proposal.
fn stands(party: &Party, paper: &str) -> (Vec<(String, String)>, Vec<String>) {
    let desk = party.desk(paper);
    let rows = desk["paragraphs"].as_array().expect("rows");
    let states = rows.iter().flat_map(|r| r["proposals"].as_array().expect("proposals")).map(|p| p["state"].to_string());
    (party.text(paper, "desk"), states.collect())
}

/// One step that somebody could take; none if it is refused.
fn step(party: &Party, paper: &str, rng: &mut ChaCha8Rng) -> Option<String> {
    let mut pick = |n: usize| rng.next_u32() as usize % n;
    let desk = party.desk(paper);
    let rows: Vec<_> = desk["paragraphs"].as_array().expect("rows").iter().filter(|r| r["kind"] == "op").collect();
    let row = rows[pick(rows.len())];
    let proposals = row["proposals"].as_array().expect("proposals");
    let own = Decide { paper: paper.to_owned(), paragraph: Some(row["id"].as_str().expect("id").to_owned()), ..Decide::default() };
    let decide = if proposals.is_empty() || pick(6) == 0 {
        Decide { treatment: "own".to_owned(), text: Some(format!("Worded {}.", pick(9))), ..own }
    } else {
        let proposal = proposals[pick(proposals.len())]["proposal"].as_str().map(str::to_owned);
        let treatment = ["accept", "accept", "reject", "bracket", "defer", "reopen"][pick(6)];
        Decide { treatment: treatment.to_owned(), proposal, paragraph: None, settle: pick(2) == 0, ..own }
    };
    let said = format!("{} {:?} {:?}", decide.treatment, decide.proposal.as_deref().map(|p| p[..6].to_owned()), decide.text);
    party.app.run(Request::Decide(decide)).is_ok().then_some(said)
}

#[test]
fn every_step_goes_back_to_what_stood_before_it() {
    let cast = Cast::new(16);
    let chair = cast.chair();
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    let g = cast.join(&chair, "Delegation G", "head", "delegate");
    let id = paper(&cast, &chair);
    let of_b = PAPER.replace("once a year", "twice a year").replace("national contact point", "competent body");
    propose(&cast, &b, &id, &of_b.replace("\n\n3. The secretariat shall keep the list.", ""));
    let of_g = PAPER.replace("once a year", "every spring").replace("national contact", "national and regional contact");
    propose(&cast, &g, &id, &of_g.replace("keep the list", "keep and publish the list"));
    chair.sync();
    let at = || PaperRef { paper: id.clone() };
    for seed in 0..16 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut stood = vec![stands(&chair, &id)];
        let mut told = Vec::new();
        while told.len() < 8 {
            let Some(said) = step(&chair, &id, &mut rng) else { continue };
            told.push(said);
            stood.push(stands(&chair, &id));
        }
        for n in (0..told.len()).rev() {
            chair.ask(Request::DecideUndo(at()));
            assert_eq!(stands(&chair, &id), stood[n], "seed {seed}: back from step {n} of {told:#?}");
        }
        for n in 0..told.len() {
            chair.ask(Request::DecideRedo(at()));
            assert_eq!(stands(&chair, &id), stood[n + 1], "seed {seed}: step {n} again of {told:#?}");
        }
        for _ in &told {
            chair.ask(Request::DecideUndo(at()));
        }
        assert_eq!(stands(&chair, &id), stood[0], "seed {seed}: all of {told:#?} taken back");
    }
}
