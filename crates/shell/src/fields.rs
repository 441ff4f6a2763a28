//! Form fields that show what was typed, and beside it what needs another look.

use maud::{Markup, html};

use crate::icon::{Icon, icon};

/// One answer that needs another look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name, which is also the id the summary links to.
    pub field: &'static str,
    /// What to do, in a sentence without a period.
    pub words: String,
}

/// What is typed into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Line,
    /// An email address.
    Email,
    /// A phone number.
    Phone,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A whole number.
    Number,
    /// A password: never shown, never sent back.
    Password,
    /// A page to write on, in the serif.
    Page,
    /// A few lines.
    Area,
}

/// A field to type in.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// Name and id.
    pub name: &'static str,
    /// The question above it.
    pub label: &'a str,
    /// A line between question and field.
    pub hint: Option<&'a str>,
    /// What is typed.
    pub kind: Kind,
    /// The browser's own word for it: "email".
    pub autocomplete: Option<&'static str>,
    /// Whether it may stay empty; then that is said.
    pub optional: bool,
    /// The longest text, in characters. The server checks it and says so; the browser never cuts text off.
    pub max: usize,
}

/// One thing to choose.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// What is posted.
    pub value: &'a str,
    /// What is read.
    pub label: &'a str,
    /// What choosing it means.
    pub small: Option<&'a str>,
}

/// How choices stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Under each other.
    Rows,
    /// Two or three beside each other.
    Across,
    /// Short words in a line.
    Chips,
}

/// A group of choices.
#[derive(Clone, Copy, Debug)]
pub struct Choices<'a> {
    /// Name of all, and id of the first.
    pub name: &'static str,
    /// The question.
    pub legend: &'a str,
    /// A line under it.
    pub hint: Option<&'a str>,
    /// Whether several may be chosen.
    pub many: bool,
    /// How they stand.
    pub look: Look,
    /// In order.
    pub options: &'a [Choice<'a>],
}

/// All problems above the form, each leading to its field. Nothing when there are none.
pub fn error_summary(problems: &[Problem]) -> Markup {
    if problems.is_empty() {
        return html! {};
    }
    html! {
        div.note.stop #errors role="alert" tabindex="-1" {
            (icon(Icon::Alert))
            div {
                h2 { (counted(problems.len())) }
                p { "Everything else you wrote is still here." }
                ul { @for problem in problems { li { a href={ "#" (problem.field) } { (problem.words) } } } }
            }
        }
    }
}

/// A field to type in, holding `value`.
pub fn text(spec: &Text<'_>, value: &str, problems: &[Problem]) -> Markup {
    let found = about(spec.name, problems);
    let invalid = found.map(|_| "true");
    let described = described(spec.name, spec.hint.is_some(), found.is_some());
    html! {
        div.field {
            label for=(spec.name) { (spec.label) @if spec.optional { " " span.hint { "optional" } } }
            @if let Some(hint) = spec.hint { p.hint id={ (spec.name) "-h" } { (hint) } }
            (error(spec.name, found))
            @match spec.kind {
                Kind::Page => { textarea.page id=(spec.name) name=(spec.name) aria-invalid=[invalid] aria-describedby=[described] { "\n" (value) } },
                Kind::Area => { textarea id=(spec.name) name=(spec.name) aria-invalid=[invalid] aria-describedby=[described] { "\n" (value) } },
                Kind::Line | Kind::Email | Kind::Phone | Kind::Date | Kind::Time | Kind::Number | Kind::Password => {
                    input.w-m id=(spec.name) name=(spec.name) type=[input_type(spec.kind)] inputmode=[(spec.kind == Kind::Number).then_some("numeric")]
                        autocomplete=[spec.autocomplete] value=[(!value.is_empty() && spec.kind != Kind::Password).then_some(value)] aria-invalid=[invalid] aria-describedby=[described];
                },
            }
        }
    }
}

/// A group of choices with `chosen` marked. Nothing is chosen for a person beforehand.
pub fn choices(spec: &Choices<'_>, chosen: &[&str], problems: &[Problem]) -> Markup {
    let found = about(spec.name, problems);
    let look = match spec.look {
        Look::Rows => "choices",
        Look::Across => "choices across",
        Look::Chips => "chips",
    };
    html! {
        fieldset.field aria-describedby=[described(spec.name, spec.hint.is_some(), found.is_some())] {
            legend { (spec.legend) }
            @if let Some(hint) = spec.hint { p.hint id={ (spec.name) "-h" } { (hint) } }
            (error(spec.name, found))
            div class=(look) {
                @for (place, option) in spec.options.iter().enumerate() {
                    label.choice {
                        input id=[(place == 0).then_some(spec.name)] type=(if spec.many { "checkbox" } else { "radio" }) name=(spec.name) value=(option.value)
                            checked[chosen.contains(&option.value)] aria-invalid=[found.map(|_| "true")];
                        (words(option.label, option.small))
                    }
                }
            }
        }
    }
}

