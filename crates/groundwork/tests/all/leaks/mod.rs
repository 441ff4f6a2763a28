//! What one of a couple says in any place: searched for on every page, paper, copy and letter that anybody else reaches.

mod paper_words;
pub mod planted;
mod surfaces;

use testkit::cast::{BEA, CHRIS, DANA, LEE, MARION, OMAR, PARKS, PRIYA};
use testkit::ground::{house, now};

use crate::leaks::planted::{Hands, One, begun, planted};
use crate::leaks::surfaces::Search;
use crate::whole_site::WholeSite;

const BOTH: [One; 2] =
    [One { subject: CHRIS, first: "chris", name: "Chris Park" }, One { subject: LEE, first: "lee", name: "Lee Park" }];

/// The joint visit on one's own plan says why in one's own chart alone.
async fn on_own_plan(site: &WholeSite, dana: &str) -> String {
    let why = "Quail-why-chris".to_owned();
    let draft = begun(site, (PARKS, "couple"), &[("work", "Planned the week.")], dana).await;
    let signed = site.post(&format!("{draft}/sign"), Some(dana), &[("pays", &CHRIS.to_string()), ("why", &why)]).await;
    assert_eq!(signed.status, 303, "{}", signed.text());
    why
}

#[tokio::test]
async fn what_one_of_a_couple_says_stands_nowhere_that_anybody_else_reaches() {
    let house = house();
    house.mail_goes_out();
    let site = WholeSite::of(&house, now());
    let hands = Hands::of(&site).await;
    let dana = hands.dana.clone();
    let [mut chris, lee] = [planted(&site, BOTH[0], &hands).await, planted(&site, BOTH[1], &hands).await];
    chris.alone.push(on_own_plan(&site, &dana).await);
    let alone = listed(&[&chris.alone, &lee.alone]);
    let but_desk = listed(&[&chris.alone, &lee.alone, &chris.at_billing, &lee.at_billing]);
    let both = listed(&[&chris.alone, &lee.alone, &chris.at_desk, &lee.at_desk, &chris.at_billing, &lee.at_billing]);

    let mut search = Search::of(&site);
    for (name, staff, start, secrets) in [
        ("Priya", PRIYA, "/desk", &but_desk),
        ("Bea", BEA, "/billing", &alone),
        ("Marion", MARION, "/practice", &but_desk),
        ("Omar", OMAR, "/t", &but_desk),
    ] {
        let cookie = site.sign_in(staff).await;
        search.everything((name, &cookie), start, secrets).await;
    }
    for (one, other) in [(BOTH[0], &lee), (BOTH[1], &chris)] {
        let cookie = site.sign_in_client(one.subject).await;
        let theirs = listed(&[&other.alone, &other.at_desk, &other.at_billing]);
        search.everything((one.name, &cookie), "/my", &theirs).await;
    }
    search.everything(("anyone", ""), "/", &both).await;
    search.letters(&house, &alone);
    search.joint(&dana, &but_desk).await;
    for (one, other) in [(BOTH[0], &lee), (BOTH[1], &chris)] {
        search.chart_of_the_other((one, &dana), &listed(&[&other.alone, &other.at_billing])).await;
    }
    println!("{} secrets x {} surfaces searched, {} of them papers", both.len(), search.surfaces(), search.papers);
    assert_eq!(search.found, [""; 0]);
    assert!(both.len() >= 90 && search.surfaces() >= 1_500, "{} x {}", both.len(), search.surfaces());

    // The search finds what there is to find: Dana reads what is in each one's own chart, on pages and on paper. Her psychotherapy notes are open
    // in the sign-in that wrote them alone.
    let anew = site.sign_in(DANA).await;
    search.everything(("Dana", &anew), "/t", &alone).await;
    search.paper_of_chart((BOTH[0], &anew), &alone).await;
    for secret in [
        "Quail-told-lee",
        "Quail-problem-chris",
        "Quail-shared-lee",
        "Quail-why-chris",
        "Quail-note-chris",
        "Quail-paper-chris",
    ] {
        assert!(search.found.iter().any(|found| found.contains(secret)), "{secret} was not found by Dana");
    }
    if std::env::var("GROUNDWORK_PDFTOTEXT").is_ok() {
        let on_paper = "Dana, on paper, reads Quail-note-chris";
        assert!(search.found.iter().any(|found| found.starts_with(on_paper)), "no paper was read");
    }
    for secret in ["Quail-page-lee", "Quail-begun-chris", "Quail-process-lee"] {
        assert!(!search.found.iter().any(|found| found.contains(secret)), "{secret} stands on a page of Dana's");
    }
}

fn listed<'a>(said: &[&'a [String]]) -> Vec<&'a str> {
    said.iter().copied().flatten().map(String::as_str).collect()
}

#[tokio::test]
async fn nothing_that_is_said_stands_readable_in_the_database_or_in_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let (house, storage) = surfaces::house_on_disk(folder.path());
    let site = WholeSite::of(&house, now());
    let said = planted(&site, BOTH[1], &Hands::of(&site).await).await;
    surfaces::back_up(&storage, &folder.path().join("copy.backup"));
    let mut files = 0;
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        files += 1;
        for secret in listed(&[&said.alone, &said.at_desk, &said.at_billing]) {
            let is_there = bytes.windows(secret.len()).any(|part| part.eq_ignore_ascii_case(secret.as_bytes()));
            assert!(!is_there, "{secret} stands in {}", path.display());
        }
    }
    assert!(files >= 2, "a database and a backup, not {files}");
    println!("{} secrets x {files} files searched", said.alone.len() + said.at_desk.len() + said.at_billing.len());
}
