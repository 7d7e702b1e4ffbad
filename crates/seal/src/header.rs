//! The clear header of every sealed file, and the signature over the whole of it.
//!
//! A sealed file is a header of constant length, an age file, and an Ed25519 signature over a domain string
//! and all bytes before it. This module knows nothing of what is inside. It must never look at a body before
//! the signature holds, and never allocate by a length that a file claims.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use qalam_model::ids::{ActId, CircleId, DeviceId, EpochId, GroupId};
use sha2::{Digest, Sha256};

/// The first bytes of every sealed file.
pub const MAGIC: &[u8; 6] = b"QALAM\0";
/// The layout that this version writes and reads.
pub const FORMAT: u8 = 1;
/// X25519, ChaCha20-Poly1305 and scrypt by age; Ed25519; SHA-256.
pub const SUITE: u8 = 1;
/// Bytes before the age file.
pub const HEADER_LEN: usize = 189;
/// Bytes of the signature at the end.
pub const SIGNATURE_LEN: usize = 64;
/// The longest sealed file of any kind.
pub const MAX_FILE: u64 = 16 * 1024 * 1024;
/// How many acts one segment may carry.
pub const MAX_RUN: u64 = 100_000;

/// Put before the signed bytes, so that a signature over a file is never one over something else.
const DOMAIN: &[u8] = b"qalam sealed file v1\0";

/// What a sealed file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// A run of acts of one device for one circle.
    Segment,
    /// The secrets of a circle's epochs, sealed directly to devices and recovery keys.
    Grant,
    /// A newcomer's keys, sealed to an invitation.
    JoinRequest,
    /// What a device has received from whom.
    Seen,
}

impl FileKind {
    /// The byte in the header.
    pub fn byte(self) -> u8 {
        match self {
            FileKind::Segment => 1,
            FileKind::Grant => 2,
            FileKind::JoinRequest => 3,
            FileKind::Seen => 4,
        }
    }

    /// The longest file of this kind, header and signature included.
    pub fn limit(self) -> u64 {
        match self {
            FileKind::Segment => MAX_FILE,
            FileKind::Grant | FileKind::Seen => 1024 * 1024,
            FileKind::JoinRequest => 64 * 1024,
        }
    }

    fn from_byte(byte: u8) -> Option<FileKind> {
        [FileKind::Segment, FileKind::Grant, FileKind::JoinRequest, FileKind::Seen].into_iter().find(|kind| kind.byte() == byte)
    }
}

/// Why bytes are not a sealed file that counts. Each kind asks for another treatment by the reader.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// Some other program's file.
    #[error("this is no file of Qalam")]
    NotQalam,
    /// What is there is a beginning; the rest may still arrive.
    #[error("the file ends after {have} of {want} bytes")]
    Truncated {
        /// Bytes that are there.
        have: u64,
        /// Bytes that the file would have, as far as is known yet.
        want: u64,
    },
    /// Bytes stand behind the signature.
    #[error("the file has {have} bytes, its header says {want}")]
    Trailing {
        /// Bytes that are there.
        have: u64,
        /// Bytes that the header announces.
        want: u64,
    },
    /// Longer than any honest file of its kind.
    #[error("the file would have {len} bytes; at most {limit} are read")]
    TooLong {
        /// The announced length.
        len: u64,
        /// The longest that is read.
        limit: u64,
    },
    /// Written by a newer version.
    #[error("the file has format {0}; this version reads format 1")]
    NewerFormat(u8),
    /// Sealed with other algorithms; suites are never mixed in a group.
    #[error("the file uses cipher suite {0}; this version reads suite 1")]
    NewerSuite(u8),
    /// A kind of file that this version does not know.
    #[error("the file is of kind {0}, which this version does not know")]
    UnknownKind(u8),
    /// Fields that contradict one another or the kind.
    #[error("the file's header contradicts itself: {0}")]
    Inconsistent(&'static str),
    /// The device's key is no usable Ed25519 key.
    #[error("the file names a device whose key cannot be used")]
    BadKey,
    /// Damaged, or not written by the device that it names.
    #[error("the file's signature does not hold: it is damaged or forged")]
    BadSignature,
}

