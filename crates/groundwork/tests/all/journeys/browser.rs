//! A person at a browser: opens pages, reads, clicks on words, fills in fields by their labels.

use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use tokio::time::sleep;

use crate::journeys::driver::{Driver, Scripts};
use crate::journeys::on_the_page;

/// One browser with a window of its own. Every step that does not work out ends the story and says why.
pub struct Browser {
    pub(super) client: Client,
    pub(super) driver: Driver,
    pub(super) session: String,
    address: String,
    scripts: Scripts,
}

impl Browser {
    /// At the site whose address this is, such as `http://127.0.0.1:41234`.
    pub async fn at(address: &str) -> Self {
        Self::start(address, Scripts::On).await
    }

    /// The same with scripts turned off.
    pub async fn without_scripts(address: &str) -> Self {
        Self::start(address, Scripts::Off).await
    }

    async fn start(address: &str, scripts: Scripts) -> Self {
        let driver = Driver::start();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let builder = builder.capabilities(driver.capabilities(scripts));
        let client = builder.connect(&driver.url()).await.expect("the browser starts");
        let session = client.session_id().await.ok().flatten().expect("the browser has a session");
        Self { client, driver, session, address: address.trim_end_matches('/').to_owned(), scripts }
    }

    /// Opens a page of the site by its path.
    pub async fn open(&self, path: &str) {
        let url = format!("{}{path}", self.address);
        self.client.goto(&url).await.unwrap_or_else(|error| panic!("open {path}: {error}"));
    }

    /// A picture of what the window shows.
    pub async fn window(&self) -> Vec<u8> {
        self.client.screenshot().await.expect("the window has a picture")
    }

    /// The path of the page shown, with whatever stands behind it.
    pub async fn path(&self) -> String {
        let url = self.client.current_url().await.expect("the page has an address").to_string();
        url.strip_prefix(&self.address).unwrap_or(&url).to_owned()
    }

    /// The page's text as it is read.
    pub async fn text(&self) -> String {
        for _ in 0..20 {
            let body = self.client.find(Locator::Css("body")).await.expect("the page has a body");
            // Another page may just have taken its place.
            if let Ok(text) = body.text().await {
                return text;
            }
            sleep(MOMENT).await;
        }
        panic!("{} does not hold still", self.path().await);
    }

    /// The page as it was sent, with what is not shown.
    pub async fn source(&self) -> String {
        self.client.source().await.expect("the page has a source")
    }

    /// Back to the page before, by the browser's own button.
    pub async fn back(&self) {
        self.client.back().await.expect("there is a page before");
    }

    /// These words stand on the page.
    pub async fn sees(&self, words: &str) {
        let text = self.text().await;
        assert!(text.contains(words), "\"{words}\" does not stand on {}:\n{text}", self.path().await);
    }

    /// These words come to stand on the page within ten seconds: a script puts them there.
    pub async fn comes_to_see(&self, words: &str) {
        for _ in 0..200 {
            if self.text().await.contains(words) {
                return;
            }
            sleep(MOMENT).await;
        }
        self.sees(words).await;
    }

    /// These words stand nowhere on the page.
    pub async fn sees_no(&self, words: &str) {
        let text = self.text().await;
        assert!(!text.contains(words), "\"{words}\" stands on {}:\n{text}", self.path().await);
    }

    /// Clicks on the link, button, tick or choice with these words: all of its words, or else the first that has them.
    /// What leads to another page is followed there.
    pub async fn click(&self, words: &str) {
        let element = self.shown(&on_the_page::clickable(words), &format!("\"{words}\" to click on")).await;
        let leads_away = leads_away(&element).await;
        let page = self.client.find(Locator::Css("html")).await.expect("there is a page");
        element.click().await.unwrap_or_else(|error| panic!("click on \"{words}\": {error}"));
        if leads_away {
            until_gone(&page).await;
        }
    }

    /// Presses the first button that this selector finds, and follows where it leads.
    pub async fn press(&self, selector: &str) {
        let found = self.client.find(Locator::Css(selector)).await;
        let button = found.unwrap_or_else(|error| panic!("{selector} on {error}"));
        self.scroll_to(&button).await;
        let page = self.client.find(Locator::Css("html")).await.expect("there is a page");
        button.click().await.unwrap_or_else(|error| panic!("press {selector}: {error}"));
        until_gone(&page).await;
    }

