//! WebKit's driver (the W3C WebDriver protocol) as a process of ours, and one session with the program in it.

use std::{
    ffi::OsString,
    fs,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::http;

/// A driver and its session. Ends the session before the driver: otherwise the program would stay behind.
pub(crate) struct Driver {
    process: Child,
    port: u16,
    session: String,
}

impl Driver {
    /// Starts a driver on a free port and, through it, the program with these arguments and this environment.
    pub(crate) fn start(arguments: &[OsString], environment: &[(&str, OsString)]) -> Driver {
        let port = free_port();
        let process = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .envs([("TAURI_AUTOMATION", "true"), ("TAURI_WEBVIEW_AUTOMATION", "true")])
            // A virtual display has no graphics card: the page is drawn by the processor, into shared memory. (Without
            // this renderer, as older advice has it, WebKit 2.50 never answers when it is asked for a picture.)
            .envs([("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1"), ("WEBKIT_DMABUF_RENDERER_FORCE_SHM", "1"), ("NO_AT_BRIDGE", "1")])
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver starts (Debian package webkit2gtk-driver)");
        let mut driver = Driver { process, port, session: String::new() };
        poll(Duration::from_secs(10), || driver.call("GET", "/status", None).ok().filter(|status| status["ready"] == true))
            .expect("the driver answers");
        let arguments: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
        let answer = driver
            .call(
                "POST",
                "/session",
                Some(json!({"capabilities": {"alwaysMatch": {
                    "webkitgtk:browserOptions": {"binary": program(), "args": arguments}
                }}})),
            )
            .expect("the program opens its window");
        driver.session = answer["sessionId"].as_str().expect("a session has an id").to_owned();
        driver
    }

    /// One command of the session; the error is the driver's own name for what went wrong.
    pub(crate) fn send(&self, method: &str, path: &str, body: Option<Value>) -> Result<Value, String> {
        self.call(method, &format!("/session/{}{path}", self.session), body)
    }

    /// Whether the program, a child of the driver, is still there.
    fn program_runs(&self) -> bool {
        let driver = self.process.id();
        let children = fs::read_to_string(format!("/proc/{driver}/task/{driver}/children")).unwrap_or_default();
        children.split_whitespace().any(|child| {
            // The state stands behind the name, which may hold anything but ends with the last bracket.
            let stat = fs::read_to_string(format!("/proc/{child}/stat")).unwrap_or_default();
            stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with('Z'))
        })
    }

    fn call(&self, method: &str, path: &str, body: Option<Value>) -> Result<Value, String> {
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let answer = http::request(self.port, method, path, &body).map_err(|error| error.to_string())?;
        let mut answer: Value = serde_json::from_str(&answer).map_err(|error| error.to_string())?;
        let value = answer["value"].take();
        match value["error"].as_str() {
            Some(error) => Err(format!("{error}: {}", value["message"].as_str().unwrap_or_default())),
            None => Ok(value),
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = self.send("DELETE", "", None);
            // The home is free for the next window once the program has ended, not before.
            poll(Duration::from_secs(10), || (!self.program_runs()).then_some(()));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Asks again and again until there is an answer or the time is over.
#[allow(clippy::disallowed_methods, reason = "outside the program, real time is what passes")]
pub(crate) fn poll<T>(patience: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let end = Instant::now() + patience;
    loop {
        if let Some(answer) = ask() {
            return Some(answer);
        }
        if Instant::now() > end {
            return None;
        }
        std::thread::sleep(Duration::from_millis(30));
    }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr()).expect("a free port").port()
}

/// The program as it was built beside this test.
fn program() -> PathBuf {
    let test = std::env::current_exe().expect("this test has a path");
    let built = test.ancestors().nth(2).map(Path::to_path_buf).expect("a target directory");
    let program = built.join("qalam-desktop");
    assert!(program.exists(), "{} has not been built", program.display());
    program
}
