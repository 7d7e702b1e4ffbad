//! The command line as people and scripts type it. Names are a contract.

mod merge;
mod paper;

use clap::{Parser, Subcommand};
use std::path::PathBuf;

pub(crate) use merge::{Merge, Package};
pub(crate) use paper::Paper;

/// Qalam without a window: for scripts, a secretariat's server room, and tests.
#[derive(Debug, Parser)]
#[command(name = "qalam", version, about, propagate_version = true)]
pub(crate) struct Cli {
    /// The vault's directory
    #[arg(long, global = true, env = "QALAM_HOME", value_name = "DIR")]
    pub home: Option<PathBuf>,
    /// A file whose first line is the passphrase (or set QALAM_PASSPHRASE)
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Which group, where a home holds more than one
    #[arg(long, global = true, value_name = "ID")]
    pub group: Option<String>,
    /// Print one JSON object
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The encrypted store on this laptop
    #[command(subcommand)]
    Vault(Vault),
    /// The working group
    #[command(subcommand)]
    Group(Group),
    /// Papers
    #[command(subcommand)]
    Paper(Paper),
    /// Submit a contribution
    Propose {
        paper: String,
        /// Compare this file instead of the working copy (.md, .txt, .qalam)
        #[arg(long)]
        from: Option<String>,
        /// Place a piece of the file by hand: PIECE=PARAGRAPH, PIECE=after:PARAGRAPH, PIECE=start or PIECE=none
        #[arg(long, requires = "from", value_name = "PLACE")]
        place: Vec<String>,
        /// Paragraphs that the file does not have: stay or delete; without it by how many they are
        #[arg(long, requires = "from", value_parser = ["stay", "delete"])]
        missing: Option<String>,
        /// Only if this revision is under discussion
        #[arg(long)]
        revision: Option<String>,
        /// Show what the file would propose, and submit nothing
        #[arg(long, requires = "from")]
        preview: bool,
        /// Enter it for that delegation (Chair's side)
        #[arg(long = "for")]
        delegation: Option<String>,
        /// A reason for all its proposals
        #[arg(long)]
        reason: Option<String>,
    },
    /// Enter what a delegation proposed in the room, beside what it has submitted
    Floor {
        paper: String,
        #[arg(long = "for")]
        delegation: String,
        /// By id or number
        #[arg(long)]
        paragraph: String,
        /// The whole paragraph as it shall read
        #[arg(long, conflicts_with_all = ["insert", "delete"])]
        text: Option<String>,
        /// A new paragraph behind it
        #[arg(long, conflicts_with = "delete")]
        insert: Option<String>,
        /// It shall go
        #[arg(long)]
        delete: bool,
        #[arg(long)]
        reason: Option<String>,
    },
    /// Take a contribution back: your delegation's, or one that your side entered
    Withdraw { paper: String, contribution: String },
    /// What has been contributed
    Contributions { paper: String },
    /// What your side's working copy would contribute now
    Changes { paper: String },
    /// Note something on one of these changes, or take it back in the working copy
    Change {
        paper: String,
        /// By id or number
        paragraph: String,
        /// Of which kind the change is, where there are several on the paragraph
        #[arg(long)]
        kind: Option<String>,
        /// Why; an empty text takes the reason back
        #[arg(long)]
        reason: Option<String>,
        /// Delegations that support it, by name or id, in place of those noted before
        #[arg(long = "cosponsor", value_name = "DELEGATION")]
        cosponsors: Vec<String>,
        /// Nobody supports it
        #[arg(long, conflicts_with = "cosponsors")]
        no_cosponsors: bool,
        /// For discussion only: true or false
        #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
        discussion_only: Option<bool>,
        /// Do not submit it: true or false
        #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
        hold: Option<bool>,
        /// Take the change back
        #[arg(long, conflicts_with_all = ["reason", "cosponsors", "no_cosponsors", "discussion_only", "hold"])]
        drop: bool,
    },
    /// Every wording of a proposal, when it was submitted, and what became of it
    Story { paper: String, proposal: String },
    /// Where delegations stand on the paragraphs of an issued text
    #[command(subcommand)]
    Standing(Standing),
    /// The merge desk
    #[command(subcommand)]
    Merge(Merge),
    /// Comments beside the texts of papers
    #[command(subcommand)]
    Comment(Comment),
    /// Exchange with the shared folder, or with another one
    Sync {
        #[command(subcommand)]
        with: Option<With>,
        /// Go on until interrupted
        #[arg(long)]
        watch: bool,
        /// Put back everybody's files
        #[arg(long)]
        restore: bool,
    },
    /// What is saved, sent and received
    Status,
    /// Search all papers
    Search {
        #[arg(required = true)]
        query: Vec<String>,
    },
    /// A practice group on this machine
    Practice {
        #[arg(long)]
        folder: String,
        /// en or ar
        #[arg(long)]
        language: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Vault {
    /// Make one in an empty directory
    New {
        /// Where the recovery words go instead of the terminal
        #[arg(long)]
        recovery_file: Option<PathBuf>,
    },
    /// Change the passphrase
    Passphrase {
        #[arg(long)]
        new_passphrase_file: PathBuf,
    },
    /// A fresh device from the recovery words and the folder
    Recover {
        #[arg(long)]
        recovery_file: PathBuf,
        #[arg(long)]
        folder: String,
    },
    /// Open and verify every record
    Check,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Group {
    /// Found a group; you are its Chair
    New {
        #[arg(long)]
        name: String,
        #[arg(long)]
        delegation: String,
        #[arg(long)]
        seat: String,
        #[arg(long)]
        folder: String,
    },
    /// Invite to a seat
    Invite {
        #[arg(long)]
        delegation: String,
        #[arg(long)]
        seat: String,
        /// chair, secretariat, delegate, translator, observer
        #[arg(long)]
        role: String,
        /// Head of the delegation
        #[arg(long)]
        head: bool,
        #[arg(long)]
        out: String,
    },
    /// Ask to join with an invitation
    Join {
        file: String,
        #[arg(long)]
        folder: String,
    },
    /// Who waits to be admitted
    Requests,
    /// Admit after comparing the safety number
    Admit {
        request: String,
        #[arg(long)]
        safety_number: String,
    },
    /// Confirm a newcomer of your delegation
    Confirm {
        member: String,
        #[arg(long)]
        safety_number: String,
    },
    /// The group and its members
    Show,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Standing {
    /// Say how your delegation stands on paragraphs
    Set {
        paper: String,
        /// agree (ad referendum), reserve, object, or none to take it back
        #[arg(value_parser = ["agree", "reserve", "object", "none"])]
        stance: String,
        /// By id or number
        #[arg(long = "paragraph", required = true, num_args = 1)]
        paragraphs: Vec<String>,
        /// The reservation; why you object
        #[arg(long)]
        text: Option<String>,
        /// Enter it for that delegation (Chair's side)
        #[arg(long = "for")]
        delegation: Option<String>,
    },
    /// Who agreed, who reserves, who objects, who has said nothing
    List {
        paper: String,
        #[arg(long)]
        revision: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Comment {
    /// Comment on a paragraph of the issued text, or on words of it
    Add {
        paper: String,
        /// By id or number
        #[arg(long)]
        paragraph: String,
        /// On these words of it, not on all of it
        #[arg(long)]
        quote: Option<String>,
        /// On your side's draft: only your side reads it
        #[arg(long)]
        draft: bool,
        text: String,
    },
    /// Answer a comment
    Answer { comment: String, text: String },
    /// What is said, and where it stands now
    List {
        paper: String,
        /// issued, draft
        #[arg(long)]
        view: Option<String>,
        #[arg(long)]
        revision: Option<String>,
    },
    /// Settle a comment with its answers
    Resolve {
        comment: String,
        /// Open it again
        #[arg(long)]
        open: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum With {
    /// The courier: both ways with another folder
    With { folder: String },
}
