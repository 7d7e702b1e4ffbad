//! What every sealed file has in common between its header and its content: the age file, the repeat of the
//! header, the padding. It never decrypts before the signature holds (it takes [`Verified`]), and never hands
//! out content whose repeat differs from the header.

use crate::{
    error::{OpenError, SealError},
    header::{FileKind, HEADER_LEN, Header, MAGIC, MAX_FILE, Verified},
};
use ed25519_dalek::SigningKey;
use std::io::{Read, Write};
use zeroize::Zeroizing;

/// The longest age header that is read: a header of thousands of stanzas costs a reader half a minute.
pub(crate) const MAX_AGE_HEADER: usize = 16 * 1024;
/// The part of the header that the plaintext repeats: all but the magic and the body's length.
pub(crate) const REPEAT_LEN: usize = HEADER_LEN - 6 - 4;
/// No plaintext is shorter: a single short act does not tell its length.
const MIN_PLAIN: usize = 512;

/// Seals `payload` under `header` to `recipients` and signs it.
pub(crate) fn seal(header: Header, payload: &[u8], recipients: &[String], key: &SigningKey) -> Result<Vec<u8>, SealError> {
    let header = Header { device: qalam_model::ids::DeviceId(key.verifying_key().to_bytes()), ..header };
    let len = (4 + REPEAT_LEN + payload.len()) as u64;
    if len > header.kind.limit() {
        return Err(crate::header::HeaderError::TooLong { len, limit: header.kind.limit() }.into());
    }
    let content_len = (REPEAT_LEN + payload.len()) as u32;
    let padded = padme(4 + REPEAT_LEN + payload.len()).max(MIN_PLAIN);
    let mut plain = Zeroizing::new(Vec::with_capacity(padded));
    plain.extend_from_slice(&content_len.to_be_bytes());
    plain.extend_from_slice(&repeat(&header));
    plain.extend_from_slice(payload);
    plain.resize(padded, 0);
    let body = encrypt(&plain, recipients)?;
    Ok(header.sign(&body, key)?)
}

/// Opens a verified file of `kind`; the result is the payload behind the repeat.
pub(crate) fn open(verified: &Verified<'_>, kind: FileKind, identity: &age::x25519::Identity) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    if verified.header.kind != kind {
        return Err(OpenError::WrongKind { want: kind, found: verified.header.kind });
    }
    let mut plain = decrypt(verified.body, identity, MAX_FILE)?;
    let content = content_len(&plain)?;
    check_repeat(&plain[4..4 + REPEAT_LEN], &repeat(&verified.header))?;
    plain.truncate(content);
    plain.drain(..4 + REPEAT_LEN);
    Ok(plain)
}

/// Where the content ends, counted from the first byte of the plaintext. Everything behind must be zero.
fn content_len(plain: &[u8]) -> Result<usize, OpenError> {
    let (len, rest) = plain.split_first_chunk::<4>().ok_or(OpenError::Malformed("it is too short"))?;
    let len = u32::from_be_bytes(*len) as usize;
    if len < REPEAT_LEN || len > rest.len() {
        return Err(OpenError::Malformed("its length is impossible"));
    }
    if rest[len..].iter().any(|byte| *byte != 0) {
        return Err(OpenError::Malformed("its padding is not empty"));
    }
    if plain.len() != padme(4 + len).max(MIN_PLAIN) {
        return Err(OpenError::Malformed("its padding has another length"));
    }
    Ok(4 + len)
}

fn repeat(header: &Header) -> [u8; REPEAT_LEN] {
    let encoded = header.encode();
    let mut out = [0; REPEAT_LEN];
    out.copy_from_slice(&encoded[MAGIC.len()..MAGIC.len() + REPEAT_LEN]);
    out
}

/// Names the first field that differs, for the reader of the notice.
fn check_repeat(inside: &[u8], outside: &[u8]) -> Result<(), OpenError> {
    const FIELDS: [(usize, &str); 10] = [
        (1, "format"),
        (2, "suite"),
        (3, "kind"),
        (35, "group"),
        (67, "device"),
        (83, "circle"),
        (99, "epoch"),
        (115, "numbers"),
        (147, "hash before"),
        (REPEAT_LEN, "hash at the last"),
    ];
    let Some(at) = (0..REPEAT_LEN).find(|at| inside[*at] != outside[*at]) else { return Ok(()) };
    let field = FIELDS.iter().find(|(end, _)| at < *end).map_or("header", |(_, name)| name);
    Err(OpenError::Stolen(field))
}