    /// Taps on what this selector finds first, and stays on the page.
    pub async fn tap(&self, selector: &str) {
        let found = self.client.find(Locator::Css(selector)).await;
        let button = found.unwrap_or_else(|error| panic!("{selector} on {error}"));
        self.scroll_to(&button).await;
        button.click().await.unwrap_or_else(|error| panic!("tap {selector}: {error}"));
    }

    /// Chooses an answer under the question of a group of choices.
    pub async fn choose(&self, question: &str, answer: &str) {
        let found =
            self.shown(&on_the_page::choices(question, answer), &format!("\"{answer}\" under \"{question}\"")).await;
        found.click().await.unwrap_or_else(|error| panic!("choose \"{answer}\": {error}"));
    }

    /// Writes into the field under this label, in place of what was there. Dates as "2026-06-22", times as "14:00".
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.shown(&on_the_page::fields(label), &format!("a field called \"{label}\"")).await;
        let kind = field.attr("type").await.ok().flatten().unwrap_or_default();
        let keys = on_the_page::keys(&kind, text);
        // A file is chosen by its path, and a list by the words of an option; neither is emptied first.
        let is_written = kind != "file" && field.tag_name().await.ok().as_deref() != Some("select");
        if is_written {
            field.clear().await.unwrap_or_else(|error| panic!("empty \"{label}\": {error}"));
        }
        field.send_keys(&keys).await.unwrap_or_else(|error| panic!("fill in \"{label}\": {error}"));
    }

    /// What stands in the field under this label.
    pub async fn value(&self, label: &str) -> String {
        let field = self.shown(&on_the_page::fields(label), &format!("a field called \"{label}\"")).await;
        field.prop("value").await.ok().flatten().unwrap_or_default()
    }

    /// What the browser complained of since it was last asked: blocked sources, missing files, faults in scripts.
    /// A refused form is no fault, though browsers call it one.
    pub async fn complaints(&self) -> Vec<String> {
        let log = self.driver.ask(&self.session, "se/log", &serde_json::json!({"type": "browser"})).await;
        let entries = log.as_array().cloned().unwrap_or_default();
        let complaints = entries.iter().filter_map(|entry| entry["message"].as_str());
        complaints.filter(|complaint| !complaint.contains("a status of 422")).map(str::to_owned).collect()
    }

    /// Whether this browser runs scripts.
    pub fn scripts(&self) -> Scripts {
        self.scripts
    }

    /// Closes the window.
    pub async fn leave(self) {
        self.client.close().await.expect("the browser closes");
    }

    /// Ends at once, as with a dead battery: nothing is closed, and nothing of the device is there afterwards.
    pub async fn dies(self) {
        drop(self.driver);
        // Whoever drove it hears that it is gone.
        assert!(self.client.current_url().await.is_err(), "the browser is still there");
    }

    async fn scroll_to(&self, element: &Element) {
        let element = serde_json::to_value(element).expect("an element has a name of its own");
        self.client.execute(TO_THE_MIDDLE, vec![element]).await.expect("the page scrolls");
    }

    /// The first of the places that is there and shown.
    async fn shown(&self, places: &[String], what: &str) -> Element {
        for place in places {
            for element in self.client.find_all(Locator::XPath(place)).await.unwrap_or_default() {
                if element.is_displayed().await.unwrap_or(false) {
                    self.scroll_to(&element).await;
                    return element;
                }
            }
        }
        panic!("there is no {what} on {}:\n{}", self.path().await, self.text().await);
    }
}

/// Into the middle of the window, where no bar lies over it, as a person would.
const TO_THE_MIDDLE: &str = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";

/// How long to wait before looking again.
const MOMENT: Duration = Duration::from_millis(50);

/// Whether a click leads to another page: a link to a path, or the button that sends a form.
async fn leads_away(element: &Element) -> bool {
    let of = |name: &'static str| async move { element.attr(name).await.ok().flatten() };
    match element.tag_name().await.as_deref() {
        Ok("a") => of("href").await.is_some_and(|target| target.starts_with('/') || target.starts_with("http")),
        Ok("button") => of("popovertarget").await.is_none() && of("type").await.is_none_or(|kind| kind == "submit"),
        _ => false,
    }
}

/// Waits until another page stands in this one's place.
async fn until_gone(page: &Element) {
    for _ in 0..200 {
        if page.tag_name().await.is_err() {
            return;
        }
        sleep(MOMENT).await;
    }
    panic!("the click led nowhere for ten seconds");
}
