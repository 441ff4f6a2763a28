//! A role, a relation or a sign-in that ends while a page is open: what is sent from that page changes nothing.

use actions::change_staff::{add_staff, change_staff, let_staff_go};
use terms::actor::Role;
use testkit::cast::{CHRIS, DANA, LEE, MARION, PARKS, PRIYA, ROWAN};
use testkit::ground::acting;

use crate::behaviours::hidden;
use crate::crawl::shape;
use crate::doors::{knock, portal_doors};
use crate::leaks::planted::begun;
use crate::who_knocks::{in_roles, site};
use crate::whole_site::WholeSite;

#[tokio::test]
async fn a_role_that_is_taken_between_page_and_form_ends_before_the_form() {
    let (house, site) = site();
    let owner = acting(MARION, Role::Owner);
    let noa = add_staff(&house, &owner, &in_roles("Noa Lind", &[Role::Desk, Role::Biller]), "noa").unwrap();
    let cookie = site.sign_in(noa).await;
    let page = site.read("/desk/phone/new", Some(&cookie)).await;
    let once = hidden(&page, "once");
    change_staff(&house, &owner, noa, &in_roles("Noa Lind", &[Role::Biller])).unwrap();
    let call = [("once", once.as_str()), ("who", "Quillon"), ("said", "Fees"), ("direction", "in")];
    let sent = site.post("/desk/phone/new", Some(&cookie), &call).await;
    assert!(sent.status == 403 && sent.text().contains("not open to you"), "{}", sent.text());
    let priya = site.sign_in(PRIYA).await;
    assert!(!site.read("/desk/phone", Some(&priya)).await.contains("Quillon"));
    assert_eq!(site.get("/billing", Some(&cookie)).await.status, 200, "what is left of their work goes on");
}

#[tokio::test]
async fn whoever_leaves_while_a_note_is_open_signs_it_no_more() {
    let (house, site) = site();
    let dana = site.sign_in(DANA).await;
    let draft = begun(&site, (ROWAN, "therapy"), &[("work", "Quail-late")], &dana).await;
    assert!(site.read(&format!("{draft}/sign"), Some(&dana)).await.contains("Quail-late"));
    let_staff_go(&house, &acting(MARION, Role::Owner), DANA).unwrap();
    let signed = site.post(&format!("{draft}/sign"), Some(&dana), &[]).await;
    assert_eq!((signed.status.as_u16(), signed.location()), (303, "/staff"));
}

/// The ids of things that Chris has, by which Lee asks.
async fn of_chris(site: &WholeSite, chris: &str, dana: &str) -> Vec<String> {
    let id = "chrssecret";
    for (path, form) in [
        (format!("/my/journal/{id}"), vec![("version", "0"), ("text", "Quail-page"), ("who", "team")]),
        ("/my/carry-forward".to_owned(), vec![("id", id), ("text", "Quail-carry")]),
        ("/my/difficulties".to_owned(), vec![("id", id), ("kind", "sleep"), ("words", "Quail-hard")]),
        ("/my/altered-states".to_owned(), vec![("id", id), ("what", "Quail-state")]),
    ] {
        let sent = site.post(&path, Some(chris), &form).await;
        assert_eq!(sent.status, 303, "{path}: {}", sent.text());
    }
    let visit =
        [("kind", "therapy"), ("date", "2026-07-06"), ("started", "10:00"), ("length", "50"), ("place", "online")];
    let booked = site.post(&format!("/t/c/{CHRIS}/book"), Some(dana), &visit).await;
    assert_eq!(booked.status, 303, "{}", booked.text());
    let list = site.read("/my/appointments", Some(chris)).await;
    let visits = list.split("href=\"/my/appointments/").skip(1).filter_map(|rest| rest.split('"').next());
    let visits: Vec<String> = visits.map(str::to_owned).collect();
    assert!(!visits.is_empty(), "{list}");
    visits.into_iter().chain([id.to_owned()]).collect()
}

/// A page without what its forms carry: numbers that are new each time.
pub fn without_values(page: &str) -> String {
    let mut pieces = page.split("value=\"");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |whole, piece| whole + piece.split_once('"').map_or("", |(_, rest)| rest))
}

/// Chris's own pages, as they stand.
async fn pages(site: &WholeSite, chris: &str) -> Vec<String> {
    let mut read = Vec::new();
    for path in ["journal", "carry-forward", "difficulties", "altered-states", "appointments", "documents", "money"] {
        read.push(without_values(&site.read(&format!("/my/{path}"), Some(chris)).await));
    }
    read
}

/// At every door of the portal the one partner asks for what is the other's alone, by its true id: the answer is that of an
/// id that nobody has, and nothing of the other changes.
#[tokio::test]
async fn the_wrong_partner_finds_what_nobody_has_and_changes_nothing() {
    let (_, site) = site();
    let (chris, lee) = (site.sign_in_client(CHRIS).await, site.sign_in_client(LEE).await);
    let dana = site.sign_in(DANA).await;
    let ids = of_chris(&site, &chris, &dana).await;
    let before = pages(&site, &chris).await;
    // Of a joint visit both are told: those stay out.
    let joint = site.read("/my/appointments", Some(&lee)).await;
    let ids: Vec<String> = ids.into_iter().filter(|id| !joint.contains(id.as_str())).collect();
    assert!(ids.len() >= 2, "{ids:?}");
    let mut knocks = 0;
    let mut wrong = Vec::new();
    for (route, door) in portal_doors().into_iter().filter(|(_, door)| door.contains("/bbbbbbbbbb")) {
        if door.contains(&PARKS.to_string()) {
            continue;
        }
        let nobodys = knock(&site, (route, door), Some(&lee)).await;
        for id in &ids {
            let theirs = door.replace("/bbbbbbbbbb", &format!("/{id}")).replace(&ROWAN.to_string(), &CHRIS.to_string());
            let found = knock(&site, (route, &theirs), Some(&lee)).await;
            knocks += 1;
            if found != nobodys {
                wrong.push(format!("{theirs} answers Lee with {found:?}, not {nobodys:?}"));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert_eq!(pages(&site, &chris).await, before, "something of Chris's was changed");
    assert!(knocks > 40, "only {knocks}");
    println!("{knocks} doors tried by the wrong partner");
    assert_eq!(shape("/my/journal/chrssecret"), "/my/journal/{id}?", "ids of the test are ids");
}
