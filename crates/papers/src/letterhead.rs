//! Who writes: what stands at the top and at the foot of every paper.

use jiff::civil::Date;
use serde::Serialize;
use terms::practice::Practice;

/// Who writes, and on which day the paper was made.
#[derive(Clone, Copy, Debug)]
pub struct Letterhead<'a> {
    /// Who writes.
    pub practice: &'a Practice,
    /// The day of the paper, which the file bears as its date.
    pub on: Date,
}

/// What the common template takes.
#[derive(Serialize)]
pub(crate) struct Head {
    title: String,
    practice: String,
    place: String,
    reach: Vec<String>,
    foot: String,
    #[serde(skip)]
    pub(crate) on: Date,
}

impl Letterhead<'_> {
    /// The head of a paper with this title; its foot says whose it is.
    pub(crate) fn head(&self, title: &str, whose: &str) -> Head {
        let Practice { name, street, place, phone, email, .. } = self.practice;
        let told = |facts: [&str; 2]| -> Vec<String> {
            facts.into_iter().filter(|fact| !fact.is_empty()).map(str::to_owned).collect()
        };
        Head {
            title: title.to_owned(),
            practice: name.clone(),
            place: told([street, place]).join(", "),
            reach: told([phone, email]),
            foot: format!("{whose} · {title}"),
            on: self.on,
        }
    }
}

impl Head {
    /// A head that names nobody: the paper belongs to whoever wrote it.
    pub(crate) fn of_nobody(title: &str, on: Date) -> Self {
        let nothing = String::new;
        Self { title: title.to_owned(), practice: nothing(), place: nothing(), reach: Vec::new(), foot: nothing(), on }
    }
}

/// "June 22, 2026".
pub(crate) fn day(date: Date) -> String {
    date.strftime("%B %-d, %Y").to_string()
}
