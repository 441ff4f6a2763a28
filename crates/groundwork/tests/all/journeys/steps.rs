//! Steps that several stories share: signing in, looking at a page, writing a note and signing it.

use fantoccini::Locator;
use terms::ids::{StaffId, SubjectId};

use crate::journeys::accessibility::{DESK, PHONE, Scheme};
use crate::journeys::browser::Browser;
use crate::journeys::driver::Scripts;

/// How the pages of a story are looked at. The walk through every page takes the other two.
pub const IN_A_STORY: [(u32, Scheme); 2] = [(PHONE, Scheme::Light), (DESK, Scheme::Dark)];

/// The page's width when it is too wide, and the parts of it that reach past the window.
const WIDER: &str = r"
const wide = document.documentElement.scrollWidth;
if (wide <= innerWidth) return [];
const out = [...document.body.querySelectorAll('*')].filter(part => part.getBoundingClientRect().right > innerWidth + 1);
return [`${wide} pixels`, ...out.slice(0, 12).map(part => part.outerHTML.slice(0, 120))];
";

/// Whatever lies wholly under something else once it is focused (WCAG 2.2, 2.4.11), or as soon as the page is there: the
/// words that say what was just done.
const HIDDEN: &str = r"
const shown = part => part.checkVisibility() && !part.disabled && part.type !== 'hidden';
const parts = [...document.querySelectorAll('main :is(a[href], button, input, select, textarea, summary)')].filter(shown);
const seen = (part, x, y) => {
  const top = document.elementFromPoint(x, y);
  return top && (part.contains(top) || top.contains(part) || top.control === part || part.labels?.[0]?.contains(top));
};
const said = [...document.querySelectorAll('main > .toast')];
return [...said, ...parts].filter(part => {
  if (said.includes(part)) scrollTo({ top: 0, behavior: 'instant' });
  else part.focus();
  const boxes = [...part.getClientRects()];
  return !boxes.some(box => [.1, .5, .9].some(down => seen(part, box.x + box.width / 2, box.y + box.height * down)));
}).map(part => part.outerHTML.slice(0, 120));
";

impl Browser {
    /// Signs in as this person; the demo asks for no password.
    pub async fn sign_in(&self, staff: StaffId) {
        self.open(&format!("/staff/{staff}")).await;
        self.click("Sign in as ").await;
    }

    /// Signs in as this client; the demo mails no link.
    pub async fn sign_in_client(&self, subject: SubjectId) {
        self.open("/sign-in").await;
        self.press(&format!("form[action='/sign-in/{subject}'] button")).await;
    }

    /// Begins a note of this kind from the row of new notes.
    pub async fn begin_note(&self, kind: &str) {
        let code = kind.to_lowercase().replace(' ', "-");
        self.press(&format!("form[action$='/notes'] button[value='{code}']")).await;
        self.sees("The note is begun. Only you can see it until you sign.").await;
    }

    /// A page of a story is in order: no rule of accessibility is broken, and the browser has nothing to complain of.
    pub async fn seen(&self, name: &str) {
        self.looked_at(name, &IN_A_STORY).await;
        self.complains_of(&[]).await;
    }

    /// Pictures in these looks, each held against the rules of accessibility. Without scripts there are none to run.
    pub async fn looked_at(&self, name: &str, looks: &[(u32, Scheme)]) {
        if self.scripts() == Scripts::Off {
            return;
        }
        for (width, scheme) in looks {
            self.screenshot(name, *width, *scheme).await;
            self.axe().await;
        }
    }

    /// The browser complains of these answers of the server and of nothing else.
    pub async fn complains_of(&self, statuses: &[&str]) {
        let complaints = self.complaints().await;
        // Of our own doing: the window changes its size, or goes on, while one page still fades into the next. Browsers
        // call it aborted or skipped.
        let ours = "Uncaught DOMException: Transition was ";
        let is_told = |complaint: &String| statuses.iter().chain([&ours]).any(|words| complaint.contains(words));
        let others: Vec<&String> = complaints.iter().filter(|complaint| !is_told(complaint)).collect();
        assert!(others.is_empty(), "{}: {others:?}", self.path().await);
    }

    /// These words stand on the page in this order.
    pub async fn sees_in_order(&self, words: &[&str]) {
        let text = self.text().await;
        let mut rest = text.as_str();
        for word in words {
            let Some((_, after)) = rest.split_once(word) else {
                panic!("\"{word}\" does not stand where it should on {}:\n{text}", self.path().await)
            };
            rest = after;
        }
    }

    /// Nothing on the page is what this selector names.
    pub async fn has_none(&self, selector: &str) {
        let found = self.client.find_all(Locator::Css(selector)).await.expect("the page can be searched");
        assert!(found.is_empty(), "{} has {} of {selector}", self.path().await, found.len());
    }

    /// What sticks out of the window at its right side; nothing, when the page does not scroll sideways.
    pub async fn wider_than_its_window(&self) -> Vec<String> {
        self.lines_of(WIDER).await
    }

    /// What is hidden although it is focused, or was just said.
    pub async fn hidden(&self) -> Vec<String> {
        self.lines_of(HIDDEN).await
    }

    /// Every path of ours that the page links to, without what stands behind a `#`.
    pub async fn links(&self) -> Vec<String> {
        self.lines_of("return [...document.querySelectorAll('a[href^=\"/\"]')].map(link => link.getAttribute('href').split('#')[0]);")
            .await
    }

    async fn lines_of(&self, script: &str) -> Vec<String> {
        let found = self.client.execute(script, Vec::new()).await.expect("the page can be measured");
        let lines = found.as_array().expect("a list of lines");
        lines.iter().map(|line| line.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Opens a chart of which a visit is due, and starts its note.
    pub async fn start_note(&self, subject: SubjectId) {
        self.open(&format!("/t/c/{subject}")).await;
        self.click("Start note").await;
        self.sees("The note is begun. Only you can see it until you sign.").await;
    }

    /// Fills in the visit and how the client arrived.
    pub async fn arrive(&self, ended: &str, state: &str) {
        self.fill("Ended", ended).await;
        self.choose("Present", "Client").await;
        self.choose("State on arrival", state).await;
        self.choose("Grounding used", "Feet").await;
        self.choose("Risk today", "No current concern").await;
    }
}
