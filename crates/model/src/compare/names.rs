//! Numbers for words: one number for each different text, so that comparing goes over numbers. Made anew for each pair
//! of wordings, and fast for words that people write; whoever makes up words that fall into one place gets a table that
//! holds against that.

use std::collections::HashMap;

/// So many steps for each word are what people's words need; more are somebody's plan.
const STEPS: usize = 8;

/// Texts and their numbers, from 0 on.
pub(super) struct Names<'t> {
    /// The number of a text plus one, 0 where there is none.
    slots: Vec<u32>,
    texts: Vec<(u64, &'t str)>,
    steps: usize,
    safe: Option<HashMap<&'t str, u32>>,
}

impl<'t> Names<'t> {
    /// For about so many words.
    pub(super) fn for_about(words: usize) -> Names<'t> {
        Names { slots: vec![0; (words.max(4) * 2).next_power_of_two()], texts: Vec::with_capacity(words), steps: 0, safe: None }
    }

    /// The number of this text.
    pub(super) fn name(&mut self, text: &'t str) -> u32 {
        if let Some(safe) = &mut self.safe {
            let next = safe.len() as u32;
            return *safe.entry(text).or_insert(next);
        }
        if self.texts.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hash(text.as_bytes());
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            match self.slots[at].checked_sub(1) {
                None => {
                    self.texts.push((hash, text));
                    self.slots[at] = self.texts.len() as u32;
                    break;
                }
                Some(found) => {
                    let (other, known) = self.texts[found as usize];
                    if other == hash && known == text {
                        return found;
                    }
                }
            }
            at = (at + 1) & mask;
            self.steps += 1;
        }
        if self.steps > STEPS * (self.texts.len() + STEPS) {
            self.safe = Some(self.texts.iter().map(|(_, text)| *text).zip(0..).collect());
        }
        self.texts.len() as u32 - 1
    }

    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        let mask = self.slots.len() - 1;
        for (n, (hash, _)) in self.texts.iter().enumerate() {
            let mut at = *hash as usize & mask;
            while self.slots[at] != 0 {
                at = (at + 1) & mask;
                self.steps += 1;
            }
            self.slots[at] = n as u32 + 1;
        }
    }
}

/// Eight bytes at a time; both halves of each product count.
fn hash(bytes: &[u8]) -> u64 {
    let mix = |hash: u64, word: u64| {
        let product = u128::from(hash ^ word) * 0x9e37_79b9_7f4a_7c15;
        (product as u64) ^ ((product >> 64) as u64)
    };
    let (eights, rest) = bytes.as_chunks::<8>();
    let start = 0x2545_f491_4f6c_dd1d ^ bytes.len() as u64;
    let out = eights.iter().fold(start, |hash, eight| mix(hash, u64::from_le_bytes(*eight)).rotate_left(19));
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(out, u64::from_le_bytes(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_for_each_text() {
        let words: Vec<String> = (0..5_000).map(|n| format!("{}{}", ["States", "государства", "各", "الدول"][n % 4], n / 8)).collect();
        let mut names = Names::for_about(3);
        let mut known: HashMap<&str, u32> = HashMap::new();
        for word in words.iter().chain(&words) {
            let next = known.len() as u32;
            assert_eq!(names.name(word), *known.entry(word).or_insert(next));
        }
        assert!(names.safe.is_none(), "people's words need no more");
    }

    #[test]
    fn words_that_are_made_to_collide_are_told_apart_quickly() {
        let mut words = Vec::new();
        for n in 0u64..20_000 {
            // Any two words whose hashes have the same low bits will do.
            let text = format!("{n}");
            if hash(text.as_bytes()) & 0x3f == 0 {
                words.push(text);
            }
        }
        let mut names = Names { slots: vec![0; 64], texts: Vec::new(), steps: 10_000, safe: None };
        let found: Vec<u32> = words.iter().map(|w| names.name(w)).collect();
        assert_eq!(found, (0..words.len() as u32).collect::<Vec<_>>());
        assert!(names.safe.is_some());
        assert_eq!(words.iter().map(|w| names.name(w)).collect::<Vec<_>>(), found);
    }
}
