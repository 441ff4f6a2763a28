//! What one of a couple says in any place: searched for on every page, paper, copy and letter that anybody else reaches.

pub mod planted;
mod surfaces;

use testkit::cast::{BEA, CHRIS, DANA, LEE, MARION, OMAR, PARKS, PRIYA};
use testkit::ground::{house, now};

use crate::leaks::planted::{One, begun, planted};
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
    let (dana, priya) = (site.sign_in(DANA).await, site.sign_in(PRIYA).await);
    let [mut chris, lee] =
        [planted(&site, BOTH[0], (&dana, &priya)).await, planted(&site, BOTH[1], (&dana, &priya)).await];
    chris.alone.push(on_own_plan(&site, &dana).await);
    let alone: Vec<&str> = chris.alone.iter().chain(&lee.alone).map(String::as_str).collect();
    let both: Vec<&str> =
        [&chris.alone, &lee.alone, &chris.at_desk, &lee.at_desk].into_iter().flatten().map(String::as_str).collect();

    let mut search = Search::of(&site);
    for (name, staff, start) in
        [("Priya", PRIYA, "/desk"), ("Bea", BEA, "/billing"), ("Marion", MARION, "/practice"), ("Omar", OMAR, "/t")]
    {
        let cookie = site.sign_in(staff).await;
        search.everything((name, &cookie), start, &alone).await;
    }
    for (one, other) in [(BOTH[0], &lee), (BOTH[1], &chris)] {
        let cookie = site.sign_in_client(one.subject).await;
        let theirs: Vec<&str> = other.alone.iter().chain(&other.at_desk).map(String::as_str).collect();
        search.everything((one.name, &cookie), "/my", &theirs).await;
    }
    search.everything(("anyone", ""), "/", &both).await;
    search.letters(&house, &alone);
    search.joint(&dana, &alone).await;
    for (one, other) in [(BOTH[0], &lee), (BOTH[1], &chris)] {
        search.chart_of_the_other((one, &dana), &other.alone.iter().map(String::as_str).collect::<Vec<_>>()).await;
    }
    println!("{} secrets x {} surfaces searched", both.len(), search.surfaces());
    assert_eq!(search.found, [""; 0]);
    assert!(both.len() >= 80 && search.surfaces() >= 1_500, "{} x {}", both.len(), search.surfaces());

    // The search finds what there is to find: Dana reads what is in each one's own chart. Her psychotherapy notes are open
    // in the sign-in that wrote them alone.
    let anew = site.sign_in(DANA).await;
    search.everything(("Dana", &anew), "/t", &alone).await;
    for secret in ["Quail-told-lee", "Quail-problem-chris", "Quail-shared-lee", "Quail-why-chris", "Quail-note-chris"] {
        assert!(search.found.iter().any(|found| found.contains(secret)), "{secret} was not found by Dana");
    }
    for secret in ["Quail-page-lee", "Quail-begun-chris", "Quail-process-lee"] {
        assert!(!search.found.iter().any(|found| found.contains(secret)), "{secret} stands on a page of Dana's");
    }
}

#[tokio::test]
async fn nothing_that_is_said_stands_readable_in_the_database_or_in_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let (house, storage) = surfaces::house_on_disk(folder.path());
    let site = WholeSite::of(&house, now());
    let (dana, priya) = (site.sign_in(DANA).await, site.sign_in(PRIYA).await);
    let said = planted(&site, BOTH[1], (&dana, &priya)).await;
    surfaces::back_up(&storage, &folder.path().join("copy.backup"));
    let mut files = 0;
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        files += 1;
        for secret in said.alone.iter().chain(&said.at_desk) {
            let is_there = bytes.windows(secret.len()).any(|part| part.eq_ignore_ascii_case(secret.as_bytes()));
            assert!(!is_there, "{secret} stands in {}", path.display());
        }
    }
    assert!(files >= 2, "a database and a backup, not {files}");
    println!("{} secrets x {files} files searched", said.alone.len() + said.at_desk.len());
}
