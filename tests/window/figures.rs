//! Figures of the drafting view in a real window: printed beside their marks, never asserted. Played by
//! `cargo xtask bench window` in the release profile.

use std::{fs, path::Path};

use qalam_app::api::{Request, paper::PaperNew};
use qalam_model::draft::Draft;
use qalam_tests::{
    Cast, PASSPHRASE, Party,
    figure::{line, load, peer},
    load::SUMMIT,
};
use serde_json::{Value, json};

use crate::harness::{Options, Window};

const PARAGRAPHS: usize = 300;
const EDITS: usize = 260_000;
const KEYS: usize = 200;

/// What the page keeps account of: the longest time in which it answered nothing, and how long each key took until it
/// was painted and until its handlers were through.
const PROBE: &str = "window.__probe = { gap: 0, painted: [], handled: [] };
    let last = performance.now();
    const look = () => {
        const now = performance.now();
        __probe.gap = Math.max(__probe.gap, now - last);
        last = now;
        setTimeout(look, 0);
    };
    look();
    window.__rest = () => { last = performance.now(); __probe.gap = 0; };
    document.addEventListener('keydown', event => {
        const pressed = event.timeStamp;
        const told = performance.now();
        setTimeout(() => __probe.handled.push(performance.now() - told), 0);
        requestAnimationFrame(() => {
            const painted = new MessageChannel();
            painted.port1.onmessage = () => __probe.painted.push(performance.now() - pressed);
            painted.port2.postMessage(0);
        });
    }, true);";

/// Puts a paragraph that only the browser edits in the sheet's place.
const BARE: &str = "const old = document.querySelector('.ProseMirror');
    const bare = document.createElement('div');
    bare.className = 'ProseMirror';
    bare.contentEditable = 'true';
    bare.innerHTML = '<div class=par><p>' + 'word '.repeat(50) + '</p></div>';
    old.replaceWith(bare);
    bare.focus();";

/// Puts a copy of the sheet in its place, which only the browser edits, with the caret in its middle.
const BARE_SHEET: &str = "const old = document.querySelector('.ProseMirror');
    const bare = old.cloneNode(true);
    old.replaceWith(bare);
    bare.focus();
    const list = bare.querySelectorAll('.par');
    const at = list[list.length >> 1];
    at.scrollIntoView({block: 'center'});
    const texts = document.createTreeWalker(at, NodeFilter.SHOW_TEXT);
    texts.nextNode();
    getSelection().collapse(texts.currentNode, texts.currentNode.data.length >> 1);";

/// Changes a thousand words of that copy.
const CHANGE_BARE: &str = "__rest();
    const texts = document.createTreeWalker(document.querySelector('.ProseMirror'), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/other/g, 'another');";

/// Opens a paper for drafting and says how long it took from the click to a sheet that can be written on.
const OPEN: &str = "const [title, done] = arguments;
    const start = performance.now();
    const link = [...document.querySelectorAll('main button')].find(each => each.innerText.includes(title));
    __rest();
    link.click();
    const look = () => document.querySelector('.ProseMirror-focused[contenteditable=true]')
        ? done({took: performance.now() - start, gap: __probe.gap}) : setTimeout(look, 0);
    look();";

fn paper(chair: &Party, cast: &Cast, title: &str, file: &str, text: &str) -> String {
    let from = cast.file(file, text);
    let new = PaperNew { title: title.to_owned(), symbol: String::new(), language: "en".to_owned(), from: Some(from) };
    chair.ask(Request::PaperNew(new))["paper"].as_str().unwrap().to_owned()
}

/// Three hundred paragraphs of three hundred characters.
fn long_text(word: impl Fn(usize, usize) -> String) -> String {
    let mut out = String::new();
    for p in 0..PARAGRAPHS {
        let words: Vec<String> = (0..50).map(|w| word(p, w)).collect();
        out += &format!("{}. {}\n\n", p + 1, words.join(" "));
    }
    out
}

