//! Why an act does not count. What fails a rule is put aside with its reason and never deleted.

/// The rule that an act failed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Reason {
    /// The entry names another group.
    #[error("it belongs to another group")]
    OtherGroup,
    /// Number, previous act or circle do not continue the chain.
    #[error("it does not continue its device's chain")]
    BadChain,
    /// The roster head names something that is no roster act.
    #[error("its roster head names what is no roster act")]
    BadHead,
    /// The roster head is behind the one that the author had shown before.
    #[error("its roster head goes back behind an earlier act of the same chain")]
    HeadWentBack,
    /// The body cannot be read as what its kind says.
    #[error("its content cannot be read")]
    Unreadable,
    /// The kind does not belong into this circle.
    #[error("acts of this kind do not belong into this circle")]
    WrongCircle,
    /// The device belongs to no present member at the act's roster head.
    #[error("its author was no member when it was made")]
    NotAMember,
    /// The author's role does not allow it.
    #[error("its author had no right to it")]
    NoRight,
    /// Only that Chair or a more senior one may do this.
    #[error("only that Chair or a more senior one may do this")]
    NotSenior,
    /// It would leave the group without a Chair.
    #[error("it would leave the group without a Chair")]
    LastChair,
    /// It lies past the cutoff of its author's loss of rights.
    #[error("it lies past the point to which its author's acts count")]
    CutOff,
    /// The device has two histories.
    #[error("its device has two histories and is frozen")]
    Frozen,
    /// A loss of rights without a cutoff.
    #[error("a loss of rights without a cutoff")]
    NoCutoff,
    /// It names a member, device or invitation that its author's roster does not have.
    #[error("it names somebody whom the roster did not have")]
    UnknownTarget,
    /// The invitation was used already.
    #[error("the invitation was used already")]
    InvitationUsed,
    /// The seat does not agree with the invitation.
    #[error("the seat is not the one that was offered")]
    NotTheOffer,
    /// A key that somebody else has already.
    #[error("the key belongs to somebody else")]
    KeyTaken,
    /// The seat or invitation is claimed twice; a Chair has to decide.
    #[error("the seat is claimed twice and waits for a Chair")]
    SeatWaits,
    /// The member is confirmed by nobody of their delegation.
    #[error("its author's device has not been confirmed by the delegation")]
    NotConfirmed,
    /// The paper's id does not belong to the author's side.
    #[error("the paper belongs to another side")]
    NotTheSide,
    /// An epoch that reaches somebody outside its circle.
    #[error("the key was given to somebody outside the circle")]
    GrantReachesTooFar,
    /// An issued text that is not in canonical form or names another group or paper.
    #[error("the issued text is not in order: {0}")]
    BadRevision(String),
    /// The signature of an issued text does not verify.
    #[error("the signature of the issued text does not hold")]
    BadSignature,
    /// A contribution that does not fit its revision.
    #[error("the contribution is not in order: {0}")]
    BadContribution(String),
    /// A decision larger than any that a desk makes.
    #[error("the decision is not in order: {0}")]
    BadDecision(String),
    /// A comment that does not fit its text or its thread, or is larger than any that is written.
    #[error("the comment is not in order: {0}")]
    BadComment(String),
    /// A standing that does not fit its text, or is larger than any that is marked.
    #[error("the standing is not in order: {0}")]
    BadStanding(String),
    /// A package larger than any that is made.
    #[error("the package is not in order: {0}")]
    BadPackage(String),
    /// A contribution or a standing entered for a delegation that does not say so, or the reverse.
    #[error("it is not marked truthfully as entered for a delegation")]
    NotMarkedEntered,
    /// Draft operations under the name of another device.
    #[error("it holds text in another device's name")]
    ForeignText,
    /// It wants to replace or withdraw somebody else's contribution.
    #[error("it concerns somebody else's contribution")]
    NotTheirs,
}

impl Reason {
    /// A stable name for programs and message catalogues.
    pub fn code(&self) -> &'static str {
        match self {
            Reason::OtherGroup => "other-group",
            Reason::BadChain => "bad-chain",
            Reason::BadHead => "bad-head",
            Reason::HeadWentBack => "head-went-back",
            Reason::Unreadable => "unreadable",
            Reason::WrongCircle => "wrong-circle",
            Reason::NotAMember => "not-a-member",
            Reason::NoRight => "no-right",
            Reason::NotSenior => "not-senior",
            Reason::LastChair => "last-chair",
            Reason::CutOff => "cut-off",
            Reason::Frozen => "frozen",
            Reason::NoCutoff => "no-cutoff",
            Reason::UnknownTarget => "unknown-target",
            Reason::InvitationUsed => "invitation-used",
            Reason::NotTheOffer => "not-the-offer",
            Reason::KeyTaken => "key-taken",
            Reason::SeatWaits => "seat-waits",
            Reason::NotConfirmed => "not-confirmed",
            Reason::NotTheSide => "not-the-side",
            Reason::GrantReachesTooFar => "grant-reaches-too-far",
            Reason::BadRevision(_) => "bad-revision",
            Reason::BadSignature => "bad-signature",
            Reason::BadContribution(_) => "bad-contribution",
            Reason::BadDecision(_) => "bad-decision",
            Reason::BadComment(_) => "bad-comment",
            Reason::BadStanding(_) => "bad-standing",
            Reason::BadPackage(_) => "bad-package",
            Reason::NotMarkedEntered => "not-marked-entered",
            Reason::ForeignText => "foreign-text",
            Reason::NotTheirs => "not-theirs",
        }
    }
}
