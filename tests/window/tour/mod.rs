//! The tour: a working group's week in real windows, with numbered pictures and the merged paper in `target/tour/`.

mod desk;
mod drafting;
mod first_steps;
mod looks;
mod offline;
mod onward;
mod outside;
mod rooms;
mod tuesday;
mod wednesday;

use std::{fs, time::Duration};

use qalam_app::Clock;
use qalam_tests::{Cast, tuesday::Tuesday};

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
    arabic.turn_to("ar", "dark");
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

/// The scenario's Tuesday and Wednesday as one story: the Chair and Delegation G in windows, seven more on laptops of
/// their own. 61 proposals, a stick, the compilation, the desk, the next text, and where everybody stands.
#[test]
#[ignore = "needs a display"]
fn tuesday_and_wednesday() {
    let mut album = Album::new("tour", 131);
    let words = Words::of("en");
    let cast = Cast::new(101);
    today(&cast);
    let mut table = cast.tuesday("en");
    let (folder, away) = (cast.folder(), cast.path("away"));
    // The hall has no network.
    fs::rename(&folder, &away).unwrap();
    tuesday::everybody_writes(&table);
    let title = "Secure exchange of information";
    let paper = table.paper.clone();
    let g = table.delegations.remove(6);
    let expert_home = g.home.clone();
    drop(g);
    let Tuesday { chair, delegations, .. } = table;
    let chair_home = chair.home.clone();
    drop(chair);

    let chair = Window::unlocked(&chair_home, "en", "light");
    let expert = Window::unlocked(&expert_home, "en", "light");
    tuesday::types_and_submits(&expert, &words, &paper, title, &mut album);
    let stick = cast.path("stick");
    fs::create_dir(&stick).unwrap();
    tuesday::stick_goes_round(&chair, &expert, &delegations, &stick, &words, &mut album);
    tuesday::matrix(&chair, &paper, &mut album);
    let out = cast.path("papers");
    tuesday::crp_1(&chair, &words, &out, &mut album);

    // The network is back.
    fs::rename(&away, &folder).unwrap();
    wednesday::takes_what_agrees(&chair, &words, &paper, &mut album);
    wednesday::settles(&chair, &words, &paper, &mut album);
    wednesday::g_withdraws(&chair, &expert, &words, &paper, title, &mut album);
    wednesday::rev_1(&chair, &words, &cast.path("rev-1"), &mut album);
    first_steps::exchange(&chair);
    wednesday::moves_onto_it(&expert, &words, &paper, &mut album);
    wednesday::stands(&expert, &delegations, &words, &paper, &mut album);
    wednesday::where_it_stands(&chair, &words, &paper, &mut album);
    wednesday::in_arabic(&expert, title, &mut album);
}

/// The laptops without a window get the clock of those with one.
#[allow(clippy::disallowed_methods, reason = "a window has the machine's clock")]
fn today(cast: &Cast) {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    cast.clock.advance(now - Duration::from_millis(cast.clock.now().unsigned_abs()));
}
