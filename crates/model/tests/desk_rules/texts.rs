//! Random papers, working copies and decisions in four languages. Everything comes from proptest's seeds.

use proptest::prelude::*;
use qalam_model::{
    ids::*,
    number::Number,
    paper::{Direction, Kind, Paragraph, Revision},
    proposal::Contributor,
    text::{Mark, RichText, Span},
};

/// Words and signs of one language, and what stands between words.
pub(crate) struct Language {
    words: &'static [&'static str],
    between: &'static str,
    comma: &'static str,
    stop: &'static str,
}

pub(crate) const LANGUAGES: [Language; 4] = [
    Language {
        words: &[
            "States",
            "shall",
            "should",
            "protect",
            "the",
            "open",
            "secure",
            "and",
            "peaceful",
            "networks",
            "of",
            "trust",
            "WP.1",
            "3.5",
            "co-operate",
            "“security”",
            "(Annex",
            "I)",
            "the",
        ],
        between: " ",
        comma: ",",
        stop: ".",
    },
    Language {
        words: &[
            "Государства",
            "должны",
            "обеспечивать",
            "защиту",
            "и",
            "безопасность",
            "«сетей»",
            "ёмкой",
            "й",
            "в",
            "сфере",
            "№",
            "18",
            "и",
            "информационно-коммуникационных",
        ],
        between: " ",
        comma: ",",
        stop: ".",
    },
    Language {
        words: &["各国", "应", "应当", "合作", "保护", "网络", "安全", "的", "信息", "和平", "2009", "年", "开放", "𠀀", "的"],
        between: "",
        comma: "，",
        stop: "。",
    },
    Language {
        words: &["تلتزم", "الدول", "بحماية", "أمنُ", "المعلومات", "في", "الفضاء", "الرقميّ", "٢٠٢١", "2009", "و", "ـ", "التعاون", "في"],
        between: " ",
        comma: "،",
        stop: ".",
    },
];

/// A list of word indices is a text that shrinks well.
#[derive(Debug, Clone)]
pub(crate) struct Draft(pub(crate) Vec<u8>);

impl Draft {
    pub(crate) fn text(&self, language: &Language) -> String {
        let mut out = String::new();
        for (i, w) in self.0.iter().enumerate() {
            if i > 0 {
                out.push_str(if *w > 230 { "  " } else { language.between });
            }
            out.push_str(language.words[*w as usize % language.words.len()]);
            if w % 7 == 3 {
                out.push_str(language.comma);
            }
        }
        if !out.is_empty() {
            out.push_str(language.stop);
        }
        out
    }
}

/// One edit of a list of words.
#[derive(Debug, Clone)]
pub(crate) enum Edit {
    Replace(u8, u8),
    Insert(u8, Vec<u8>),
    Delete(u8, u8),
    Mark(u8, u8, u8),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (any::<u8>(), any::<u8>()).prop_map(|(a, w)| Edit::Replace(a, w)),
        3 => (any::<u8>(), prop::collection::vec(any::<u8>(), 1..4)).prop_map(|(a, w)| Edit::Insert(a, w)),
        3 => (any::<u8>(), 1u8..4).prop_map(|(a, n)| Edit::Delete(a, n)),
        2 => (any::<u8>(), 1u8..9, any::<u8>()).prop_map(|(a, n, m)| Edit::Mark(a, n, m)),
    ]
}

/// What one contributor does to a paragraph.
#[derive(Debug, Clone)]
pub(crate) enum Touch {
    Leave,
    Edit(Vec<Edit>),
    Restyle(u8),
    Delete,
}

fn touch() -> impl Strategy<Value = Touch> {
    prop_oneof![
        4 => Just(Touch::Leave),
        6 => prop::collection::vec(edit(), 1..4).prop_map(Touch::Edit),
        1 => any::<u8>().prop_map(Touch::Restyle),
        1 => Just(Touch::Delete),
    ]
}

/// What one contributor does to a paper: one [`Touch`] per paragraph, inserts behind paragraphs (0: at the start).
#[derive(Debug, Clone)]
pub(crate) struct Copy {
    pub(crate) touches: Vec<Touch>,
    pub(crate) inserts: Vec<(u8, Draft)>,
}

pub(crate) fn copy(paragraphs: usize) -> impl Strategy<Value = Copy> {
    let insert = (0..=paragraphs as u8, prop::collection::vec(any::<u8>(), 0..5).prop_map(Draft));
    (prop::collection::vec(touch(), paragraphs), prop::collection::vec(insert, 0..3))
        .prop_map(|(touches, inserts)| Copy { touches, inserts })
}

/// A paper and what several contributors make of it.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    pub(crate) language: usize,
    pub(crate) drafts: Vec<Draft>,
    pub(crate) copies: Vec<Copy>,
}

