//! Displays, real and virtual.

use std::process::Command;

use crate::run::command;

/// Whether a window could be seen here.
pub(crate) fn there() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// The same command on a virtual display of its own.
pub(crate) fn virtually(inner: &Command) -> Command {
    let mut outer = command("xvfb-run", &["--auto-servernum", "--server-args=-screen 0 1600x1000x24"]);
    outer.arg(inner.get_program()).args(inner.get_args());
    // Whatever display there is, the windows belong on the virtual one.
    outer.env_remove("WAYLAND_DISPLAY");
    for (name, value) in inner.get_envs() {
        match value {
            Some(value) => outer.env(name, value),
            None => outer.env_remove(name),
        };
    }
    outer
}
