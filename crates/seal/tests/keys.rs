//! Secrets, passphrases, recovery words, safety numbers.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;
use common::*;
use proptest::prelude::*;
use qalam_model::ids::GroupId;
use qalam_seal::{
    header::verifying_key,
    keys::*,
    local,
    recovery::*,
    safety::{self, BadNumber},
};

const LOW: u8 = 2;

#[test]
fn secrets_come_back_from_their_passphrase() {
    let file = wrap_with_passphrase(&anna(), "six words nobody would ever guess", LOW).unwrap();
    let back = unwrap(&file, "six words nobody would ever guess").unwrap();
    assert_eq!(back.public(), anna().public());
    assert_eq!(back.local().recipient(), anna().local().recipient());
    assert_eq!(unwrap(&file, "six words").unwrap_err(), UnwrapError::WrongPassphrase);
    assert_eq!(unwrap(&file, "").unwrap_err(), UnwrapError::WrongPassphrase);
}

#[test]
fn a_passphrase_is_the_same_on_every_keyboard() {
    let file = wrap_with_passphrase(&anna(), "caf\u{e9} \u{439}", LOW).unwrap();
    assert!(unwrap(&file, "cafe\u{301} \u{438}\u{306}").is_ok());
}

#[test]
fn a_damaged_file_is_not_a_wrong_passphrase() {
    let file = wrap_with_passphrase(&anna(), "right", LOW).unwrap();
    assert_eq!(unwrap(&file[..file.len() - 1], "right").unwrap_err(), UnwrapError::Damaged);
    assert_eq!(unwrap(&file[..30], "right").unwrap_err(), UnwrapError::Damaged);
    assert_eq!(unwrap(b"", "right").unwrap_err(), UnwrapError::Damaged);
    for at in 0..file.len() {
        let mut bad = file.clone();
        bad[at] ^= 1;
        assert!(unwrap(&bad, "right").is_err(), "byte {at}");
    }
    let mut payload = file.clone();
    *payload.last_mut().unwrap() ^= 1;
    assert_eq!(unwrap(&payload, "right").unwrap_err(), UnwrapError::Damaged);
}

#[test]
fn work_without_end_is_refused_at_once() {
    let file = wrap_with_passphrase(&anna(), "right", LOW).unwrap();
    let at = file.windows(3).position(|w| w == b" 2\n").unwrap();
    for factor in ["30", "21"] {
        let mut bad = file[..at + 1].to_vec();
        bad.extend_from_slice(factor.as_bytes());
        bad.extend_from_slice(&file[at + 2..]);
        assert_eq!(unwrap(&bad, "right").unwrap_err(), UnwrapError::TooMuchWork(factor.parse().unwrap()));
    }
}

#[test]
fn recovery_opens_what_the_passphrase_no_longer_does() {
    let words = RecoveryWords::generate(&mut rng(5));
    let keys = words.keys();
    let file = wrap_for_recovery(&anna(), &keys.public().recipient).unwrap();
    let typed: RecoveryWords = RecoveryWords::parse(&words.words().join(" ")).unwrap();
    assert_eq!(unwrap_with_recovery(&file, typed.keys().identity()).unwrap().device(), anna().device());
    let other = RecoveryWords::generate(&mut rng(6)).keys();
    assert_eq!(unwrap_with_recovery(&file, other.identity()).unwrap_err(), UnwrapError::WrongKey);
    assert_eq!(unwrap_with_recovery(b"junk", other.identity()).unwrap_err(), UnwrapError::Damaged);
    assert_ne!(keys.public().key, anna().device());
    assert!(verifying_key(&keys.public().key).is_some());
}

#[test]
fn the_derivation_never_changes() {
    // Words of all-zero entropy; a change here would lock people out.
    let words = RecoveryWords::parse(&format!("{}art", "abandon ".repeat(23))).unwrap();
    let public = words.keys().public();
    assert_eq!(public.key.to_string(), include_str!("../../../tests/fixtures/vault/recovery-v1.txt").lines().next().unwrap());
    assert_eq!(public.recipient, include_str!("../../../tests/fixtures/vault/recovery-v1.txt").lines().nth(1).unwrap());
}

#[test]
fn typed_words_are_taken_in_any_layout() {
    let words = RecoveryWords::generate(&mut rng(5)).words();
    assert_eq!(words.len(), COUNT);
    let numbered: String = words.iter().enumerate().map(|(at, word)| format!("{}. {}\n", at + 1, word.to_uppercase())).collect();
    let short: String = words.iter().map(|word| format!("{}, ", word.chars().take(4).collect::<String>())).collect();
    for layout in [numbered, short, words.join("   ")] {
        assert_eq!(RecoveryWords::parse(&layout).unwrap().words(), words);
    }
    let all = RecoveryWords::parse(&words.join(" ")).unwrap();
    assert!(all.is_at(3, &format!(" {} ", words[2].to_uppercase())));
    assert!(!all.is_at(3, words[3]) && !all.is_at(0, words[0]) && !all.is_at(25, words[0]));
}