/// Gives a draft the history of a long life, as a window would have written it.
fn live(chair: &Party, id: &str) {
    let opening = chair.app.draft_open(id).unwrap();
    let mut draft = Draft::open(&opening.snapshot).unwrap();
    draft.set_peer(opening.peer);
    let mut seed = 260_000_u64;
    let mut random = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    let ids: Vec<_> = draft.paragraphs().into_iter().map(|p| p.paragraph.id).collect();
    let mut lengths: Vec<u32> = draft.paragraphs().iter().map(|p| p.paragraph.text.len()).collect();
    let mut handed = draft.version();
    // A run of letters is typed at one place and its end is taken out again, as people do; the document keeps each
    // letter as an edit of its own, and a run as it would one that is typed letter by letter.
    for run in 0..EDITS / 25 {
        let which = random() % ids.len();
        let at = random() as u32 % (lengths[which] + 1);
        let letters: String = (0..18).map(|_| ["a", "e", "t", "м", " "][random() % 5]).collect();
        draft.insert_text(ids[which], at, &letters).unwrap();
        draft.delete_range(ids[which], at + 11, at + 18).unwrap();
        lengths[which] += 11;
        if lengths[which] > 1_200 {
            draft.delete_range(ids[which], 0, 600).unwrap();
            lengths[which] -= 600;
        }
        if run % 80 == 79 {
            let update = draft.updates_since(&handed).unwrap();
            chair.app.draft_push(id, &update).unwrap();
            handed = draft.version();
        }
    }
    chair.app.draft_close(id, opening.peer).unwrap();
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

fn show(ms: f64) -> String {
    format!("{ms:.1} ms")
}

/// The window's papers, one unlocked window on this home.
fn open(home: &Path) -> Window {
    let window = Window::open(&Options { home: Some(home), language: None });
    window.command("vault_unlock", json!({"passphrase": PASSPHRASE})).unwrap();
    window.reload();
    window.wait("nav");
    window.script(PROBE, &[]);
    window
}

/// Waits until the page has had nothing to do for two seconds, as it has while somebody looks for their paper.
fn quiet(window: &Window) {
    let script = "const done = arguments[0]; __rest(); const from = performance.now(); let since = from;
        const look = () => {
            if (__probe.gap > 12) { since = performance.now(); __rest(); }
            performance.now() - since > 2000 ? done(true) : setTimeout(look, 50);
        };
        look();";
    window.script_async(script, &[]);
}

fn open_paper(window: &Window, title: &str) -> Value {
    window.wait_text("main", title);
    window.settle();
    window.script_async(OPEN, &[json!(title)]).unwrap_or_else(|| {
        let page = window.script("return document.body.innerText", &[]).unwrap_or_default();
        panic!("{title} did not open: {}", page.as_str().unwrap_or_default())
    })
}

/// Resident memory of the page's process, in megabytes.
fn memory() -> f64 {
    let mut most = 0.0_f64;
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let name = fs::read_to_string(entry.path().join("comm")).unwrap_or_default();
        if name.trim().starts_with("WebKitWebProces") {
            let status = fs::read_to_string(entry.path().join("status")).unwrap_or_default();
            let field = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
            most = most.max(field.trim().trim_end_matches(" kB").trim().parse::<f64>().unwrap_or(0.0) / 1_024.0);
        }
    }
    most
}

fn keys(window: &Window, count: usize) {
    for n in 0..count {
        window.press_keys(&[['a', 'e', 'n', ' '][n % 4]]);
    }
    window.settle();
}

/// Types and says median and p95 of the time from a key until it is painted, and of the page's own work on it.
fn typed(window: &Window) -> ((f64, f64), (f64, f64)) {
    keys(window, 5);
    window.script("__probe.painted = []; __probe.handled = [];", &[]);
    keys(window, KEYS);
    let script =
        "const of = list => { const a = [...list].sort((x, y) => x - y); return [a[a.length >> 1], a[Math.floor(a.length * 0.95)]]; };
        return [of(__probe.painted), of(__probe.handled)]";
    let spread = window.script(script, &[]).unwrap();
    ((number(&spread[0][0]), number(&spread[0][1])), (number(&spread[1][0]), number(&spread[1][1])))
}

