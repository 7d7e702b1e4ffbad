//! The drafting room: a paper in Arabic, one in Chinese and one in Russian with a table, a footnote, nested brackets and an English
//! symbol inside; what is found, what is commented on, and who of two wrote which words.

use std::time::Duration;

use qalam_app::api::{Request, comment::CommentAdd, paper::PaperNew};
use qalam_model::{
    draft::Draft,
    ids::{BracketId, ColumnId, DelegationId, ParagraphId, RowId},
    paper::{Column, Kind, Paragraph, Table, cell_id},
    text::RichText,
};
use qalam_tests::{Cast, Party};

use crate::{
    album::Album,
    harness::{Key, Window, Words},
};

/// What one paper says, in its language.
struct Said {
    title: &'static str,
    language: &'static str,
    /// Two paragraphs; the second has words to bracket.
    text: &'static str,
    /// Behind these words of the first paragraph stands the footnote.
    noted: &'static str,
    note: &'static str,
    /// Words of the second paragraph in an outer bracket, those of them in an inner one, and the alternative.
    outer: &'static str,
    inner: &'static str,
    instead: &'static str,
    caption: &'static str,
    cells: [[&'static str; 3]; 3],
}

const ARABIC: Said = Said {
    title: "التبادل الآمن للمعلومات",
    language: "ar",
    text: "# التبادل الآمن للمعلومات\n\n\
           1. إن الفريق العامل، إذ يشير إلى الوثيقة A/AC.290/2021/CRP.2/Rev.1 وإلى الفقرة 12 (a) bis منها، يوصي بأن تعيّن كل دولة جهة اتصال وطنية تعمل على مدار الساعة.\n\n\
           2. على كل طرف أن يسعى إلى أن يحمي الهياكل الأساسية الحيوية للمعلومات، وأن يبلّغ الأطراف الأخرى بالحوادث الجسيمة في غضون 72 ساعة.\n\n\
           3. ترد في الجدول التالي مواعيد التبليغ.\n",
    noted: "جهة اتصال وطنية",
    note: "على النحو المحدد في الاتفاق المؤرخ 16 حزيران/يونيه 2009.",
    outer: "أن يسعى إلى أن يحمي",
    inner: "يسعى إلى أن ",
    instead: "أن يضمن حماية",
    caption: "مواعيد التبليغ",
    cells: [
        ["نوع الحادث", "التبليغ الأول", "التقرير الكامل"],
        ["انقطاع خدمة حيوية", "24 ساعة", "30 يوما"],
        ["تسرّب بيانات", "72 ساعة", "60 يوما"],
    ],
};

const CHINESE: Said = Said {
    title: "安全的信息交流",
    language: "zh",
    text: "# 安全的信息交流\n\n\
           1. 工作组回顾文件A/AC.290/2021/CRP.2/Rev.1及其第12(a)段之二,建议各国指定一个全天候运作的国家联络点。\n\n\
           2. 各方应当努力保护关键信息基础设施,并在72小时内向其他各方通报重大事件。\n\n\
           3. 通报期限见下表。\n",
    noted: "国家联络点",
    note: "如2009年6月16日协定所定义。",
    outer: "应当努力保护",
    inner: "努力",
    instead: "须确保保护",
    caption: "通报期限",
    cells: [["事件类型", "首次通报", "完整报告"], ["关键服务中断", "24小时", "30天"], ["数据泄露", "72小时", "60天"]],
};

const RUSSIAN: Said = Said {
    title: "Безопасный обмен информацией",
    language: "ru",
    text: "# Безопасный обмен информацией\n\n\
           1. Рабочая группа, ссылаясь на документ A/AC.290/2021/CRP.2/Rev.1 и на пункт 12 (a) bis этого документа, рекомендует каждому государству назначить национальный контактный пункт, доступный в любое время суток.\n\n\
           2. Каждая Сторона стремится защищать свою критическую информационную инфраструктуру и уведомляет другие Стороны о серьёзных инцидентах в течение 72 часов.\n\n\
           3. Сроки уведомления указаны в следующей таблице.\n",
    noted: "национальный контактный пункт",
    note: "Согласно определению, содержащемуся в Соглашении от 16 июня 2009 года.",
    outer: "стремится защищать",
    inner: "стремится ",
    instead: "обеспечивает защиту",
    caption: "Сроки уведомления",
    cells: [
        ["Вид инцидента", "Первое уведомление", "Полный доклад"],
        ["Перебой в важнейшей услуге", "24 часа", "30 дней"],
        ["Утечка данных", "72 часа", "60 дней"],
    ],
};

const ENGLISH: Said = Said {
    title: "Contact points",
    language: "en",
    text: "# Contact points\n\n\
           1. The Working Group, recalling document A/AC.290/2021/CRP.2/Rev.1 and its paragraph 12 (a) bis, recommends that each State designate a national contact point available at all hours.\n\n\
           2. Each Party shall endeavour to protect its critical information infrastructure, and shall notify the other Parties of serious incidents within 72 hours.\n\n\
           3. The periods of notification are set out in the following table.\n",
    noted: "national contact point",
    note: "As defined in the Agreement of 16 June 2009.",
    outer: "shall endeavour to protect",
    inner: "endeavour to ",
    instead: "should ensure the protection of",
    caption: "Periods of notification",
    cells: [
        ["Kind of incident", "First notice", "Full report"],
        ["Outage of a vital service", "24 hours", "30 days"],
        ["Leak of data", "72 hours", "60 days"],
    ],
};

fn id(n: u8) -> ParagraphId {
    ParagraphId([0xa0, 1, 2, 3, 4, 5, 6, n])
}

/// Begins the paper as a file and writes into it what a file cannot say.
fn begin(chair: &Party, cast: &Cast, said: &Said, behind: &[DelegationId]) -> String {
    let from = cast.file(&format!("begin-{}.md", said.language), said.text);
    let new = PaperNew { title: said.title.to_owned(), symbol: String::new(), language: said.language.to_owned(), from: Some(from) };
    let paper = chair.ask(Request::PaperNew(new))["paper"].as_str().unwrap().to_owned();
    chair.writes(&paper, |draft| shape(draft, said, behind));
    paper
}

fn shape(draft: &mut Draft, said: &Said, behind: &[DelegationId]) {
    let numbered: Vec<Paragraph> = draft.paragraphs().into_iter().map(|p| p.paragraph).filter(|p| p.kind == Kind::Operative).collect();
    let [first, second, third] = &numbered[..] else { panic!("three numbered paragraphs") };
    let place = |p: &Paragraph, words: &str| {
        let at = p.text.text.find(words).unwrap_or_else(|| panic!("“{words}” in {}", p.text.text));
        p.text.text[..at].chars().count() as u32
    };
    let length = |words: &str| words.chars().count() as u32;
    draft.insert_note(first.id, place(first, said.noted) + length(said.noted), id(1), &RichText::plain(said.note)).unwrap();
    draft.insert_reference(third.id, third.text.len() - 1, second.id).unwrap();
    draft.insert_text(third.id, third.text.len() - 1, " (").unwrap();
    draft.insert_text(third.id, third.text.len() + 2, ")").unwrap();
    let (outer, inner) = (place(second, said.outer), place(second, said.inner));
    draft.bracket(second.id, inner, inner + length(said.inner.trim_end()), BracketId([1; 8]), &behind[..1]).unwrap();
    draft.bracket(second.id, outer, outer + length(said.outer) + 2, BracketId([2; 8]), behind).unwrap();
    draft.add_alternative(second.id, outer, said.instead, BracketId([3; 8]), &behind[1..]).unwrap();
    let columns: Vec<Column> = (1..=3).map(|n| Column { id: ColumnId([n; 8]), width: if n == 1 { 160 } else { 100 } }).collect();
    let rows: Vec<_> = (1..=3).map(|n| RowId([n; 8])).collect();
    let table = Table { head: 1, columns: columns.clone(), rows: rows.clone() };
    let caption = Paragraph {
        id: id(9),
        kind: Kind::Table,
        level: 0,
        direction: None,
        number: None,
        table: Some(table),
        cell: None,
        text: RichText::plain(said.caption),
    };
    draft.insert_paragraph(Some(third.id), &caption).unwrap();
    for (r, line) in said.cells.iter().enumerate() {
        for (c, words) in line.iter().enumerate() {
            draft.insert_text(cell_id(id(9), rows[r], columns[c].id), 0, words).unwrap();
        }
    }
}

/// Papers in four languages on the sheet, and the room around them.
#[test]
#[ignore = "needs a display"]
fn the_drafting_room() {
    let mut album = Album::new("tour", 71);
    let cast = Cast::new(71);
    let chair = cast.chair();
    let secretary = cast.join(&chair, "Chair", "secretary", "secretariat");
    cast.join(&chair, "Delegation C", "head", "delegate");
    cast.join(&chair, "Delegation D", "head", "delegate");
    let group = chair.ask(Request::GroupShow(qalam_app::api::Nothing {}));
    let delegations: Vec<DelegationId> = group["delegations"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|d| d["name"].as_str().unwrap().starts_with("Delegation"))
        .map(|d| d["delegation"].as_str().unwrap().parse().unwrap())
        .collect();
    let english = begin(&chair, &cast, &ENGLISH, &delegations);
    begin(&chair, &cast, &ARABIC, &delegations);
    begin(&chair, &cast, &CHINESE, &delegations);
    begin(&chair, &cast, &RUSSIAN, &delegations);
    two_authors(&cast, &chair, &secretary, &english);
    let home = chair.home.clone();
    drop((chair, secretary));

    in_english(&Window::unlocked(&home, "en", "light"), &mut album);
    let window = Window::unlocked(&home, "ar", "dark");
    window.write_in(ARABIC.title);
    album.take(&window, "drafting-arabic-dark");
    window.resize(900, 800);
    album.take(&window, "drafting-arabic-narrow");
    drop(window);
    let window = Window::unlocked(&home, "en", "light");
    window.write_in(CHINESE.title);
    album.take(&window, "drafting-chinese");
    window.write_in(RUSSIAN.title);
    album.take(&window, "drafting-russian");
}

/// The secretary and the Chair write in one draft, at different times, and one comments.
fn two_authors(cast: &Cast, chair: &Party, secretary: &Party, paper: &str) {
    chair.sync();
    secretary.sync();
    let first = |draft: &Draft| draft.paragraphs().into_iter().map(|p| p.paragraph).find(|p| p.kind == Kind::Operative).unwrap();
    cast.clock.advance(Duration::from_secs(3_600));
    secretary.writes(paper, |draft| {
        let p = first(draft);
        draft.insert_text(p.id, p.text.len(), " Its details are kept by the secretariat and checked twice a year.").unwrap();
    });
    secretary.sync();
    chair.sync();
    cast.clock.advance(Duration::from_secs(3_600));
    chair.writes(paper, |draft| {
        let p = first(draft);
        let at = p.text.text.find("checked").unwrap();
        draft.insert_text(p.id, p.text.text[..at].chars().count() as u32, "carefully ").unwrap();
    });
    secretary.ask(Request::CommentAdd(CommentAdd {
        paper: paper.to_owned(),
        view: Some("draft".to_owned()),
        paragraph: "1".to_owned(),
        start: None,
        end: None,
        quote: Some("at all hours".to_owned()),
        text: "Delegation D asked for “during office hours”. To be taken up on Tuesday.".to_owned(),
    }));
    secretary.sync();
    chair.sync();
}

fn in_english(window: &Window, album: &mut Album) {
    let words = Words::of("en");
    window.write_in(ENGLISH.title);
    album.take(window, "drafting");
    window.put_cursor(".ProseMirror", "endeavour");
    album.take(window, "in-brackets");
    window.put_cursor(".ProseMirror", "24 hours");
    album.take(window, "in-a-table");
    window.press_keys(&[Key::Control.character(), 'f']);
    window.type_text("hours");
    album.take(window, "found");
    window.key(Key::Escape);
    window.press_in("aside", words.say("comments-tab"));
    window.wait("aside article");
    album.take(window, "comments");
    window.press_in("nav", words.say("nav-history"));
    window.press_in("main", words.say("history-part-draft"));
    window.wait_text("main", "Its details");
    album.take(window, "history-of-a-draft");
    window.press_keys(&['a']);
    album.take(window, "history-authors");
}
