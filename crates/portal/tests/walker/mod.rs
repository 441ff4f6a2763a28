//! A client who asks for pages and sends forms, without a socket.

use std::collections::BTreeSet;

use actions::house::House;
use actions::open_chart::open_chart;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use care::workbook::Workbook;
use shell::reply::Broke;
use shell::request::{By, Me, Now};
use terms::actor::{Actor, ClientIn, Context, Role};
use terms::ids::SubjectId;
use testkit::cast::DANA;
use testkit::ground::{acting, house, now};
use tower::ServiceExt;

/// No page is longer.
const MAX_PAGE_BYTES: usize = 1 << 20;

/// A client in the practice of the tests.
pub struct Walker {
    pub house: House,
    pub subject: SubjectId,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub body: String,
    /// Where it leads on.
    pub to: String,
    /// The version of the draft that was saved.
    pub version: String,
    /// Under which name a file is kept.
    pub kept_as: String,
    /// The bytes of a file.
    pub bytes: Vec<u8>,
}

impl Walker {
    /// This client, in a practice where nothing happened yet today.
    pub fn new(subject: SubjectId) -> Self {
        Self { house: house(), subject }
    }

    /// Another client of the same practice.
    pub fn beside(&self, subject: SubjectId) -> Self {
        Self { house: self.house.clone(), subject }
    }

    /// This client, acting now.
    pub fn by(&self) -> Context {
        Context { actor: Actor::Client(ClientIn { subject: self.subject, signed_in_at: now() }), now: now() }
    }

    /// Asks for a page.
    pub async fn asks(&self, path: &str) -> Answer {
        self.answer(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Asks for a page that must be there.
    pub async fn sees(&self, path: &str) -> String {
        let page = self.asks(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
        page.body
    }

    /// Sends a form.
    pub async fn sends(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let fields: Vec<String> =
            form.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        self.answer(request.body(Body::from(fields.join("&"))).unwrap()).await
    }

    /// Sends a form that is taken, and says where it leads.
    pub async fn leads(&self, path: &str, form: &[(&str, &str)]) -> String {
        let answer = self.sends(path, form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
        answer.to
    }

    /// Every page that links lead to from the first one, with its path. None may be missing.
    pub async fn crawls(&self) -> Vec<(String, String)> {
        let (mut ahead, mut known) = (vec!["/my".to_owned()], BTreeSet::from(["/my".to_owned()]));
        let mut pages = Vec::new();
        while let Some(path) = ahead.pop() {
            let body = self.sees(&path).await;
            for link in links(&body) {
                if known.insert(link.clone()) {
                    ahead.push(link);
                }
            }
            pages.push((path, body));
        }
        pages
    }

    async fn answer(&self, mut request: Request<Body>) -> Answer {
        let path = request.uri().to_string();
        let extensions = request.extensions_mut();
        extensions.insert(Now(now()));
        extensions.insert(By(self.by().actor));
        extensions.insert(Me { fictional: true });
        let response = portal::routes().with_state(self.house.clone()).oneshot(request).await.unwrap();
        if let Some(Broke(fault)) = response.extensions().get() {
            panic!("{path}: {fault}");
        }
        let status = response.status();
        let header = |name: &str| {
            response.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
        };
        let (to, version, kept_as) = (header("location"), header("x-version"), header("content-disposition"));
        let bytes = to_bytes(response.into_body(), MAX_PAGE_BYTES).await.unwrap();
        // A file is no text; whoever asked for one reads its bytes.
        let body = String::from_utf8(bytes.to_vec()).unwrap_or_default();
        Answer { status, body, to, version, kept_as, bytes: bytes.to_vec() }
    }
}

/// The value of a hidden field on a page.
pub fn value(body: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let (_, rest) = body.split_once(&start).unwrap_or_else(|| panic!("no field {name}: {body}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// The links of a page into the portal, without what stands after `#`, and but for the page that the program itself
/// draws, since it looks at passkeys.
fn links(body: &str) -> Vec<String> {
    let after = body.split("href=\"").skip(1);
    let links = after.filter_map(|rest| rest.split(['"', '#']).next());
    let links = links.filter(|link| link.starts_with("/my") && *link != "/my/account/passkeys");
    links.map(|link| link.replace("&amp;", "&")).collect()
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect::<Vec<_>>().concat()
}

/// Dana, who treats everyone here.
pub fn dana() -> Context {
    acting(DANA, Role::Therapist)
}

/// What Dana finds when she opens the chart.
pub fn workbook(walker: &Walker, subject: SubjectId) -> Workbook {
    match open_chart(&walker.house, &dana(), subject) {
        Ok(open) => open.workbook,
        Err(trouble) => panic!("{trouble:?}"),
    }
}
