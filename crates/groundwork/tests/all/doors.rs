//! Every door and everyone who may stand before it: no route is missing here, and none opens to the wrong person.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use testkit::cast::{BEA, DANA, MARION, OMAR, PRIYA};

use crate::whole_site::WholeSite;

/// How a door answers someone who may not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answers {
    /// Opens, or says what the form still needs.
    Open,
    /// Leads to sign-in.
    SignIn,
    /// 403: not this person's part of the house, or not their client.
    Forbidden,
    /// 404: there is nothing to know.
    Missing,
}

use Answers::{Forbidden, Missing, Open, SignIn};

/// Anyone, a therapist of the client, another therapist, front desk, billing, the owner who also treats others.
type Row = (&'static str, &'static str, [Answers; 6]);

const THERAPIST: [Answers; 6] = [SignIn, Open, Open, Forbidden, Forbidden, Open];
const CHART: [Answers; 6] = [SignIn, Open, Forbidden, Forbidden, Forbidden, Forbidden];
const NOTE: [Answers; 6] = [SignIn, Missing, Missing, Forbidden, Forbidden, Missing];
const DESK: [Answers; 6] = [SignIn, Forbidden, Forbidden, Open, Forbidden, Open];
/// A visit, call or wish that nobody has.
const DESK_NONE: [Answers; 6] = [SignIn, Forbidden, Forbidden, Missing, Forbidden, Missing];
const BILLING: [Answers; 6] = [SignIn, Forbidden, Forbidden, Forbidden, Open, Forbidden];
const PUBLIC: [Answers; 6] = [Open; 6];
const NOWHERE: [Answers; 6] = [Missing; 6];

/// Rowan's chart, which Dana treats; ids that nobody has for the rest. A door that posts has its form behind its path.
const DOORS: &[Row] = &[
    ("/t", "/t", THERAPIST),
    ("/t/caseload", "/t/caseload", THERAPIST),
    ("/t/to-sign", "/t/to-sign", THERAPIST),
    ("/t/c/{subject}", "/t/c/rwankeer27", CHART),
    ("/t/c/{subject}/path", "POST /t/c/rwankeer27/path path=no-dosing", CHART),
    ("/t/c/{subject}/notes", "POST /t/c/rwankeer27/notes kind=therapy", CHART),
    ("/t/c/{subject}/words", "/t/c/rwankeer27/words", CHART),
    ("/t/c/{subject}/words/intention", "POST /t/c/rwankeer27/words/intention", CHART),
    ("/t/c/{subject}/words/boundaries", "POST /t/c/rwankeer27/words/boundaries", CHART),
    ("/t/c/{subject}/words/grounding", "POST /t/c/rwankeer27/words/grounding", CHART),
    ("/t/c/{subject}/words/changes", "POST /t/c/rwankeer27/words/changes", CHART),
    ("/t/c/{subject}/words/changes/{change}", "POST /t/c/rwankeer27/words/changes/bbbbbbbbbb", CHART),
    ("/t/c/{subject}/dosing", "/t/c/rwankeer27/dosing", CHART),
    ("/t/c/{subject}/dosing/{day}/call-off", "POST /t/c/rwankeer27/dosing/bbbbbbbbbb/call-off", CHART),
    ("/t/c/{subject}/book", "/t/c/rwankeer27/book", CHART),
    (
        "/t/c/{subject}/n/{note}",
        "/t/c/rwankeer27/n/bbbbbbbbbb",
        [SignIn, Missing, Forbidden, Forbidden, Forbidden, Forbidden],
    ),
    ("/t/n/{note}", "/t/n/bbbbbbbbbb", NOTE),
    ("/t/n/{note}/save", "POST /t/n/bbbbbbbbbb/save", [SignIn, Missing, Missing, Forbidden, Forbidden, Missing]),
    ("/t/n/{note}/sign", "/t/n/bbbbbbbbbb/sign", NOTE),
    ("/t/n/{note}/throw-away", "POST /t/n/bbbbbbbbbb/throw-away", NOTE),
    ("/desk/requests", "/desk/requests", DESK),
    ("/desk/requests/add", "/desk/requests/add", DESK),
    ("/desk/requests/{id}", "/desk/requests/jamerrrrr3", DESK),
    ("/desk/requests/{id}/offer", "POST /desk/requests/jamerrrrr3/offer", DESK),
    ("/desk/requests/{id}/choose", "POST /desk/requests/jamerrrrr3/choose", DESK),
    ("/desk/requests/{id}/contact", "POST /desk/requests/jamerrrrr3/contact", DESK),
    ("/desk/requests/{id}/decline", "POST /desk/requests/jamerrrrr3/decline", DESK),
    ("/desk/letters", "/desk/letters", DESK),
    ("/desk", "/desk", DESK),
    ("/desk/calendar", "/desk/calendar", DESK),
    ("/desk/calendar/week", "/desk/calendar/week", DESK),
    ("/desk/book", "/desk/book?client=rwankeer27", DESK),
    ("/desk/visits/{id}", "/desk/visits/bbbbbbbbbb", DESK_NONE),
    ("/desk/visits/{id}/step", "POST /desk/visits/bbbbbbbbbb/step to=arrived", DESK_NONE),
    ("/desk/visits/{id}/undo", "POST /desk/visits/bbbbbbbbbb/undo turn=0", DESK_NONE),
    (
        "/desk/visits/{id}/move",
        "POST /desk/visits/bbbbbbbbbb/move date=2026-06-23&started=10:00&place=online",
        DESK_NONE,
    ),
    ("/desk/visits/{id}/cancel", "POST /desk/visits/bbbbbbbbbb/cancel counts=in-time&why=ill", DESK_NONE),
    ("/desk/clients", "/desk/clients?q=keller", DESK),
    ("/desk/clients/{subject}", "/desk/clients/rwankeer27", DESK),
    ("/desk/clients/{subject}/contact", "/desk/clients/rwankeer27/contact", DESK),
    ("/desk/phone", "/desk/phone", DESK),
    ("/desk/phone/new", "/desk/phone/new", DESK),
    ("/desk/phone/{id}/done", "POST /desk/phone/bbbbbbbbbb/done", DESK_NONE),
    ("/desk/waitlist", "/desk/waitlist", DESK),
    ("/desk/waitlist/new", "/desk/waitlist/new?client=rwankeer27", DESK),
    ("/desk/waitlist/{id}/close", "POST /desk/waitlist/bbbbbbbbbb/close", DESK_NONE),
    ("/billing", "/billing", BILLING),
    ("/billing/{subject}", "/billing/rwankeer27", BILLING),
    ("/billing/{subject}/therapy", "POST /billing/rwankeer27/therapy", BILLING),
    ("/billing/{subject}/dosing", "POST /billing/rwankeer27/dosing", BILLING),
    (
        "/billing/{subject}/therapy/{payment}",
        "/billing/rwankeer27/therapy/bbbbbbbbbb",
        [SignIn, Forbidden, Forbidden, Forbidden, Missing, Forbidden],
    ),
    (
        "/billing/{subject}/dosing/{payment}",
        "/billing/rwankeer27/dosing/bbbbbbbbbb",
        [SignIn, Forbidden, Forbidden, Forbidden, Missing, Forbidden],
    ),
    ("/request", "/request", PUBLIC),
    ("/request/change", "POST /request/change", PUBLIC),
    ("/request/sent", "POST /request/sent", PUBLIC),
    ("/request/back", "/request/back", PUBLIC),
    ("/r/{link}", "/r/jamerrrrr3000000", NOWHERE),
    ("/r/{link}/choose", "POST /r/jamerrrrr3000000/choose", NOWHERE),
    ("/r/{link}/none-fit", "POST /r/jamerrrrr3000000/none-fit", NOWHERE),
    ("/r/{link}/take-back", "POST /r/jamerrrrr3000000/take-back", NOWHERE),
    ("/staff", "/staff", PUBLIC),
    ("/staff/{id}", "/staff/danareyest", PUBLIC),
    ("/sign-out", "POST /sign-out", PUBLIC),
    ("/assets/{version}/{name}", "/assets/00000000/base.css", NOWHERE),
];

