//! Filling in forms by what their labels say.

use serde_json::{Value, json};

use super::Window;

/// Finds the field that a label names, wherever the label stands.
const FIELD: &str = "const plain = text => (text ?? '').replace(/[\\u2066-\\u2069]/g, '').replace(/\\s+/g, ' ').trim();
    for (const label of document.querySelectorAll('label')) {
        const field = label.control;
        if (plain(label.innerText).startsWith(plain(arguments[0])) && field?.getClientRects().length) return field;
    }
    return null;";

impl Window {
    /// Waits for the field with this label and gives it a value, as if it had been typed.
    pub(crate) fn fill_field(&self, label: &str, value: &str) {
        let field = self.wait_script(&format!("a field “{label}”"), FIELD, &[json!(label)]);
        self.fill_element(&field, value);
    }

    /// What all labels in sight say, in order.
    pub(crate) fn labels(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('label')]
            .filter(label => label.getClientRects().length).map(label => label.innerText)";
        let labels = self.script(script, &[]).unwrap_or_default();
        let labels = labels.as_array().cloned().unwrap_or_default();
        labels.iter().filter_map(|label| Some(label.as_str()?.to_owned())).collect()
    }

    /// Chooses in a list the entry that says these words.
    pub(crate) fn choose_option(&self, css: &str, words: &str) {
        let script = "return [...document.querySelector(arguments[0]).options].find(o => o.text.replace(/[\\u2066-\\u2069]/g, '').includes(arguments[1]))?.value";
        let value = self.script(script, &[json!(css), json!(words)]).unwrap_or_default();
        self.pick(css, value.as_str().unwrap_or_else(|| panic!("no “{words}” to choose")));
    }

    /// Chooses in a list the entry with this value.
    pub(crate) fn pick(&self, css: &str, value: &str) {
        let script = "const list = document.querySelector(arguments[0]);
            list.value = arguments[1];
            list.dispatchEvent(new Event('change', {bubbles: true}));
            return list.value;";
        assert_eq!(self.script(script, &[json!(css), json!(value)]), Some(Value::from(value)));
    }
}
