//! The window's shell: it opens the window, hands the page's commands to the application and the application's
//! events to the page. It knows no rule, keeps no state of its own, opens no network connection and writes no log.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod exchange;
mod home;
mod served;
mod window;
mod writing;

use std::sync::Arc;

use tauri::Manager;

fn main() {
    // A panic's text may quote a paper. What failed reaches the user as a failure with advice, never as this text.
    std::panic::set_hook(Box::new(|_| {}));
    if !std::panic::catch_unwind(start).unwrap_or(false) {
        eprintln!("Qalam could not open its window. Is there a display here?");
        std::process::exit(1);
    }
}

/// Runs until the window is closed; false where it could not open.
fn start() -> bool {
    let home = home::Home::from_process();
    let mut builder = tauri::Builder::default();
    if let Some(single) = window::single_instance(&home) {
        builder = builder.plugin(single);
    }
    builder
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![
            commands::run,
            commands::draft_open,
            commands::draft_push,
            commands::draft_pull,
            commands::draft_close,
        ])
        .setup(move |app| {
            let served = Arc::new(served::Served::new(home.path(app.handle())?, home::language(), app.handle().clone()));
            app.manage(Arc::clone(&served));
            app.manage(exchange::Loop::start(served)?);
            window::open(app)?;
            Ok(())
        })
        .run(tauri::generate_context!())
        .is_ok()
}
