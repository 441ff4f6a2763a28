//! Someone of the practice who asks for pages and sends forms, without a socket.

use actions::house::House;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use jiff::{SignedDuration, Timestamp};
use shell::frame::Space;
use shell::reply::Broke;
use shell::request::{By, Now, Token, Who};
use terms::actor::{Actor, Context, Role, SignedIn};
use terms::ids::{StaffId, SubjectId};
use testkit::cast::{BEA, DANA, MARION, PRIYA};
use testkit::ground::{house, now, stranger};
use tower::ServiceExt;

/// No page is longer.
const MAX_PAGE_BYTES: usize = 1 << 20;

/// Someone in a practice, in one role.
pub struct Walker {
    house: House,
    staff: StaffId,
    role: Role,
    /// The token of their browser, once they signed in on it.
    token: Option<String>,
    /// How long after the moment at which every test begins.
    after: SignedDuration,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub body: String,
    /// Where it leads on.
    pub to: String,
    /// The version of the draft that was saved.
    pub version: String,
    /// How a browser keeps it, if it is no page.
    pub kept_as: String,
    /// The bytes of a file.
    pub bytes: Vec<u8>,
}

/// The fields of a form.
#[derive(Clone)]
pub struct Form(Vec<(String, String)>);

impl Form {
    pub fn of(fields: &[(&str, &str)]) -> Self {
        Self(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    /// The same form with one field more.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut form = self.clone();
        form.0.push((name.to_owned(), value.to_owned()));
        form
    }

    /// The same form with another value in one field.
    pub fn but(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self.with(name, value)
    }

    fn encoded(&self) -> String {
        let fields = self.0.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        fields.collect::<Vec<_>>().join("&")
    }
}

impl Answer {
    /// The value of a hidden field.
    pub fn value(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let (_, rest) = self.body.split_once(&start).unwrap_or_else(|| panic!("no field {name}: {}", self.body));
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    /// The values of all hidden fields of a name.
    pub fn values(&self, name: &str) -> Vec<String> {
        let start = format!("name=\"{name}\" value=\"");
        let found = self.body.split(&start).skip(1);
        found.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
    }

    /// What stands in a field of prose.
    pub fn text_of(&self, name: &str) -> String {
        let field = self.body.split("<textarea").find(|field| field.contains(&format!("name=\"{name}\"")));
        let (_, rest) = field.and_then(|field| field.split_once(">\n")).unwrap_or_else(|| panic!("no field {name}"));
        rest.split("</textarea>").next().unwrap_or_default().to_owned()
    }

    /// The value of the choice that is called so.
    pub fn option(&self, called: &str) -> String {
        let (before, _) =
            self.body.split_once(&format!("\">{called}</option>")).unwrap_or_else(|| panic!("no {called}"));
        before.rsplit("value=\"").next().unwrap_or_default().to_owned()
    }
}

impl Walker {
    fn of(house: House, staff: StaffId, role: Role) -> Self {
        Self { house, staff, role, token: None, after: SignedDuration::ZERO }
    }

    /// Dana, in a practice where nothing happened yet today.
    pub fn dana() -> Self {
        Self::of(house(), DANA, Role::Therapist)
    }

    /// Priya at the front desk, in such a practice.
    pub fn priya() -> Self {
        Self::of(house(), PRIYA, Role::Desk)
    }

    /// Dana, in the same house.
    pub fn therapist(&self) -> Self {
        Self { after: self.after, ..Self::of(self.house.clone(), DANA, Role::Therapist) }
    }

    /// Bea, who keeps the ledgers of the same practice.
    pub fn biller(&self) -> Self {
        Self { after: self.after, ..Self::of(self.house.clone(), BEA, Role::Biller) }
    }

    /// Marion, who owns such a practice.
    pub fn marion() -> Self {
        Self::of(house(), MARION, Role::Owner)
    }

    /// Marion, who owns the practice of the same house.
    pub fn owner(&self) -> Self {
        Self { after: self.after, ..Self::of(self.house.clone(), MARION, Role::Owner) }
    }