/// The same keys where only the browser edits.
fn bare(window: &Window, what: &str) {
    let (painted, handled) = typed(window);
    peer(&format!(
        "the same keys in {what}: p95 {} (median {}; the page's own work: median {}, p95 {})",
        show(painted.1),
        show(painted.0),
        show(handled.0),
        show(handled.1)
    ));
}

#[test]
#[ignore = "figures: played by the bench"]
fn drafting() {
    println!("load of this machine: {}", load());
    let cast = Cast::new(90);
    let chair = cast.chair();
    let long = paper(&chair, &cast, "Long paper", "long.md", &long_text(|p, w| format!("word{:02}", (p * 7 + w) % 97)));
    let sixty = (1..=60).map(|n| format!("{n}. Begin.\n\n")).collect::<String>();
    let lived = paper(&chair, &cast, "Lived paper", "lived.md", &sixty);
    paper(&chair, &cast, "Short paper", "short.md", "1. Begin.\n");
    live(&chair, &lived);
    let home = chair.home.clone();
    drop(chair);

    println!("a paper of {PARAGRAPHS} paragraphs, 90 kB");
    let window = open(&home);
    quiet(&window);
    let opened = open_paper(&window, "Long paper");
    line("open, click to editable", &show(number(&opened["took"])), "200 ms", number(&opened["took"]) < 200.0);
    keys(&window, 1);
    let first = window.script("return __probe.painted.at(-1)", &[]).unwrap();
    line("first keystroke, key to painted", &show(number(&first)), "100 ms", number(&first) < 100.0);
    middle(&window);
    let (painted, handled) = typed(&window);
    line(
        "a key, key to painted, p95",
        &format!(
            "{} (median {}; the page's own work: median {}, p95 {}; a frame lasts 16.7 ms)",
            show(painted.1),
            show(painted.0),
            show(handled.0),
            show(handled.1)
        ),
        "16 ms",
        painted.1 < 16.0,
    );
    let before = caret(&window);
    let changed = cast.file("changed.md", &changed(&window, &long));
    window.script("__rest()", &[]);
    window.command("paper_edit", json!({"paper": long, "from": changed})).unwrap();
    window.wait_until("what came", || {
        window.script("return document.querySelector('.ProseMirror').innerText.includes('other')", &[]) == Some(true.into())
    });
    window.settle();
    let gap = window.script("return __probe.gap", &[]).unwrap();
    let after = caret(&window);
    let steady = after == before;
    line(
        "1,000 changes from elsewhere in one go: the page answers nothing for",
        &format!("{}, caret {}", show(number(&gap)), if steady { "steady".to_owned() } else { format!("MOVED from {before} to {after}") }),
        "100 ms, steady",
        number(&gap) < 100.0 && steady,
    );
    window.script(BARE_SHEET, &[]);
    window.settle();
    bare(&window, "the same sheet without any editor");
    window.script(CHANGE_BARE, &[]);
    window.settle();
    let gap = number(&window.script("return __probe.gap", &[]).unwrap());
    peer(&format!("the same words changed in it by a script: the page answers nothing for {}", show(gap)));
    drop(window);

    println!("a draft of {EDITS} edits");
    let window = open(&home);
    open_paper(&window, "Short paper");
    let empty = memory();
    window.script(BARE, &[]);
    bare(&window, "a bare editable paragraph of this window, without any editor");
    drop(window);
    let window = open(&home);
    quiet(&window);
    let opened = open_paper(&window, "Lived paper");
    keys(&window, 1);
    let gap = window.script("return __probe.gap", &[]).unwrap();
    let more = memory() - empty;
    let text = window.script("return document.querySelector('.ProseMirror').innerText.length", &[]).unwrap();
    line(
        "opened and first key: the page answers nothing for",
        &format!("{} (editable after {}, {text} characters of text)", show(number(&gap)), show(number(&opened["took"]))),
        "50 ms",
        number(&gap) < 50.0,
    );
    line("memory more than with a short paper", &format!("{more:.0} MB"), "50 MB", more < 50.0);
    println!("load of this machine: {}", load());
}

