//! The one command list. Every shell (window, command line) speaks [`Request`] and gets [`Reply`]; a command is
//! declared here once, and [`crate::App::run`] does not compile until it is served.
//!
//! What crosses to a shell are types of their own ([`session`], [`group`], [`paper`], [`following`], [`history`], [`comment`], [`outside`], [`desk`],
//! [`standing`], [`exchange`]), made from the model at this edge and exported to TypeScript under `ui/src/lib/api/`. CRDT bytes do
//! not go through here: see [`crate::App::draft_open`] and its fellows.

pub mod comment;
pub mod desk;
pub mod exchange;
pub mod following;
pub mod group;
pub mod history;
pub mod outside;
pub mod paper;
pub mod session;
pub mod standing;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A command without arguments, or a reply without content.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Nothing {}

/// A failure as shells see it. `code` is a contract; `message` and `advice` are in the user's language.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Failure {
    /// Stable code, for example `wrong-passphrase`.
    pub code: String,
    /// What happened, naming the thing.
    pub message: String,
    /// What to do next.
    pub advice: String,
}

macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident $method:ident ($args:ty) -> $reply:ty;)*) => {
        /// A command with its arguments: `{"command":"paper_show","args":{…}}`.
        #[derive(Debug, Clone, Deserialize, TS)]
        #[serde(tag = "command", content = "args", rename_all = "snake_case")]
        #[ts(export)]
        pub enum Request { $($(#[$doc])* $variant($args),)* }

        /// What a command answers; its shape follows from the command.
        #[derive(Debug, Clone, Serialize)]
        #[serde(untagged)]
        pub enum Reply { $(#[doc = concat!("To `", stringify!($method), "`.")] $variant($reply),)* }

        impl crate::App {
            /// Runs one command.
            pub fn run(&self, request: Request) -> Result<Reply, crate::Error> {
                match request { $(Request::$variant(args) => self.$method(args).map(Reply::$variant),)* }
            }
        }

        /// From a command's name to its arguments and its reply, for TypeScript.
        #[derive(TS)]
        #[ts(export)]
        #[allow(dead_code, missing_docs)]
        pub struct Commands { $(pub $method: Command<$args, $reply>,)* }
    };
}

/// Arguments and reply of one command; exists for the TypeScript declaration only.
#[derive(TS)]
#[ts(export)]
#[allow(dead_code)]
pub struct Command<A, R> {
    args: A,
    reply: R,
}

use {comment::*, desk::*, exchange::*, following::*, group::*, history::*, outside::*, paper::*, session::*, standing::*};

commands! {
    // The vault and the session.
    /// Where we are: new, locked or open.
    Session session(Nothing) -> SessionInfo;
    /// Makes a vault; the recovery words are shown once.
    VaultNew vault_new(VaultNew) -> NewVault;
    /// The user has typed the asked-for recovery words.
    VaultProve vault_prove(VaultProve) -> Nothing;
    /// Unlocks.
    VaultUnlock vault_unlock(Passphrase) -> SessionInfo;
    /// Locks, forgetting all keys.
    VaultLock vault_lock(Nothing) -> SessionInfo;
    /// Changes the passphrase.
    VaultPassphrase vault_passphrase(ChangePassphrase) -> Nothing;
    /// A fresh device from the recovery words and the folder.
    VaultRecover vault_recover(VaultRecover) -> SessionInfo;
    /// Opens and verifies every record.
    VaultCheck vault_check(Nothing) -> VaultReport;
    /// A generated passphrase to offer.
    PassphraseSuggest passphrase_suggest(Nothing) -> Suggestion;
    /// Interface settings of this home.
    SettingsGet settings_get(Nothing) -> Settings;
    /// Sets them.
    SettingsSet settings_set(Settings) -> Settings;
    /// A practice group with a sample paper and the proposals of eight delegations.
    PracticeStart practice_start(PracticeStart) -> Practice;

    // The group.
    /// Founds a group.
    GroupNew group_new(GroupNew) -> GroupMade;
    /// Invites to a seat.
    GroupInvite group_invite(GroupInvite) -> InvitationMade;
    /// Asks to join with an invitation file.
    GroupJoin group_join(GroupJoin) -> JoinAsked;
    /// Those who wait to be admitted.
    GroupRequests group_requests(Nothing) -> JoinRequests;
    /// Admits one after comparing the safety number.
    GroupAdmit group_admit(GroupAdmit) -> Nothing;
    /// Confirms a newcomer of one's own delegation.
    GroupConfirm group_confirm(GroupConfirm) -> Nothing;
    /// Delegations whose names look like a given one.
    NamesAlike names_alike(NameGiven) -> NamesAlike;
    /// The group, its members and what one is in it.
    GroupShow group_show(Nothing) -> GroupInfo;

    // Papers.
    /// Begins a paper.
    PaperNew paper_new(PaperNew) -> PaperMade;
    /// All papers.
    PaperList paper_list(Nothing) -> Papers;
    /// One paper's text.
    PaperShow paper_show(PaperShow) -> PaperText;
    /// Replaces a draft's or working copy's text by a file's.
    PaperEdit paper_edit(PaperEdit) -> Edited;
    /// Issues a revision.
    PaperIssue paper_issue(PaperIssue) -> Issued;
    /// What would be deferred if it were issued now.
    PaperIssuePreview paper_issue_preview(PaperRef) -> IssuePreview;
    /// Who did what to it.
    PaperHistory paper_history(PaperRef) -> History;
    /// What differs between two of its revisions.
    RevisionDiff revision_diff(RevisionDiff) -> RevisionDifference;
    /// What brought each word of a revision.
    RevisionTrace revision_trace(RevisionTrace) -> RevisionOrigins;
    /// How my side's draft became what it is.
    DraftTimeline draft_timeline(DraftRef) -> Timeline;
    /// Its text at a point, with what changed and who wrote it.
    DraftAt draft_at(DraftAt) -> DraftText;
    /// Takes an earlier wording of one paragraph back into it.
    DraftTakeBack draft_take_back(TakeBack) -> TakenBack;
    /// How my side's working copy stands to the newest revision.
    DraftOutlook draft_outlook(PaperRef) -> Outlook;
    /// Moves it onto the newest revision, and takes along what older copies have.
    DraftFollow draft_follow(DraftFollow) -> Followed;
    /// Deals with words that could not be put into it.
    DraftAgain draft_again(DraftAgain) -> TakenBack;
    /// An older copy as it reads now.
    DraftCopy draft_copy(DraftCopy) -> CopyText;
    /// Cleans HTML that was pasted into a draft.
    PasteClean paste_clean(PasteClean) -> PasteCleaned;
    /// Writes it to a file.
    PaperExport paper_export(PaperExport) -> Exported;
    /// Writes all papers of an issued revision into a folder.
    PaperPapers paper_papers(PaperPapers) -> Exported;

    // Contributions.
    /// What my side's working copy proposes at this moment.
    Changes changes(PaperRef) -> Changes;
    /// The reason, co-sponsors and mark of one of my proposals, kept until it is submitted.
    ChangeNote change_note(ChangeNote) -> Nothing;
    /// Takes one of my changes back in the working copy.
    ChangeDrop change_drop(ChangeRef) -> ChangeDropped;
    /// Puts the last one that was dropped in this sitting back.
    ChangeDropUndo change_drop_undo(PaperRef) -> ChangeDropped;
    /// Submits.
    Propose propose(Propose) -> Proposed;
    /// What a file from outside would propose.
    ProposePreview propose_preview(Propose) -> FileLook;
    /// Enters what a delegation proposed in the room.
    FloorPropose floor_propose(FloorProposal) -> Proposed;
    /// Takes a contribution back.
    Withdraw withdraw(WithdrawContribution) -> Nothing;
    /// What has been contributed.
    Contributions contributions(PaperRef) -> ContributionList;

    /// All that a contributor has asked for in one paragraph, newest last.
    ProposalStory proposal_story(ProposalOf) -> ProposalStory;

    // Comments.
    /// What is said beside a text, and where it stands now.
    Comments comments(CommentsOf) -> CommentList;
    /// Comments on words or a paragraph.
    CommentAdd comment_add(CommentAdd) -> CommentMade;
    /// Answers a comment.
    CommentAnswer comment_answer(CommentAnswer) -> CommentMade;
    /// Settles a thread or opens it again.
    CommentResolve comment_resolve(CommentResolve) -> CommentMade;
    /// Notes what was read.
    CommentsSeen comments_seen(CommentsSeen) -> Nothing;

    // The merge desk.
    /// The whole desk.
    Desk desk(PaperRef) -> DeskView;
    /// The desk for a page: what differs from what it has.
    DeskShow desk_show(DeskOf) -> DeskShown;
    /// Rows of the desk with everything that is asked of them.
    DeskRows desk_rows(RowsOf) -> DeskRows;
    /// The desk as the command line shows it.
    MergeShow merge_show(MergeShow) -> MergeParagraphs;
    /// What would fall and what would stay if these hunks were taken.
    DecidePreview decide_preview(Decide) -> DecidePreview;
    /// Decides.
    Decide decide(Decide) -> Decided;
    /// Takes the last decision of this sitting back.
    DecideUndo decide_undo(PaperRef) -> Undone;
    /// Does again what was taken back.
    DecideRedo decide_redo(PaperRef) -> Undone;
    /// What combines by itself.
    CombinePreview combine_preview(PaperRef) -> Combined;
    /// Accepts it.
    Combine combine(PaperRef) -> Combined;
    /// What would be accepted at once: all of one delegation, or all that is editorial.
    AcceptPreview accept_preview(AcceptMany) -> AcceptList;
    /// Accepts it, as one step.
    AcceptMany accept_many(AcceptMany) -> Combined;
    /// Puts paragraphs into a package, changes it, or dissolves it.
    PackageSet package_set(PackageSet) -> PackageMade;
    /// The packages on the desk, and what they hold back.
    Packages packages(PaperRef) -> PackageList;
    /// The table of decisions.
    Decisions decisions(DecisionsOf) -> DecisionTable;

    // Standing.
    /// Where everybody stands on an issued text.
    Standing standing(StandingOf) -> StandingBoard;
    /// Says how a delegation stands on paragraphs.
    StandingSet standing_set(StandingSet) -> StandingMade;
    /// Takes the last of this sitting back.
    StandingUndo standing_undo(PaperRef) -> StandingMade;

    // Exchange.
    /// Exchanges with the folder now.
    Sync sync(SyncNow) -> SyncReport;
    /// The courier: both ways with another folder.
    SyncWith sync_with(SyncWith) -> SyncReport;
    /// What the footer says.
    Status status(Nothing) -> Status;
    /// Search over all papers.
    Search search(SearchFor) -> Hits;
}
