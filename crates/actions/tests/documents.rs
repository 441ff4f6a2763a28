//! Golden files: every document word for word, as the cast's practice shows it. `GROUNDWORK_GOLDEN=write` writes them.

use std::fs;
use std::path::Path;

use actions::documents::current_document;
use actions::releases::shown_release;
use care::document::DocumentKind;
use care::release::{Recipient, Release, ReleaseTerms, ReleasedPart};
use care::signer::Signer;
use care::workbook::Author;
use terms::ids::Id;
use terms::text::Line;
use testkit::cast::{CHRIS, DANA, LEE, staff};
use testkit::ground::{house, now};

fn expect(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents").join(format!("{name}.txt"));
    let text = format!("{text}\n");
    if std::env::var("GROUNDWORK_GOLDEN").as_deref() == Ok("write") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &text).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        text, golden,
        "{name}: what clients sign has changed. If it should: raise its version, and write with GROUNDWORK_GOLDEN=write"
    );
}

fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

#[test]
fn behaviour_8_every_document_is_worded_as_its_golden_file() {
    let (house, people) = (house(), staff());
    let dana = people.iter().find(|person| person.id == DANA);
    for kind in DocumentKind::ALL {
        let document = current_document(&house, kind, dana).document;
        expect(&format!("{}-v{}", kind.code(), document.version), &document.text);
    }
}

#[test]
fn behaviour_37_releases_of_one_and_of_a_couple_are_worded_as_their_golden_files() {
    let house = house();
    let terms = ReleaseTerms {
        kind: Recipient::Prescriber,
        to: line("Dr. Example, Foothill Clinic"),
        reach: Some(line("(303) 555-0177")),
        parts: vec![ReleasedPart::HealthFlags, ReleasedPart::Preparation],
        purpose: line("So that my prescriber knows what I told here"),
        until: "2026-12-31".parse().unwrap(),
        event: Some(line("treatment at the clinic ends")),
    };
    let release = Release {
        id: Id::from_random([7; 10]).to_string().parse().unwrap(),
        terms,
        signers: vec![Signer::Own],
        at: now(),
        by: Author::Team(DANA),
        signed: Vec::new(),
        declined: None,
        revoked: None,
    };
    expect("release-of-one-v1", &shown_release(&house, &release).text);
    let joint = ReleaseTerms {
        kind: Recipient::Professional,
        to: line("Sam Example, LMFT"),
        reach: None,
        parts: vec![ReleasedPart::Notes, ReleasedPart::SexualHealth],
        purpose: line("At my request"),
        event: None,
        ..release.terms.clone()
    };
    let joint = Release { terms: joint, signers: vec![Signer::Partner(CHRIS), Signer::Partner(LEE)], ..release };
    expect("release-of-a-couple-v1", &shown_release(&house, &joint).text);
}
