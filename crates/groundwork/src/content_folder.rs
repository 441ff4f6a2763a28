//! The practice's texts on disk: copied there once, then read again whenever one of them changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use site::content::{Content, SHIPPED, practice};
use site::front::Front;
use terms::practice::Practice;
use terms::trouble::Fault;

/// How often the folder is looked at.
const EVERY: Duration = Duration::from_secs(1);

/// A folder with texts.
pub struct ContentFolder(PathBuf);

/// All texts, free of mistakes.
pub struct Texts {
    /// The pages.
    pub content: Content,
    /// The practice's facts.
    pub practice: Practice,
}

impl ContentFolder {
    /// Opens the folder; texts that are missing are copied into it.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        fs::create_dir_all(path).map_err(|error| Fault::new(format!("make the folder {}", path.display()), error))?;
        for (name, text) in SHIPPED {
            let file = path.join(name);
            if !file.exists() {
                fs::write(&file, text).map_err(|error| Fault::new(format!("write {}", file.display()), error))?;
            }
        }
        Ok(Self(path.to_owned()))
    }

    /// Reads every text. A fault names each mistake with its file and line.
    pub fn read(&self) -> Result<Texts, Fault> {
        let doing = || format!("read the texts in {}", self.0.display());
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.0).map_err(|error| Fault::new(doing(), error))? {
            let entry = entry.map_err(|error| Fault::new(doing(), error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_file() {
                let text =
                    fs::read_to_string(entry.path()).map_err(|error| Fault::new(format!("read {name}"), error))?;
                files.push((name, text));
            }
        }
        let facts = files.iter().find(|(name, _)| name == "practice.toml").map_or("", |(_, text)| text);
        let mistakes = |found: Vec<site::mistake::Mistake>| {
            let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
            Fault::new(doing(), format!("{} to put right\n{}", lines.len(), lines.join("\n")))
        };
        let practice = practice(facts).map_err(|mistake| mistakes(vec![mistake]))?;
        let content = Content::parse(&files).map_err(mistakes)?;
        Ok(Texts { content, practice })
    }

    /// Follows the folder for ever: what changes shows at once, and a mistake is told while the pages stay as they were.
    pub async fn follow(self, front: Front) {
        let mut seen = self.times();
        loop {
            tokio::time::sleep(EVERY).await;
            let now = self.times();
            if now == seen {
                continue;
            }
            seen = now;
            match self.read() {
                Ok(texts) => {
                    front.house.set_practice(texts.practice.clone());
                    front.pages.replace(&texts.content, texts.practice);
                    eprintln!("The texts were read again.");
                }
                Err(fault) => eprintln!("The pages stay as they were. {fault}"),
            }
        }
    }

    fn times(&self) -> BTreeMap<PathBuf, Option<SystemTime>> {
        let entries = fs::read_dir(&self.0).into_iter().flatten().flatten();
        entries.map(|entry| (entry.path(), entry.metadata().and_then(|data| data.modified()).ok())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_told_with_its_file_and_line() {
        let folder = tempfile::tempdir().unwrap();
        let texts = ContentFolder::open(folder.path()).unwrap();
        assert!(texts.read().is_ok());
        fs::write(
            folder.path().join("fees.md"),
            "+++\ntitle = \"Fees\"\nlead = \"x\"\nlook = \"plain\"\n+++\n# Fees\n::: carousel\n:::\n",
        )
        .unwrap();
        let told = texts.read().err().unwrap().to_string();
        assert!(told.contains("content/fees.md:7:") && told.contains("carousel"), "{told}");
    }
}
