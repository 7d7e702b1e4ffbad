//! One window of the program with a home of its own, and what a user does with it.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{
    base64,
    driver::{Driver, poll},
    keys::{self, Key},
};

/// The protocol's name for a reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Long enough for a passphrase at full strength on a busy machine.
const PATIENCE: Duration = Duration::from_secs(40);

/// How a window is opened.
#[derive(Default)]
pub(crate) struct Options<'a> {
    /// The vault's home; none makes a new one that goes with the window.
    pub(crate) home: Option<&'a Path>,
    /// What the system says the user's language is.
    pub(crate) language: Option<&'a str>,
}

/// An open window. Closing it ends the program.
pub(crate) struct Window {
    driver: Driver,
    home: PathBuf,
    /// Where the program would leave files outside its home; also the home, where none was given.
    aside: TempDir,
}

impl Window {
    /// Opens the program and waits until its page has something to show.
    pub(crate) fn open(options: &Options<'_>) -> Window {
        let aside = TempDir::new().unwrap();
        let home = options.home.map_or_else(|| aside.path().join("home"), Path::to_path_buf);
        let language = format!("{}.UTF-8", options.language.unwrap_or("en_GB"));
        let environment: Vec<(&str, OsString)> = vec![
            ("HOME", aside.path().into()),
            ("XDG_DATA_HOME", aside.path().join("data").into()),
            ("XDG_CACHE_HOME", aside.path().join("cache").into()),
            ("XDG_CONFIG_HOME", aside.path().join("config").into()),
            ("LANG", language.clone().into()),
            ("LC_ALL", language.into()),
            ("TZ", "UTC".into()),
            // The toolkit's own input method, whatever this machine has for its people.
            ("GTK_IM_MODULE", "gtk-im-context-simple".into()),
        ];
        let driver = Driver::start(&["--home".into(), home.clone().into()], &environment);
        let window = Window { driver, home, aside };
        window.wait("main");
        window
    }

    /// The vault's home.
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// A directory that lives as long as the window, for folders and files of a journey.
    pub(crate) fn aside(&self) -> &Path {
        self.aside.path()
    }

    /// Waits for a visible element.
    pub(crate) fn wait(&self, css: &str) -> String {
        self.until(css, || self.visible(css))
    }

    /// Waits until a visible element's text holds `text`.
    pub(crate) fn wait_text(&self, css: &str, text: &str) {
        self.until(&format!("{css} with “{text}”"), || self.text_of(&self.visible(css)?).filter(|found| found.contains(text)));
    }

    /// Waits until something holds.
    pub(crate) fn wait_until(&self, what: &str, holds: impl Fn() -> bool) {
        self.until(what, || holds().then_some(()));
    }

    /// The same for what is much work.
    pub(crate) fn wait_longer(&self, what: &str, holds: impl Fn() -> bool) {
        self.until_within(PATIENCE * 8, what, || holds().then_some(()));
    }

    /// Waits until no element answers to it.
    pub(crate) fn wait_gone(&self, css: &str) {
        self.until(&format!("no {css}"), || self.visible(css).is_none().then_some(()));
    }

    /// Whether a visible element answers to it at this moment.
    pub(crate) fn shows(&self, css: &str) -> bool {
        self.visible(css).is_some()
    }

    /// Waits for an element that can be used, and clicks it.
    pub(crate) fn click(&self, css: &str) {
        self.until(&format!("a click on {css}"), || {
            let element = self.visible(css)?;
            self.enabled(&element).then_some(())?;
            self.driver.send("POST", &format!("/element/{element}/click"), Some(json!({}))).ok()
        });
    }

    /// Clicks an element that was found.
    pub(crate) fn click_element(&self, element: &str) {
        let click = || self.driver.send("POST", &format!("/element/{element}/click"), Some(json!({}))).ok();
        self.until("a click", click);
    }

    /// Waits for the button, link or tab that carries this text, and clicks it.
    pub(crate) fn press(&self, name: &str) {
        self.press_in("body", name);
    }

