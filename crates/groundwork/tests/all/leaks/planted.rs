//! Secrets of one of a couple, one in every place where they may be spoken of alone.

use std::io::{Cursor, Write};

use terms::ids::SubjectId;
use testkit::cast::{BEA, DANA, MARION, PRIYA};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::behaviours::hidden;
use crate::whole_site::WholeSite;

/// A form, and where it is sent. A value that begins with `?` is a place for a secret.
type Form = (&'static str, Fields<'static>);

/// Names and values.
type Fields<'a> = &'a [(&'a str, &'a str)];

/// What the team writes in someone's own chart, and of them into their workbook.
const BY_TEAM: &[Form] = &[
    ("plan", &[("diagnosis", "F43.21"), ("problem", "?problem"), ("goals", "?goal"), ("methods", "?method")]),
    ("safety/alone", &[("on", "2026-06-20"), ("how", "room"), ("said", "no-concern"), ("note", "?alone")]),
    (
        "safety/records",
        &[
            ("form", "risk"),
            ("date", "2026-06-20"),
            ("time", "10:00"),
            ("how", "interview"),
            ("level", "low"),
            ("heard", "?heard"),
            ("done", "?done"),
        ],
    ),
    ("told-alone", &[("text", "?told"), ("phrase", "?phrase"), ("mark", "must-not-use"), ("once", "?once")]),
    ("words/intention", &[("intention", "?intention")]),
    ("words/boundaries", &[("touch", "none"), ("stop", "?stop"), ("not-today", "?today")]),
    ("words/grounding", &[("tool", "?tool"), ("helps", "yes")]),
    ("words/changes", &[("id", "bbbbbbbbbb"), ("text", "?change"), ("cue", "?cue")]),
];

/// What they write themselves.
const BY_THEM: &[Form] = &[
    ("journal/aaaaaaaaaa", &[("version", "0"), ("text", "?page")]),
    ("journal/bbbbbbbbbb", &[("version", "0"), ("text", "?shared"), ("who", "team")]),
    ("journal/cccccccccc/save", &[("version", "0"), ("text", "?begun")]),
    ("preparation/relationship", &[("what-hurts", "?hurts")]),
    ("preparation/intentions", &[("intention", "?wish"), ("hope", "?hope")]),
    ("safety-plan", &[("signs", "?signs"), ("ask-for-help", "?friend")]),
    ("support-person", &[("name", "?ally"), ("reach", "?ring"), ("instructions", "?instructions")]),
    ("altered-states", &[("id", "dddddddddd"), ("what", "?state"), ("left", "?left")]),
    ("difficulties", &[("id", "eeeeeeeeee"), ("kind", "sleep"), ("words", "?hard"), ("helps", "?eases")]),
    ("carry-forward", &[("id", "ffffffffff"), ("text", "?carry"), ("insight", "?insight")]),
];

/// What the front desk keeps of them. It may read that; the other may not.
const AT_DESK: &[Form] = &[
    ("phone/new", &[("once", "?call"), ("who", "?caller"), ("said", "?said"), ("direction", "in")]),
    ("contact", &[("address", "?street"), ("emergency", "?emergency"), ("safe", "?times"), ("email", "?mail")]),
];

/// What billing keeps of them: of their own plan, which no partner and no front desk reads.
const AT_BILLING: &[Form] = &[
    (
        "plan",
        &[
            ("payer", "?payer"),
            ("member", "?member"),
            ("group", "?group"),
            ("kind", "ppo"),
            ("used", "claims"),
            ("holder", "?holder"),
            ("client-is", "child"),
        ],
    ),
    ("mail", &[("held", "me"), ("opened", "me"), ("choice", "elsewhere"), ("elsewhere", "?elsewhere")]),
];

/// One of the couple.
#[derive(Clone, Copy)]
pub struct One {
    /// Their own record.
    pub subject: SubjectId,
    /// Their first name, in small letters.
    pub first: &'static str,
    /// Their name.
    pub name: &'static str,
}

/// The cookies of whoever writes something down.
pub struct Hands {
    pub dana: String,
    pub priya: String,
    pub bea: String,
    pub marion: String,
}

impl Hands {
    /// All four, signed in.
    pub async fn of(site: &WholeSite) -> Self {
        Self {
            dana: site.sign_in(DANA).await,
            priya: site.sign_in(PRIYA).await,
            bea: site.sign_in(BEA).await,
            marion: site.sign_in(MARION).await,
        }
    }
}

/// Everything that was said of one of them.
pub struct Said {
    /// What the team and they read.
    pub alone: Vec<String>,
    /// What the desk reads too.
    pub at_desk: Vec<String>,
    /// What billing reads too.
    pub at_billing: Vec<String>,
}

