//! What the program says and leaves behind where the disk does not take a file: full, too small, or not
//! writable. The whole program runs, on a disk that is really so.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_diplograph");

fn sh(folder: &Path, script: &str) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Command::new("sh")
        .args(["-c", script])
        .current_dir(folder)
        .env("PROGRAM", PROGRAM)
        .env("SAMPLES", root.join("assets/samples"))
        .env("SESSION", root.join("saves/suez-1956.diplograph"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The names in a folder with what is in the files, if that is short.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let text = fs::read_to_string(entry.path()).unwrap_or_default();
            (entry.file_name().to_string_lossy().into_owned(), text.chars().take(20).collect())
        })
        .collect();
    files.sort();
    files
}

const OLD: [(&str, &str); 2] = [("a.diplograph", "old"), ("r.html", "old")];

fn with_old_files() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in OLD {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn is_as_before(folder: &Path) {
    let old = OLD.map(|(name, text)| (name.to_owned(), text.to_owned()));
    assert_eq!(files(folder), old, "no file is changed, and no half of one is left");
}

/// A file may be 4 KB here, as on a disk that has no more room.
#[test]
fn a_file_that_the_disk_does_not_take_leaves_the_old_one() {
    for (arguments, words) in [
        ("read \"$SAMPLES\" --save a.diplograph", "can't save the session: this disk takes no file"),
        ("export \"$SESSION\" --report r.html", "can't write this file: this disk takes no file"),
    ] {
        let folder = with_old_files();
        let script = format!("trap '' XFSZ; ulimit -f 8; exec \"$PROGRAM\" {arguments}");
        let output = sh(folder.path(), &script);
        assert!(said(&output).contains(words), "{}", said(&output));
        assert!(!output.status.success());
        is_as_before(folder.path());
    }
}

/// A disk of 24 KB of its own, where the system lets one make it.
#[test]
fn a_full_disk_leaves_the_old_files_and_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let mount = "mount -t tmpfs -o size=24k tmpfs .";
    let inside = "cd \"$PWD\" && echo old > a.diplograph && echo old > r.html";
    let space = |script: &str| format!("unshare --user --map-root-user --mount sh -c '{mount} && {script}'");
    if !sh(folder.path(), &space("true")).status.success() {
        eprintln!("no disk can be made here: only the test of the limit was run");
        return;
    }
    let script = format!(
        "{inside}; \"$PROGRAM\" read \"$SAMPLES\" --save a.diplograph; \"$PROGRAM\" export \"$SESSION\" --report r.html; \
         cat a.diplograph r.html; ls | wc -l"
    );
    let output = sh(folder.path(), &space(&script));
    let words = "the disk is full; make room or choose another disk";
    assert_eq!(said(&output).matches(words).count(), 2, "{}", said(&output));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.ends_with("old\nold\n2\n"), "{told}");
}

/// A folder that this person may not write to. Whoever runs this as root becomes nobody for it.
#[test]
fn a_folder_that_one_may_not_write_to_is_told_and_left() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = with_old_files();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let run = |arguments: &str| {
        let nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups";
        let script = format!(
            "if [ \"$(id -u)\" = 0 ]; then exec {nobody} \"$PROGRAM\" {arguments}; fi; exec \"$PROGRAM\" {arguments}"
        );
        sh(folder.path(), &script)
    };
    if !run("--version").status.success() {
        eprintln!("nobody may run the program here: not tried");
        return;
    }
    for arguments in ["read \"$SAMPLES\" --save a.diplograph", "export \"$SESSION\" --report r.html"] {
        let output = run(arguments);
        let words = "you may not read or write here; choose another folder";
        assert!(said(&output).contains(words), "{}", said(&output));
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    is_as_before(folder.path());
}