/// Rounds a length up so that it tells little of the content: Padmé (Nikitin et al., 'Reducing Metadata Leakage from
/// Encrypted Files and Communication with PURBs', 2019). At most 12 % are added, and fewer as the length grows.
pub(crate) fn padme(len: usize) -> usize {
    if len < 2 {
        return len;
    }
    let exponent = len.ilog2();
    let kept_bits = exponent.ilog2() + 1;
    let mask = (1usize << (exponent - kept_bits.min(exponent))) - 1;
    (len + mask) & !mask
}

/// An age file with `plain` for all `recipients`.
pub(crate) fn encrypt(plain: &[u8], recipients: &[String]) -> Result<Vec<u8>, SealError> {
    let parsed: Vec<age::x25519::Recipient> = recipients
        .iter()
        .map(|text| text.parse().map_err(|_| SealError::BadRecipient(text.chars().take(80).collect())))
        .collect::<Result<_, _>>()?;
    if parsed.is_empty() {
        return Err(SealError::Nothing("no recipient"));
    }
    encrypt_to(plain, parsed.iter().map(|recipient| recipient as &dyn age::Recipient))
}

/// An age file with `plain` for recipients that are parsed already.
pub(crate) fn encrypt_to<'a>(plain: &[u8], recipients: impl Iterator<Item = &'a dyn age::Recipient>) -> Result<Vec<u8>, SealError> {
    let fail = |error: &dyn std::fmt::Display| SealError::Age(error.to_string());
    let encryptor = age::Encryptor::with_recipients(recipients).map_err(|error| fail(&error))?;
    let mut out = Vec::with_capacity(plain.len() + plain.len() / 4096 + 1024);
    let mut writer = encryptor.wrap_output(&mut out).map_err(|error| fail(&error))?;
    writer.write_all(plain).map_err(|error| fail(&error))?;
    writer.finish().map_err(|error| fail(&error))?;
    if header_end(&out).is_none() {
        return Err(SealError::Age("the header would be longer than readers accept".into()));
    }
    Ok(out)
}

/// The plaintext of an age file, if its header is of reasonable size and its plaintext at most `limit` bytes.
pub(crate) fn decrypt(file: &[u8], identity: &dyn age::Identity, limit: u64) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    if header_end(file).is_none() {
        return Err(if file.len() > MAX_AGE_HEADER { OpenError::AgeHeaderTooLong } else { OpenError::Damaged });
    }
    let decryptor = age::Decryptor::new_buffered(file).map_err(|_| OpenError::Damaged)?;
    let reader = decryptor.decrypt(std::iter::once(identity)).map_err(|error| match error {
        age::DecryptError::NoMatchingKeys => OpenError::WrongKey,
        _ => OpenError::Damaged,
    })?;
    // Reserved for the whole, so that growing leaves no copies of the plaintext behind.
    let mut plain = Zeroizing::new(Vec::with_capacity(file.len()));
    reader.take(limit + 1).read_to_end(&mut plain).map_err(|_| OpenError::Damaged)?;
    if plain.len() as u64 > limit {
        return Err(OpenError::Malformed("it is too long"));
    }
    Ok(plain)
}

/// Where the age header ends, looked for in the first 16 KiB only: behind the line that begins with three dashes.
pub(crate) fn header_end(file: &[u8]) -> Option<usize> {
    let window = &file[..file.len().min(MAX_AGE_HEADER)];
    let mac = window.windows(5).position(|bytes| bytes == b"\n--- ")? + 1;
    Some(mac + window[mac..].iter().position(|byte| *byte == b'\n')? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padme_grows_by_at_most_an_eighth() {
        for (len, padded) in [(0, 0), (1, 1), (2, 2), (8, 8), (9, 10), (100, 104), (1000, 1024), (16_777_215, 16_777_216)] {
            assert_eq!(padme(len), padded, "{len}");
        }
        for len in 1..20_000 {
            let padded = padme(len);
            assert!(padded >= len && padded as f64 <= len as f64 * 1.12 + 1.0, "{len} {padded}");
            assert_eq!(padme(padded), padded, "padding is idempotent");
        }
    }

    #[test]
    fn the_age_header_is_found_or_refused() {
        assert_eq!(header_end(b"age-encryption.org/v1\n-> x\nbody\n--- mac\nrest"), Some(40));
        assert_eq!(header_end(b"age-encryption.org/v1\n-> x\nbody\n--- mac"), None);
        let mut bomb = b"age-encryption.org/v1\n".to_vec();
        bomb.extend(b"-> junk\n\n".repeat(4000));
        bomb.extend(b"--- mac\n");
        assert_eq!(header_end(&bomb), None);
    }
}
