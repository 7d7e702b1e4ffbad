//! The one window: its size, what it may show, and that a second start shows it instead of opening another.

use std::hash::{DefaultHasher, Hash, Hasher};

use tauri::{App, AppHandle, Manager, Url, WebviewUrl, WebviewWindowBuilder, Wry, plugin::TauriPlugin, webview::NewWindowResponse};

use crate::home::{self, Home};

const LABEL: &str = "main";

/// Opens the window. It shows the page that is built into this program and goes nowhere else.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Qalam")
        .inner_size(1360.0, 860.0)
        .min_inner_size(900.0, 600.0)
        .center()
        // The page drags rows and text itself.
        .disable_drag_drop_handler()
        // Nothing readable lies on disk: no cache, no local storage, no page history.
        .incognito(!home::automated())
        .on_navigation(ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    crate::writing::prepare(&window)
}

fn ours(url: &Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}

/// One running program per home. Linux names the running one by its home; elsewhere the name is the program's own, so
/// a home chosen by hand relies on the home's own lock alone. A window under test is never shared.
pub(crate) fn single_instance(home: &Home) -> Option<TauriPlugin<Wry>> {
    if home.automated() || (home.chosen().is_some() && !cfg!(target_os = "linux")) {
        return None;
    }
    let mut builder = tauri_plugin_single_instance::Builder::new().callback(|app, _, _| show(app));
    if let Some(dir) = home.chosen() {
        let mut hasher = DefaultHasher::new();
        dir.hash(&mut hasher);
        builder = builder.dbus_id(format!("org.qalam.desktop.home{:016x}", hasher.finish()));
    }
    Some(builder.build())
}

fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // Each may be refused by a window manager; the window is then where it was.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

#[cfg(test)]
mod tests {
    use super::ours;

    #[test]
    fn the_window_stays_at_home() {
        for (url, expected) in [
            ("tauri://localhost/index.html", true),
            ("http://tauri.localhost/", true),
            ("https://example.org/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
        ] {
            assert_eq!(ours(&url.parse().unwrap()), expected, "{url}");
        }
    }
}
