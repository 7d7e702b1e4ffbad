//! Whether a proposal is editorial: punctuation, white space, the spelling of a word, formatting. Conservative in every
//! language: whatever may carry a meaning is not editorial, and what is called so is still shown to whoever takes it.
//!
//! Editorial are
//! - bold, italic, underline, and the direction of a paragraph set by hand;
//! - white space, commas, full stops, semicolons, colons, dashes and hyphens between words, in Latin, Arabic and Chinese
//!   forms, but not where a digit stands on both sides;
//! - quotation marks of another form, as long as as many stand in the same places;
//! - another spelling of one word: the same letters in another form (ё and е, Arabic vowel signs put in or left out, the
//!   digits of another script, the signs for the Uzbek oʻ), or one that differs in a single letter inside a word of at least five and is corroborated
//!   by the text: the new form stands elsewhere in it, the old one nowhere.
//!
//! Never editorial are a word more or less, capital letters, parentheses and brackets, signs as % or /, question marks,
//! superscript and subscript, links, footnotes and references, the kind and level of a paragraph, the shape of a table,
//! and whole paragraphs.

use super::{
    clean_text,
    tokens::{Class, pieces},
};
use crate::{
    fold::digit,
    paper::Paragraph,
    proposal::{Change, Proposal, ProposalKind},
    text::{Mark, RichText},
};
use std::collections::HashMap;

/// How often each word stands in a text.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary(HashMap<String, usize>);

impl Vocabulary {
    /// Of these paragraphs.
    pub fn of<'p>(paragraphs: impl IntoIterator<Item = &'p Paragraph>) -> Vocabulary {
        let mut words: HashMap<String, usize> = HashMap::new();
        for paragraph in paragraphs {
            for word in words_of(&paragraph.text.text) {
                match words.get_mut(word) {
                    Some(times) => *times += 1,
                    None => drop(words.insert(word.to_owned(), 1)),
                }
            }
        }
        Vocabulary(words)
    }

    fn times(&self, word: &str) -> usize {
        self.0.get(word).copied().unwrap_or(0)
    }
}

/// Fewest letters of a word whose spelling is looked at.
const SHORTEST: usize = 5;
/// Longest paragraph that is looked at, in bytes.
const LONGEST: usize = 1 << 17;

/// Whether a proposal on this paragraph is editorial as a whole. `words` are those of the text that it is about.
pub fn is_editorial(old: &Paragraph, proposal: &Proposal, words: &Vocabulary) -> bool {
    if proposal.kind != ProposalKind::Amend || proposal.hunks.is_empty() {
        return false;
    }
    let mut reworded = false;
    for hunk in &proposal.hunks {
        match &hunk.change {
            Change::Words { .. } => reworded = true,
            Change::Format { mark: Mark::Bold | Mark::Italic | Mark::Underline, .. } => {}
            Change::Restyle { kind, level, .. } if *kind == old.kind && *level == old.level => {}
            _ => return false,
        }
    }
    !reworded || same_but_for_spelling(&old.text, &clean_text(|id| (id == old.id).then_some(old), proposal), words)
}

fn same_but_for_spelling(old: &RichText, new: &RichText, words: &Vocabulary) -> bool {
    if old.text.len().max(new.text.len()) > LONGEST || new.text.trim().is_empty() {
        return false;
    }
    let signs = |t: &RichText| t.signs.iter().map(|s| s.sign.clone()).collect::<Vec<_>>();
    let links = |t: &RichText| t.links.iter().map(|l| l.href.clone()).collect::<Vec<_>>();
    if signs(old) != signs(new) || links(old) != links(new) || meaningful(&old.text) != meaningful(&new.text) {
        return false;
    }
    let (before, after): (Vec<&str>, Vec<&str>) = (words_of(&old.text).collect(), words_of(&new.text).collect());
    before.len() == after.len() && before.iter().zip(&after).all(|(a, b)| a == b || is_spelling(a, b, words))
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).into_iter().filter(|(token, _)| matches!(token.class, Class::Word | Class::Han)).map(|(_, word)| word)
}

