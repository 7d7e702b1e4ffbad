//! What goes to the terminal: one JSON object, or lines for people.

use qalam_app::api::Failure;
use serde_json::{Map, Value};
use std::io::{self, Write, stderr, stdout};
use time::OffsetDateTime;

/// A command's result: what JSON shows.
pub(crate) type Done = Map<String, Value>;

/// Prints a result. That nobody reads on, as behind `| head`, is no failure of the command; that it cannot be written is.
pub(crate) fn done(json: bool, done: &Done) -> io::Result<()> {
    let mut out = io::BufWriter::new(stdout().lock());
    let written = if json { object_line(&mut out, done) } else { lines(&mut out, done) };
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

fn object_line(out: &mut impl Write, done: &Done) -> io::Result<()> {
    let mut all = Map::new();
    all.insert("ok".to_owned(), Value::Bool(true));
    all.extend(done.clone());
    writeln!(out, "{}", Value::Object(all))
}

fn lines(out: &mut impl Write, done: &Done) -> io::Result<()> {
    if done.is_empty() {
        writeln!(out, "Done.")?;
    }
    done.iter().try_for_each(|(name, value)| show(out, name, value, 0))
}

/// Prints a failure: to standard output as JSON, to standard error for people.
pub(crate) fn failed(json: bool, failure: &Failure) {
    // Where even this cannot be written, the exit status still tells.
    let _ = if json {
        let error = serde_json::json!({"code": failure.code, "message": failure.message, "advice": failure.advice});
        writeln!(stdout(), "{}", serde_json::json!({"ok": false, "error": error}))
    } else {
        writeln!(stderr(), "{}\n{}", harmless(&failure.message), harmless(&failure.advice))
    };
}

/// One value, indented by its depth: names without underscores, lists with a dash.
fn show(out: &mut impl Write, name: &str, value: &Value, depth: usize) -> io::Result<()> {
    let indent = "  ".repeat(depth);
    let label = name.replace('_', " ");
    match value {
        Value::Array(items) if items.is_empty() => writeln!(out, "{indent}{label}: none"),
        Value::Array(items) => {
            writeln!(out, "{indent}{label}:")?;
            items.iter().try_for_each(|item| match item {
                Value::Object(fields) => object(out, fields, depth + 1),
                other => writeln!(out, "{indent}  - {}", plain(other)),
            })
        }
        Value::Object(fields) => {
            writeln!(out, "{indent}{label}:")?;
            object(out, fields, depth + 1)
        }
        other => writeln!(out, "{indent}{label}: {}", plain(other)),
    }
}

fn object(out: &mut impl Write, fields: &Map<String, Value>, depth: usize) -> io::Result<()> {
    fields.iter().enumerate().try_for_each(|(at, (name, value))| {
        let indent = "  ".repeat(depth);
        let dash = if at == 0 { "- " } else { "  " };
        match value {
            Value::Array(_) | Value::Object(_) => show(out, name, value, depth + 1),
            other => writeln!(out, "{indent}{dash}{}: {}", name.replace('_', " "), plain(other)),
        }
    })
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => harmless(text),
        Value::Null => "—".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.as_i64().and_then(moment).unwrap_or_else(|| number.to_string()),
        other => other.to_string(),
    }
}

/// A moment in milliseconds since 1970 as people read it. Nothing else that is printed is so large a number.
fn moment(millis: i64) -> Option<String> {
    let at = (millis >= 1_000_000_000_000).then(|| OffsetDateTime::from_unix_timestamp(millis / 1000).ok())??;
    let (date, hour, minute) = (at.date(), at.hour(), at.minute());
    Some(format!("{date} {hour:02}:{minute:02} UTC"))
}

/// What others wrote cannot steer the terminal: no control character but line ends reaches it.
fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn printed(value: Value) -> String {
        let Value::Object(fields) = value else { return String::new() };
        let mut out = Vec::new();
        lines(&mut out, &fields).unwrap_or_default();
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn people_read_dates_and_plain_words() {
        let said = printed(json!({"sent_at": 1_795_665_175_169_i64, "unsent": 3, "mine": true, "waiting": [], "decision": null}));
        assert_eq!(said, "decision: —\nmine: yes\nsent at: 2026-11-26 03:52 UTC\nunsent: 3\nwaiting: none\n");
    }

    #[test]
    fn words_cannot_steer_the_terminal() {
        assert_eq!(printed(json!({"text": "one\ntwo\u{1b}]0;x\u{7}\r\u{9b}2J"})), "text: one\ntwo\u{fffd}]0;x\u{fffd}\u{fffd}\u{fffd}2J\n");
    }
}
