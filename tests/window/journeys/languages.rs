//! A whole paper in every language of the groups opens on the sheet and takes a word.

use qalam_app::api::{Request, paper::PaperNew};
use qalam_tests::Cast;

use crate::harness::Window;

/// A paper's language, a word of its paragraph 18, and what is typed behind it.
const PAPERS: [(&str, &str, &str); 4] =
    [("ru", "контактный", " всегда"), ("zh", "联络点", "随时"), ("ar", "الحيوية", " دائما"), ("en", "contact", " always")];

#[test]
#[ignore = "needs a display"]
fn a_paper_in_every_language_is_written_on() {
    let cast = Cast::new(18);
    let chair = cast.chair();
    let papers = PAPERS.map(|(language, ..)| {
        let text = std::fs::read_to_string(format!("{}/fixtures/papers/wp1-{language}.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let from = Some(cast.file(&format!("{language}.md"), &text));
        let new = PaperNew { title: format!("Paper {language}"), symbol: String::new(), language: language.to_owned(), from };
        chair.ask(Request::PaperNew(new))["paper"].as_str().unwrap().to_owned()
    });
    let home = chair.home.clone();
    drop(chair);
    let window = Window::unlocked(&home, "en", "light");
    for ((language, word, typed), paper) in PAPERS.into_iter().zip(papers) {
        window.write_in(&format!("Paper {language}"));
        window.put_cursor(".ProseMirror", word);
        window.type_text(typed);
        let shown = serde_json::json!({"paper": paper, "view": "draft", "revision": null});
        let wanted = format!("{word}{typed}");
        window.until_command("paper_show", &shown, |shown| {
            shown["paragraphs"].as_array()?.iter().any(|p| p["text"].as_str().unwrap_or_default().contains(&wanted)).then_some(())
        });
    }
}
