//! A part of a note in prose, with the mark of what was carried over from an earlier note.

use care::carried::Carried;
use care::note_body::Part;
use maud::{Markup, html};
use shell::fields::hidden;
use shell::form::Posted;
use shell::icon::{Icon, icon};
use shell::typed::Typed;

/// Which parts were carried over, and from which note: "plan:abcdefghjk".
const CARRIED: &str = "carried";

/// Which of them still hold: "plan".
const HOLDS: &str = "holds";

/// A part under its own word.
pub fn part(typed: &Typed<'_>, of: Part, hint: Option<&str>) -> Markup {
    part_named(typed, (of, of.word()), hint)
}

/// A part under another label.
pub fn part_named(typed: &Typed<'_>, (of, label): (Part, &str), hint: Option<&str>) -> Markup {
    let carried = carried(typed.posted).into_iter().find(|carried| carried.part == of);
    html! {
        (typed.area(of.code(), label, hint))
        @if let Some(carried) = carried {
            (hidden(CARRIED, &value(&carried)))
            div.stack.tight {
                p.row.small.warn {
                    (icon(Icon::Alert))
                    span { "Carried over from " a href={ "/t/c/" (typed.posted.one("subject")) "/n/" (carried.from) } { "your last note" } ". Editing it takes this mark away when it is saved." }
                }
                label.choice {
                    input type="checkbox" name=(HOLDS) value=(of.code()) checked[carried.still_holds];
                    span { "I looked at it, and it still holds" span.vh { ": " (label) } }
                }
            }
        }
    }
}

/// What a draft carries, as its form posts it.
pub fn as_pairs(carried: &[Carried]) -> Vec<(&'static str, String)> {
    let marks = carried.iter().map(|carried| (CARRIED, value(carried)));
    let holds =
        carried.iter().filter(|carried| carried.still_holds).map(|carried| (HOLDS, carried.part.code().to_owned()));
    marks.chain(holds).collect()
}

/// What a posted form says is carried.
pub fn carried(posted: &Posted) -> Vec<Carried> {
    let mark = |text: &str| {
        let (part, from) = text.split_once(':')?;
        Some(Carried { part: Part::from_code(part)?, from: from.parse().ok()?, still_holds: posted.has(HOLDS, part) })
    };
    posted.all(CARRIED).into_iter().filter_map(mark).collect()
}

fn value(carried: &Carried) -> String {
    format!("{}:{}", carried.part.code(), carried.from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_reads_back_and_anything_else_is_none() {
        let from = "aaaaaaaaaa".parse().unwrap();
        let marks =
            [(Part::Plan, true), (Part::Work, false)].map(|(part, still_holds)| Carried { part, from, still_holds });
        assert_eq!(carried(&Posted::from_pairs(as_pairs(&marks))), marks);
        let nonsense = Posted::from_pairs(["plan", "plan:x", "none:aaaaaaaaaa", ":"].map(|text| (CARRIED, text)));
        assert_eq!(carried(&nonsense), []);
    }

    #[test]
    fn only_what_is_carried_bears_the_mark() {
        let posted = Posted::from_pairs([(CARRIED, "plan:aaaaaaaaaa"), ("subject", "ssssssssss")]);
        let typed = Typed { posted: &posted, problems: &[] };
        let drawn = part(&typed, Part::Plan, None).into_string();
        assert!(drawn.contains("it still holds") && drawn.contains("/t/c/ssssssssss/n/aaaaaaaaaa"), "{drawn}");
        assert!(!part(&typed, Part::Work, None).into_string().contains("Carried over"));
    }
}
