//! What is hard for longer than a moment, as fields of a form and as it is read. Client and team fill in the same.

use care::difficulty::{DifficultyKind, DifficultyRefusal, NewDifficulty};
use care::dosing_day::Told;
use care::grounding_tool::Distress;
use maud::{Markup, html};

use crate::fields::{Kind, Problem, hidden};
use crate::form::Posted;
use crate::reading::Reading;
use crate::typed::Typed;

/// The fields.
pub fn difficulty_fields(typed: &Typed<'_>) -> Markup {
    let kinds = DifficultyKind::ALL.map(|kind| (kind.code(), kind.word()));
    html! {
        (hidden("id", typed.posted.one("id")))
        (typed.one_of("kind", "What is hard", &kinds))
        (typed.input("words", "What it is like", Some("May stay empty"), Kind::Line))
        (typed.input("since", "Since which day, about", Some("May stay empty if that is not known"), Kind::Date))
        (typed.input("strength", "How hard it is these days", Some("0 is not at all, 10 the most there is; may stay empty"), Kind::Number))
        (typed.input("helps", "What has helped, if only a little", Some("May stay empty"), Kind::Line))
    }
}

/// Reads them.
pub fn read_difficulty(posted: &Posted) -> Result<NewDifficulty, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let kind = DifficultyKind::from_code(posted.one("kind"));
    let kind = form.wanted("kind", kind, "Choose what is hard. “Something else” is an answer");
    let id = form.wanted("kind", posted.one("id").parse().ok(), "Open this page again, and write it once more");
    let since = form.date("since").map_or(Told::Unknown, Told::Known);
    let strength = match posted.one("strength") {
        "" => None,
        text => form.wanted("strength", Distress::parse(text).ok(), "Enter a whole number from 0 to 10, or none"),
    };
    let (words, helps) = (form.line("words"), form.line("helps"));
    form.done(id.zip(kind).map(|(id, kind)| NewDifficulty { id, kind, since, strength, words, helps }))
}

/// The fields as they stand, to be told anew.
pub fn difficulty_as_posted(told: &NewDifficulty) -> Posted {
    let line =
        |line: &Option<terms::text::Line>| line.as_ref().map(|line| line.as_str().to_owned()).unwrap_or_default();
    let since = match told.since {
        Told::Known(since) => since.to_string(),
        Told::Unknown => String::new(),
    };
    Posted::from_pairs([
        ("id", told.id.to_string()),
        ("kind", told.kind.code().to_owned()),
        ("since", since),
        ("strength", told.strength.map(|strength| strength.number().to_string()).unwrap_or_default()),
        ("words", line(&told.words)),
        ("helps", line(&told.helps)),
    ])
}

/// What to do about a refusal.
pub fn difficulty_refused(refusal: DifficultyRefusal) -> Problem {
    let (field, words) = match refusal {
        DifficultyRefusal::SinceTheFuture => ("since", "This day is still to come. Enter an earlier one, or none"),
        DifficultyRefusal::NoSuchDifficulty => ("kind", "This one does not go on any more. Open the page again"),
    };
    Problem { field, words: words.to_owned() }
}

/// One in words: what it is, since when, how hard, what helps.
pub fn difficulty_words(told: &NewDifficulty) -> Markup {
    html! {
        b { (told.kind.word()) }
        @if let Some(words) = &told.words { br; span.voice { (words.as_str()) } }
        br; span.small.dim {
            @match told.since { Told::Known(since) => { "Since " (since.strftime("%B %-d, %Y")) }, Told::Unknown => "Since when is not known" }
            @if let Some(strength) = told.strength { ", " (strength.number()) " of " (Distress::MOST) }
            @if let Some(helps) = &told.helps { ". Helps: " (helps.as_str()) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_comes_back_as_it_was_and_what_is_not_known_may_stay_so() {
        let id = ("id", "aaaaaaaaaa");
        let whole = [id, ("kind", "sleep"), ("since", "2026-06-01"), ("strength", "6"), ("words", "Up at three")];
        let told = read_difficulty(&Posted::from_pairs(whole)).unwrap();
        assert_eq!(read_difficulty(&difficulty_as_posted(&told)), Ok(told));
        let little = read_difficulty(&Posted::from_pairs([id, ("kind", "unreal")])).unwrap();
        assert_eq!((little.since, little.strength, little.words), (Told::Unknown, None, None));
        for (pairs, field) in [
            (vec![id], "kind"),
            (vec![("kind", "sleep")], "kind"),
            (vec![id, ("kind", "sleep"), ("strength", "11")], "strength"),
            (vec![id, ("kind", "sleep"), ("since", "June")], "since"),
        ] {
            let problems = read_difficulty(&Posted::from_pairs(pairs)).unwrap_err();
            assert_eq!(problems.iter().map(|problem| problem.field).collect::<Vec<_>>(), [field]);
        }
        assert_eq!(difficulty_refused(DifficultyRefusal::SinceTheFuture).field, "since");
        assert_eq!(difficulty_refused(DifficultyRefusal::NoSuchDifficulty).field, "kind");
    }
}
