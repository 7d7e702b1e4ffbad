//! What the web view does for those who write: input methods that show what is being composed in the text, and
//! spelling, where the system has dictionaries. Never writes a word to the disk: the system's own word list, to which
//! a context menu would offer to add one, is taken out of the menu.

#[cfg(target_os = "linux")]
pub(crate) fn prepare(window: &tauri::WebviewWindow) -> tauri::Result<()> {
    window.with_webview(|view| {
        use webkit2gtk::{ContextMenuAction, ContextMenuExt, ContextMenuItemExt, InputMethodContextExt, WebContextExt, WebViewExt};
        let view = view.inner();
        // wry switches this off for the sake of old versions, in which the list of candidates then stood at the window's
        // corner; with it off, who writes Chinese does not see what they compose (tauri-apps/wry, pull request 1724).
        if let Some(context) = view.input_method_context() {
            context.set_enable_preedit(true);
        }
        if let Some(context) = view.context() {
            context.set_spell_checking_languages(SPELLING);
            // Many systems have one English dictionary only, and not the United Nations' one. Both at once would let
            // pass what either knows.
            if !context.spell_checking_languages().iter().any(|found| found == SPELLING[0]) {
                let other: Vec<&str> = SPELLING.iter().copied().chain(["en_US"]).collect();
                context.set_spell_checking_languages(&other);
            }
            context.set_spell_checking_enabled(true);
        }
        view.connect_context_menu(|_, menu, _, _| {
            for item in menu.items() {
                if matches!(item.stock_action(), ContextMenuAction::LearnSpelling | ContextMenuAction::IgnoreSpelling) {
                    menu.remove(&item);
                }
            }
            false
        });
    })
}

/// Languages of papers that dictionaries exist for; those that are not installed are passed over.
#[cfg(target_os = "linux")]
const SPELLING: &[&str] = &["en_GB", "ru_RU", "ar", "uz_UZ", "kk_KZ", "ky_KG", "tg_TJ", "fa_IR"];

/// Other systems' web views do both by themselves.
#[cfg(not(target_os = "linux"))]
pub(crate) fn prepare(_: &tauri::WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