    /// The same, inside one part of the page. Of several, the one with the shortest text.
    pub(crate) fn press_in(&self, css: &str, name: &str) {
        let script = "const [css, wanted] = arguments;
            const kinds = 'button, a[href], [role=button], [role=tab], summary, label';
            const parts = [...document.querySelectorAll(css)].flatMap(part => [...part.querySelectorAll(kinds)]);
            const plain = text => (text ?? '').replace(/[\\u2066-\\u2069]/g, '').replace(/\\s+/g, ' ').trim();
            const named = part => [part.innerText, part.getAttribute('aria-label'), part.title].some(
                text => plain(text).includes(plain(wanted)));
            const seen = parts.filter(part => named(part) && part.getClientRects().length && !part.disabled);
            seen.sort((a, b) => a.innerText.length - b.innerText.length);
            return seen[0] ?? null;";
        self.until(&format!("a button “{name}” in {css}"), || {
            let element = self.script(script, &[json!(css), json!(name)])?[ELEMENT].as_str()?.to_owned();
            self.driver.send("POST", &format!("/element/{element}/click"), Some(json!({}))).ok()
        });
    }

    /// Puts the cursor into a text that is being edited, right behind these words.
    pub(crate) fn put_cursor(&self, css: &str, behind: &str) {
        self.laid_out();
        let script = "const [css, words] = arguments;
            const editor = document.querySelector(css);
            const texts = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const at = texts.currentNode.data.indexOf(words);
                if (at < 0) continue;
                editor.focus();
                getSelection().collapse(texts.currentNode, at + words.length);
                return true;
            }
            return false;";
        self.until(&format!("“{behind}” in {css}"), || (self.script(script, &[json!(css), json!(behind)])? == true).then_some(()));
        self.settle();
    }

    /// Puts the cursor into a field and types.
    pub(crate) fn type_into(&self, css: &str, text: &str) {
        let element = self.wait(css);
        self.driver
            .send("POST", &format!("/element/{element}/value"), Some(json!({"text": text})))
            .unwrap_or_else(|error| panic!("typing into {css}: {error}"));
    }

    /// Empties a field first.
    pub(crate) fn fill(&self, css: &str, text: &str) {
        let element = self.wait(css);
        let _ = self.driver.send("POST", &format!("/element/{element}/clear"), Some(json!({})));
        self.type_into(css, text);
    }

    /// Types to wherever the cursor is.
    pub(crate) fn type_text(&self, text: &str) {
        for character in text.chars() {
            self.press_keys(&[character]);
        }
    }

    /// Presses one key that has no character.
    pub(crate) fn key(&self, key: Key) {
        self.press_keys(&[key.character()]);
    }

    /// Presses keys together, such as Control and z.
    pub(crate) fn press_keys(&self, keys: &[char]) {
        self.driver.send("POST", "/actions", Some(keys::together(keys))).unwrap_or_else(|error| panic!("keys: {error}"));
    }

    /// The text of the first visible element.
    pub(crate) fn text(&self, css: &str) -> String {
        let element = self.wait(css);
        self.text_of(&element).unwrap_or_default()
    }

    /// How many elements answer to it, visible or not.
    pub(crate) fn count(&self, css: &str) -> usize {
        let counted = self.script("return document.querySelectorAll(arguments[0]).length", &[json!(css)]);
        counted.and_then(|count| count.as_u64()).and_then(|count| count.try_into().ok()).unwrap_or(0)
    }

    /// Runs a function body in the page.
    pub(crate) fn script(&self, body: &str, arguments: &[Value]) -> Option<Value> {
        self.driver.send("POST", "/execute/sync", Some(json!({"script": body, "args": arguments}))).ok()
    }

    /// Runs a function body in the page that answers by calling its last argument.
    pub(crate) fn script_async(&self, body: &str, arguments: &[Value]) -> Option<Value> {
        self.driver.send("POST", "/execute/async", Some(json!({"script": body, "args": arguments}))).ok()
    }

    /// Runs a command of the application from the page, as the page itself would; the error is its code.
    pub(crate) fn command(&self, command: &str, arguments: Value) -> Result<Value, String> {
        let script = "const [command, args, done] = arguments;
            window.__TAURI_INTERNALS__.invoke('run', {request: {command, args}})
                .then(reply => done({reply}), failure => done({failure: failure?.code ?? String(failure)}));";
        let body = json!({"script": script, "args": [command, arguments]});
        let mut answer = self.driver.send("POST", "/execute/async", Some(body))?;
        match answer["failure"].as_str() {
            Some(code) => Err(code.to_owned()),
            None => Ok(answer["reply"].take()),
        }
    }

    /// Waits until the application says something of its state.
    pub(crate) fn until_command<T>(&self, command: &str, arguments: &Value, wanted: impl Fn(&Value) -> Option<T>) -> T {
        self.until(&format!("an answer of {command}"), || wanted(&self.command(command, arguments.clone()).ok()?))
    }

    /// Loads the page anew, as after a restart of the program with its vault still open.
    pub(crate) fn reload(&self) {
        let _ = self.driver.send("POST", "/refresh", Some(json!({})));
        self.wait("main");
    }

    /// The direction of writing of the whole page.
    pub(crate) fn direction(&self) -> String {
        let direction = self.script("return getComputedStyle(document.documentElement).direction", &[]);
        direction.and_then(|found| Some(found.as_str()?.to_owned())).unwrap_or_default()
    }

    /// Gives the window another size, in CSS pixels of the whole window.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        let _ = self.driver.send("POST", "/window/rect", Some(json!({"width": width, "height": height})));
    }

    /// Closes the messages at the edge of the window, as one who has read them.
    pub(crate) fn close_messages(&self) {
        let script = "for (const button of document.querySelectorAll('ul[aria-live] button')) button.click();";
        let _ = self.script(script, &[]);
    }

    /// Waits until the page's fonts are there and what was begun has been drawn.
    pub(crate) fn settle(&self) {
        let script = "const done = arguments[arguments.length - 1];
            const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
            const still = () => document.getAnimations().some(each => each.playState === 'running'
                && each.effect?.getComputedTiming().iterations !== Infinity) ? requestAnimationFrame(still) : drawn();
            document.fonts.ready.then(still);";
        let _ = self.driver.send("POST", "/execute/async", Some(json!({"script": script, "args": []})));
    }

    /// Writes what the window shows into a PNG file.
    pub(crate) fn picture(&self, file: &Path) {
        let answer = self.driver.send("GET", "/screenshot", None).unwrap_or_else(|error| panic!("a picture: {error}"));
        let bytes = answer.as_str().and_then(base64::decode).expect("a picture is base64");
        fs::write(file, bytes).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }

    /// Waits until a script in the page returns an element.
    pub(crate) fn wait_script(&self, what: &str, body: &str, arguments: &[Value]) -> String {
        self.until(what, || Some(self.script(body, arguments)?[ELEMENT].as_str()?.to_owned()))
    }

    /// Empties a field and types into it.
    pub(crate) fn fill_element(&self, element: &str, value: &str) {
        let _ = self.driver.send("POST", &format!("/element/{element}/clear"), Some(json!({})));
        self.driver
            .send("POST", &format!("/element/{element}/value"), Some(json!({"text": value})))
            .unwrap_or_else(|error| panic!("typing “{value}”: {error}"));
    }

    fn until<T>(&self, what: &str, ask: impl FnMut() -> Option<T>) -> T {
        self.until_within(PATIENCE, what, ask)
    }

    fn until_within<T>(&self, patience: Duration, what: &str, ask: impl FnMut() -> Option<T>) -> T {
        poll(patience, ask).unwrap_or_else(|| {
            let file = failed();
            self.picture(&file);
            let page = self.script("return document.body.innerText", &[]).unwrap_or_default();
            panic!("waited for {what}\npicture: {}\npage:\n{}", file.display(), page.as_str().unwrap_or_default());
        })
    }

    fn visible(&self, css: &str) -> Option<String> {
        let script = "for (const found of document.querySelectorAll(arguments[0]))
            if (found.getClientRects().length && getComputedStyle(found).visibility !== 'hidden') return found;
            return null;";
        Some(self.script(script, &[json!(css)])?[ELEMENT].as_str()?.to_owned())
    }

    fn enabled(&self, element: &str) -> bool {
        self.driver.send("GET", &format!("/element/{element}/enabled"), None).is_ok_and(|enabled| enabled == true)
    }

    fn text_of(&self, element: &str) -> Option<String> {
        Some(self.driver.send("GET", &format!("/element/{element}/text"), None).ok()?.as_str()?.to_owned())
    }
}

/// Where the picture of a window goes that did not do what was waited for: beside what was built.
fn failed() -> PathBuf {
    let test = std::env::current_exe().unwrap_or_default();
    let built = test.ancestors().nth(3).unwrap_or(Path::new("."));
    built.join(format!("window-failed-{}.png", std::process::id()))
}
