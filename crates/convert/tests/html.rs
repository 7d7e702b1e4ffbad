//! HTML from elsewhere, cleaned: fragments as Word, LibreOffice, Google Docs and web pages write them, and what nobody
//! writes who means well.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;
use qalam_convert::{HTML_LIMIT, LeftOut, clean_html};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};

fn clean(html: &str) -> String {
    clean_html(html).parts.concat()
}

/// As Word puts it on a clipboard.
const WORD: &str = r##"<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/x/filelist.xml"><title>Secret title</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; background:url(http://nowhere.example/a.png)} --></style></head>
<body lang=EN-GB link=blue style='tab-interval:36.0pt'><!--StartFragment-->
<h1 style='mso-outline-level:1'>Scope<o:p></o:p></h1>
<p class=MsoNormal style='margin-bottom:0cm;line-height:normal'>Each <b style='mso-bidi-font-weight:normal'>Party</b> shall<a style='mso-footnote-id:ftn1'
href="file:///C:/x/draft.htm#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]></span></span></a> act.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>(a)<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>first</p>
<p class=MsoNormal dir=RTL style='text-align:right;direction:rtl;unicode-bidi:embed'><span lang=AR-SA>فقرة</span></p>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="x"><v:imagedata src="http://nowhere.example/y.png"/></v:shape><![endif]--><![if !vml]><img width=9 src="file:///C:/x.png"><![endif]></p>
<table class=MsoTableGrid border=1><tr><td rowspan=2 width=100><p class=MsoNormal>A</p></td><td colspan=2><p>B &amp; C</p></td></tr><tr><td>D</td></tr></table>
<!--EndFragment--><div style='mso-element:footnote-list'><hr align=left size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><span
class=MsoFootnoteReference>[1]</span></a> See <i>annex</i>.</p></div></div></body></html>"##;

#[test]
fn word_keeps_its_structure_and_loses_the_rest() {
    let cleaned = clean_html(WORD);
    assert_eq!(cleaned.left_out, LeftOut { pictures: 1, objects: 0, bytes: 0 });
    let html = cleaned.parts.concat();
    for kept in [
        "<h1>Scope</h1>",
        r#"<p class="MsoNormal">Each <b>Party</b> shall<a"#,
        r##"href="#_ftn1""##,
        r#"name="_ftnref1""#,
        r#"class="MsoFootnoteReference""#,
        "mso-list:l0 level2 lfo1",
        "mso-list:Ignore",
        r#"dir="RTL""#,
        "direction:rtl",
        r#"lang="AR-SA""#,
        "فقرة",
        r#"rowspan="2""#,
        r#"colspan="2""#,
        "B &amp; C",
        r#"id="ftn1""#,
        "mso-element:footnote",
        r#"name="_ftn1""#,
        "<i>annex</i>",
    ] {
        assert!(html.contains(kept), "{kept} is missing in {html}");
    }
    for gone in [
        "nowhere",
        "Secret",
        "WordDocument",
        "Normal</",
        "mso 9",
        "endif",
        "StartFragment",
        "file:",
        "margin",
        "border",
        "Times",
        "<img",
        "<o:p",
    ] {
        assert!(!html.contains(gone), "{gone} is left in {html}");
    }
}

#[test]
fn libreoffice_keeps_its_footnotes_lists_and_tables() {
    let html = clean(
        r##"<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><style>p{color:red}</style></head><body lang="en-US"
        dir="ltr"><p class="western" style="line-height: 100%">Text<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p>
        <ol type="a"><li><p>one</p></li><ol><li><p>deeper</p></li></ol></ol><table width="100%" cellpadding="4"><col width="128*"/><tr><th><p>Head</p></th></tr>
        <tr><td><p dir="rtl">خلية</p></td></tr></table><div id="sdfootnote1"><p class="sdfootnote-western"><a class="sdfootnotesym" name="sdfootnote1sym"
        href="#sdfootnote1anc">1</a>First note.</p></div></body></html>"##,
    );
    for kept in [
        r##"href="#sdfootnote1sym""##,
        r#"class="sdfootnoteanc""#,
        r#"<div id="sdfootnote1"><p class="sdfootnote-western">"#,
        "<ol><li><p>one</p></li><ol><li><p>deeper</p></li></ol></ol>",
        r#"<p dir="rtl">خلية</p>"#,
        "<th><p>Head</p></th>",
    ] {
        assert!(html.contains(kept), "{kept} is missing in {html}");
    }
    assert!(!html.contains("western\" style") && !html.contains("color"));
}

