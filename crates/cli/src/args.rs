//! The command line as people and scripts type it. Names are a contract.

use clap::{Parser, Subcommand};
use std::path::PathBuf;

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
pub(crate) enum Paper {
    /// Begin a paper
    New {
        #[arg(long)]
        title: String,
        #[arg(long)]
        symbol: Option<String>,
        #[arg(long)]
        language: Option<String>,
        #[arg(long)]
        from: Option<String>,
    },
    /// All papers
    List,
    /// One paper's text
    Show {
        paper: String,
        /// issued, draft, desk, marked
        #[arg(long)]
        view: Option<String>,
        #[arg(long)]
        revision: Option<String>,
    },
    /// Replace your side's draft or working copy by a file's text
    Edit {
        paper: String,
        #[arg(long)]
        from: String,
    },
    /// Issue a revision
    Issue {
        paper: String,
        #[arg(long)]
        symbol: String,
        /// Where to write the table of decisions
        #[arg(long)]
        decisions: Option<String>,
        /// Number the operative paragraphs anew, so that 18 bis becomes 19
        #[arg(long)]
        renumber: bool,
    },
    /// Who did what; with --draft, how your side's draft became what it is
    History {
        paper: String,
        /// The sittings in which your side's draft was written
        #[arg(long)]
        draft: bool,
        /// The draft's text at this point of them
        #[arg(long, requires = "draft", value_name = "POINT")]
        at: Option<String>,
        /// With who wrote each word
        #[arg(long, requires = "draft")]
        authors: bool,
        /// Another of your drafts: a revision for its working copy, none for the one before the first
        #[arg(long, requires = "draft", value_name = "REVISION")]
        copy: Option<String>,
    },
    /// Take an earlier wording of one paragraph back into your side's draft
    TakeBack {
        paper: String,
        #[arg(long)]
        paragraph: String,
        /// The point at which it read so
        #[arg(long, value_name = "POINT")]
        at: String,
    },
    /// Move your side's working copy onto the newest revision: what fits follows, the rest is listed
    Follow {
        paper: String,
        /// Only say what would come of it
        #[arg(long)]
        look: bool,
    },
    /// How your side's working copy stands to the newest revision, and what moving could not put into it
    Outlook { paper: String },
    /// Put your words of an earlier copy into the text again, where the new revision changed the same
    Again {
        paper: String,
        #[arg(long)]
        paragraph: String,
        /// Leave the new revision's words, and list yours no more
        #[arg(long)]
        keep: bool,
        /// List them again
        #[arg(long, conflicts_with = "keep")]
        open: bool,
    },
    /// What differs between two of its revisions
    Diff {
        paper: String,
        /// The earlier one; without it the one before
        #[arg(long)]
        from: Option<String>,
        /// The later one; without it the newest
        #[arg(long)]
        to: Option<String>,
    },
    /// What brought each word of a revision
    Trace {
        paper: String,
        #[arg(long)]
        revision: Option<String>,
        /// Only this paragraph
        #[arg(long)]
        paragraph: Option<String>,
    },
    /// Write it to a file that anybody can read
    Export {
        paper: String,
        /// By its ending: .md .html .txt, or .qalam for the signed canonical file
        #[arg(long)]
        to: String,
        /// clean, marked, compilation, side-by-side, decisions
        #[arg(long)]
        view: Option<String>,
        /// The revision whose paper this is: what was proposed is what led to it. Without it the newest text, and what
        /// has been proposed to it so far
        #[arg(long)]
        revision: Option<String>,
        /// Mark up against this revision instead of the one before
        #[arg(long, value_name = "REVISION")]
        against: Option<String>,
        #[command(flatten)]
        naming: Naming,
        /// Of a clean .md: with the permanent id behind each paragraph, for a copy that comes back
        #[arg(long)]
        ids: bool,
    },
    /// Write all papers of an issued revision into a folder: clean and marked-up text, compilation, side-by-side table,
    /// table of decisions. Anybody can read them
    Papers {
        paper: String,
        #[arg(long, value_name = "DIR")]
        to: String,
        #[arg(long)]
        revision: Option<String>,
        /// Mark up against this revision instead of the one before
        #[arg(long, value_name = "REVISION")]
        against: Option<String>,
        #[command(flatten)]
        naming: Naming,
        /// html, md, txt; without it html and md
        #[arg(long = "format", value_parser = ["html", "md", "txt"])]
        formats: Vec<String>,
    },
}

/// Whether a file that goes out names delegations.
#[derive(Debug, clap::Args)]
pub(crate) struct Naming {
    /// Name delegations (the default)
    #[arg(long, conflicts_with = "no_names")]
    pub names: bool,
    /// Name no delegation: not beside proposals, not behind brackets, not in reasons
    #[arg(long)]
    pub no_names: bool,
}

impl Naming {
    /// As the application is asked.
    pub(crate) fn asked(&self) -> Option<bool> {
        match (self.names, self.no_names) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Merge {
    /// Paragraphs with their proposals
    Show {
        paper: String,
        #[arg(long)]
        paragraph: Option<String>,
    },
    /// Decide about a proposal, or word a paragraph
    Decide {
        paper: String,
        /// The proposal
        #[arg(long, requires = "treatment", conflicts_with = "paragraph")]
        proposal: Option<String>,
        /// accept, reject, bracket, defer, reopen
        #[arg(value_parser = ["accept", "reject", "bracket", "defer", "reopen"])]
        treatment: Option<String>,
        /// Only these of its hunks
        #[arg(long = "hunk")]
        hunks: Vec<String>,
        /// The paragraph of an own wording
        #[arg(long, requires = "text")]
        paragraph: Option<String>,
        /// The own wording
        #[arg(long, requires = "paragraph")]
        text: Option<String>,
        #[arg(long)]
        reason: Option<String>,
    },
    /// Accept every whole proposal that touches no other
    Combine { paper: String },
    /// Accept many at once: all of one delegation, or all that is editorial
    #[command(group(clap::ArgGroup::new("whose").required(true).multiple(true).args(["delegation", "editorial"])))]
    Accept {
        paper: String,
        /// All of this delegation but what is for discussion only, in a package, or touches another's proposal
        #[arg(long)]
        delegation: Option<String>,
        /// All that is punctuation, white space, spelling or formatting
        #[arg(long)]
        editorial: bool,
        /// But not this proposal
        #[arg(long, value_name = "PROPOSAL")]
        except: Vec<String>,
        /// Exactly these proposals of the list
        #[arg(long, value_name = "PROPOSAL")]
        only: Vec<String>,
        #[arg(long)]
        reason: Option<String>,
        /// Show the list and accept nothing
        #[arg(long)]
        preview: bool,
    },
    /// Packages: paragraphs of which nothing is decided until all are
    #[command(subcommand)]
    Package(Package),
    /// The table of decisions
    Decisions {
        paper: String,
        #[arg(long)]
        to: Option<String>,
        #[arg(long)]
        revision: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Package {
    /// Put paragraphs into a package
    Make {
        paper: String,
        /// By id or number
        #[arg(long = "paragraph", required = true, num_args = 1)]
        paragraphs: Vec<String>,
        /// What it is called; without it, by its numbers
        #[arg(long)]
        name: Option<String>,
    },
    /// Give a package other paragraphs, or another name
    Change {
        paper: String,
        /// By id or name
        package: String,
        #[arg(long = "paragraph", required = true, num_args = 1)]
        paragraphs: Vec<String>,
        #[arg(long)]
        name: Option<String>,
    },
    /// Let its paragraphs go
    Dissolve { paper: String, package: String },
    /// The packages and what they hold back
    List { paper: String },
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
