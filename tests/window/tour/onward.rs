//! A new revision while a delegation has a working copy: the line that says so, and what needs a person beside the text.

use qalam_app::api::{
    Request,
    desk::Decide,
    paper::{PaperEdit, PaperIssue, PaperNew, Propose},
};
use qalam_tests::{Cast, Party};

use crate::{
    album::Album,
    harness::{Window, Words},
};

/// A paper in one language, what Delegation C and Delegation B make of it, and the new paragraph of C.
struct Said {
    title: &'static str,
    language: &'static str,
    text: &'static str,
    /// What C replaces, by what.
    c: [(&'static str, &'static str); 2],
    /// What B replaces in the place of C's first one.
    b: (&'static str, &'static str),
    new: &'static str,
}

const ENGLISH: Said = Said {
    title: "Contact points",
    language: "en",
    text: "# Contact points\n\n\
           1. Each Party shall designate a national contact point for the exchange of information on incidents.\n\n\
           2. The Parties shall hold joint exercises once a year.\n\n\
           3. The secretariat shall keep the list of contact points.\n",
    c: [("once a year", "twice a year"), ("shall keep the list", "shall keep and publish the list")],
    b: ("once a year", "at least every second year"),
    new: "4. Reports on the exercises are circulated in spring.",
};

const ARABIC: Said = Said {
    title: "جهات الاتصال",
    language: "ar",
    text: "# جهات الاتصال\n\n\
           1. يعيّن كل طرف جهة اتصال وطنية لتبادل المعلومات بشأن الحوادث.\n\n\
           2. تجري الأطراف تمارين مشتركة مرة في السنة.\n\n\
           3. تمسك الأمانة قائمة جهات الاتصال.\n",
    c: [("مرة في السنة", "مرتين في السنة"), ("تمسك الأمانة قائمة", "تمسك الأمانة وتنشر قائمة")],
    b: ("مرة في السنة", "مرة كل سنتين على الأقل"),
    new: "4. تعمَّم التقارير عن التمارين في الربيع.",
};

fn proposes(cast: &Cast, party: &Party, paper: &str, text: &str) {
    party.sync();
    let from = cast.file(&format!("{}.md", party.name), text);
    party.ask(Request::PaperEdit(PaperEdit { paper: paper.to_owned(), from }));
    party.ask(Request::Propose(Propose { paper: paper.to_owned(), ..Propose::default() }));
    party.sync();
}

fn issue(chair: &Party, paper: &str, symbol: &str) {
    let args = PaperIssue { paper: paper.to_owned(), symbol: symbol.to_owned(), decisions: None, renumber: None };
    chair.ask(Request::PaperIssue(args));
    chair.sync();
}

/// The paper goes to Rev.1 with B's words in paragraph 2 and C's in paragraph 3.
fn a_week(cast: &Cast, [chair, b, c]: [&Party; 3], said: &Said, symbol: &str) {
    let from = cast.file(&format!("paper-{}.md", said.language), said.text);
    let new = PaperNew { title: said.title.to_owned(), symbol: symbol.to_owned(), language: said.language.to_owned(), from: Some(from) };
    let paper = chair.ask(Request::PaperNew(new))["paper"].as_str().unwrap().to_owned();
    issue(chair, &paper, symbol);
    let [(first, with), (second, and)] = said.c;
    proposes(cast, c, &paper, &format!("{}\n{}\n", said.text.replace(first, with).replace(second, and), said.new));
    proposes(cast, b, &paper, &said.text.replace(said.b.0, said.b.1));
    chair.sync();
    let columns = chair.desk(&paper)["columns"].as_array().unwrap().clone();
    let accept = |number: &str, delegation: &str| {
        let column = columns.iter().find(|c| c["name"] == delegation).unwrap()["id"].clone();
        let row = chair.row(&paper, number);
        let found = row["proposals"].as_array().unwrap().iter().find(|p| p["column"] == column).unwrap();
        let proposal = Some(found["proposal"].as_str().unwrap().to_owned());
        chair.ask(Request::Decide(Decide { paper: paper.clone(), treatment: "accept".to_owned(), proposal, ..Decide::default() }));
    };
    accept("2", "Delegation B");
    accept("3", "Delegation C");
    issue(chair, &paper, &format!("{symbol}/Rev.1"));
    c.sync();
}

/// The working copy moves onto the new revision, in English and in Arabic.
#[test]
#[ignore = "needs a display"]
fn onto_a_new_revision() {
    let mut album = Album::new("tour", 91);
    let cast = Cast::new(91);
    let chair = cast.chair();
    let c = cast.join(&chair, "Delegation C", "head", "delegate");
    let b = cast.join(&chair, "Delegation B", "head", "delegate");
    a_week(&cast, [&chair, &b, &c], &ENGLISH, "WG/2026/WP.1");
    a_week(&cast, [&chair, &b, &c], &ARABIC, "WG/2026/WP.2");
    let home = c.home.clone();
    drop((chair, b, c));
    for (said, language, theme) in [(&ENGLISH, "en", "light"), (&ARABIC, "ar", "dark")] {
        let words = Words::of(language);
        let window = Window::unlocked(&home, language, theme);
        window.write_in(said.title);
        window.wait(".onward");
        album.take(&window, &format!("a-new-revision-{language}"));
        window.click(".onward button");
        window.wait_text("aside", words.say("onward-wrote"));
        window.wait_text(".ProseMirror", said.b.1);
        album.take(&window, &format!("to-look-at-{language}"));
        window.press_in("aside", words.say("onward-again"));
        window.wait_text(".ProseMirror", said.c[0].1);
        window.wait("aside details");
        album.take(&window, &format!("words-again-{language}"));
    }
}
