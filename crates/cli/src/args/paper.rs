//! Papers: begun, shown, edited, issued, moved onto revisions, written to files.

use clap::Subcommand;

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
        /// What this paper itself is called, such as WG/2026/CRP.1; a clean text has its revision's symbol
        #[arg(long)]
        symbol: Option<String>,
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