/// Between which words what stands that may carry a meaning: everything that is neither a word, nor white space, nor
/// punctuation that only divides.
fn meaningful(text: &str) -> Vec<(usize, char)> {
    let mut out = Vec::new();
    let mut word = 0;
    let all = pieces(text);
    let digit = |at: Option<&(super::tokens::Token, &str)>, last: bool| {
        let c = at.and_then(|(_, piece)| if last { piece.chars().next_back() } else { piece.chars().next() });
        c.is_some_and(char::is_numeric)
    };
    for (at, (token, piece)) in all.iter().enumerate() {
        match token.class {
            Class::Word | Class::Han => word += 1,
            class => {
                let between = at > 0 && digit(all.get(at - 1), true) && digit(all.get(at + 1), false);
                if class == Class::White {
                    out.extend(between.then_some((word, ' ')));
                    continue;
                }
                out.extend(piece.chars().filter_map(|c| if divides(c) && !between { None } else { Some((word, plain_quote(c))) }));
            }
        }
    }
    out
}

/// Punctuation that divides and says nothing by itself.
fn divides(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '.' | ',' | ';' | ':' | '-' | '\u{2010}'..='\u{2015}' | '،' | '؛' | '۔' | '。' | '，' | '、' | '；' | '：' | '·' | '…'
        )
}

/// One sign for all quotation marks.
fn plain_quote(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '《' | '》' | '〝' | '〞' | '‘' | '’' | '‚' | '‹' | '›' | '\'' => {
            '"'
        }
        other => other,
    }
}

/// Whether two words are two spellings of one.
fn is_spelling(old: &str, new: &str, words: &Vocabulary) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    if is_variant(&a, &b) {
        return true;
    }
    let letters = |w: &[char]| w.len() >= SHORTEST && w.iter().all(|c| c.is_alphabetic());
    letters(&a) && letters(&b) && one_letter_apart(&a, &b) && words.times(old) == 1 && words.times(new) > 0
}

/// Whether two words are the same letters, written in another way.
fn is_variant(a: &[char], b: &[char]) -> bool {
    let (vowels_a, vowels_b) = (vowels(a), vowels(b));
    // Vowel signs that one adds or leaves out name the same word; other ones may name another.
    let vowelled = vowels_a == vowels_b || vowels_a.is_empty() || vowels_b.is_empty();
    let (bare_a, bare_b) = (bare(a), bare(b));
    vowelled && !bare_a.is_empty() && bare_a == bare_b
}

fn vowels(word: &[char]) -> Vec<char> {
    word.iter().copied().filter(|c| is_vowel_sign(*c)).collect()
}

fn bare(word: &[char]) -> Vec<char> {
    word.iter().copied().filter(|c| !is_vowel_sign(*c) && !is_silent(*c)).map(plain_letter).collect()
}

/// Arabic vowel signs.
fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{652}' | '\u{670}')
}

/// Characters that are no letter and change no word: tatweel, soft hyphen, joiners, direction marks.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{61c}' | '\u{2060}' | '\u{feff}')
}

/// One form for letters and digits of which several are in use.
fn plain_letter(c: char) -> char {
    match c {
        'ё' => 'е',
        'Ё' => 'Е',
        'ی' => 'ي',
        'ک' => 'ك',
        '\'' | '`' | '\u{2bb}' | '\u{2bc}' | '\u{2018}' | '\u{2019}' => '\u{2bc}',
        other => digit(other).unwrap_or(other),
    }
}

/// Whether one letter inside is another, missing, too many, or two neighbours are exchanged. The first letter and the
/// last two are the same: what changes there is mostly grammar.
fn one_letter_apart(a: &[char], b: &[char]) -> bool {
    if a == b || a.first() != b.first() || a[a.len() - 2..] != b[b.len() - 2..] {
        return false;
    }
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count().min(a.len().min(b.len()) - front);
    let (x, y) = (&a[front..a.len() - back], &b[front..b.len() - back]);
    match (x.len(), y.len()) {
        (1, 1) | (0, 1) | (1, 0) => !x.iter().chain(y).any(|c| c.is_uppercase()),
        (2, 2) => x[0] == y[1] && x[1] == y[0],
        _ => false,
    }
}

#[cfg(test)]
mod tests;