#[test]
fn a_wrong_word_is_named() {
    let words = RecoveryWords::generate(&mut rng(5)).words();
    let mut bad = words.clone();
    bad[6] = "abandn";
    let error = RecoveryWords::parse(&bad.join(" ")).unwrap_err();
    assert_eq!(error, WordsError::Unknown { position: 7, word: "abandn".into(), nearest: Some("abandon") });
    assert_eq!(RecoveryWords::parse(&words[..23].join(" ")).unwrap_err(), WordsError::Count { found: 23 });
    assert_eq!(RecoveryWords::parse("").unwrap_err(), WordsError::Count { found: 0 });
    let mut swapped = words;
    swapped.swap(0, 1);
    assert_eq!(RecoveryWords::parse(&swapped.join(" ")).unwrap_err(), WordsError::Checksum);
}

#[test]
fn offered_passphrases_are_six_words_and_never_alike() {
    let mut rng = rng(8);
    let offered: std::collections::HashSet<String> = (0..50).map(|_| suggest_passphrase(&mut rng).to_string()).collect();
    assert_eq!(offered.len(), 50);
    assert!(offered.iter().all(|phrase| phrase.split(' ').count() == PASSPHRASE_WORDS));
}

#[test]
fn secrets_are_never_printed() {
    let printed = format!("{:?} {:?} {:?}", anna(), epoch(), RecoveryWords::generate(&mut rng(5)));
    assert!(!printed.contains("SECRET"));
    let text = anna().to_text();
    assert_eq!(DeviceSecrets::from_text(&text).unwrap().public(), anna().public());
    for line in 0..text.lines().count() {
        let without: Vec<&str> =
            text.lines().enumerate().filter(|(at, l)| *at != line || l.starts_with("# ") && line > 0).map(|(_, l)| l).collect();
        if without.len() < text.lines().count() {
            assert!(DeviceSecrets::from_text(&without.join("\n")).is_err(), "line {line}");
        }
    }
    assert_eq!("AGE-SECRET-KEY-1NO".parse::<EpochKey>().unwrap_err().to_string(), "this is not an age identity");
}

#[test]
fn an_epoch_is_named_by_its_public_key() {
    let key = epoch();
    let back: EpochKey = key.to_secret_text().parse().unwrap();
    assert_eq!(back.id(), EpochKey::id_of(&key.recipient()));
    assert_eq!(back.id(), key.id());
}

#[test]
fn local_blobs_open_only_here() {
    let blob = local::seal(anna().local(), b"a draft").unwrap();
    assert_eq!(&local::open(anna().local(), &blob).unwrap()[..], b"a draft");
    assert_eq!(local::open(boris().local(), &blob).unwrap_err().code(), "sealed_wrong_key");
    assert_eq!(local::open(anna().local(), &blob[..blob.len() - 1]).unwrap_err().code(), "sealed_damaged");
}

#[test]
fn safety_numbers_compare_in_every_script() {
    let recovery = RecoveryWords::generate(&mut rng(5)).keys().public();
    let number = safety::number(&GROUP, &anna().public(), &recovery);
    assert_eq!((number.len(), number.split(' ').count()), (35, 6));
    assert_ne!(number, safety::number(&GroupId([8; 32]), &anna().public(), &recovery));
    assert_ne!(number, safety::number(&GROUP, &boris().public(), &recovery));
    for zero in ['\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}'] {
        let folded: String =
            number.chars().map(|c| c.to_digit(10).map_or('\u{a0}', |d| char::from_u32(u32::from(zero) + d).unwrap())).collect();
        assert_eq!(safety::same(&number, &format!("\u{200f}{folded}")), Ok(true));
    }
    let last = number.chars().last().unwrap();
    let wrong = format!("{}{}", &number[..34], if last == '0' { '1' } else { '0' });
    assert_eq!(safety::same(&number, &wrong), Ok(false));
    assert_eq!(safety::same(&number, "12345"), Err(BadNumber::Digits(5)));
    assert_eq!(safety::same(&number, "12a45"), Err(BadNumber::Character('a')));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_words_come_back(seed: u64) {
        let words = RecoveryWords::generate(&mut rng(seed));
        let back = RecoveryWords::parse(&words.words().join("\n")).unwrap();
        prop_assert_eq!(back.keys().public(), words.keys().public());
    }

    #[test]
    fn no_text_makes_the_parsers_panic(text in "\\PC{0,200}") {
        let _ = RecoveryWords::parse(&text);
        let _ = safety::parse(&text);
        let _ = DeviceSecrets::from_text(&text);
        let _ = qalam_seal::join::Invitation::parse(text.as_bytes());
    }
}
