//! The merge desk.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Merge {
    /// Paragraphs with their proposals
    Show {
        paper: String,
        #[arg(long)]
        paragraph: Option<String>,
    },
    /// Decide about a proposal, word a paragraph, or settle a bracket that stands in it
    #[command(group(clap::ArgGroup::new("words").args(["text", "bracket"])))]
    Decide {
        paper: String,
        /// The proposal
        #[arg(long, requires = "treatment", conflicts_with = "paragraph")]
        proposal: Option<String>,
        /// accept, reject, bracket, defer, reopen; of a bracket keep (its words), drop (them too), choose (it, among alternatives)
        #[arg(value_parser = ["accept", "reject", "bracket", "defer", "reopen", "keep", "drop", "choose"])]
        treatment: Option<String>,
        /// Only these of its hunks
        #[arg(long = "hunk")]
        hunks: Vec<String>,
        /// The paragraph of an own wording or of a bracket
        #[arg(long, requires = "words")]
        paragraph: Option<String>,
        /// The own wording
        #[arg(long, requires = "paragraph")]
        text: Option<String>,
        /// Which of the brackets that stand in its text, counted from 0 by their opening signs
        #[arg(long, requires_all = ["paragraph", "treatment"])]
        bracket: Option<u32>,
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
