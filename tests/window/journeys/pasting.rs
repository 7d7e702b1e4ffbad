//! Five megabytes from somewhere else, badly written and full of what runs and fetches, come into a draft as words.

use std::{
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use serde_json::json;

use crate::harness::{Key, Options, Window, Words};

const PARAGRAPHS: usize = 4000;

/// Writes the page and pastes it as the browser does: one event with the data. A clock runs beside it in the page and
/// keeps the longest time for which nothing else got its turn.
const PASTE: &str = r#"const [port, count] = arguments;
    const away = `http://127.0.0.1:${port}/`;
    window.ran = 0;
    const odd = [`<img src="${away}a.png" onerror="window.ran++">`, '<script>window.ran++</script>', '</table></div></b>',
        `<link rel=stylesheet href="${away}b.css"><style>@import "${away}c.css"; p { background: url(${away}d.png) }</style>`,
        `<iframe src="${away}e.html" srcdoc="<script>parent.ran++</script>"></iframe>`, '<td><i><b>', `<svg onload="window.ran++"><image href="${away}f.png"/></svg>`,
        `<a href="javascript:window.ran++">there</a>`, '<p><p <<', `<video src="${away}g.mp4" poster="${away}h.png"></video>`];
    let html = '<!doctype html><html xmlns:o="urn:x"><head><base href="' + away + '"><body><!--StartFragment-->';
    const pad = ` style="mso-style-unhide:no;margin:0cm;font-family:'Times New Roman';background:url(${away}i.png)"`.repeat(10);
    for (let i = 0; i < count; i++) html += `<p class=MsoNormal${pad}>Each Party<o:p></o:p> shall notify <b>body ${i}</b> of it.${odd[i % odd.length]}\n`;
    window.size = html.length;
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/plain', 'no such words');
    window.longest = 0;
    let last = performance.now();
    window.beating = setInterval(() => {
        window.longest = Math.max(window.longest, performance.now() - last);
        last = performance.now();
    }, 5);
    const begun = performance.now();
    document.querySelector('.ProseMirror').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    return [html.length, performance.now() - begun];"#;

/// Something that listens, and how often somebody came.
fn listen() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let came = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&came);
    thread::spawn(move || {
        for _ in listener.incoming() {
            counted.fetch_add(1, Ordering::Relaxed);
        }
    });
    (port, came)
}

#[test]
#[ignore = "needs a display"]
fn a_huge_and_hostile_paste_is_words_and_goes_in_one_step() {
    let (port, came) = listen();
    let window = Window::open(&Options::default());
    let paper = window.practise("en");
    window.press_in("main", Words::of("en").say("nav-write"));
    window.wait(".ProseMirror-focused");
    let shown = json!({"paper": paper, "view": "draft", "revision": null});
    let texts = || -> Vec<String> {
        let shown = window.command("paper_show", shown.clone()).unwrap();
        shown["paragraphs"].as_array().unwrap().iter().map(|p| p["text"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let before = texts();
    window.put_cursor(".ProseMirror", "expert forum");

    let handed = window.script(PASTE, &[json!(port), json!(PARAGRAPHS)]).unwrap();
    assert!(handed[0].as_f64().unwrap() > 5e6, "{handed}");
    let last = format!("body {}", PARAGRAPHS - 1);
    let all = || texts().iter().filter(|text| text.contains("shall notify body")).count() == PARAGRAPHS;
    let on_page = "return document.querySelector('.ProseMirror').textContent.includes(arguments[0])";
    window.wait_longer("all of it", || window.script(on_page, &[json!(last)]) == Some(true.into()) && all());
    let longest = window.script("clearInterval(window.beating); return [window.longest, window.ran]", &[]).unwrap();
    println!("a paste of {} characters: the longest wait of anything else was {} ms", handed[0], longest[0]);
    assert_eq!(longest[1], 0, "something of it ran");
    let foreign = ["script", "iframe", "video", "link", "style", "[onerror]", "[onload]", "img[src^=http]", "a[href^=javascript]"];
    for name in foreign {
        assert_eq!(window.count(&format!(".ProseMirror {name}")), 0, "{name}");
    }
    let odd: Vec<String> = texts().into_iter().filter(|text| text.contains(".ran") || text.contains("@import")).collect();
    assert_eq!(odd, [""; 0]);

    window.press_keys(&[Key::Control.character(), 'z']);
    window.wait_longer("all of it taken back", || texts() == before);
    assert_eq!(came.load(Ordering::Relaxed), 0, "something was fetched");
}
