//! How much a page weighs on its way, and what it may bring along (`design.md` 12 and 13).

use site::content::PAGES;
use testkit::cast::{BEA, DANA, PRIYA};

use crate::whole_site::WholeSite;

const PUBLIC_BYTES: usize = 8 * 1024;
const STAFF_BYTES: usize = 16 * 1024;
const STYLE_BYTES: usize = 8 * 1024;

#[tokio::test]
async fn every_page_is_inside_its_budget_and_bears_no_style_of_its_own() {
    let site = WholeSite::new();
    let texts = PAGES.iter().map(|(_, path)| *path).filter(|path| !path.is_empty());
    for path in texts.chain(["/request", "/request/back", "/staff"]) {
        within(&site, path, None, PUBLIC_BYTES).await;
    }
    let (dana, priya, bea) = (site.sign_in(DANA).await, site.sign_in(PRIYA).await, site.sign_in(BEA).await);
    for path in [
        "/t",
        "/t/caseload",
        "/t/to-sign",
        "/t/c/rwankeer27",
        "/t/c/rwankeer27/words",
        "/t/c/rwankeer27/dosing",
        "/t/c/rwankeer27/book",
    ] {
        within(&site, path, Some(&dana), STAFF_BYTES).await;
    }
    for path in [
        "/desk",
        "/desk/calendar",
        "/desk/calendar/week",
        "/desk/book?client=rwankeer27",
        "/desk/clients?q=e",
        "/desk/clients/rwankeer27",
        "/desk/clients/rwankeer27/contact",
        "/desk/phone",
        "/desk/phone/new",
        "/desk/waitlist",
        "/desk/waitlist/new?client=rwankeer27",
        "/desk/requests",
        "/desk/requests/jamerrrrr3",
        "/desk/requests/add",
        "/desk/letters",
    ] {
        within(&site, path, Some(&priya), STAFF_BYTES).await;
    }
    for path in ["/billing", "/billing/accounts", "/billing/claims", "/billing/rwankeer27"] {
        within(&site, path, Some(&bea), STAFF_BYTES).await;
    }
    let mut weight = 0;
    for name in ["tokens.css", "base.css"] {
        weight += site.get(&shell::assets::url(name), None).await.bytes.len();
    }
    assert!(weight <= STYLE_BYTES, "the style sheets weigh {weight}");
}

async fn within(site: &WholeSite, path: &str, cookie: Option<&str>, most: usize) {
    let answer = site.get(path, cookie).await;
    assert_eq!(answer.status, 200, "{path}");
    assert_eq!(answer.headers["content-encoding"], "gzip", "{path}");
    assert!(answer.bytes.len() <= most, "{path} weighs {}, over {most}", answer.bytes.len());
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
    assert_eq!(answer.headers.get("set-cookie"), None, "{path}");
}

#[tokio::test]
async fn no_cookie_is_set_before_sign_in() {
    let site = WholeSite::new();
    for path in ["/", "/request", "/staff", "/staff/danareyest", "/nowhere"] {
        assert_eq!(site.get(path, None).await.headers.get("set-cookie"), None, "{path}");
    }
    assert!(site.sign_in(DANA).await.starts_with("groundwork="));
}
