//! "How was it?": whether a way to come back helped, and how hard it was before and after. All of it may be left out.

use actions::try_tool::TriedTool;
use care::grounding_tool::{Distress, Helps};
use maud::{Markup, html};
use shell::fields::hidden;
use shell::reading::Reading;
use shell::typed::Typed;
use terms::text::Line;

use crate::scale::scale;

/// Reads what was tried under this name.
pub fn read(mut form: Reading<'_>, tool: Option<Line>) -> Result<TriedTool, Vec<shell::fields::Problem>> {
    let helps = Helps::from_code(form.posted.one("helps"));
    let (before, after) = (distress(&mut form, "before"), distress(&mut form, "after"));
    if helps.is_none() && before.is_none() && after.is_none() {
        form.wanted("helps", None::<Helps>, "Choose one of the words, or leave it unsaid");
    }
    form.done(tool.map(|tool| TriedTool { tool, helps, before, after }))
}

fn distress(form: &mut Reading<'_>, field: &'static str) -> Option<Distress> {
    match form.posted.one(field) {
        "" => None,
        text => form.wanted(field, Distress::parse(text).ok(), "Choose a number from 0 to 10, or none"),
    }
}

/// The fields, with the one-time number that a second sending carries again.
pub fn fields(typed: &Typed<'_>, fresh: &str) -> Markup {
    let once = Some(typed.posted.one("once")).filter(|once| !once.is_empty()).unwrap_or(fresh);
    html! {
        (hidden("once", once))
        (typed.one_of("helps", "How was it?", &Helps::ALL.map(|helps| (helps.code(), helps.word()))))
        (scale(typed, ("before", "Distress before, if you like"), ("none at all", "the most you can think of")))
        (scale(typed, ("after", "Distress after"), ("none at all", "the most you can think of")))
    }
}

#[cfg(test)]
mod tests {
    use shell::form::Posted;

    use super::*;

    #[test]
    fn something_is_said_of_what_was_tried_and_numbers_are_from_0_to_10() {
        let check = |pairs: &[(&str, &str)]| {
            let posted = Posted::from_pairs(pairs.iter().copied());
            let tried = read(Reading::of(&posted), Line::parse("Feet").ok());
            tried.map(|tried| (tried.helps, tried.before.map(Distress::number))).map_err(|problems| problems[0].field)
        };
        for (given, expected) in [
            (&[("helps", "yes")][..], Ok((Some(Helps::Yes), None))),
            (&[("before", "0")], Ok((None, Some(0)))),
            (&[("before", "10"), ("after", "3")], Ok((None, Some(10)))),
            (&[("before", "11"), ("helps", "no")], Err("before")),
            (&[("after", "-1"), ("helps", "no")], Err("after")),
            (&[], Err("helps")),
        ] {
            assert_eq!(check(given), expected, "{given:?}");
        }
    }
}
