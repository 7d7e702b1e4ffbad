//! What can go wrong, by code. A code exists where somebody acts on it; every one has a message that names the
//! thing and an advice that says what to do next, in the user's language (`locales/*/errors.ftl`).

use crate::{api::Failure, words::Words};
use std::{error::Error as StdError, fmt, path::Path};

macro_rules! codes {
    ($($variant:ident = $code:literal),* $(,)?) => {
        /// The stable codes of failures.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Code { $($variant),* }
        impl Code {
            /// All codes.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];
            /// The code as shells see it.
            pub fn as_str(self) -> &'static str { match self { $(Code::$variant => $code),* } }
        }
    };
}

codes! {
    // Vault.
    WrongPassphrase = "wrong-passphrase", WeakPassphrase = "weak-passphrase", VaultExists = "vault-exists",
    NoVault = "no-vault", VaultInUse = "vault-in-use", VaultNewer = "vault-newer", VaultDamaged = "vault-damaged", VaultUnwritable = "vault-unwritable",
    Locked = "locked", WordsWrong = "words-wrong", WordsOfNobody = "words-of-nobody",
    // Folder and files.
    FolderMissing = "folder-missing", FolderEmpty = "folder-empty", FolderReadOnly = "folder-read-only",
    FolderForeign = "folder-foreign", FolderFull = "folder-full", FolderTrouble = "folder-trouble", FileUnreadable = "file-unreadable", FileUnwritable = "file-unwritable",
    NotUtf8 = "not-utf8", TooLarge = "too-large", TooManyParagraphs = "too-many-paragraphs", ParagraphTooLong = "paragraph-too-long", EmptyFile = "empty-file", UnsupportedFormat = "unsupported-format",
    // Group.
    NoGroup = "no-group", UnknownGroup = "unknown-group", Waiting = "waiting-for-admission", InGroup = "already-in-group",
    NotInvitation = "not-invitation", InvitationDamaged = "invitation-damaged", InvitationNewer = "invitation-newer",
    InvitationTaken = "invitation-taken", UnknownRequest = "unknown-request", SafetyNumberDiffers = "safety-number-differs",
    UnknownMember = "unknown-member", UnknownDelegation = "unknown-delegation", UnknownRole = "unknown-role", NotAllowed = "not-allowed",
    NewerRoster = "newer-version-in-group", NameTaken = "name-taken",
    // Papers and desk.
    UnknownPaper = "unknown-paper", UnknownRevision = "unknown-revision", UnknownParagraph = "unknown-paragraph", UnknownPoint = "unknown-point",
    UnknownProposal = "unknown-proposal", UnknownHunk = "unknown-hunk", UnknownView = "unknown-view", Ambiguous = "ambiguous-id",
    UnknownComment = "unknown-comment", WordsGone = "words-gone",
    NotIssued = "not-issued", NoDraft = "no-draft", NothingToPropose = "nothing-to-propose", NotMoved = "not-moved", NothingProposed = "nothing-proposed", NothingInFile = "nothing-in-file", NotPlaced = "not-placed", ForeignText = "foreign-text",
    OtherPaper = "other-paper", NotUnderDiscussion = "not-under-discussion", BadPlace = "bad-place", EmptyWording = "empty-wording", NothingSaid = "nothing-said",
    AlreadyProposed = "already-proposed", TooMuchProposed = "too-much-proposed", TooManyChanges = "too-many-changes", UnknownContribution = "unknown-contribution", EmptyPaper = "empty-paper",
    SymbolTaken = "symbol-taken", UnknownTreatment = "unknown-treatment", StructureInBrackets = "structure-in-brackets", NoBracket = "no-bracket", UnknownStance = "unknown-stance", UnknownPackage = "unknown-package", DraftRefused = "draft-refused", DraftMoved = "draft-moved", BadValue = "bad-value",
    // The rest.
    Internal = "internal",
}

/// A failure with its code, the things that its message names, and where it came from.
#[derive(Debug)]
pub struct Error {
    /// The code.
    pub code: Code,
    args: Vec<(&'static str, String)>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// A failure of that code.
    pub fn new(code: Code) -> Error {
        Error { code, args: Vec::new(), source: None }
    }

    /// Names a thing in the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Error {
        // What stands in a message is somebody's words: short, and without line breaks.
        let value: String = value.to_string().chars().filter(|c| !c.is_control()).take(200).collect();
        self.args.push((name, value));
        self
    }

    /// Names a file or folder.
    #[must_use]
    pub fn at(self, path: &Path) -> Error {
        self.with("path", path.display())
    }

    /// Keeps the cause.
    #[must_use]
    pub fn because(mut self, source: impl StdError + Send + Sync + 'static) -> Error {
        self.source = Some(Box::new(source));
        self
    }

    /// As a shell shows it.
    pub fn failure(&self, words: &Words) -> Failure {
        let code = self.code.as_str();
        let mut args: Vec<(&str, String)> = self.args.iter().map(|(k, v)| (*k, v.clone())).collect();
        if let Some(source) = &self.source {
            args.push(("cause", source.to_string()));
        }
        Failure {
            code: code.to_owned(),
            message: words.say(&format!("error-{code}"), &args),
            advice: words.say(&format!("error-{code}-advice"), &args),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code.as_str())?;
        for (name, value) in &self.args {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|e| e.as_ref() as &(dyn StdError + 'static))
    }
}

/// Shorthand.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure of that code.
pub(crate) fn fail<T>(code: Code) -> Result<T> {
    Err(Error::new(code))
}

impl From<qalam_vault::VaultError> for Error {
    fn from(error: qalam_vault::VaultError) -> Error {
        use qalam_vault::VaultError as V;
        match &error {
            V::NotEmpty { path } => Error::new(Code::VaultExists).at(path),
            V::NotAVault { path } => Error::new(Code::NoVault).at(path),
            V::InUse { path } => Error::new(Code::VaultInUse).at(path),
            V::Newer { path, .. } => Error::new(Code::VaultNewer).at(path),
            V::WrongPassphrase => Error::new(Code::WrongPassphrase),
            V::WrongRecovery => Error::new(Code::WordsWrong).with("what", &error),
            V::KeyFileDamaged { .. } | V::Damaged { .. } | V::StoreDamaged { .. } => Error::new(Code::VaultDamaged).with("what", &error),
            V::DiskFull { .. } | V::ReadOnly { .. } | V::Io { .. } | V::Store { .. } => {
                Error::new(Code::VaultUnwritable).with("what", &error)
            }
            V::Seal(_) | V::BadQuery { .. } => Error::new(Code::Internal).with("what", &error),
        }
        .because(error)
    }
}
