//! From parsed arguments to a request, and from the reply to what is printed.

use crate::{
    args::{Cli, Command, Comment, Group, Merge, Package, Paper, Standing, Vault, With},
    hosts::hosts,
    print::Done,
    secrets,
};
use qalam_app::{
    App, Code, Error,
    api::{
        Failure, Nothing, Request,
        comment::{CommentAdd, CommentAnswer, CommentResolve, CommentsOf},
        desk::{AcceptMany, Decide, DecisionsOf, MergeShow, PackageSet},
        exchange::{SearchFor, SyncNow, SyncWith},
        following::{DraftAgain, DraftFollow},
        group::{GroupAdmit, GroupConfirm, GroupInvite, GroupJoin, GroupNew},
        history::{DraftAt, DraftRef, RevisionDiff, RevisionTrace, TakeBack},
        outside::{FloorProposal, WithdrawContribution},
        paper::{
            ChangeNote, ChangeRef, PaperEdit, PaperExport, PaperIssue, PaperNew, PaperPapers, PaperRef, PaperShow, ProposalOf, Propose,
        },
        session::{ChangePassphrase, Passphrase, PracticeStart, VaultNew, VaultRecover},
        standing::{StandingOf, StandingSet},
    },
};
use serde_json::{Map, Value};
use std::path::Path;

/// Keys that only the window needs; the contract does not list them.
const WINDOW_ONLY: &[&str] = &["runs", "words", "ask"];

/// Runs one command.
pub(crate) fn run(cli: Cli) -> Result<Done, Failure> {
    let app = App::new(hosts(cli.home.clone()));
    command(&app, cli).map_err(|error| app.failure(&error))
}

fn command(app: &App, cli: Cli) -> Result<Done, Error> {
    let file = cli.passphrase_file.as_deref();
    match cli.command {
        Command::Vault(Vault::New { recovery_file }) => return vault_new(app, file, recovery_file.as_deref()),
        Command::Vault(Vault::Recover { recovery_file, folder }) => {
            let words = secrets::words(&recovery_file)?.to_string();
            let passphrase = secrets::passphrase(file, true)?.to_string();
            let done = ask(app, Request::VaultRecover(VaultRecover { words, folder, passphrase }))?;
            app.settle()?;
            return Ok(done);
        }
        Command::Practice { folder, language } => {
            return ask(app, Request::PracticeStart(PracticeStart { folder: Some(folder), language }));
        }
        _ => {}
    }
    let passphrase = if app.has_vault() { secrets::passphrase(file, false)? } else { Default::default() };
    ask(app, Request::VaultUnlock(Passphrase { passphrase: passphrase.to_string() }))?;
    if let Some(group) = &cli.group {
        app.choose_group(group)?;
    }
    if let Command::Vault(Vault::Passphrase { new_passphrase_file }) = &cli.command {
        let new = secrets::first_line(new_passphrase_file)?.to_string();
        return ask(app, Request::VaultPassphrase(ChangePassphrase { old: passphrase.to_string(), new }));
    }
    drop(passphrase);
    if let Command::Sync { watch: true, .. } = &cli.command {
        return watch(app);
    }
    let request = request(cli.command);
    let mut done = ask(app, request.clone())?;
    // A long past is read in pieces.
    while let (Some(read), Some(all)) = (done.get("done").and_then(Value::as_u64), done.get("total").and_then(Value::as_u64)) {
        if read >= all {
            break;
        }
        done = ask(app, request.clone())?;
    }
    // An explicit step goes out before the command ends; where the folder is away it goes out with the next exchange.
    app.settle()?;
    Ok(done)
}

fn ask(app: &App, request: Request) -> Result<Done, Error> {
    let reply = app.run(request)?;
    let value = serde_json::to_value(reply).map_err(|e| Error::new(Code::Internal).with("what", "json").because(e))?;
    match value {
        Value::Object(fields) => Ok(without_window(fields)),
        _ => Ok(Map::new()),
    }
}

fn without_window(fields: Map<String, Value>) -> Map<String, Value> {
    let inner = |value: Value| match value {
        Value::Array(items) => Value::Array(
            items
                .into_iter()
                .map(|item| match item {
                    Value::Object(fields) => Value::Object(without_window(fields)),
                    other => other,
                })
                .collect(),
        ),
        other => other,
    };
    fields.into_iter().filter(|(name, _)| !WINDOW_ONLY.contains(&name.as_str())).map(|(name, value)| (name, inner(value))).collect()
}