impl HeaderError {
    /// A stable name for the kind of failure.
    pub fn code(&self) -> &'static str {
        match self {
            HeaderError::NotQalam => "file_foreign",
            HeaderError::Truncated { .. } => "file_truncated",
            HeaderError::Trailing { .. } => "file_trailing",
            HeaderError::TooLong { .. } => "file_too_long",
            HeaderError::NewerFormat(_) => "file_newer_format",
            HeaderError::NewerSuite(_) => "file_newer_suite",
            HeaderError::UnknownKind(_) => "file_unknown_kind",
            HeaderError::Inconsistent(_) => "file_inconsistent",
            HeaderError::BadKey => "file_bad_key",
            HeaderError::BadSignature => "file_bad_signature",
        }
    }

    /// Whether waiting may help: the bytes are a proper beginning of a file.
    pub fn may_still_arrive(&self) -> bool {
        matches!(self, HeaderError::Truncated { .. })
    }

    /// Whether a newer version of the application may understand the file.
    pub fn from_newer_version(&self) -> bool {
        matches!(self, HeaderError::NewerFormat(_) | HeaderError::NewerSuite(_) | HeaderError::UnknownKind(_))
    }
}

/// What a sealed file says in clear.
///
/// | kind | circle, epoch | first, last | before, at_last |
/// |---|---|---|---|
/// | segment | whom it is sealed for | numbers of its acts | ids of the act before the first, and of the last |
/// | grant | what is granted (the newest epoch) | part, number of parts | zero |
/// | join request | zero | zero | zero |
/// | seen | the group's circle and epoch | the counter, twice | zero |
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Header {
    /// What the file is.
    pub kind: FileKind,
    /// The group.
    pub group: GroupId,
    /// Who wrote and signed it.
    pub device: DeviceId,
    /// The circle.
    pub circle: CircleId,
    /// The epoch of the circle's key.
    pub epoch: EpochId,
    /// Number of the first act.
    pub first: u64,
    /// Number of the last act.
    pub last: u64,
    /// Id of the act before the first; zero bytes where there is none.
    pub before: ActId,
    /// Id of the last act.
    pub at_last: ActId,
    /// Length of the age file, which is padded inside.
    pub body_len: u32,
}

/// A file whose signature holds. The body is still sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified<'a> {
    /// What it says in clear.
    pub header: Header,
    /// The age file.
    pub body: &'a [u8],
}

impl Header {
    /// Reads the header from a file's first [`HEADER_LEN`] bytes or more. The signature is not looked at: use
    /// this to plan, and [`verify`] before believing.
    ///
    /// # Errors
    /// All of [`HeaderError`] but `Trailing`, `BadKey` and `BadSignature`; `Truncated` only where the header itself is cut.
    pub fn parse(bytes: &[u8]) -> Result<Header, HeaderError> {
        let have = bytes.len().min(MAGIC.len());
        if bytes[..have] != MAGIC[..have] {
            return Err(HeaderError::NotQalam);
        }
        let mut reader = Reader { bytes, at: MAGIC.len() };
        let format = reader.array::<1>()?[0];
        if format != FORMAT {
            return Err(HeaderError::NewerFormat(format));
        }
        let suite = reader.array::<1>()?[0];
        if suite != SUITE {
            return Err(HeaderError::NewerSuite(suite));
        }
        let kind = reader.array::<1>()?[0];
        let kind = FileKind::from_byte(kind).ok_or(HeaderError::UnknownKind(kind))?;
        let header = Header {
            kind,
            group: GroupId(reader.array()?),
            device: DeviceId(reader.array()?),
            circle: CircleId(reader.array()?),
            epoch: EpochId(reader.array()?),
            first: u64::from_be_bytes(reader.array()?),
            last: u64::from_be_bytes(reader.array()?),
            before: ActId(reader.array()?),
            at_last: ActId(reader.array()?),
            body_len: u32::from_be_bytes(reader.array()?),
        };
        header.check()?;
        Ok(header)
    }

    /// How long the whole file is, header and signature included.
    pub fn file_len(&self) -> u64 {
        (HEADER_LEN + SIGNATURE_LEN) as u64 + u64::from(self.body_len)
    }

    /// The bytes of the header.
    pub fn encode(&self) -> [u8; HEADER_LEN] {
        let mut out = [0; HEADER_LEN];
        let mut at = 0;
        let mut put = |part: &[u8]| {
            out[at..at + part.len()].copy_from_slice(part);
            at += part.len();
        };
        put(MAGIC);
        put(&[FORMAT, SUITE, self.kind.byte()]);
        put(&self.group.0);
        put(&self.device.0);
        put(&self.circle.0);
        put(&self.epoch.0);
        put(&self.first.to_be_bytes());
        put(&self.last.to_be_bytes());
        put(&self.before.0);
        put(&self.at_last.0);
        put(&self.body_len.to_be_bytes());
        out
    }