#[tokio::test]
async fn every_door_opens_to_those_it_is_for_and_to_nobody_else() {
    let mut wrong = Vec::new();
    for (route, door, expected) in DOORS {
        // A site of its own for each door, since some visits change it.
        let site = WholeSite::new();
        let mut people = vec![None];
        for staff in [DANA, OMAR, PRIYA, BEA, MARION] {
            people.push(Some(site.sign_in(staff).await));
        }
        for (person, (cookie, expected)) in
            ["anyone", "Dana", "Omar", "Priya", "Bea", "Marion"].iter().zip(people.iter().zip(expected))
        {
            let answer = match door.strip_prefix("POST ") {
                Some(posted) => {
                    let (path, form) = posted.split_once(' ').unwrap_or((posted, ""));
                    let form: Vec<(&str, &str)> = form.split('&').filter_map(|pair| pair.split_once('=')).collect();
                    site.post(path, cookie.as_deref(), &form).await
                }
                None => site.get(door, cookie.as_deref()).await,
            };
            let found = match answer.status.as_u16() {
                303 if answer.location().starts_with("/staff") && *route != "/sign-out" => SignIn,
                403 => Forbidden,
                404 => Missing,
                200 | 303 | 400 | 422 => Open,
                other => panic!("{route} answers {person} with {other}"),
            };
            if found != *expected {
                wrong.push(format!("{route} answers {person} with {found:?}, not {expected:?}"));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn no_route_is_missing_from_the_table() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut routes = BTreeSet::new();
    for folder in ["workspace/src", "site/src", "shell/src"] {
        for file in fs::read_dir(crates.join(folder)).unwrap() {
            routes.extend(routes_in(&fs::read_to_string(file.unwrap().path()).unwrap()));
        }
    }
    routes.extend(routes_in(&fs::read_to_string(crates.join("groundwork/src/sign_in.rs")).unwrap()));
    let known: BTreeSet<String> = DOORS.iter().map(|(route, _, _)| (*route).to_owned()).collect();
    assert_eq!(routes.difference(&known).collect::<Vec<_>>(), [""; 0], "these routes have no row above");
    assert_eq!(known.difference(&routes).collect::<Vec<_>>(), [""; 0], "these rows have no route");
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
    let doors = DOORS.iter().filter_map(|(_, door, _)| door.strip_prefix("POST ")?.split(' ').next());
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
