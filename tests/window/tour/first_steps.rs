//! From an empty laptop into a group: the doors, the vault and its words, founding, inviting, joining, admitting.

use std::path::Path;

use serde_json::json;

use crate::{
    album::Album,
    harness::{Window, Words},
};

/// The three doors in both languages; then through the first one.
pub(crate) fn practise(window: &Window, album: &mut Album) {
    let (english, arabic) = (Words::of("en"), Words::of("ar"));
    window.wait_text("main", english.say("first-door-practise"));
    album.take(window, "first-run-english");
    window.press(english.say("language-name-ar"));
    window.wait_text("main", arabic.say("first-door-practise"));
    assert_eq!(window.direction(), "rtl");
    album.take(window, "first-run-arabic");
    window.press(english.say("language-name-en"));
    window.wait_text("main", english.say("first-door-practise"));
    window.press(english.say("first-door-practise"));
    window.wait("[role=grid] [role=row][aria-selected]");
}

/// A vault: the offered passphrase, the recovery words, the proof that they were written down.
pub(crate) fn make_vault(window: &Window, words: &Words, album: Option<&mut Album>) {
    let passphrase = window.text("fieldset output");
    window.wait_until("six words", || window.text("fieldset output").split(' ').count() == 6);
    let offered = if passphrase.is_empty() { window.text("fieldset output") } else { passphrase };
    window.fill_field(words.say("first-type-offered"), &offered);
    let mut album = album;
    if let Some(album) = album.as_deref_mut() {
        album.take(window, "passphrase");
    }
    window.press(words.say("first-next"));
    window.wait("ol li .word");
    let list = window.script("return [...document.querySelectorAll('ol li .word')].map(word => word.innerText)", &[]);
    let list: Vec<String> = serde_json::from_value(list.unwrap()).unwrap();
    assert_eq!(list.len(), 24);
    if let Some(album) = album.as_deref_mut() {
        album.take(window, "recovery-words");
    }
    window.press(words.say("first-words-done"));
    window.wait_text("form", words.say("first-prove-title"));
    for label in window.labels() {
        let place: usize = label.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap();
        window.fill_field(label.trim(), &list[place - 1]);
    }
    if let Some(album) = album {
        album.take(window, "words-proved");
    }
    window.press(words.say("first-prove-do"));
}

/// Founds a group in this folder.
pub(crate) fn found(window: &Window, words: &Words, folder: &Path, album: &mut Album) {
    window.press(words.say("first-door-found"));
    make_vault(window, words, Some(album));
    window.fill_field(words.say("first-group-name"), "Expert forum on information security");
    window.fill_field(words.say("first-folder"), &folder.display().to_string());
    album.take(window, "found-a-group");
    window.press(words.say("first-group-do"));
    window.wait("nav");
}

/// The Chair invites, another laptop joins, the Chair compares and admits.
pub(crate) fn admit(chair: &Window, newcomer: &Window, words: &Words, folder: &Path, album: &mut Album) {
    let invitation = chair.aside().join("delegation-a.qalam-invitation");
    chair.press_in("nav", words.say("nav-members"));
    chair.press_in("main", words.say("members-invite"));
    chair.fill_field(words.say("members-delegation"), "Delegation A");
    chair.fill_field(words.say("members-seat"), "First expert");
    chair.fill_field(words.say("members-invite-file"), &invitation.display().to_string());
    album.take(chair, "invite");
    chair.press_in("[role=dialog]", words.say("members-invite-do"));
    chair.wait_until("an invitation", || invitation.exists());
    chair.press_in("[role=dialog]", words.say("close"));
    chair.wait_gone("[role=dialog]");

    newcomer.press(words.say("first-door-join"));
    make_vault(newcomer, words, None);
    newcomer.fill_field(words.say("first-invitation"), &invitation.display().to_string());
    newcomer.fill_field(words.say("first-folder"), &folder.display().to_string());
    album.take(newcomer, "join");
    newcomer.press(words.say("first-join-do"));
    newcomer.wait_text("main", words.say("first-waiting-number"));
    album.take(newcomer, "waiting-with-safety-number");

    exchange(chair);
    chair.until_command("group_requests", &json!({}), |asked| (asked["requests"].as_array()?.len() == 1).then_some(()));
    chair.press_in("main", words.say("members-admit"));
    chair.press_in("[role=dialog]", words.say("members-rather-show"));
    chair.click("[role=dialog] input[type=checkbox]");
    album.take(chair, "safety-number-compared");
    chair.press_in("[role=dialog] .actions", words.say("members-admit"));
    chair.wait_gone("[role=dialog]");
    exchange(chair);
    exchange(newcomer);
    newcomer.wait("nav");
    album.take(chair, "members-of-two");
}

/// Exchanges with the folder now, as the palette does.
pub(crate) fn exchange(window: &Window) {
    window.until_command("sync", &json!({"restore": false}), |_| Some(()));
}
