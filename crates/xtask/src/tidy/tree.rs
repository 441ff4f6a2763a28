//! The project's files, read once, so that every rule is a function of values.

use std::fs;
use std::path::Path;

use crate::failure::Failure;

/// What a build or git leaves behind, and no part of the project.
const LEFT_OUT: [&str; 3] = ["target", ".git", "node_modules"];

/// All files in order of their paths.
#[derive(Debug, Default)]
pub struct Tree {
    pub files: Vec<SourceFile>,
}

/// One file. Its text is empty where it is not text, as with fonts and pictures.
#[derive(Debug)]
pub struct SourceFile {
    /// From the workspace's folder, with `/` between.
    pub path: String,
    pub text: String,
}

impl Tree {
    pub fn read(root: &Path) -> Result<Self, Failure> {
        let mut tree = Self::default();
        tree.read_folder(root, "")?;
        tree.files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(tree)
    }

    #[cfg(test)]
    pub fn made_up(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() });
        Self { files: files.collect() }
    }

    /// The text of one file, when it is there.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    /// The Rust files.
    pub fn rust(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter(|file| file.is_rust())
    }

    fn read_folder(&mut self, root: &Path, folder: &str) -> Result<(), Failure> {
        let reading = || Failure::during(format!("read {}", root.join(folder).display()));
        for entry in fs::read_dir(root.join(folder)).map_err(reading())? {
            let entry = entry.map_err(reading())?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            if LEFT_OUT.contains(&name.as_str()) {
                continue;
            }
            let kind = entry.file_type().map_err(reading())?;
            if kind.is_dir() {
                self.read_folder(root, &path)?;
            } else if kind.is_file() {
                let text = String::from_utf8(fs::read(entry.path()).map_err(reading())?).unwrap_or_default();
                self.files.push(SourceFile { path, text });
            }
        }
        Ok(())
    }
}

impl SourceFile {
    pub fn is_rust(&self) -> bool {
        Path::new(&self.path).extension().is_some_and(|extension| extension == "rs")
    }

    /// Whether the whole file is there for tests.
    pub fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.contains("/benches/")
    }

    /// The text before the tests at its end.
    pub fn code(&self) -> &str {
        if self.is_test() {
            return "";
        }
        self.text.split_once("\n#[cfg(test)]\nmod ").map_or(self.text.as_str(), |(code, _)| code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_ends_where_the_tests_begin() {
        let text = "fn a() {}\n\n#[cfg(test)]\nmod tests {\n}\n";
        let tree = Tree::made_up(&[("crates/care/src/note.rs", text), ("crates/care/tests/note.rs", text)]);
        assert_eq!(tree.files[0].code(), "fn a() {}\n");
        assert_eq!(tree.files[1].code(), "");
    }
}