    /// Joins header, body and signature to a file. Device and body length are filled in here.
    ///
    /// # Errors
    /// `TooLong` and `Inconsistent`, as a reader would find them.
    pub fn sign(mut self, body: &[u8], key: &SigningKey) -> Result<Vec<u8>, HeaderError> {
        self.device = DeviceId(key.verifying_key().to_bytes());
        let len = (HEADER_LEN + SIGNATURE_LEN + body.len()) as u64;
        let too_long = HeaderError::TooLong { len, limit: self.kind.limit() };
        self.body_len = u32::try_from(body.len()).map_err(|_| too_long)?;
        self.check()?;
        let mut file = Vec::with_capacity(DOMAIN.len() + HEADER_LEN + body.len() + SIGNATURE_LEN);
        file.extend_from_slice(DOMAIN);
        file.extend_from_slice(&self.encode());
        file.extend_from_slice(body);
        let signature = key.sign(&file);
        file.drain(..DOMAIN.len());
        file.extend_from_slice(&signature.to_bytes());
        Ok(file)
    }

    fn check(&self) -> Result<(), HeaderError> {
        let limit = self.kind.limit();
        if self.file_len() > limit {
            return Err(HeaderError::TooLong { len: self.file_len(), limit });
        }
        let zero = [0; 32];
        let unlinked = self.before.0 == zero && self.at_last.0 == zero;
        let fault = match self.kind {
            FileKind::Segment if self.first == 0 || self.last < self.first => Some("the numbers are no run"),
            FileKind::Segment if self.last - self.first >= MAX_RUN => Some("the run is too long"),
            FileKind::Segment if (self.first == 1) != (self.before.0 == zero) => Some("the chain begins elsewhere"),
            FileKind::Segment if self.at_last.0 == zero => Some("the last act has no id"),
            FileKind::Segment => None,
            _ if !unlinked => Some("links stand where there is no chain"),
            FileKind::Grant if self.first == 0 || self.last < self.first => Some("no such part"),
            FileKind::Seen if self.first != self.last => Some("two counters"),
            FileKind::JoinRequest if (self.first, self.last) != (0, 0) => Some("numbers stand where there is no chain"),
            FileKind::JoinRequest if self.circle.0 != [0; 16] || self.epoch.0 != [0; 16] => Some("a circle stands in a join request"),
            _ => None,
        };
        fault.map_or(Ok(()), |fault| Err(HeaderError::Inconsistent(fault)))
    }
}

/// Checks a whole file: lengths, then the signature, strictly. Nothing of the body has been read when this returns.
///
/// # Errors
/// All of [`HeaderError`].
pub fn verify(file: &[u8]) -> Result<Verified<'_>, HeaderError> {
    let header = Header::parse(file)?;
    let (have, want) = (file.len() as u64, header.file_len());
    if have < want {
        return Err(HeaderError::Truncated { have, want });
    }
    if have > want {
        return Err(HeaderError::Trailing { have, want });
    }
    let (signed, signature) = file.split_at(file.len() - SIGNATURE_LEN);
    let key = verifying_key(&header.device).ok_or(HeaderError::BadKey)?;
    let signature = Signature::from_slice(signature).map_err(|_| HeaderError::BadSignature)?;
    let message = [DOMAIN, signed].concat();
    key.verify_strict(&message, &signature).map_err(|_| HeaderError::BadSignature)?;
    Ok(Verified { header, body: &signed[HEADER_LEN..] })
}

/// The device's public key, if it is one: low-order points are none.
pub fn verifying_key(device: &DeviceId) -> Option<VerifyingKey> {
    VerifyingKey::from_bytes(&device.0).ok().filter(|key| !key.is_weak())
}

/// SHA-256 of the whole file: how files are compared, whatever they are called.
pub fn content_id(file: &[u8]) -> [u8; 32] {
    Sha256::digest(file).into()
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn array<const N: usize>(&mut self) -> Result<[u8; N], HeaderError> {
        let truncated = HeaderError::Truncated { have: self.bytes.len() as u64, want: (HEADER_LEN + SIGNATURE_LEN) as u64 };
        let slice = self.bytes.get(self.at..self.at + N).ok_or(truncated)?;
        self.at += N;
        let mut out = [0; N];
        out.copy_from_slice(slice);
        Ok(out)
    }
}
