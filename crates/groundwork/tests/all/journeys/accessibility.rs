//! Rules of accessibility, asked of the page as it stands, and pictures of it for people to look at.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::journeys::browser::Browser;
use crate::journeys::driver::{Scripts, needed};

/// Light or dark, as the person's system has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// By day.
    Light,
    /// By night.
    Dark,
}

/// Widths that every screen is looked at in, in CSS pixels.
pub const PHONE: u32 = 390;
/// A desk.
pub const DESK: u32 = 1280;

/// Runs all rules of WCAG 2.0 to 2.2, A and AA, and those of good practice, and hands back each breach in a line.
const RUN: &str = r"
const done = arguments[arguments.length - 1];
const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }).then(
  ({ violations }) => done(violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map(node => `${id} (${impact}): ${help}: ${node.html.slice(0, 200)}`))),
  error => done([`the rules could not be run: ${error}`]));
";

impl Browser {
    /// Sets the window's width and the color scheme.
    pub async fn look(&self, width: u32, scheme: Scheme) {
        let scheme = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        self.resize(width, 900).await;
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        self.devtools("Emulation.setEmulatedMedia", json!({"features": features})).await;
    }

    /// Every rule of accessibility holds on the page as it is shown now.
    pub async fn axe(&self) {
        let breaches = self.breaches().await;
        assert!(breaches.is_empty(), "{} breaks rules of accessibility:\n{}", self.path().await, breaches.join("\n"));
    }

    /// What is wrong with the page, by the rules, one line each.
    pub async fn breaches(&self) -> Vec<String> {
        assert_eq!(self.scripts(), Scripts::On, "the rules are a script");
        let path = needed("GROUNDWORK_AXE");
        let rules = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        self.client.execute(&rules, Vec::new()).await.expect("the rules load");
        let breaches = self.client.execute_async(RUN, Vec::new()).await.expect("the rules run");
        let lines = breaches.as_array().expect("the rules answer in lines");
        lines.iter().map(|line| line.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// A picture of the whole page, in `target/screens`.
    pub async fn screenshot(&self, name: &str, width: u32, scheme: Scheme) {
        self.look(width, scheme).await;
        let shape = self.devtools("Page.getLayoutMetrics", json!({})).await;
        let height = shape["cssContentSize"]["height"].as_u64().and_then(|height| u32::try_from(height).ok());
        self.resize(width, height.unwrap_or(900).clamp(600, 8_000)).await;
        let picture = self.client.screenshot().await.expect("the page has a picture");
        self.look(width, scheme).await;
        let ending = if scheme == Scheme::Dark { "-dark" } else { "" };
        let file = screens().join(format!("{name}-{width}{ending}.png"));
        fs::write(&file, picture).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }

    async fn resize(&self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
    }

    async fn devtools(&self, command: &str, params: Value) -> Value {
        let asked = json!({"cmd": command, "params": params});
        self.driver.ask(&self.session, "goog/cdp/execute", &asked).await
    }
}

fn screens() -> PathBuf {
    // Cargo's own folder for tests stands in the target folder.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screens");
    fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    folder
}
