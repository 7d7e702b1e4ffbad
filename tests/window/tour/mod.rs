//! The tour: a working group's week in real windows, with numbered pictures and the merged paper in `target/tour/`.

mod desk;
mod drafting;
mod first_steps;
mod looks;
mod offline;
mod onward;
mod outside;
mod rooms;

use serde_json::json;

use crate::{
    album::Album,
    harness::{Options, Window, Words},
};

/// A full desk from the first door on, to the next revision; then a look into every room, and the same in Arabic.
#[test]
#[ignore = "needs a display"]
fn one_laptop() {
    let mut album = Album::new("tour", 1);
    let words = Words::of("en");
    let window = Window::open(&Options::default());
    first_steps::practise(&window, &mut album);
    let paper = window.only_paper();
    desk::merge(&window, &words, &mut album, &paper);
    rooms::look_around(&window, &words, "contact point", &mut album);

    let arabic = Window::open(&Options::default());
    arabic.practise("ar");
    let mut settings = arabic.command("settings_get", json!({})).unwrap();
    settings["language"] = json!("ar");
    settings["theme"] = json!("dark");
    arabic.command("settings_set", settings).unwrap();
    arabic.reload();
    desk::in_arabic(&arabic, &Words::of("ar"), &mut album);
    rooms::look_around(&arabic, &Words::of("ar"), "جهة اتصال", &mut album);
}

/// Two laptops on one folder: founding, admitting, issuing, proposing without the folder, meeting on the desk.
#[test]
#[ignore = "needs a display"]
fn two_laptops() {
    let mut album = Album::new("tour", 51);
    let words = Words::of("en");
    let chair = Window::open(&Options::default());
    let expert = Window::open(&Options::default());
    let folder = chair.aside().join("shared");
    std::fs::create_dir(&folder).unwrap();
    first_steps::found(&chair, &words, &folder, &mut album);
    first_steps::admit(&chair, &expert, &words, &folder, &mut album);
    let paper = offline::issue(&chair, &words, &mut album);
    offline::propose(&expert, &words, &folder, &paper, &mut album);
    offline::meet(&chair, &expert, &words, &paper, &mut album);
}