/// Plants all of it, by these people's hands.
pub async fn planted(site: &WholeSite, one: One, Hands { dana, priya, bea, marion }: &Hands) -> Said {
    let (chart, mine) = (format!("/t/c/{}", one.subject), site.sign_in_client(one.subject).await);
    let mut alone = Vec::new();
    for (place, form) in BY_TEAM {
        alone.extend(sent(site, (&format!("{chart}/{place}"), dana), (form, one, &[])).await);
    }
    for (place, form) in BY_THEM {
        alone.extend(sent(site, (&format!("/my/{place}"), &mine), (form, one, &[])).await);
    }
    alone.extend(noted(site, one, dana).await);
    alone.push(kept_apart(site, one, dana).await);
    alone.push(brought(site, one, marion).await);
    let subject = one.subject.to_string();
    let mut at_desk = Vec::new();
    for (place, form) in AT_DESK {
        let (path, also) = match *place {
            "contact" => (format!("/desk/clients/{subject}/contact"), [("name", one.name)]),
            _ => (format!("/desk/{place}"), [("about", subject.as_str())]),
        };
        at_desk.extend(sent(site, (&path, priya), (form, one, &also)).await);
    }
    let mut at_billing = Vec::new();
    for (place, form) in AT_BILLING {
        at_billing.extend(sent(site, (&format!("/billing/{subject}/coverage/{place}"), bea), (form, one, &[])).await);
    }
    Said { alone, at_desk, at_billing }
}

/// A word that is said in one place alone. An address for mail is one too.
fn secret(place: &str, first: &str) -> String {
    if place == "mail" { format!("quail-{first}@example.org") } else { format!("Quail-{place}-{first}") }
}

/// Sends one form with its secrets, and gives them.
async fn sent(
    site: &WholeSite,
    (path, cookie): (&str, &str),
    (form, one, also): (Fields<'_>, One, Fields<'_>),
) -> Vec<String> {
    let whole: Vec<(&str, String, bool)> = form
        .iter()
        .map(|(name, value)| match value.strip_prefix('?') {
            // A one-time number is nobody's secret.
            Some(place) => (*name, secret(place, one.first), *name != "once"),
            None => (*name, (*value).to_owned(), false),
        })
        .collect();
    let pairs = whole.iter().map(|(name, value, _)| (*name, value.as_str()));
    let pairs: Vec<(&str, &str)> = pairs.chain(also.iter().copied()).collect();
    let answer = site.post(path, Some(cookie), &pairs).await;
    assert!([200, 303].contains(&answer.status.as_u16()), "{path}: {}", answer.text());
    whole.into_iter().filter(|(_, _, is_said)| *is_said).map(|(_, value, _)| value).collect()
}

/// A signed note, and one that is only begun.
async fn noted(site: &WholeSite, one: One, dana: &str) -> Vec<String> {
    let mut said = Vec::new();
    for (state, work, plan) in [("signed", "note", "noteplan"), ("begun", "draft", "draftplan")] {
        let [work, plan] = [work, plan].map(|place| secret(place, one.first));
        let draft = begun(site, (one.subject, "therapy"), &[("work", &work), ("plan", &plan)], dana).await;
        if state == "signed" {
            let signed = site.post(&format!("{draft}/sign"), Some(dana), &[]).await;
            assert_eq!(signed.status, 303, "{}", signed.text());
        }
        said.extend([work, plan]);
    }
    said
}

/// A draft that has these words; gives its path.
pub async fn begun(site: &WholeSite, (subject, kind): (SubjectId, &str), words: &[(&str, &str)], dana: &str) -> String {
    let begun = site.post(&format!("/t/c/{subject}/notes"), Some(dana), &[("kind", kind)]).await;
    let draft = begun.location().split('?').next().unwrap().to_owned();
    let version = hidden(&site.read(&draft, Some(dana)).await, "version");
    let own = subject.to_string();
    let about = [
        ("version", version.as_str()),
        ("subject", &own),
        ("kind", kind),
        ("date", "2026-06-22"),
        ("started", "07:00"),
        ("ended", "07:50"),
        ("present", "client"),
    ];
    let form: Vec<(&str, &str)> = about.iter().chain(words).copied().collect();
    let written = site.post(&draft, Some(dana), &form).await;
    assert_eq!(written.status, 303, "{}", written.text());
    draft
}

/// An old paper in their own chart; whoever brings it sees its name and not what it says.
async fn brought(site: &WholeSite, one: One, marion: &str) -> String {
    let said = secret("paper", one.first);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let (first, last) = one.name.split_once(' ').unwrap();
    zip.start_file(format!("{last}, {first}/scan.pdf"), SimpleFileOptions::default()).unwrap();
    zip.write_all(format!("%PDF-1.7 {said}").as_bytes()).unwrap();
    let zip = zip.finish().unwrap().into_inner();
    let sent = site.bring("/practice/move-in/papers", marion, &[("once", one.first)], ("old.zip", &zip)).await;
    let page = sent.location().to_owned();
    let shown = hidden(&site.read(&page, Some(marion)).await, "shown");
    let filed = site.post(&format!("{page}/take-in"), Some(marion), &[("shown", &shown)]).await;
    assert_eq!(filed.status, 303, "{}", filed.text());
    said
}

/// A psychotherapy note, which is its author's alone.
async fn kept_apart(site: &WholeSite, one: One, dana: &str) -> String {
    let notebook = format!("/t/c/{}/process", one.subject);
    site.post(&notebook, Some(dana), &[("passphrase", "a walk by the lake")]).await;
    let open = site.read(&notebook, Some(dana)).await;
    let (id, text) = (hidden(&open, "id"), secret("process", one.first));
    let note = [("id", id.as_str()), ("text", &text)];
    let written = site.post(&format!("{notebook}/write"), Some(dana), &note).await;
    assert_eq!(written.status, 303, "{}", written.text());
    assert!(site.read(&notebook, Some(dana)).await.contains(&text), "the author reads it");
    text
}
