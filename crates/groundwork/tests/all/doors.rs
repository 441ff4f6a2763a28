//! Every door and everyone who may stand before it: no route is missing here, and none opens to the wrong person.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::coverage_door_table::COVERAGE_DOORS;
use crate::door_table::Answers::{self, Forbidden, Missing, Open, SignIn};
use crate::door_table::DOORS;
use crate::money_door_table::MONEY_DOORS;
use crate::portal_door_table::PORTAL;
use crate::who_knocks::{portal_knockers, staff_knockers};
use crate::whole_site::WholeSite;

#[tokio::test]
async fn every_door_opens_to_those_it_is_for_and_to_nobody_else() {
    let (mut wrong, mut knocks) = (Vec::new(), 0);
    let (mut site, mut people) = staff_knockers().await;
    for (route, door, expected) in DOORS.iter().chain(MONEY_DOORS).chain(COVERAGE_DOORS) {
        for (person, cookie, column) in &people {
            knocks += 1;
            let found = knock(&site, (route, door), cookie.as_deref()).await;
            if found != expected[*column] {
                wrong.push(format!("{route} answers {person} with {found:?}, not {:?}", expected[*column]));
            }
        }
        // What was sent may have changed the practice; the next door stands in a fresh one.
        if door.starts_with("POST ") {
            (site, people) = staff_knockers().await;
        }
    }
    assert_eq!(wrong, [""; 0]);
    println!("{knocks} times somebody stood before a door of staff or the public, {} each", people.len());
}

#[tokio::test]
async fn behaviour_29_the_portal_shows_each_client_what_is_theirs_and_what_is_joint() {
    let (mut wrong, mut knocks) = (Vec::new(), 0);
    for (route, door, expected) in PORTAL {
        let (site, people) = portal_knockers().await;
        for (person, cookie, column) in &people {
            knocks += 1;
            let found = knock(&site, (route, door), cookie.as_deref()).await;
            if found != expected[*column] {
                wrong.push(format!("{door} answers {person} with {found:?}, not {:?}", expected[*column]));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
    println!("{knocks} times somebody stood before a door of the portal");
}

/// Stands before a door once, and says how it answers.
pub async fn knock(site: &WholeSite, (route, door): (&str, &str), cookie: Option<&str>) -> Answers {
    let answer = match door.strip_prefix("POST ") {
        Some(posted) => {
            let (path, form) = posted.split_once(' ').unwrap_or((posted, ""));
            let form: Vec<(&str, &str)> = form.split('&').filter_map(|pair| pair.split_once('=')).collect();
            site.post(path, cookie, &form).await
        }
        None => site.get(door, cookie).await,
    };
    let leads_to_sign_in = ["/staff", "/sign-in"].iter().any(|place| answer.location().starts_with(place));
    match answer.status.as_u16() {
        303 if leads_to_sign_in && route != "/sign-out" => SignIn,
        403 => Forbidden,
        404 => Missing,
        200 | 303 | 400 | 422 => Open,
        other => panic!("{route} answers with {other}"),
    }
}

#[test]
fn no_route_is_missing_from_the_table() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut routes = BTreeSet::new();
    let mut folders: Vec<PathBuf> =
        ["workspace/src", "portal/src", "site/src", "shell/src"].map(|folder| crates.join(folder)).to_vec();
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(folder).unwrap() {
            match file.unwrap().path() {
                path if path.is_dir() => folders.push(path),
                path => routes.extend(routes_in(&fs::read_to_string(path).unwrap())),
            }
        }
    }
    let doors = [
        "sign_in",
        "demo_door",
        "staff_door",
        "client_door",
        "join",
        "set_up",
        "sign_ins_page",
        "passkey_door",
        "passkeys_page",
        "known_device",
        "staff_account",
        "account_password",
        "wiring",
        "cards_door",
    ];
    for file in doors {
        routes.extend(routes_in(&fs::read_to_string(crates.join(format!("groundwork/src/{file}.rs"))).unwrap()));
    }
    let staff = DOORS.iter().chain(MONEY_DOORS).chain(COVERAGE_DOORS).map(|(route, _, _)| (*route).to_owned());
    let known: BTreeSet<String> = staff.chain(PORTAL.iter().map(|(route, _, _)| (*route).to_owned())).collect();
    assert_eq!(routes.difference(&known).collect::<Vec<_>>(), [""; 0], "these routes have no row above");
    assert_eq!(known.difference(&routes).collect::<Vec<_>>(), [""; 0], "these rows have no route");
}

/// The path of every page, with an id that exists where there is one.
pub fn gets() -> BTreeSet<&'static str> {
    doors().into_iter().filter(|door| !door.starts_with("POST ")).collect()
}

/// Every door of the portal, with its route.
pub fn portal_doors() -> Vec<(&'static str, &'static str)> {
    PORTAL.iter().map(|(route, door, _)| (*route, *door)).collect()
}

/// Every door of all tables.
fn doors() -> Vec<&'static str> {
    let staff = DOORS.iter().chain(MONEY_DOORS).chain(COVERAGE_DOORS).map(|(_, door, _)| *door);
    staff.chain(PORTAL.iter().map(|(_, door, _)| *door)).collect()
}

/// The path of every form, with an id that exists where there is one.
pub fn posts() -> Vec<&'static str> {
    let also = [
        "/request",
        "/desk/requests/add",
        "/desk/book",
        "/desk/clients/rwankeer27/contact",
        "/desk/phone/new",
        "/desk/waitlist/new",
        "/request/back",
        "/t/c/rwankeer27/dosing",
        "/t/c/rwankeer27/book",
        "/t/c/rwankeer27/n/bbbbbbbbbb",
        "/t/n/bbbbbbbbbb",
        "/t/n/bbbbbbbbbb/sign",
    ];
    let doors = doors().into_iter().filter_map(|door| door.strip_prefix("POST ")?.split(' ').next());
    // Signing out comes last, or whoever sends it would be a stranger at the rest.
    doors.filter(|path| *path != "/sign-out").chain(also).chain(["/sign-out"]).collect()
}

/// The paths given to `.route(` before a file's tests.
fn routes_in(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap();
    code.split(".route(")
        .skip(1)
        .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
        .map(str::to_owned)
        .collect()
}
