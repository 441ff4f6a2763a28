//! What a document asks whoever signs it to fill in, as fields of the form under it.

use care::document::DocumentKind;
use care::fill_in::{FillIn, FilledHow, FilledIn};
use maud::{Markup, html};

use crate::fields::Kind;
use crate::reading::Reading;
use crate::typed::Typed;

/// The fields, one for each.
pub fn fill_in_fields(typed: &Typed<'_>, kind: DocumentKind) -> Markup {
    html! { @for asked in kind.fill_ins() { (field(typed, *asked)) } }
}

/// What was filled in. What stayed blank is asked for, each in its place.
pub fn read_fill_ins(form: &mut Reading<'_>, kind: DocumentKind) -> Vec<FilledIn> {
    let mut filled = Vec::new();
    for asked in kind.fill_ins().iter().copied() {
        let answer = form.line(asked.code());
        let answer = form.wanted(asked.code(), answer, left_blank(asked));
        filled.extend(answer.map(|answer| FilledIn { asked, answer }));
    }
    filled
}

/// What is asked for where it stayed blank, or where something else was filled in.
pub fn left_blank(asked: FillIn) -> &'static str {
    match asked {
        FillIn::TouchKind => "Write what touch is all right and where, or leave the page unsigned: then there is none",
        FillIn::StopSign => "Write a sign for stop that needs no words: a raised hand, two taps",
        FillIn::RecordingPurpose => "Write what a recording is for",
        FillIn::RecordingUntil => "Enter the date by which it is deleted as year, month and day: 2026-12-31",
        FillIn::MessagesBy => "Choose one of the ways, or say no to all of them below",
        FillIn::SupportPerson => "Write a name, or leave the page for another day",
        FillIn::SecretsChoice => "Choose one of the two ways. You can talk about them first",
    }
}

fn field(typed: &Typed<'_>, asked: FillIn) -> Markup {
    let (name, label) = (asked.code(), asked.word());
    match asked.how() {
        FilledHow::Words => typed.input(name, label, None, Kind::Line),
        FilledHow::Date => typed.input(name, label, Some("Year, month, day"), Kind::Date),
        FilledHow::OneOf(options) => typed.one_of(name, label, &options),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Posted;

    #[test]
    fn each_thing_that_a_document_asks_for_has_its_field_and_its_words() {
        for kind in DocumentKind::ALL {
            let posted = Posted::default();
            let page = fill_in_fields(&Typed { posted: &posted, problems: &[] }, kind).into_string();
            let mut form = Reading::of(&posted);
            assert!(read_fill_ins(&mut form, kind).is_empty());
            for asked in kind.fill_ins() {
                assert!(page.contains(&format!("name=\"{}\"", asked.code())), "{asked:?}: {page}");
                let told = form.problems.iter().find(|problem| problem.field == asked.code());
                assert_eq!(told.map(|problem| problem.words.as_str()), Some(left_blank(*asked)));
            }
        }
    }
}
