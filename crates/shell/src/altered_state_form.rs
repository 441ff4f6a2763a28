//! An altered state before now, as fields of a form and as it is read. Client and team fill in the same.

use care::altered_state::{AlteredState, HowItWas};
use care::dosing_day::Told;
use maud::{Markup, html};
use terms::text::Line;

use crate::fields::{Kind, Problem, hidden};
use crate::form::Posted;
use crate::reading::Reading;
use crate::typed::Typed;

/// The fields. Whatever stays empty is not known, and that is an answer.
pub fn altered_state_fields(typed: &Typed<'_>) -> Markup {
    let how: Vec<(&str, &str)> =
        HowItWas::ALL.map(|how| (how.code(), how.word())).into_iter().chain([("", "Not known")]).collect();
    html! {
        (hidden("id", typed.posted.one("id")))
        (typed.input("what", "What it was", Some("Ketamine, another substance, breathwork, meditation, a fever: whatever it was"), Kind::Line))
        (typed.input("when", "About when", Some("“About 2015”, “as a child”; empty means not known"), Kind::Line))
        (typed.input("setting", "Where, and with whom", Some("A clinic, a retreat, alone; empty means not known"), Kind::Line))
        (typed.one_of("how", "How it was", &how))
        (typed.input("left", "What stayed of it", Some("May stay empty"), Kind::Line))
    }
}

/// Reads them.
pub fn read_altered_state(posted: &Posted) -> Result<AlteredState, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let what = form.line("what");
    let what = form.wanted("what", what, "Write what it was, in a word or two");
    let id = form.wanted("what", posted.one("id").parse().ok(), "Open this page again, and write it once more");
    let when = form.line("when").map_or(Told::Unknown, Told::Known);
    let setting = form.line("setting").map_or(Told::Unknown, Told::Known);
    let how = HowItWas::from_code(posted.one("how")).map_or(Told::Unknown, Told::Known);
    let left = form.line("left");
    form.done(id.zip(what).map(|(id, what)| AlteredState { id, what, when, setting, how, left }))
}

/// The fields as they stand, to be corrected.
pub fn altered_state_as_posted(state: &AlteredState) -> Posted {
    let told = |told: &Told<Line>| match told {
        Told::Known(line) => line.as_str().to_owned(),
        Told::Unknown => String::new(),
    };
    let how = match state.how {
        Told::Known(how) => how.code().to_owned(),
        Told::Unknown => String::new(),
    };
    Posted::from_pairs([
        ("id", state.id.to_string()),
        ("what", state.what.as_str().to_owned()),
        ("when", told(&state.when)),
        ("setting", told(&state.setting)),
        ("how", how),
        ("left", state.left.as_ref().map(|left| left.as_str().to_owned()).unwrap_or_default()),
    ])
}

/// One in words. What is not known is said to be so.
pub fn altered_state_words(state: &AlteredState) -> Markup {
    let told = |told: &Told<Line>| match told {
        Told::Known(line) => line.as_str().to_owned(),
        Told::Unknown => "not known".to_owned(),
    };
    html! {
        b { (state.what.as_str()) }
        br; span.small.dim { "When: " (told(&state.when)) ". Setting: " (told(&state.setting)) ". How it was: " (match state.how { Told::Known(how) => how.word().to_lowercase(), Told::Unknown => "not known".to_owned() }) "." }
        @if let Some(left) = &state.left { br; span.voice { (left.as_str()) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_comes_back_as_it_was_and_not_knowing_is_an_answer() {
        let id = ("id", "aaaaaaaaaa");
        let whole = [id, ("what", "A retreat"), ("when", "About 2015"), ("how", "hard"), ("left", "The singing")];
        let told = read_altered_state(&Posted::from_pairs(whole)).unwrap();
        assert_eq!(read_altered_state(&altered_state_as_posted(&told)), Ok(told.clone()));
        let words = altered_state_words(&told).into_string();
        assert!(
            words.contains("About 2015") && words.contains("Setting: not known") && words.contains("hard"),
            "{words}"
        );
        for pairs in [vec![id], vec![("what", "A retreat")]] {
            assert_eq!(read_altered_state(&Posted::from_pairs(pairs)).unwrap_err()[0].field, "what");
        }
    }
}