#[test]
fn google_docs_keeps_formatting_that_stands_in_styles() {
    let html = clean(
        r#"<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38"><span
        style="font-size:11pt;font-family:Arial;color:#000;background-color:transparent;font-weight:700;font-style:normal;text-decoration:none;vertical-align:baseline;white-space:pre-wrap">Bold</span></p></b><br class="Apple-interchange-newline">"#,
    );
    assert_eq!(
        html,
        r#"<b style="font-weight:normal" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700;font-style:normal;text-decoration:none;vertical-align:baseline">Bold</span></p></b><br>"#
    );
}

#[test]
fn our_own_paragraphs_stay_what_they_are() {
    let own = r##"<div class="par" data-kind="op" data-id="00000000000000aa" data-level="1"><p dir="rtl">a<span class="sign note-sign" data-sign="note" data-of="00000000000000ab"><sup>1</sup></span></p></div>"##;
    let cleaned = clean(own);
    for kept in [
        "class=\"par\"",
        "data-kind=\"op\"",
        "data-id=\"00000000000000aa\"",
        "data-level=\"1\"",
        "data-sign=\"note\"",
        "data-of=\"00000000000000ab\"",
        "<sup>1</sup>",
    ] {
        assert!(cleaned.contains(kept), "{kept} is missing in {cleaned}");
    }
}

