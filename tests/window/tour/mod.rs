//! The tour: a working group's week in real windows, with numbered pictures and the merged paper in `target/tour/`.

mod desk;
mod rooms;

use serde_json::json;

use crate::{
    album::Album,
    harness::{Options, Window, Words},
};

#[test]
#[ignore = "needs a display"]
fn the_week() {
    let mut album = Album::new("tour");
    let words = Words::of("en");
    let window = Window::open(&Options::default());
    let paper = window.practise("en");
    desk::merge(&window, &words, &mut album, &paper);
    rooms::look_around(&window, &words, &mut album);

    let arabic = Window::open(&Options { language: Some("ar_EG"), ..Options::default() });
    arabic.practise("ar");
    let mut settings = arabic.command("settings_get", json!({})).unwrap();
    settings["language"] = json!("ar");
    settings["theme"] = json!("dark");
    arabic.command("settings_set", settings).unwrap();
    arabic.reload();
    desk::in_arabic(&arabic, &Words::of("ar"), &mut album);
}
