//! Names that people take for one another: 'Delegation B' with a Latin B and 'Delegation В' with a Cyrillic one, names
//! that differ in vowel signs, in 0 and O, or in one letter of a long word. Warns, and never decides that two are one.

use super::fold;

/// Shorter words that differ in a letter are meant to differ: 'Delegation A' and 'Delegation B'.
const LONG: usize = 6;

/// Whether two different names look or sound so much the same that one may be chosen for the other.
pub fn look_alike(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    if a.len() != b.len() {
        return a.concat() == b.concat();
    }
    let mut near = a.iter().zip(&b).filter(|(x, y)| x != y);
    match (near.next(), near.next()) {
        (None, _) => true,
        (Some((x, y)), None) => x.len().min(y.len()) >= LONG && one_letter_apart(x, y),
        _ => false,
    }
}

/// The words of a name as they look.
fn words(name: &str) -> Vec<Vec<char>> {
    fold(name).split(' ').filter(|w| !w.is_empty()).map(|w| w.chars().map(shape).collect()).collect()
}

/// One letter for those of several scripts that look like it; of folded text, so lower-case.
fn shape(c: char) -> char {
    match c {
        '0' | 'о' | 'ο' | 'օ' => 'o',
        '1' | 'l' | 'і' | 'ι' | 'ӏ' | 'ı' => 'i',
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'н' | 'η' => 'h',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'ν' => 'v',
        'п' => 'n',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ԝ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        'ζ' => 'z',
        c => c,
    }
}

/// Whether one letter more, less, other, or two neighbours changed about make the difference.
fn one_letter_apart(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let front = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (x, y) = (&short[front..], &long[front..]);
    match long.len() - short.len() {
        0 => x[1..] == y[1..] || (x.len() >= 2 && x[0] == y[1] && x[1] == y[0] && x[2..] == y[2..]),
        1 => *x == y[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_for_one_another() {
        for (a, b) in [
            ("Delegation B", "Delegation В"),
            ("Delegation O", "Delegation 0"),
            ("DELEGATION I", "delegation l"),
            ("Tajikistan", "Tadjikistan"),
            ("Kyrgyzstan", "Kyrgzystan"),
            ("وفد أ", "وفد ا"),
            ("Дeлeгация М", "Делегация M"),
            ("Delegation of X", "Delegationof X"),
        ] {
            assert!(look_alike(a, b) && look_alike(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("Delegation A", "Delegation B"),
            ("Niger", "Nigeria"),
            ("Iran", "Iraq"),
            ("Austria", "Australia"),
            ("Delegation 1", "Delegation 2"),
            ("وفد ب", "وفد ت"),
            ("中国", "中央"),
            ("", "A"),
        ] {
            assert!(!look_alike(a, b) && !look_alike(b, a), "{a} {b}");
        }
    }
}
