//! Fields of a form as they were typed, each with what needs another look.

use maud::{Markup, html};
use terms::text::{MAX_LINE, MAX_PROSE};

use crate::fields::{self, Choice, Choices, Kind, Look, Problem, Text};
use crate::form::Posted;

/// What was typed, and what was found in it.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    /// The form as it was posted, or as it would be.
    pub posted: &'a Posted,
    /// What needs another look.
    pub problems: &'a [Problem],
}

impl Typed<'_> {
    /// A few lines in prose.
    pub fn area(&self, name: &'static str, label: &str, hint: Option<&str>) -> Markup {
        self.field((name, label, hint), Kind::Area)
    }

    /// One line, or whatever of one line `kind` says.
    pub fn input(&self, name: &'static str, label: &str, hint: Option<&str>, kind: Kind) -> Markup {
        self.field((name, label, hint), kind)
    }

    /// Short words of which several may be chosen.
    pub fn several(&self, name: &'static str, legend: &str, options: &[(&str, &str)]) -> Markup {
        self.chips(&Choices { many: true, ..choices((name, legend)) }, options)
    }

    /// Short words of which one is chosen.
    pub fn one_of(&self, name: &'static str, legend: &str, options: &[(&str, &str)]) -> Markup {
        self.chips(&choices((name, legend)), options)
    }

    /// A list to choose one from, where the words are longer or many.
    pub fn select(&self, name: &'static str, label: &str, options: &[(String, String)]) -> Markup {
        let chosen = self.posted.one(name);
        let found = self.problems.iter().find(|problem| problem.field == name);
        html! {
            div.field {
                label for=(name) { (label) }
                @if let Some(problem) = found { p.error id={ (name) "-e" } { (problem.words) } }
                select.w-m id=(name) name=(name) aria-invalid=[found.map(|_| "true")] aria-describedby=[found.map(|_| format!("{name}-e"))] {
                    @for (value, words) in options { option value=(value) selected[value == chosen] { (words) } }
                }
            }
        }
    }

    fn field(&self, (name, label, hint): (&'static str, &str, Option<&str>), kind: Kind) -> Markup {
        let max = if kind == Kind::Area { MAX_PROSE } else { MAX_LINE };
        let spec = Text { name, label, hint, kind, autocomplete: Some("off"), optional: false, max };
        fields::text(&spec, self.posted.one(name), self.problems)
    }

    fn chips(&self, spec: &Choices<'_>, options: &[(&str, &str)]) -> Markup {
        let options: Vec<Choice<'_>> =
            options.iter().map(|(value, label)| Choice { value, label, small: None }).collect();
        fields::choices(&Choices { options: &options, ..*spec }, &self.posted.all(spec.name), self.problems)
    }
}

fn choices<'a>((name, legend): (&'static str, &'a str)) -> Choices<'a> {
    Choices { name, legend, hint: None, many: false, look: Look::Chips, options: &[] }
}