    /// The same person on a browser of their own, for what only one sign-in may open.
    pub fn signed_in(&self) -> Self {
        let at_the_door = Context { now: self.now(), ..stranger() };
        let token = actions::sign_in::sign_in(&self.house, &at_the_door, self.staff, None);
        Self { house: self.house.clone(), token: Some(token.unwrap()), ..*self }
    }

    /// The same person so much later, who just showed that it is them.
    pub fn after(&self, after: SignedDuration) -> Self {
        Self { house: self.house.clone(), token: None, after, ..*self }
    }

    fn now(&self) -> Timestamp {
        now() + self.after
    }

    /// The house they work in.
    pub fn house(&self) -> &House {
        &self.house
    }

    /// From now on a mail server takes the letters.
    pub fn mail_goes_out(&self) {
        self.house.mail_goes_out();
    }

    /// Priya, in the same house.
    pub fn desk(&self) -> Self {
        Self { after: self.after, ..Self::of(self.house.clone(), PRIYA, Role::Desk) }
    }

    /// Someone else in the same practice.
    pub fn colleague(&self, staff: StaffId) -> Self {
        Self { house: self.house.clone(), staff, role: self.role, token: None, after: self.after }
    }

    /// Asks for a page.
    pub async fn asks(&self, path: &str) -> Answer {
        self.answer(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Asks for a page that must be there.
    pub async fn sees(&self, path: &str) -> Answer {
        let page = self.asks(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
        page
    }

    /// Sends a form.
    pub async fn sends(&self, path: &str, form: &Form) -> Answer {
        let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        self.answer(request.body(Body::from(form.encoded())).unwrap()).await
    }

    /// Begins a note of this kind, with a reason where something is open that is asked first.
    pub async fn begins(&self, subject: SubjectId, kind: &str) -> Answer {
        let begun = self.sends(&format!("/t/c/{subject}/notes"), &Form::of(&[("kind", kind)])).await;
        match begun.to.split('?').next() {
            Some(before) if before.ends_with("/notes/before") => {
                self.sends(before, &Form::of(&[("kind", kind), ("reason", "Agreed by phone")])).await
            }
            _ => begun,
        }
    }

    /// Sends a form with a file.
    pub async fn brings(&self, path: &str, form: &Form, (file, bytes): (&str, &[u8])) -> Answer {
        const BETWEEN: &str = "----walker";
        let mut body = Vec::new();
        for (name, value) in &form.0 {
            let part = format!("--{BETWEEN}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.into_bytes());
        }
        let head = format!(
            "--{BETWEEN}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file}\"\r\nContent-Type: text/csv\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(bytes);
        body.extend(format!("\r\n--{BETWEEN}--\r\n").into_bytes());
        let request = Request::post(path).header("content-type", format!("multipart/form-data; boundary={BETWEEN}"));
        self.answer(request.body(Body::from(body)).unwrap()).await
    }

    async fn answer(&self, mut request: Request<Body>) -> Answer {
        let path = request.uri().to_string();
        let extensions = request.extensions_mut();
        extensions.insert(Now(self.now()));
        let (staff, role, signed_in_at) = (self.staff, self.role, self.now());
        extensions.insert(By(Actor::Staff(SignedIn { staff, role, signed_in_at })));
        if let Some(token) = &self.token {
            extensions.insert(Token(token.clone()));
        }
        let space = match self.role {
            Role::Therapist => Space::Therapist,
            Role::Desk => Space::Desk,
            Role::Biller => Space::Billing,
            Role::Owner => Space::Practice,
        };
        extensions.insert(Who {
            name: "Dana Reyes, LMFT".to_owned(),
            space,
            spaces: vec![space],
            wordmark: "Intima".to_owned(),
            fictional: true,
        });
        let response = workspace::routes().with_state(self.house.clone()).oneshot(request).await.unwrap();
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

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect::<Vec<_>>().concat()
}