fn vault_new(app: &App, file: Option<&Path>, recovery_file: Option<&Path>) -> Result<Done, Error> {
    if let Some(path) = recovery_file.filter(|path| path.exists()) {
        return Err(Error::new(Code::FileUnwritable).at(path));
    }
    let passphrase = secrets::passphrase(file, true)?.to_string();
    let reply = serde_json::to_value(app.run(Request::VaultNew(VaultNew { passphrase }))?).unwrap_or_default();
    let words: Vec<String> = reply["words"].as_array().into_iter().flatten().filter_map(|w| w.as_str().map(str::to_owned)).collect();
    match recovery_file {
        Some(path) => secrets::keep_words(path, &words)?,
        None => {
            eprintln!("Write these 24 recovery words down. They are shown once:");
            for (at, word) in words.iter().enumerate() {
                eprintln!("{:>2}. {word}", at + 1);
            }
        }
    }
    let mut done = Map::new();
    done.insert("device".to_owned(), reply["device"].clone());
    done.insert("fingerprint".to_owned(), reply["fingerprint"].clone());
    Ok(done)
}

/// Exchanges until the process is ended; says each time what came and went.
fn watch(app: &App) -> Result<Done, Error> {
    eprintln!("Exchanging with the folder. End with Ctrl+C.");
    loop {
        app.tick();
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
}

fn request(command: Command) -> Request {
    match command {
        Command::Vault(Vault::Check) => Request::VaultCheck(Nothing {}),
        // Served before the vault is opened.
        Command::Vault(_) | Command::Practice { .. } => Request::Session(Nothing {}),
        Command::Group(group) => group_request(group),
        Command::Paper(paper) => paper_request(paper),
        Command::Propose { paper, from, place, missing, revision, preview, delegation, reason } => {
            let args = Propose { paper, from, delegation, reason, place: Some(place), missing, revision };
            if preview { Request::ProposePreview(args) } else { Request::Propose(args) }
        }
        Command::Floor { paper, delegation, paragraph, text, insert, delete, reason } => {
            let (kind, text) = match (text, insert, delete) {
                (_, Some(text), _) => ("insert", text),
                (_, _, true) => ("delete", String::new()),
                (text, _, _) => ("amend", text.unwrap_or_default()),
            };
            let reason = reason.unwrap_or_default();
            Request::FloorPropose(FloorProposal { paper, delegation, paragraph, kind: kind.to_owned(), text, reason })
        }
        Command::Withdraw { paper, contribution } => Request::Withdraw(WithdrawContribution { paper, contribution }),
        Command::Contributions { paper } => Request::Contributions(PaperRef { paper }),
        Command::Changes { paper } => Request::Changes(PaperRef { paper }),
        Command::Change { paper, paragraph, kind, drop: true, .. } => Request::ChangeDrop(ChangeRef { paper, paragraph, kind }),
        Command::Change { paper, paragraph, kind, reason, cosponsors, no_cosponsors, discussion_only, hold, .. } => {
            let cosponsors = (no_cosponsors || !cosponsors.is_empty()).then_some(cosponsors);
            Request::ChangeNote(ChangeNote {
                paper,
                paragraph,
                kind: kind.unwrap_or_default(),
                reason,
                cosponsors,
                discussion_only,
                held_back: hold,
            })
        }
        Command::Story { paper, proposal } => Request::ProposalStory(ProposalOf { paper, proposal }),
        Command::Standing(standing) => standing_request(standing),
        Command::Merge(merge) => merge_request(merge),
        Command::Comment(comment) => comment_request(comment),
        Command::Sync { with: Some(With::With { folder }), .. } => Request::SyncWith(SyncWith { folder }),
        Command::Sync { restore, .. } => Request::Sync(SyncNow { restore }),
        Command::Status => Request::Status(Nothing {}),
        Command::Search { query } => Request::Search(SearchFor { query: query.join(" ") }),
    }
}

fn group_request(group: Group) -> Request {
    match group {
        Group::New { name, delegation, seat, folder } => Request::GroupNew(GroupNew { name, delegation, seat, folder }),
        Group::Invite { delegation, seat, role, head, out } => Request::GroupInvite(GroupInvite { delegation, seat, role, head, out }),
        Group::Join { file, folder } => Request::GroupJoin(GroupJoin { file, folder }),
        Group::Requests => Request::GroupRequests(Nothing {}),
        Group::Admit { request, safety_number } => Request::GroupAdmit(GroupAdmit { request, safety_number }),
        Group::Confirm { member, safety_number } => Request::GroupConfirm(GroupConfirm { member, safety_number }),
        Group::Show => Request::GroupShow(Nothing {}),
    }
}

fn paper_request(paper: Paper) -> Request {
    match paper {
        Paper::New { title, symbol, language, from } => {
            Request::PaperNew(PaperNew { title, symbol: symbol.unwrap_or_default(), language: language.unwrap_or_default(), from })
        }
        Paper::List => Request::PaperList(Nothing {}),
        Paper::Show { paper, view, revision } => Request::PaperShow(PaperShow { paper, view, revision }),
        Paper::Edit { paper, from } => Request::PaperEdit(PaperEdit { paper, from }),
        Paper::Issue { paper, symbol, decisions, renumber } => {
            Request::PaperIssue(PaperIssue { paper, symbol, decisions, renumber: renumber.then_some(true) })
        }
        Paper::History { paper, draft: false, .. } => Request::PaperHistory(PaperRef { paper }),
        Paper::History { paper, at: None, authors: false, copy, .. } => Request::DraftTimeline(DraftRef { paper, copy }),
        Paper::History { paper, at, authors, copy, .. } => Request::DraftAt(DraftAt { paper, copy, point: at, against: None, authors }),
        Paper::TakeBack { paper, paragraph, at } => Request::DraftTakeBack(TakeBack { paper, copy: None, paragraph, point: at }),
        Paper::Follow { paper, look } => Request::DraftFollow(DraftFollow { paper, look }),
        Paper::Outlook { paper } => Request::DraftOutlook(PaperRef { paper }),
        Paper::Again { paper, paragraph, keep, open } => {
            let what = if keep {
                "keep"
            } else if open {
                "open"
            } else {
                "again"
            };
            Request::DraftAgain(DraftAgain { paper, moved: None, paragraph, what: what.to_owned() })
        }
        Paper::Diff { paper, from, to } => Request::RevisionDiff(RevisionDiff { paper, from, to }),
        Paper::Trace { paper, revision, paragraph } => Request::RevisionTrace(RevisionTrace { paper, revision, paragraph }),
        Paper::Export { paper, to, view, revision, against, naming, ids, symbol } => {
            Request::PaperExport(PaperExport { paper, to, view, revision, against, names: naming.asked(), ids: Some(ids), symbol })
        }
        Paper::Papers { paper, to, revision, against, naming, formats } => {
            Request::PaperPapers(PaperPapers { paper, to, revision, against, names: naming.asked(), formats })
        }
    }
}

fn merge_request(merge: Merge) -> Request {
    match merge {
        Merge::Show { paper, paragraph } => Request::MergeShow(MergeShow { paper, paragraph }),
        Merge::Decide { paper, proposal, treatment, hunks, paragraph, text, bracket, reason } => Request::Decide(Decide {
            paper,
            treatment: if text.is_some() { "own".to_owned() } else { treatment.unwrap_or_default() },
            proposal,
            hunks,
            paragraph,
            text,
            bracket,
            reason: reason.unwrap_or_default(),
            settle: false,
        }),
        Merge::Accept { paper, delegation, editorial, except, only, reason, preview } => {
            let only = (!only.is_empty()).then_some(only);
            let many = AcceptMany { paper, delegation, editorial, only, except, reason: reason.unwrap_or_default() };
            if preview { Request::AcceptPreview(many) } else { Request::AcceptMany(many) }
        }
        Merge::Package(package) => package_request(package),
        Merge::Combine { paper } => Request::Combine(PaperRef { paper }),
        Merge::Decisions { paper, to, revision } => Request::Decisions(DecisionsOf { paper, revision, to }),
    }
}

fn package_request(package: Package) -> Request {
    match package {
        Package::Make { paper, paragraphs, name } => Request::PackageSet(PackageSet { paper, package: None, name, paragraphs }),
        Package::Change { paper, package, paragraphs, name } => {
            Request::PackageSet(PackageSet { paper, package: Some(package), name, paragraphs })
        }
        Package::Dissolve { paper, package } => {
            Request::PackageSet(PackageSet { paper, package: Some(package), name: None, paragraphs: Vec::new() })
        }
        Package::List { paper } => Request::Packages(PaperRef { paper }),
    }
}

fn standing_request(standing: Standing) -> Request {
    match standing {
        Standing::Set { paper, stance, paragraphs, text, delegation } => {
            let stance = match stance.as_str() {
                "agree" => "agreed",
                "reserve" => "reserves",
                "object" => "objects",
                _ => "nothing",
            };
            Request::StandingSet(StandingSet { paper, paragraphs, stance: stance.to_owned(), text, delegation })
        }
        Standing::List { paper, revision } => Request::Standing(StandingOf { paper, revision }),
    }
}

fn comment_request(comment: Comment) -> Request {
    match comment {
        Comment::Add { paper, paragraph, quote, draft, text } => {
            let view = draft.then(|| "draft".to_owned());
            Request::CommentAdd(CommentAdd { paper, view, paragraph, start: None, end: None, quote, text })
        }
        Comment::Answer { comment, text } => Request::CommentAnswer(CommentAnswer { comment, text }),
        Comment::List { paper, view, revision } => Request::Comments(CommentsOf { paper, view, revision }),
        Comment::Resolve { comment, open } => Request::CommentResolve(CommentResolve { comment, resolved: !open }),
    }
}
