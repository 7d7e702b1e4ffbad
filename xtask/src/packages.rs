//! What the system has to have: installed with apt-get where that is possible, after saying so; named with their
//! sources elsewhere.

use crate::{
    error::Error,
    run::{ask, command, exists, show},
};

/// What building the app needs (Debian's names).
pub(crate) const TO_BUILD: &[&str] = &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev"];

/// What the tests need beside that: a display, WebKit's driver, and the tools that our files must open with.
pub(crate) const TO_TEST: &[&str] = &["webkit2gtk-driver", "xvfb", "xauth", "age", "openssh-client", "git"];

/// What pictures without a display need.
pub(crate) const TO_TOUR: &[&str] = &["webkit2gtk-driver", "xvfb", "xauth"];

/// Sees to it that these are there.
pub(crate) fn ensure(names: &[&str]) -> Result<(), Error> {
    if cfg!(target_os = "linux") { linux(names) } else { elsewhere() }
}

fn linux(names: &[&str]) -> Result<(), Error> {
    if !exists("dpkg-query") || !exists("apt-get") {
        println!("This is no Debian: please see that these are there, by your system's names: {}", names.join(" "));
        return Ok(());
    }
    let missing: Vec<&str> = names.iter().copied().filter(|name| !installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let Some(before) = rights() else {
        return Err(Error::Missing {
            program: format!("A system package ({list})"),
            advice: format!("As root, run: apt-get install --no-install-recommends {list}"),
        });
    };
    println!("Installing what is missing, with apt-get: {list}");
    apt(before, &["update"])?;
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(&missing);
    apt(before, &arguments)
}

fn installed(name: &str) -> bool {
    ask(command("dpkg-query", &["--show", "--showformat=${db:Status-Status}", name])).is_some_and(|status| status.trim() == "installed")
}

/// What to put before apt-get: nothing as root, sudo where there is one, none where we may not install.
fn rights() -> Option<&'static [&'static str]> {
    let root = ask(command("id", &["-u"])).is_some_and(|id| id.trim() == "0");
    if root {
        Some(&[])
    } else if exists("sudo") {
        Some(&["sudo"])
    } else {
        None
    }
}

fn apt(before: &[&str], arguments: &[&str]) -> Result<(), Error> {
    // Through env, because sudo does not pass the environment on.
    let words = [before, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"], arguments].concat();
    show(command(words[0], &words[1..]))
}

fn elsewhere() -> Result<(), Error> {
    if cfg!(target_os = "macos") {
        if ask(command("xcode-select", &["-p"])).is_none() {
            return Err(Error::Missing {
                program: "Apple's command line tools".into(),
                advice: "Install them with: xcode-select --install".into(),
            });
        }
    } else if cfg!(windows) && !webview2() {
        return Err(Error::Missing {
            program: "Microsoft's WebView2".into(),
            advice: "It comes with Windows 11; for Windows 10 see developer.microsoft.com/microsoft-edge/webview2. \
                     Rust also wants the C++ build tools of Visual Studio."
                .into(),
        });
    }
    Ok(())
}

fn webview2() -> bool {
    let key = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    [r"HKLM\SOFTWARE\WOW6432Node\", r"HKLM\SOFTWARE\", r"HKCU\Software\"]
        .iter()
        .any(|hive| ask(command("reg", &["query", &format!("{hive}{key}")])).is_some())
}
