//! The official shapes and the real bodies that tests compare with: in `../shared`, which may be absent.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

/// A file or a folder there; where it is absent, says that the test is skipped.
pub fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    let is_there = path.exists();
    if !is_there {
        println!("skipped: ../shared is not there");
    }
    is_there.then_some(path)
}

/// The JSON in a file.
pub fn read(path: &Path) -> Json {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
