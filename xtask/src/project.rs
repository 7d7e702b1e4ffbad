//! Where the project's parts lie.

use std::path::{Path, PathBuf};

/// The project's top directory.
pub(crate) fn root() -> &'static Path {
    // xtask stands one below the top; only a build outside the project would change that.
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The window's page.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// Where cargo builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The app as the dev profile builds it.
pub(crate) fn app() -> PathBuf {
    target().join("debug").join(format!("qalam-desktop{}", std::env::consts::EXE_SUFFIX))
}