/// One box to tick; posted as "yes".
pub fn tick(name: &'static str, label: &str, small: Option<&str>, ticked: bool, problems: &[Problem]) -> Markup {
    let found = about(name, problems);
    html! {
        div.field {
            (error(name, found))
            label.choice {
                input id=(name) type="checkbox" name=(name) value="yes" checked[ticked] aria-invalid=[found.map(|_| "true")] aria-describedby=[described(name, false, found.is_some())];
                (words(label, small))
            }
        }
    }
}

/// A file to choose; `accept` is what the browser offers first.
pub fn file(name: &'static str, (label, hint): (&str, &str), accept: &str, problems: &[Problem]) -> Markup {
    let found = about(name, problems);
    html! {
        div.field {
            label for=(name) { (label) }
            p.hint id={ (name) "-h" } { (hint) }
            (error(name, found))
            input.w-m id=(name) name=(name) type="file" accept=(accept) aria-invalid=[found.map(|_| "true")] aria-describedby=[described(name, true, found.is_some())];
        }
    }
}

/// A value that travels along.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// The one filled button of a form, in a row so that it keeps its own width.
pub fn submit(words: &str) -> Markup {
    html! { div.row { button.btn { (words) } } }
}

fn counted(problems: usize) -> String {
    let number = match problems {
        1 => return "One answer needs another look".to_owned(),
        2 => "Two",
        3 => "Three",
        4 => "Four",
        5 => "Five",
        6 => "Six",
        more => return format!("{more} answers need another look"),
    };
    format!("{number} answers need another look")
}

fn about<'a>(name: &str, problems: &'a [Problem]) -> Option<&'a Problem> {
    problems.iter().find(|problem| problem.field == name)
}

fn error(name: &str, found: Option<&Problem>) -> Markup {
    html! { @if let Some(problem) = found { p.error id={ (name) "-e" } { (icon(Icon::Alert)) (problem.words) } } }
}

fn described(name: &str, hint: bool, error: bool) -> Option<String> {
    let parts: Vec<String> = [(hint, "h"), (error, "e")]
        .into_iter()
        .filter(|(there, _)| *there)
        .map(|(_, end)| format!("{name}-{end}"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn words(label: &str, small: Option<&str>) -> Markup {
    html! { span { (label) @if let Some(small) = small { small { (small) } } } }
}

fn input_type(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Email => Some("email"),
        Kind::Phone => Some("tel"),
        Kind::Date => Some("date"),
        Kind::Time => Some("time"),
        Kind::Password => Some("password"),
        Kind::Line | Kind::Number | Kind::Page | Kind::Area => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMAIL: Text<'static> = Text {
        name: "email",
        label: "Email",
        hint: Some("We answer from one address"),
        kind: Kind::Email,
        autocomplete: Some("email"),
        optional: true,
        max: 200,
    };

    fn problem(field: &'static str) -> Problem {
        Problem { field, words: "Enter an email address with an @".to_owned() }
    }

    #[test]
    fn a_refused_answer_keeps_what_was_typed_and_says_what_to_do() {
        let field = text(&EMAIL, "jamie.\"example", &[problem("email")]).into_string();
        assert!(
            field.contains("value=\"jamie.&quot;example\"")
                && field.contains("aria-invalid=\"true\" aria-describedby=\"email-h email-e\"")
        );
        assert!(field.contains("id=\"email-e\"") && field.contains("type=\"email\"") && field.contains("optional"));
    }

    #[test]
    fn a_good_answer_shows_no_error() {
        assert!(!text(&EMAIL, "", &[problem("name")]).into_string().contains("error"));
    }

    #[test]
    fn the_summary_counts_and_leads_to_each_field() {
        assert_eq!(error_summary(&[]).into_string(), "");
        assert!(error_summary(&[problem("email")]).into_string().contains("One answer needs another look"));
        let two = error_summary(&[problem("email"), problem("name")]).into_string();
        assert!(two.contains("Two answers need another look") && two.contains("href=\"#name\""));
    }

    #[test]
    fn the_first_choice_bears_the_name_and_only_the_chosen_is_marked() {
        let options = [
            Choice { value: "a", label: "Mornings", small: None },
            Choice { value: "b", label: "Evenings", small: Some("after 5") },
        ];
        let spec = Choices {
            name: "times",
            legend: "Which times?",
            hint: None,
            many: true,
            look: Look::Chips,
            options: &options,
        };
        let group = choices(&spec, &["b"], &[]).into_string();
        assert!(
            group.contains("id=\"times\" type=\"checkbox\" name=\"times\" value=\"a\">")
                && group.contains("value=\"b\" checked>")
        );
        assert!(!choices(&spec, &[], &[]).into_string().contains("checked"));
    }
}
