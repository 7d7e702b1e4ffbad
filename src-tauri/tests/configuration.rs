//! What the window is allowed is written down twice: once for the shell, and here, so that nobody widens it in passing.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own files has failed")]

use serde_json::{Value, json};

fn configuration() -> Value {
    serde_json::from_str(include_str!("../tauri.conf.json")).unwrap()
}

#[test]
fn the_page_may_load_nothing_from_outside() {
    let csp = &configuration()["app"]["security"]["csp"];
    assert_eq!(
        csp,
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; \
         connect-src 'self' ipc: http://ipc.localhost"
    );
}

#[test]
fn the_page_may_ask_for_little() {
    let capability: Value = serde_json::from_str(include_str!("../capabilities/main.json")).unwrap();
    assert_eq!(
        capability["permissions"],
        json!([
            "allow-run",
            "allow-draft-open",
            "allow-draft-push",
            "allow-draft-pull",
            "allow-draft-close",
            "core:event:allow-listen",
            "core:event:allow-unlisten",
            "core:window:allow-set-title",
            "dialog:allow-open",
            "dialog:allow-save"
        ])
    );
    assert!(capability.get("remote").is_none(), "no page from elsewhere may call anything");
}

#[test]
fn the_page_is_built_in() {
    let build = &configuration()["build"];
    assert_eq!(build["frontendDist"], "../ui/dist");
    assert!(build.get("devUrl").is_none(), "a page from a server would need the network");
}