#[test]
fn nothing_that_runs_or_fetches_comes_through() {
    let html = r##"<script>a()</script><SCRIPT SRC=//nowhere.example/x.js></SCRIPT><img src=x onerror=a()><p onclick="a()" style="background:url(//nowhere.example);font-weight:bold">t</p>
        <a href="javascript:a()">j</a><a href=" java&#115;cript:a()">k</a><a href="data:text/html,x">d</a><a href="//nowhere.example/">r</a><a href="file:///etc/passwd">f</a>
        <iframe src="http://nowhere.example"><p>in</p></iframe><svg onload=a()><style>x</style><a xlink:href="javascript:a()">v</a></svg><math><mtext><img src=x></mtext></math>
        <form action="http://nowhere.example"><input value=1><button>press</button><textarea>area</textarea><select><option>o</option></select></form>
        <object data=x>fallback</object><embed src=x><video poster=x><source src=x></video><base href="http://nowhere.example"><meta http-equiv=refresh content="0;url=x"><link rel=stylesheet href=x>
        <style>@import "//nowhere.example"</style><noscript><p>ns</p></noscript><template><p>tp</p></template><!-- <p>comment</p> --><?xml version="1"?><![CDATA[ cd ]]><p style="direction:rtl;mso-list:expression(a())">end</p>"##;
    let cleaned = clean_html(html);
    let text = cleaned.parts.concat();
    for gone in [
        "script",
        "a()",
        "nowhere",
        "src",
        "url",
        "data:",
        "file:",
        " on",
        "import",
        "fallback",
        "area",
        "comment",
        "expression",
        ">in<",
        "ns",
        "tp",
        "cd",
    ] {
        assert!(!text.contains(gone), "{gone} is left in {text}");
    }
    assert!(
        text.contains(r#"<p style="font-weight:bold">t</p>"#)
            && text.contains("press")
            && text.contains(r#"<p style="direction:rtl">end</p>"#)
    );
    assert_eq!(cleaned.left_out, LeftOut { pictures: 1, objects: 6, bytes: 0 });
}

#[test]
fn what_is_badly_nested_is_set_right() {
    for (given, wanted) in [
        ("<p><b>a</p><p>b</b>c</p>", "<p><b>a</b></p><p><b>b</b>c</p>"),
        ("<b><i>x</b>y</i>", "<b><i>x</i></b><i>y</i>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>"),
        (
            "<table>words<tr><td>a<td>b<tr>c</table>d",
            "<table><tbody><tr><td>words</td></tr><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>d",
        ),
        ("<table><td><b>x</table>y</b>", "<table><tbody><tr><td><b>x</b></td></tr></tbody></table>y"),
        ("a < b <> c </> d &lt; e", "a &lt; b &lt;&gt; c  d &lt; e"),
        ("<h1>a</h2><p>b", "<h1>a</h1><p>b</p>"),
        ("<a href=#x>a<a href=#y>b", r##"<a href="#x">a</a><a href="#y">b</a>"##),
        ("<svg><path><p>out</p>", "<p>out</p>"),
        ("x<td>y</td></tr></table>z", "xyz"),
        ("<p title='never ends>text", ""),
        ("a\0b", "ab"),
        ("<p id=1 id=2 ID=3>x</p>", r#"<p id="1">x</p>"#),
        ("", ""),
    ] {
        assert_eq!(clean(given), wanted, "{given}");
    }
}

#[test]
fn more_than_the_limit_is_cut_and_told() {
    let one = "<p class=MsoNormal style='margin:0'>Some words that fill a line. <b>More</b> of them.</p>\n";
    let html = one.repeat(HTML_LIMIT / one.len() + 1000);
    let cleaned = clean_html(&html);
    assert_eq!(cleaned.left_out.bytes, (html.len() - HTML_LIMIT) as u64);
    assert!(cleaned.parts.len() > 50, "{} parts", cleaned.parts.len());
    assert!(cleaned.parts.iter().all(|part| part.len() < 100_000), "no part is long");
    let letters = "\u{10ffff}".repeat(HTML_LIMIT / 4);
    assert_eq!(clean_html(&format!("x{letters}")).left_out.bytes, 4, "no letter is cut in two");
}

#[test]
fn parts_are_well_formed_within_wrappers_and_end_outside_of_notes_and_tables() {
    let row = "<tr><td>cell</td></tr>";
    let html = format!(
        "<div id=wrap lang=fr><b>{}<table>{}</table>{}</b><div id=ftn1>{}</div></div>",
        "<p>before</p>".repeat(8000),
        row.repeat(5000),
        "<p>after</p>".repeat(8000),
        "<p>note</p>".repeat(8000)
    );
    let cleaned = clean_html(&html);
    assert!(cleaned.parts.len() >= 5);
    assert_eq!(cleaned.parts.iter().filter(|part| part.contains("cell")).count(), 1);
    assert_eq!(cleaned.parts.iter().filter(|part| part.contains("note")).count(), 1);
    assert_eq!(cleaned.parts.concat().matches(r#"id="wrap""#).count(), 1, "a name is given once");
    for part in &cleaned.parts {
        assert!(part.ends_with("</div>") && part.matches("<p>").count() == part.matches("</p>").count());
        assert!(part.starts_with("<div"), "{}", part.get(..40).unwrap_or(part));
    }
}

/// Each of these has cost some parser minutes or its stack.
#[test]
fn hostile_markup_ends() {
    let million = |what: &str| what.repeat((2 << 20) / what.len());
    let numbered = |what: &dyn Fn(usize) -> String| (0..150_000).map(what).collect::<String>();
    let cases = [
        million("<div>"),
        million("<b>"),
        million("<p><b>"),
        million("<table><tr><td>"),
        million("<table>"),
        million("<table>x"),
        million("<a href=#x>"),
        million("<ul><li>"),
        million("</p>"),
        million("</b>"),
        million("<"),
        million("</"),
        million("<!--"),
        million("<script>"),
        million("<svg>"),
        million("&"),
        million("&amp"),
        million("&amp;"),
        million("&nGt;"),
        format!("<p id=\"{}\">", million("&")),
        million("<p x="),
        million("<p x=\""),
        million("<select><option>"),
        million("<template>"),
        million("</a><a href=#b><p>"),
        format!("<p {}>x", numbered(&|i| format!("a{i}=b "))),
        format!("<p style=\"{}\">x", million("font-weight:bold;")),
        format!("<a href=\"http://{}\">x", million("a")),
        format!("{}{}", numbered(&|i| format!("<b class=Mso{i}>")), million("<p>x</p>")),
        numbered(&|i| format!("<font size={i}><p>")),
        numbered(&|i| format!("<b id=q{i}><table><td></b></table>x")),
        format!("<table>{}", numbered(&|i| format!("<b id=q{i}>x<br>"))),
        format!("{}{}", "<div>".repeat(95), million("<table>x<br>")),
        million("<i><b><u></i>x"),
    ];
    for html in cases {
        let cleaned = clean_html(&html);
        let length: usize = cleaned.parts.iter().map(String::len).sum();
        assert!(length <= HTML_LIMIT * 3, "{} became {length}", html.get(..40).unwrap_or(""));
    }
}

/// Changes bytes, cuts, doubles and moves pieces, and throws tags between.
fn mutate(html: &str, random: &mut ChaCha8Rng) -> String {
    let mut bytes = html.as_bytes().to_vec();
    let tags: [&[u8]; 12] =
        [b"<b>", b"</b>", b"<table>", b"</td>", b"<!--", b"-->", b"<svg>", b"\"", b"'", b"<p", b"</div>", b"<a href=javascript:x>"];
    for _ in 0..1 + random.next_u32() % 8 {
        let at = random.next_u32() as usize % bytes.len().max(1);
        let to = (at + random.next_u32() as usize % 200).min(bytes.len());
        match random.next_u32() % 5 {
            0 => bytes[at] = (random.next_u32() % 256) as u8,
            1 => drop(bytes.drain(at..to)),
            2 => {
                let piece = bytes[at..to].to_vec();
                let place = random.next_u32() as usize % bytes.len();
                bytes.splice(place..place, piece);
            }
            3 => drop(bytes.splice(at..at, tags[random.next_u32() as usize % tags.len()].iter().copied())),
            _ => bytes.truncate(at.max(1)),
        }
        if bytes.is_empty() {
            bytes.push(b'<');
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The same but for the order of attributes.
fn alike(a: &str, b: &str) -> bool {
    let sorted = |html: &str| {
        let mut words: Vec<String> = html.split(['<', '>', ' ']).map(str::to_owned).collect();
        words.sort();
        words
    };
    sorted(a) == sorted(b)
}

fn assert_harmless(html: &str) {
    let cleaned = clean(html);
    // Text may say what it likes; only tags are looked at.
    for tag in cleaned.split('<').skip(1).filter_map(|piece| piece.split('>').next()) {
        let lower = tag.to_ascii_lowercase();
        let name = lower.trim_start_matches('/').split([' ', '/']).next().unwrap_or("");
        assert!(
            !["script", "img", "style", "iframe", "svg", "object", "form", "link", "meta", "base", "math"].contains(&name),
            "<{tag}> in {cleaned}"
        );
        assert!(
            !lower.contains(" on") && !lower.contains(" src") && !lower.contains("javascript:") && !lower.contains("url("),
            "<{tag}> in {cleaned}"
        );
    }
    assert!(alike(&clean(&cleaned), &cleaned), "cleaned once more it is the same: {cleaned}");
}

#[test]
fn two_thousand_mutations_of_a_word_fragment_are_harmless() {
    let seed = 20_261_125;
    println!("seed {seed}");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    for _ in 0..2000 {
        assert_harmless(&mutate(WORD, &mut random));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_stay_and_in_their_order(words in prop::collection::vec("[a-z]{1,6}", 1..30), tags in prop::collection::vec(0usize..24, 1..60)) {
        const TAGS: [&str; 24] = [
            "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<ul>", "<li>", "</li>", "</ul>", "<div>",
            "</div>", "<a href=#a>", "</a>", "<h2>", "</h2>", "<sup>", "</sup>", "<caption>",
        ];
        let mut html = String::new();
        for (i, tag) in tags.iter().enumerate() {
            html.push_str(TAGS[*tag]);
            html.push_str(words.get(i % words.len()).unwrap());
            html.push(' ');
        }
        let wanted: Vec<&str> = (0..tags.len()).map(|i| words[i % words.len()].as_str()).collect();
        let cleaned = clean(&html);
        let mut text = String::new();
        for (i, piece) in cleaned.split('<').enumerate() {
            text.push(' ');
            text.push_str(if i == 0 { piece } else { piece.split_once('>').unwrap().1 });
        }
        prop_assert_eq!(text.split_whitespace().collect::<Vec<_>>(), wanted, "{} became {}", html, cleaned);
    }

    #[test]
    fn whatever_comes_is_harmless(html in "(<[a-z!/]{0,3}[a-z]{0,6}( [a-z]{1,5}=[\"']?[a-z:#(]{0,8}[\"']?)?/?>?|[a-z &;#\u{0}-\u{ff}]{0,5}){0,40}") {
        assert_harmless(&html);
    }
}
