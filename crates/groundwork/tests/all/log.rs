//! The log of the real program says what broke and where, and nothing of anybody.

use std::fs;
use std::os::unix::fs::FileExt;
use std::path::Path;

use testkit::cast::{DANA, MAYA, PRIYA};

use crate::journeys::program::Program;
use crate::plain_client::{Client, Page};

/// What people type, as nobody else would: a name, an address, a number, a sentence, a password, a secret link.
const PLANTED: [&str; 6] = [
    "Quillon Fairweather",
    "quillon@example.org",
    "(303) 555-0187",
    "The herons came back at midnight",
    "nineteen-quiet-herons",
    "heron7secret7link7heron",
];

#[test]
fn no_word_that_anyone_typed_is_in_the_log_also_when_the_database_breaks() {
    let folder = tempfile::tempdir().unwrap();
    let (data, log) = (folder.path().join("data"), folder.path().join("log"));
    let program = Program::demo_with_log(&data, &log);
    let everything = || -> Vec<Page> {
        let at = || Client::at(program.address());
        let people = [Some(at()), at().signed_in(DANA), at().signed_in(PRIYA)];
        people.iter().flatten().flat_map(types_it_all).collect()
    };
    let answered = everything();
    assert!(answered.iter().all(|page| page.status < 500), "it works while it is whole");
    assert!(answered.iter().any(|page| page.status == 303), "something was taken");
    breaks(&data);
    let broken = everything().into_iter().filter(|page| page.status == 500).count();
    assert!(broken > 0, "nothing broke, so nothing was tried");
    drop(program);
    let said = fs::read_to_string(&log).unwrap();
    assert!(said.contains("a fault of ours") && said.contains("reference="), "{said}");
    for secret in PLANTED {
        for part in secret.split([' ', '@']).filter(|part| part.len() > 6) {
            assert!(!said.to_lowercase().contains(&part.to_lowercase()), "{part}: {said}");
        }
    }
    let whose = [MAYA.to_string(), "Maya".to_owned(), "Okafor".to_owned(), "groundwork=".to_owned()];
    for personal in whose {
        assert!(!said.contains(&personal), "{personal}: {said}");
    }
}

/// Everything that was planted, wherever it fits.
fn types_it_all(client: &Client) -> Vec<Page> {
    let [name, email, phone, words, password, secret] = PLANTED;
    let request = [("name", name), ("email", email), ("phone", phone), ("reach", "nothing"), ("adult", "yes")];
    let note = format!("/t/c/{MAYA}/words/intention");
    let call = [("name", name), ("number", phone), ("said", words), ("direction", "in")];
    [
        client.post("/request", &[&request[..], &[("colorado", "yes"), ("message", words)]].concat()),
        client.post("/sign-in", &[("email", email)]),
        client.post("/sign-in/code", &[("code", secret)]),
        client.post("/staff", &[("email", email), ("password", password)]),
        client.post(&format!("/enter/{secret}"), &[]),
        client.post(&format!("/v/{secret}/cancel"), &[]),
        client.post(&note, &[("intention", words)]),
        client.post("/desk/calls", &call),
        client.post(&format!("/desk/clients/{MAYA}"), &[("name", name), ("email", email), ("phone", phone)]),
        client.post(&format!("/desk/clients?q={secret}"), &[("q", name)]),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Every page of the database but the first is written over.
fn breaks(data: &Path) {
    for name in ["record.db", "record.db-wal"] {
        let file = fs::OpenOptions::new().write(true).open(data.join(name)).unwrap();
        let length = usize::try_from(file.metadata().unwrap().len()).unwrap();
        file.write_all_at(&vec![0xA5; length.saturating_sub(4_096)], 4_096).unwrap();
    }
}
