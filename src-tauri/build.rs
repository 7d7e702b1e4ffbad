//! Compiles the window's configuration and capabilities into the binary.

fn main() {
    // The page is built into the program: another page is another program.
    println!("cargo:rerun-if-changed=../ui/dist");
    // Naming the commands here puts them under the capabilities like any plugin's: a page may call these and no others.
    let attributes = tauri_build::Attributes::new().app_manifest(tauri_build::AppManifest::new().commands(&[
        "run",
        "draft_open",
        "draft_push",
        "draft_pull",
        "draft_close",
    ]));
    #[allow(clippy::expect_used, reason = "a build script has nobody else to tell")]
    tauri_build::try_build(attributes).expect("the window's configuration is in order");
}
