//! Everything that somebody reaches: pages by their links, files, every door tried by its address, letters, and copies.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use actions::claim_letter::{Outbox, claim_letter};
use actions::house::House;
use record::backup::write_backup;
use record::keys::MasterKey;
use record::record::Storage;
use terms::trouble::Never;
use testkit::cast::{CHRIS, LEE, PARKS, ROWAN};
use testkit::ground::{now, random, record};
use testkit::practice::practice;
use testkit::seed::seed;
use zip::ZipArchive;

use crate::crawl::{crawl, is_file, links};
use crate::doors::gets;
use crate::leaks::paper_words::{is_paper, words_of};
use crate::leaks::planted::One;
use crate::whole_site::WholeSite;

/// A search, with what it found.
pub struct Search<'a> {
    site: &'a WholeSite,
    seen: BTreeSet<String>,
    pub found: Vec<String>,
    /// How many papers were read.
    pub papers: usize,
}

impl<'a> Search<'a> {
    pub fn of(site: &'a WholeSite) -> Self {
        Self { site, seen: BTreeSet::new(), found: Vec::new(), papers: 0 }
    }

    /// How many pages, files, letters and copies were searched, each for whoever reads it.
    pub fn surfaces(&self) -> usize {
        self.seen.len()
    }

    fn look(&mut self, who: &str, place: &str, (text, secrets): (&str, &[&str])) {
        self.seen.insert(format!("{who} {place}"));
        let text = text.to_lowercase();
        let told = secrets.iter().filter(|secret| text.contains(&secret.to_lowercase()));
        self.found.extend(told.map(|secret| format!("{who} reads {secret} at {place}")));
    }

    async fn open(&mut self, (who, cookie): (&str, &str), path: &str, secrets: &[&str]) {
        let answer = self.site.whole(path, Some(cookie)).await;
        self.papers += usize::from(is_paper(&answer.bytes));
        self.look(who, path, (&words_of(&answer.bytes), secrets));
    }

    /// Every page that links lead to, the papers, calendars and tables behind them, and whatever any door answers to an
    /// address that was guessed.
    pub async fn everything(&mut self, (who, cookie): (&str, &str), start: &str, secrets: &[&str]) {
        let site = self.site;
        let mut files = BTreeSet::new();
        for (path, page) in crawl(site, (who, Some(cookie)), start, &mut Vec::new()).await {
            self.look(who, &path, (&page, secrets));
            files.extend(links(&page).into_iter().filter(|link| is_file(link)));
        }
        for file in files {
            self.open((who, cookie), &file, secrets).await;
        }
        for door in gets() {
            for subject in [PARKS, CHRIS, LEE] {
                let path = door.replace(&ROWAN.to_string(), &subject.to_string());
                if self.seen.contains(&format!("{who} {path}")) {
                    continue;
                }
                self.open((who, cookie), &path, secrets).await;
            }
        }
    }

    /// Every letter as it goes out.
    pub fn letters(&mut self, house: &House, secrets: &[&str]) {
        let mut outbox = Outbox::default();
        while let Some(letter) = claim_letter(house, &mut outbox, now()).unwrap() {
            let whole = format!("{}\n{}", letter.subject_line.as_str(), letter.body.as_str());
            self.look("a letter", &letter.id.to_string(), (&whole, secrets));
        }
    }

    /// What is joint, as the team reads it and as a copy of it leaves, has nothing of either.
    pub async fn joint(&mut self, dana: &str, secrets: &[&str]) {
        self.chart(("Dana, together,", &PARKS.to_string()), dana, secrets).await;
    }

    /// The own chart of the one has nothing of the other.
    pub async fn chart_of_the_other(&mut self, (one, dana): (One, &str), secrets: &[&str]) {
        self.chart(("Dana, of the other,", &one.subject.to_string()), dana, secrets).await;
    }

    async fn chart(&mut self, (who, subject): (&str, &str), dana: &str, secrets: &[&str]) {
        let site = self.site;
        for door in gets().into_iter().filter(|door| door.contains("/t/c/")) {
            self.open((who, dana), &door.replace(&ROWAN.to_string(), subject), secrets).await;
        }
        self.paper((who, subject, whom(subject)), dana, secrets).await;
        let to = whom(subject);
        let copy = site.post(&format!("/t/c/{subject}/export"), Some(dana), &[("sensitive", "yes"), ("to", &to)]).await;
        let mut archive = ZipArchive::new(Cursor::new(copy.bytes)).unwrap();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let (name, mut bytes) = (file.name().unwrap().into_owned(), Vec::new());
            file.read_to_end(&mut bytes).unwrap();
            self.look(who, &format!("export {subject} {name}"), (&words_of(&bytes), secrets));
        }
    }

    /// One's own chart on paper.
    pub async fn paper_of_chart(&mut self, (one, dana): (One, &str), secrets: &[&str]) {
        self.paper(("Dana, on paper,", &one.subject.to_string(), String::new()), dana, secrets).await;
    }

    async fn paper(&mut self, (who, subject, to): (&str, &str, String), dana: &str, secrets: &[&str]) {
        let place = format!("/t/c/{subject}/export/pdf");
        let paper = self.site.post(&place, Some(dana), &[("sensitive", "yes"), ("to", &to)]).await;
        assert!(is_paper(&paper.bytes), "{place}: {}", paper.status);
        self.papers += 1;
        self.look(who, &place, (&words_of(&paper.bytes), secrets));
    }
}

/// A copy of what is joint says for which partner it is.
fn whom(subject: &str) -> String {
    if subject == PARKS.to_string() { format!("partner-{CHRIS}") } else { String::new() }
}

/// The whole practice on disk, and where.
pub fn house_on_disk(folder: &Path) -> (House, Storage) {
    let storage = Storage::File(folder.join("record.db"));
    let record = record(&storage);
    seed(&record, &practice(), now()).unwrap();
    let house = House::new(record, practice(), "https://go.example.org".to_owned());
    house.know_staff::<Never>(now()).unwrap();
    (house, storage)
}

/// A backup as the clock makes it.
pub fn back_up(storage: &Storage, to: &Path) {
    let key = MasterKey::from_bytes(&mut [7; 32]);
    write_backup(storage, (&key, &random()), now(), &mut File::create(to).unwrap()).unwrap();
}