/// The draft as it stands, with another word in every fifteenth place: a thousand changes, none where the caret is.
fn changed(window: &Window, paper: &str) -> String {
    let shown = window.command("paper_show", json!({"paper": paper, "view": "draft", "revision": null})).unwrap();
    let mut out = String::new();
    for (n, paragraph) in shown["paragraphs"].as_array().unwrap().iter().enumerate() {
        let words = paragraph["text"].as_str().unwrap().split(' ').enumerate();
        let words: Vec<String> = words.map(|(w, word)| if w % 15 == 3 { word.replace("word", "other") } else { word.to_owned() }).collect();
        out += &format!("{}. {}\n\n", n + 1, words.join(" "));
    }
    out
}

/// Puts the caret into the middle of the paper.
fn middle(window: &Window) {
    window.laid_out();
    window.script(
        "const list = document.querySelectorAll('.ProseMirror .par'); const at = list[list.length >> 1];
         at.scrollIntoView({block: 'center'});
         const texts = document.createTreeWalker(at, NodeFilter.SHOW_TEXT); texts.nextNode();
         getSelection().collapse(texts.currentNode, texts.currentNode.data.length >> 1);",
        &[],
    );
    window.settle();
}

/// The words right before the caret.
fn caret(window: &Window) -> Value {
    let script = "const s = getSelection(); const r = document.createRange(); r.setStart(s.anchorNode.parentElement.closest('.par'), 0);
        r.setEnd(s.anchorNode, s.anchorOffset); return r.toString().slice(-6);";
    window.script(script, &[]).unwrap_or_default()
}

/// Scrolls what answers to the first argument from its first row to its last, a little in each frame, and says how long
/// the frames took.
const SCROLL: &str = "const [css, done] = arguments;
    const grid = document.querySelector(css);
    grid.scrollTop = 0;
    const frames = [];
    let last = performance.now();
    const step = () => {
        const now = performance.now();
        frames.push(now - last);
        last = now;
        const before = grid.scrollTop;
        grid.scrollTop += 150;
        if (grid.scrollTop > before) return requestAnimationFrame(step);
        const bottom = grid.getBoundingClientRect().bottom;
        const shown = [...grid.querySelectorAll('[role=row][aria-selected]')].map(row => row.getBoundingClientRect());
        frames.sort((a, b) => b - a);
        done({longest: frames[0], p95: frames[Math.floor(frames.length * 0.05)], middle: frames[frames.length >> 1], frames: frames.length,
            drawn: shown.length, rows: Number(grid.getAttribute('aria-rowcount')) - 1,
            filled: shown.some(box => box.bottom > bottom - box.height * 2 && box.top < bottom)});
    };
    requestAnimationFrame(() => requestAnimationFrame(step));";

/// Puts a bare table over the matrix, of the same size with the same number of marks, with nothing behind it: no script
/// can scroll this many cells faster in this window. Of the rows only as many are there as the matrix draws.
const BARE_TABLE: &str = "const grid = document.querySelector('[role=grid]');
    const box = grid.getBoundingClientRect();
    const rows = Number(grid.getAttribute('aria-rowcount')) - 1, columns = Number(grid.getAttribute('aria-colcount')) - 2;
    const drawn = [...grid.querySelectorAll('[role=row][aria-selected]')];
    const marks = Math.round(drawn.reduce((sum, row) => sum + row.querySelectorAll('[data-column]').length, 0) / drawn.length);
    const height = drawn[0].getBoundingClientRect().height;
    const bare = document.createElement('div');
    bare.className = 'bare';
    Object.assign(bare.style, {position: 'fixed', zIndex: 99, background: 'white', overflow: 'auto', left: box.left + 'px', top: box.top + 'px',
        width: box.width + 'px', height: box.height + 'px'});
    const table = document.createElement('table');
    Object.assign(table.style, {borderCollapse: 'collapse', tableLayout: 'fixed', width: 176 + columns * 32 + 'px'});
    for (let r = 0; r < rows; r += 1) {
        const line = table.insertRow();
        line.style.height = height + 'px';
        line.insertCell().textContent = r + ' A few words of it';
        line.cells[0].style.width = '176px';
        for (let c = 0; c < columns; c += 1) line.insertCell().textContent = (r * 7 + c * 13) % columns < marks ? '+' : '';
    }
    bare.append(table);
    document.body.append(bare);
    return {rows, columns, marks};";