pub(crate) fn scene(paragraphs: usize, contributors: usize) -> impl Strategy<Value = Scene> {
    let draft = prop::collection::vec(any::<u8>(), 0..14).prop_map(Draft);
    (0..LANGUAGES.len(), prop::collection::vec(draft, paragraphs), prop::collection::vec(copy(paragraphs), contributors))
        .prop_map(|(language, drafts, copies)| Scene { language, drafts, copies })
}

pub(crate) fn paragraph_id(n: u16) -> ParagraphId {
    let mut id = [7; 8];
    id[..2].copy_from_slice(&n.to_be_bytes());
    ParagraphId(id)
}

pub(crate) fn delegation(n: usize) -> Contributor {
    Contributor::Delegation(DelegationId([n as u8 + 1; 16]))
}

pub(crate) fn act(n: u64, salt: u64) -> ActId {
    ActId(hash("test act", &[&n.to_be_bytes(), &salt.to_be_bytes()]))
}

impl Scene {
    pub(crate) fn revision(&self) -> Revision {
        let paragraphs = self
            .drafts
            .iter()
            .enumerate()
            .map(|(i, d)| {
                let text = marked(RichText::plain(&d.text(&LANGUAGES[self.language])), d.0.first().copied().unwrap_or(0));
                let number = Some(Number { n: i as u32 + 1, repeat: 0 });
                Paragraph { number, ..Paragraph::new(paragraph_id(i as u16), Kind::Operative, text) }
            })
            .collect();
        Revision {
            group: GroupId([1; 32]),
            paper: PaperId([2; 16]),
            symbol: "WG/2026/WP.1".into(),
            title: "Secure exchange of information".into(),
            language: "en".into(),
            predecessor: None,
            paragraphs,
        }
    }

    pub(crate) fn revision_id(&self) -> RevisionId {
        RevisionId([3; 32])
    }

    /// The working copy of one contributor.
    pub(crate) fn copy(&self, who: usize) -> Vec<Paragraph> {
        let language = &LANGUAGES[self.language];
        let copy = &self.copies[who];
        let mut out = Vec::new();
        let revision = self.revision();
        for place in 0..=revision.paragraphs.len() {
            if place > 0 {
                let old = &revision.paragraphs[place - 1];
                match &copy.touches[place - 1] {
                    Touch::Leave => out.push(old.clone()),
                    Touch::Delete => {}
                    Touch::Restyle(n) => out.push(Paragraph {
                        kind: Kind::STYLES[*n as usize % Kind::STYLES.len()],
                        level: n % 4,
                        direction: [None, Some(Direction::Ltr), Some(Direction::Rtl)][*n as usize % 3],
                        ..old.clone()
                    }),
                    Touch::Edit(edits) => out.push(edited(old, &self.drafts[place - 1], edits, language)),
                }
            }
            for (i, (_, draft)) in copy.inserts.iter().enumerate().filter(|(_, (at, _))| *at as usize == place) {
                let text = marked(RichText::plain(&draft.text(language)), draft.0.first().copied().unwrap_or(0));
                out.push(Paragraph::new(paragraph_id(1000 + 10 * who as u16 + i as u16), Kind::Operative, text));
            }
        }
        out
    }
}

fn edited(old: &Paragraph, draft: &Draft, edits: &[Edit], language: &Language) -> Paragraph {
    let mut words = draft.0.clone();
    let mut marks = Vec::new();
    for edit in edits {
        let at = |a: u8| a as usize % (words.len() + 1);
        match edit {
            Edit::Replace(a, w) => {
                let at = at(*a);
                if at < words.len() {
                    words[at] = *w;
                }
            }
            Edit::Insert(a, new) => {
                let at = at(*a);
                words.splice(at..at, new.iter().copied());
            }
            Edit::Delete(a, n) => {
                let at = at(*a);
                let end = (at + *n as usize).min(words.len());
                words.drain(at..end);
            }
            Edit::Mark(a, n, m) => marks.push((*a, *n, *m)),
        }
    }
    let first = draft.0.first().copied().unwrap_or(0);
    let mut text = marked(RichText::plain(&Draft(words).text(language)), first);
    for (a, n, m) in marks {
        let len = text.len();
        if len > 0 {
            let start = a as u32 * 3 % len;
            text.spans.push(Span { start, end: start + n as u32 * 2, mark: Mark::ALL[m as usize % 5] });
            text.normalize();
        }
    }
    Paragraph { text, ..old.clone() }
}

/// Some formatting that depends on `seed`.
fn marked(mut text: RichText, seed: u8) -> RichText {
    if seed.is_multiple_of(3) && text.len() > 6 {
        text.spans.push(Span { start: u32::from(seed % 5), end: u32::from(seed % 5) + 5, mark: Mark::ALL[seed as usize % 5] });
        text.normalize();
    }
    text
}
