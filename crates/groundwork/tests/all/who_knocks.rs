//! Everyone who may stand before a door: each role, and those who only seem to have one.

use actions::change_staff::{StaffDetails, add_staff, change_staff};
use actions::house::House;
use schedule::hours::OpenHours;
use terms::actor::Role;
use terms::ids::StaffId;
use terms::text::Line;
use testkit::cast::{BEA, CHRIS, DANA, LEE, MARION, OMAR, PRIYA, ROWAN};
use testkit::ground::{acting, house};

use crate::whole_site::WholeSite;

/// A token of the right form that nobody was ever given.
pub const FORGED: &str = "groundwork=abcdefghjkmnpqrstuvwxyz234";

/// Somebody before a door: their name, their cookie, and in which column of the table their answers stand.
pub type Knocker = (&'static str, Option<String>, usize);

/// A practice at the hour of the tests, and the house behind it.
pub fn site() -> (House, WholeSite) {
    let house = house();
    let site = WholeSite::of(&house, "2026-06-22T18:05:00Z".parse().unwrap());
    (house, site)
}

/// Those before a door of staff.
pub async fn staff_knockers() -> (WholeSite, Vec<Knocker>) {
    let (house, site) = site();
    let mut knockers = vec![("anyone", None, 0), ("a stranger", Some(FORGED.to_owned()), 0)];
    for (name, staff, column) in [("Dana", DANA, 1), ("Omar", OMAR, 2), ("Priya", PRIYA, 3), ("Bea", BEA, 4)] {
        knockers.push((name, Some(site.sign_in(staff).await), column));
    }
    knockers.push(("Marion", Some(site.sign_in(MARION).await), 5));
    let ended = site.sign_in(DANA).await;
    site.post("/sign-out", Some(&ended), &[]).await;
    knockers.push(("whose sign-in ended", Some(ended), 0));
    // Signed in with every role, of which billing alone is left.
    knockers.push(("whose roles were taken", Some(narrowed(&house, &site).await), 4));
    // Clients stand before the doors of the practice like anyone else.
    for (name, client) in [("Rowan", ROWAN), ("the other partner", LEE)] {
        knockers.push((name, Some(site.sign_in_client(client).await), 0));
    }
    (site, knockers)
}

/// Those before a door of the portal.
pub async fn portal_knockers() -> (WholeSite, Vec<Knocker>) {
    let (_, site) = site();
    let ended = site.sign_in_client(ROWAN).await;
    site.post("/sign-out", Some(&ended), &[]).await;
    let knockers = vec![
        ("anyone", None, 0),
        ("a stranger", Some(FORGED.to_owned()), 0),
        ("whose sign-in ended", Some(ended), 0),
        ("Dana", Some(site.sign_in(DANA).await), 1),
        ("Rowan", Some(site.sign_in_client(ROWAN).await), 2),
        ("Chris", Some(site.sign_in_client(CHRIS).await), 3),
    ];
    (site, knockers)
}

/// Somebody who works here in these roles.
pub fn in_roles(name: &str, roles: &[Role]) -> StaffDetails {
    let line = |text| Some(Line::parse(text).unwrap());
    StaffDetails {
        name: Line::parse(name).unwrap(),
        credentials: line("LMFT"),
        license: line("MFT.0000190"),
        states: line("Colorado"),
        training: None,
        npi: None,
        taxonomy: None,
        roles: roles.to_vec(),
        hours: OpenHours(Vec::new()),
        kept: OpenHours(Vec::new()),
        supervisor: None,
    }
}

async fn narrowed(house: &House, site: &WholeSite) -> String {
    let owner = acting(MARION, Role::Owner);
    let all = in_roles("Noa Lind", &[Role::Therapist, Role::Desk, Role::Biller, Role::Owner]);
    let noa: StaffId = add_staff(house, &owner, &all, "noa").unwrap();
    let cookie = site.sign_in(noa).await;
    assert_eq!(site.get("/practice", Some(&cookie)).await.status, 200);
    change_staff(house, &owner, noa, &in_roles("Noa Lind", &[Role::Biller])).unwrap();
    cookie
}