/// Says how long it took from the next key until the row where somebody stands was drawn anew.
const ANEW: &str = "window.__anew = null;
    const row = document.querySelector('[role=grid] [aria-selected=true]');
    const was = row.className;
    document.addEventListener('keydown', event => {
        const look = () => document.querySelector('[role=grid] [aria-selected=true]').className !== was
            ? window.__anew = performance.now() - event.timeStamp : requestAnimationFrame(look);
        look();
    }, {capture: true, once: true});";

#[test]
#[ignore = "figures: played by the bench"]
fn the_desk_of_a_summit() {
    println!("load of this machine: {}", load());
    let cast = Cast::new(93);
    let (chair, _) = SUMMIT.make().seated(&cast);
    let home = chair.home.clone();
    drop(chair);
    let window = open(&home);
    quiet(&window);
    window.wait_text("main", "Secure exchange");
    let opened = window.script_async(
        "const done = arguments[0];
        const link = [...document.querySelectorAll('main button')].find(each => each.innerText.includes('Secure exchange'));
        const start = performance.now();
        link.click();
        const look = () => document.querySelector('[role=grid] [aria-selected=true]') && document.querySelector('article button.card')
            ? done(performance.now() - start) : setTimeout(look, 0);
        look();",
        &[],
    );
    let took = number(&opened.unwrap());
    line("the desk of 10,000 proposals, click to matrix and paragraph", &show(took), "500 ms", took < 500.0);
    let scrolled = window.script_async(SCROLL, &[json!("[role=grid]")]).unwrap();
    assert_eq!(scrolled["filled"], json!(true), "{scrolled}");
    let p95 = number(&scrolled["p95"]);
    let frames = |of: &Value| {
        format!(
            "{} in the middle, {} p95, {} the longest of {} frames",
            show(number(&of["middle"])),
            show(number(&of["p95"])),
            show(number(&of["longest"])),
            of["frames"]
        )
    };
    line(
        "its matrix, scrolled from the first row to the last, a frame",
        &format!("{}; {} of {} rows drawn", frames(&scrolled), scrolled["drawn"], scrolled["rows"]),
        "33 ms",
        p95 < 33.0,
    );
    let bare = window.script(BARE_TABLE, &[]).unwrap_or_default();
    window.settle();
    let floor = window.script_async(SCROLL, &[json!(".bare")]).unwrap();
    peer(&format!("a bare table of as many rows, columns and marks ({bare}) in this window: {}", frames(&floor)));
    window.script("document.querySelector('.bare').remove()", &[]);
    window.settle();
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..8 {
        window.press_keys(&['j', '1']);
        window.wait("article button.card[aria-pressed=true]");
        window.settle();
        window.script(ANEW, &[]);
        window.press_keys(&['x']);
        times.push(number(&window.script_async("const done = arguments[0]; const look = () => __anew === null ? setTimeout(look, 5) : done(__anew); setTimeout(look, 0); setTimeout(() => done(-1), 9000)", &[]).unwrap()));
    }
    times.sort_by(f64::total_cmp);
    let figure = format!("{} in the middle, {} at most", show(times[4]), show(times[7]));
    line("a decision on it, key to the row drawn anew", &figure, "100 ms", times[4] < 100.0);
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tour");
    fs::create_dir_all(&pictures).unwrap();
    window.picture(&pictures.join("summit.png"));
    let mut settings = window.command("settings_get", json!({})).unwrap();
    settings["language"] = json!("ar");
    window.command("settings_set", settings).unwrap();
    window.reload();
    window.go_to_desk();
    window.settle();
    window.picture(&pictures.join("summit-ar.png"));
}
