//! The files of the output folder.

use super::sample;
use ifrace_report::output::{check_writable, write_atomically, write_folder};
use ifrace_report::{json, junit};
use std::fs;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of its own for each test.
fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("an earlier folder can be removed");
    }
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let name = |entry: std::io::Result<fs::DirEntry>| entry.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = entries.map(name).collect::<Result<_, _>>().expect("it can be listed");
    names.sort();
    names
}

fn list(names: &[&str]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

#[test]
fn a_folder_is_made_and_written_again() {
    let folder = fresh("written").join("inner");
    let baseline = sample::baseline();
    write_folder(&folder, &sample::as_expected(), &baseline).unwrap();
    let report = sample::deviating();
    write_folder(&folder, &report, &baseline).unwrap();
    assert_eq!(names(&folder), ["gate.json", "junit.xml"], "no temporary file stays");
    assert_eq!(fs::read_to_string(folder.join("gate.json")).unwrap(), json::render(&report));
    assert_eq!(fs::read_to_string(folder.join("junit.xml")).unwrap(), junit::render(&report, &baseline).unwrap());
}

#[test]
fn a_file_in_the_place_of_the_folder_is_named() {
    let folder = fresh("blocked");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("out");
    fs::write(&file, "mine").unwrap();
    let error = write_folder(&file, &sample::as_expected(), &sample::baseline()).unwrap_err();
    assert_eq!(error.path, file);
    assert!(error.to_string().starts_with(&format!("cannot write {}: ", file.display())), "{error}");
    assert_eq!(fs::read(&file).unwrap(), b"mine");
}

#[test]
fn nothing_is_left_behind_where_renaming_fails() {
    let folder = fresh("rename");
    let target = folder.join("taken");
    fs::create_dir_all(target.join("full")).unwrap();
    let error = write_atomically(&target, b"new").unwrap_err();
    assert_eq!(error.path, target);
    assert_eq!(names(&folder), ["taken"]);
}

#[test]
fn what_cannot_be_written_is_known_before() {
    let folder = fresh("checked");
    fs::create_dir_all(folder.join("taken")).unwrap();
    assert!(check_writable(&folder.join("new")).is_ok());
    assert!(check_writable(&folder.join("taken")).is_err(), "it is a folder");
    assert!(check_writable(&folder.join("missing/new")).is_err());
    assert_eq!(names(&folder), ["taken"], "nothing is left behind");
}

#[test]
fn a_path_without_a_file_name_is_refused() {
    let error = write_atomically(Path::new("/missing/.."), b"").unwrap_err();
    assert_eq!(error.to_string(), "cannot write /missing/..: it has no file name");
}

#[test]
fn links_are_followed_and_stay() {
    let folder = fresh("links");
    fs::create_dir_all(folder.join("inner")).unwrap();
    fs::write(folder.join("inner/old"), "old").unwrap();
    for (link, target) in [("a", "inner/old"), ("b", "inner/new"), ("c", "b")] {
        symlink(target, folder.join(link)).unwrap();
    }
    for (link, target) in [("a", "inner/old"), ("b", "inner/new"), ("c", "inner/new")] {
        check_writable(&folder.join(link)).unwrap();
        write_atomically(&folder.join(link), link.as_bytes()).unwrap();
        assert!(folder.join(link).is_symlink(), "{link}");
        assert_eq!(fs::read_to_string(folder.join(target)).unwrap(), link);
    }
    symlink("loop", folder.join("loop")).unwrap();
    assert!(write_atomically(&folder.join("loop"), b"").is_err());
    assert_eq!((names(&folder), names(&folder.join("inner"))), (list(&["a", "b", "c", "inner", "loop"]), list(&["new", "old"])));
}

#[test]
fn a_pipe_is_written_to() {
    let folder = fresh("pipe");
    fs::create_dir_all(&folder).unwrap();
    let pipe = folder.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("coreutils are installed").success());
    check_writable(&pipe).unwrap();
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read(pipe)
    });
    write_atomically(&pipe, b"through").unwrap();
    assert_eq!(reader.join().unwrap().unwrap(), b"through");
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    assert_eq!(names(&folder), ["pipe"]);
}
