//! Runs other programs, from the project's top, with their output in view.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    path::Path,
    process::{Command, Stdio},
    thread,
};

use crate::{error::Error, project};

/// A command line, to be run from the project's top.
pub(crate) fn command(program: &str, arguments: &[&str]) -> Command {
    // npm and its fellows are scripts on Windows, which only its shell finds.
    let mut command = if cfg!(windows) && matches!(program, "npm" | "npx") {
        let mut shell = Command::new("cmd");
        shell.args(["/C", program]);
        shell
    } else {
        Command::new(program)
    };
    command.args(arguments).current_dir(project::root());
    command
}

/// The cargo that runs this task.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()), arguments)
}

/// Whether a program can be found.
pub(crate) fn exists(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path)
            .any(|dir| ["", ".exe", ".cmd"].iter().any(|ending| is_program(&dir.join(format!("{program}{ending}")))))
    })
}

fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// Runs it with its output shown.
pub(crate) fn show(mut command: Command) -> Result<(), Error> {
    let name = describe(&command);
    let status = command.status().map_err(|_| missing(&command))?;
    if status.success() { Ok(()) } else { Err(Error::Failed(name)) }
}

/// Runs it with its output shown, and returns the output of both streams as well; false where it failed.
pub(crate) fn watch(mut command: Command) -> Result<(bool, String), Error> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|_| missing(&command))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let (shown, also) = thread::scope(|scope| {
        let err = scope.spawn(move || err.map(|stream| copy(stream, io::stderr())).unwrap_or_default());
        let shown = out.map(|stream| copy(stream, io::stdout())).unwrap_or_default();
        (shown, err.join().unwrap_or_default())
    });
    let status = child.wait().map_err(|_| missing(&command))?;
    Ok((status.success(), shown + &also))
}

/// Runs it quietly; its standard output, or none where it failed or is not there.
pub(crate) fn ask(mut command: Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The command as one would type it.
pub(crate) fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn missing(command: &Command) -> Error {
    Error::Missing { program: command.get_program().to_string_lossy().into_owned(), advice: "Install it and try again.".into() }
}

fn copy(from: impl Read, mut to: impl Write) -> String {
    let mut all = String::new();
    let mut from = BufReader::new(from);
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        let _ = to.write_all(&line);
        let _ = to.flush();
        all.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    all
}
