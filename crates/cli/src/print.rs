//! What goes to the terminal: one JSON object, or lines for people.

use qalam_app::api::Failure;
use serde_json::{Map, Value};

/// A command's result: what JSON shows.
pub(crate) type Done = Map<String, Value>;

/// Prints a result.
pub(crate) fn done(json: bool, done: &Done) {
    if json {
        let mut all = Map::new();
        all.insert("ok".to_owned(), Value::Bool(true));
        all.extend(done.clone());
        println!("{}", Value::Object(all));
        return;
    }
    if done.is_empty() {
        println!("Done.");
    }
    for (name, value) in done {
        show(name, value, 0);
    }
}

/// Prints a failure: to standard output as JSON, to standard error for people.
pub(crate) fn failed(json: bool, failure: &Failure) {
    if json {
        let error = serde_json::json!({"code": failure.code, "message": failure.message, "advice": failure.advice});
        println!("{}", serde_json::json!({"ok": false, "error": error}));
    } else {
        eprintln!("{}\n{}", failure.message, failure.advice);
    }
}

/// One value, indented by its depth: names without underscores, lists with a dash.
fn show(name: &str, value: &Value, depth: usize) {
    let indent = "  ".repeat(depth);
    let label = name.replace('_', " ");
    match value {
        Value::Array(items) if items.is_empty() => println!("{indent}{label}: none"),
        Value::Array(items) => {
            println!("{indent}{label}:");
            for item in items {
                match item {
                    Value::Object(fields) => object(fields, depth + 1),
                    other => println!("{indent}  - {}", plain(other)),
                }
            }
        }
        Value::Object(fields) => {
            println!("{indent}{label}:");
            object(fields, depth + 1);
        }
        other => println!("{indent}{label}: {}", plain(other)),
    }
}

fn object(fields: &Map<String, Value>, depth: usize) {
    for (at, (name, value)) in fields.iter().enumerate() {
        let indent = "  ".repeat(depth);
        let dash = if at == 0 { "- " } else { "  " };
        match value {
            Value::Array(_) | Value::Object(_) => show(name, value, depth + 1),
            other => println!("{indent}{dash}{}: {}", name.replace('_', " "), plain(other)),
        }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "—".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        other => other.to_string(),
    }
}
