//! Folding and queries, on real text. `finds` does what FTS5 does with these expressions.

use super::*;
use proptest::prelude::*;

const ARTICLE: &str = include_str!("../../../../tests/fixtures/text/article-ar.txt");

fn finds(text: &str, asked: &str) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let query = query(asked);
    let mut rest = query.as_str();
    let mut any = false;
    while let Some(begin) = rest.find('"') {
        let end = begin + 1 + rest[begin + 1..].find('"').unwrap();
        let phrase: Vec<&str> = rest[begin + 1..end].split(' ').collect();
        let prefix = rest[end + 1..].starts_with('*');
        rest = &rest[end + 1..];
        let hit = words.windows(phrase.len()).any(|w| {
            let last = phrase.len() - 1;
            w[..last] == phrase[..last] && if prefix { w[last].starts_with(phrase[last]) } else { w[last] == phrase[last] }
        });
        if !hit {
            return false;
        }
        any = true;
    }
    any
}

#[test]
fn the_article_is_found() {
    // Years in two kinds of digits, each asked for in both.
    for year in ["2021", "٢٠٢١", "۲۰۲۱", "2009", "٢٠٠٩"] {
        assert!(finds(ARTICLE, &format!("{year} ")), "{year}");
    }
    // Vowelled in the article, asked for without and with.
    for word in ["أكدت", "اكدت", "أُكِّدت", "صمم", "الملحة", "دافعا", "وفرت"] {
        assert!(finds(ARTICLE, &format!("{word} ")), "{word}");
    }
    // One city, two spellings, each found by its own and not by the other.
    let paragraphs =
        |city: &str| -> Vec<usize> { ARTICLE.lines().enumerate().filter(|(_, l)| finds(l, &format!("{city} "))).map(|(i, _)| i).collect() };
    assert_eq!(paragraphs("دوشنبه").len(), 1);
    assert_eq!(paragraphs("دوشانبي").len(), 1);
    assert_eq!(paragraphs("دوشانبى"), paragraphs("دوشانبي"));
    assert_ne!(paragraphs("دوشنبه"), paragraphs("دوشانبي"));
    assert!(finds(ARTICLE, "\"أمن المعلومات الدولي\""));
    assert!(!finds(ARTICLE, "\"المعلومات أمن\""));
    assert!(finds(ARTICLE, "السيبر"));
    assert!(!finds(ARTICLE, "السيبر "));
}

#[test]
fn scripts() {
    for (text, asked) in [
        ("Oʻzbekiston gʻoyasi maʼno togʻ", "O'zbekiston g‘oyasi ma'no tog`"),
        ("the State’s duty, ‘so’ he said", "states so "),
        ("Ещё объём", "еще объем"),
        ("за́мок", "замок "),
        ("می‌خواهم کتابی", "ميخواهم كتابي"),
        ("اردو ہے", "اردو هي"),
        ("सूचना सुरक्षा", "सुरक्षा "),
        ("各方应指定国家联络点", "联络"),
        ("各方应指定国家联络点", "国家联络点 各方"),
        ("2021年信息安全", "2021年"),
        ("ＷＧ／２０２６ WG/2026/WP.1/Rev.1", "wp.1 wg/2026"),
        ("ﻣﻌﻠﻮﻣﺎت", "معلومات"),
        ("İstanbul", "istanbul"),
        ("soft\u{ad}hyphen", "softhyphen"),
        ("ақпараттық қауіпсіздік", "қауіп"),
    ] {
        assert!(finds(text, asked), "{asked} in {text}: {} / {}", fold(text), query(asked));
    }
    for (text, asked) in [("мой", "мои "), ("ӣ", "и "), ("қаз", "каз "), ("联络国家", "国家联络"), ("information", "form"), ("x", "")]
    {
        assert!(!finds(text, asked), "{asked} in {text}");
    }
}

#[test]
fn queries_are_only_words() {
    assert_eq!(query("a OR b\"c NEAR( -d* ^e: col"), "\"a\" \"or\" \"b\" \"c near d e col\"");
    assert_eq!(query("  \"\" - * "), "");
    assert_eq!(query("one tw"), "\"one\" \"tw\"*");
    assert_eq!(query("信息安全"), "\"信 息 安 全\"");
}

#[test]
fn digits_of_every_script() {
    for (digits, plain) in [("٠١٩", "019"), ("۰۹", "09"), ("०९", "09"), ("๑๒", "12"), ("０９", "09"), ("𝟗", "9")] {
        assert_eq!(fold(digits), plain);
    }
    assert_eq!(digit('a'), None);
    assert_eq!(digit('٪'), None);
    assert!(ZEROS.is_sorted());
    assert!(ZEROS.iter().all(|z| char::from_u32(*z).is_some_and(char::is_numeric)));
}

#[test]
fn the_map_leads_back() {
    let text = "«أُكِّدت» 国家 Oʻz";
    let (folded, from) = fold_map(text);
    assert_eq!(folded, "اكدت 国 家 oz");
    let original: Vec<char> = text.chars().collect();
    let at = |word: &str| original[from[folded[..folded.find(word).unwrap()].chars().count()] as usize];
    assert_eq!((at("كدت"), at("家"), at("z")), ('ك', '家', 'z'));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn folding_is_stable_and_safe(text in "\\PC{0,40}") {
        let (folded, from) = fold_map(&text);
        prop_assert_eq!(folded.chars().count(), from.len());
        prop_assert!(from.is_sorted());
        prop_assert!(!folded.contains(['"', '*', '\'', '\n']));
        prop_assert!(!folded.contains("  ") && folded.trim() == folded);
        // But for the order of marks between which something was left out: canonically they are the same.
        let again: String = fold(&folded).nfd().collect();
        prop_assert_eq!(again, folded.nfd().collect::<String>());
        prop_assert_eq!(query(&text).matches('"').count() % 2, 0);
    }
}

/// What folding makes of texts in every script, with the place of each character. The window folds by its own code,
/// and is tested against the same file.
#[test]
fn the_window_folds_alike() {
    let known: Vec<Known> = serde_json::from_str(include_str!("../../../../tests/fixtures/text/fold.json")).unwrap();
    assert!(known.len() > 60);
    for Known { text, folded, from } in known {
        assert_eq!(fold_map(&text), (folded, from), "{text}");
    }
}

/// A text, its folding, and for each character of this the character (code point) of the text's NFC it comes from.
#[derive(serde::Deserialize)]
struct Known {
    text: String,
    folded: String,
    from: Vec<u32>,
}
