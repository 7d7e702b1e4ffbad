//! Fractions: short texts that stand in an order, and between any two of which another fits. They order what is
//! moved, and the rows and columns of a table. Never renumbers anything, so that two who work apart do not cross.

/// A longer one is not valid.
pub(super) const MAX_LEN: usize = 1000;

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Whether this text is a fraction.
pub(super) fn is_fraction(text: &str) -> bool {
    let digit = |b: u8| b.is_ascii_digit() || b.is_ascii_lowercase();
    (1..=MAX_LEN).contains(&text.len()) && text.bytes().all(digit) && !text.ends_with('0')
}

/// A fraction behind `low` (nothing: the beginning) and before `high` (nothing: the end), for the thing whose id ends
/// like `id`. Nothing if there is no room: `high` is not behind `low`, or what would fit is too long.
pub(super) fn between(low: &str, high: Option<&str>, id: &str) -> Option<String> {
    if high.is_some_and(|high| high <= low) {
        return None;
    }
    let value = |b: u8| DIGITS.iter().position(|d| *d == b).unwrap_or(0);
    let digit = |text: &str, i: usize| text.as_bytes().get(i).map_or(0, |b| value(*b));
    let mut out = String::new();
    let mut bound = high;
    for i in 0..=MAX_LEN {
        let a = digit(low, i);
        let b = bound.map_or(DIGITS.len(), |high| digit(high, i));
        // At the very end the next digit is enough; elsewhere the middle leaves room on both sides.
        let next = if high.is_none() { a + 1 } else { (a + b).div_ceil(2) };
        if next > a && next < b {
            out.push(char::from(DIGITS[next]));
            out.push_str(&tail(id));
            return Some(out).filter(|f| f.len() <= MAX_LEN);
        }
        out.push(char::from(DIGITS[a]));
        if b > a {
            bound = None;
        }
    }
    None
}

/// `n` fractions in order, between the same bounds; `id` names the thing at each place.
pub(super) fn spread(low: &str, high: Option<&str>, ids: &[String]) -> Option<Vec<String>> {
    let mut out: Vec<String> = Vec::with_capacity(ids.len());
    for id in ids {
        let next = between(out.last().map_or(low, String::as_str), high, id)?;
        out.push(next);
    }
    Some(out)
}

/// Four digits that depend on what the fraction is for, so that two made apart for one place differ.
fn tail(id: &str) -> String {
    let last: String = id.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
    match last.strip_suffix('0') {
        Some(front) => format!("{front}1"),
        None => last,
    }
}

/// The fraction of the `n`-th row or column (from 0) of a table that comes from a revision: `11` … `1z`, `21` … `zz`,
/// then `zz111` … `zzzzz`, and so on; no digit is 0.
pub(super) fn nth(n: usize) -> String {
    const TWO: usize = 35 * 35;
    let digit = |d: usize| char::from(DIGITS[d % 35 + 1]);
    let mut out = String::new();
    if n < TWO {
        out.extend([digit(n / 35), digit(n)]);
        return out;
    }
    out.push_str("zz");
    let mut rest = n - TWO;
    while rest >= TWO * 35 {
        out.push_str("zzz");
        rest -= TWO * 35;
    }
    out.extend([digit(rest / TWO), digit(rest / 35), digit(rest)]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fractions_of_a_start_stand_in_order() {
        assert_eq!([nth(0), nth(34), nth(35), nth(1224), nth(1225)], ["11", "1z", "21", "zz", "zz111"]);
        let all: Vec<String> = (0..50_000).map(nth).collect();
        assert!(all.windows(2).all(|w| w[0] < w[1]) && all.iter().all(|f| is_fraction(f)));
    }

    #[test]
    fn there_is_no_room_between_equals() {
        assert_eq!(between("5", Some("5"), "ffff"), None);
        assert_eq!(between("5", Some("41"), "ffff"), None);
        assert_eq!(tail("0000"), "0001");
        assert_eq!(tail("12ab340"), "b341");
    }

    #[test]
    fn a_thousand_at_one_place_stay_short() {
        let (mut low, mut high) = (String::new(), None::<String>);
        for _ in 0..1000 {
            low = between(&low, None, "1234").unwrap();
            high = between("", high.as_deref(), "1234");
        }
        assert!(low.len() < 40 && high.unwrap().len() < 260);
    }

    proptest! {
        #[test]
        fn another_fits_between_any_two(mut a in "[0-9a-z]{0,6}[1-9a-z]", mut b in "[0-9a-z]{0,6}[1-9a-z]", tail in "[0-9a-f]{4}") {
            prop_assume!(a != b);
            if a > b {
                std::mem::swap(&mut a, &mut b);
            }
            for (low, high) in [(a.as_str(), Some(b.as_str())), ("", Some(a.as_str())), (b.as_str(), None)] {
                let f = between(low, high, &tail).unwrap();
                prop_assert!(is_fraction(&f) && low < f.as_str() && high.is_none_or(|h| f.as_str() < h), "{low} {f} {high:?}");
            }
        }
    }
}
