//! From bytes to text: UTF-8, or UTF-16 as Windows' own editor writes it. Nothing is guessed but that: a text in
//! another encoding is refused with the place, since a wrong guess would change words without anybody noticing.

use crate::{ImportError, LIMIT};
use unicode_normalization::UnicodeNormalization;

/// So many bytes are looked at to know UTF-16 that does not say so.
const LOOK: usize = 4096;

/// The text of a file: checked, without byte order mark and NULs, lines ended by line feeds, NFC.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, ImportError> {
    if bytes.len() as u64 > LIMIT {
        return Err(ImportError::TooLarge { size: bytes.len() as u64, limit: LIMIT });
    }
    let text = match wide(bytes) {
        Some(read) => utf16(bytes, read)?,
        None => std::str::from_utf8(bytes).map_err(|e| ImportError::NotUtf8 { offset: e.valid_up_to() })?.to_owned(),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    // Some programs end a file with NULs.
    let text: String = text.replace('\0', "").replace("\r\n", "\n").replace('\r', "\n").nfc().collect();
    if text.trim().is_empty() { Err(ImportError::Empty) } else { Ok(text) }
}

type Pair = fn([u8; 2]) -> u16;

/// How two bytes are one unit, if the file is UTF-16: it says so, or every second byte of its beginning is zero.
fn wide(bytes: &[u8]) -> Option<Pair> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] => return Some(u16::from_be_bytes),
        _ => {}
    }
    let look = &bytes[..bytes.len().min(LOOK) & !1];
    let zeros = |odd: usize| look.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (first, second, half) = (zeros(0), zeros(1), look.len() / 2);
    if half >= 2 && 10 * second >= 6 * half && first == 0 {
        Some(u16::from_le_bytes)
    } else if half >= 2 && 10 * first >= 6 * half && second == 0 {
        Some(u16::from_be_bytes)
    } else {
        None
    }
}

fn utf16(bytes: &[u8], read: Pair) -> Result<String, ImportError> {
    if bytes.len() % 2 == 1 {
        return Err(ImportError::NotUtf8 { offset: bytes.len() - 1 });
    }
    let units = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    let mut out = String::with_capacity(bytes.len());
    let mut offset = 0;
    for c in char::decode_utf16(units) {
        let c = c.map_err(|_| ImportError::NotUtf8 { offset })?;
        offset += 2 * c.len_utf16();
        out.push(c);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        let text = "18 bis. Государства 各国 𠀀 الدول\r\nnext";
        for little in [true, false] {
            assert_eq!(decode(&wide(&format!("\u{feff}{text}"), little)).as_deref(), Ok("18 bis. Государства 各国 𠀀 الدول\nnext"));
            assert_eq!(decode(&wide("12. Each State.", little)).as_deref(), Ok("12. Each State."));
        }
        let mut cut = wide("\u{feff}text", true);
        cut.pop();
        assert_eq!(decode(&cut), Err(ImportError::NotUtf8 { offset: 8 }));
        let mut lone = wide("\u{feff}te", true);
        lone.extend([0x00, 0xd8]);
        assert_eq!(decode(&lone), Err(ImportError::NotUtf8 { offset: 6 }));
    }

    #[test]
    fn what_is_no_text_is_refused_with_the_place() {
        assert_eq!(decode(b"ab\xe9"), Err(ImportError::NotUtf8 { offset: 2 }));
        assert_eq!(decode(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xff"), Err(ImportError::NotUtf8 { offset: 10 }));
        assert_eq!(decode(b"text\0\0\0\0").as_deref(), Ok("text"));
        assert_eq!(decode(b"\xef\xbb\xbf \n"), Err(ImportError::Empty));
        assert_eq!(decode(&[0; 64]), Err(ImportError::Empty));
    }
}
