//! One way to come back to the present, a line at a time, and a place to say how it was.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use actions::try_tool_once::try_tool_once;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use shell::fields::{self, Problem, submit};
use shell::form::Posted;
use shell::icon::Icon;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Tone, note};
use shell::typed::Typed;
use terms::text::Line;

use crate::again::page_or_again;
use crate::asked::{Asked, At};
use crate::kit::tool_row;
use crate::try_form;
use crate::way::Way;

/// The page and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/my/grounding/{tool}", get(show).post(tried))
}

async fn show(asked: Asked, At(code): At<String>) -> Reply {
    match Way::from_code(&code) {
        Some(way) => shown(&asked, way, &Posted::default(), &[]).await,
        None => asked.not_found(),
    }
}

async fn shown(asked: &Asked, way: Way, posted: &Posted, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let toast = (asked.query("done") == "tried")
                .then(|| format!("Written down. You and {} can read it.", mine.therapist()));
            let main = page(asked, &mine, way, &Typed { posted, problems });
            page_or_again(asked, ("Grounding", "/my/grounding"), toast.as_deref(), (problems, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn tried(asked: Asked, At(code): At<String>, posted: Posted) -> Reply {
    let Some(way) = Way::from_code(&code) else { return asked.not_found() };
    let tried = match try_form::read(Reading::of(&posted), Line::parse(way.name()).ok()) {
        Ok(tried) => tried,
        Err(problems) => return shown(&asked, way, &posted, &problems).await,
    };
    let (subject, once) = (asked.client.subject, posted.one("once").to_owned());
    match asked.act(move |house, by| try_tool_once(house, by, subject, (&once, &tried))).await {
        Ok(()) => reply::go(format!("/my/grounding/{}?done=tried", way.code())),
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(asked: &Asked, mine: &Mine, way: Way, typed: &Typed<'_>) -> Markup {
    let known = mine.workbook.tools().iter().find(|tool| Way::of(tool) == Some(way));
    html! {
        header.stack.tight { p.small { a href="/my/grounding" { "Grounding" } } h1 { (way.name()) } }
        (fields::error_summary(typed.problems))
        div.split {
            div.stack {
                @match way {
                    Way::Breathing => (breathing(Pace::from_code(asked.query("pace")))),
                    Way::Senses => (senses()),
                    Way::Feet | Way::Cold | Way::Sound | Way::Orienting | Way::Hand => (steps(way)),
                }
                (note(Tone::Quiet, Icon::Info, html! { p { (way.care()) } }))
                p.small { "Not this one? " a href="/my/grounding" { "Choose another" } ", or " a href="/my/help" { "see whom you can call" } "." }
            }
            form.card.stack method="post" action={ "/my/grounding/" (way.code()) } {
                @if let Some(tool) = known { ul.rows.tight { (tool_row(tool)) } }
                (try_form::fields(typed, &mine.fresh.to_string()))
                (submit("Write it down"))
                p.small.dim { "If you like. You can also just have done it." }
            }
        }
    }
}

fn steps(way: Way) -> Markup {
    html! { ol.card.stack.serif { @for step in way.steps() { li.lead { (step) } } } }
}

/// The boxes are for the eye alone: nothing is sent or stored.
fn senses() -> Markup {
    html! {
        p { "Look around, slowly. Out loud or to yourself. Nothing is stored." }
        ol.rows.card {
            @for (number, words) in [("5", "things you can see"), ("4", "things you can feel"), ("3", "things you can hear"), ("2", "things you can smell"), ("1", "thing you can taste")] {
                li { b.serif.big { (number) } span.grow { (words) } label.choice { input type="checkbox"; " Done" span.vh { ": " (number) " " (words) } } }
            }
        }
    }
}

/// How slowly one breathes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    Short,
    Middle,
    Long,
}

impl Pace {
    const ALL: [Self; 3] = [Self::Short, Self::Middle, Self::Long];

    fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|pace| pace.code() == code).unwrap_or(Self::Middle)
    }

    fn code(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Middle => "middle",
            Self::Long => "long",
        }
    }

    /// Counts in and out. Out is always the longer one.
    fn counts(self) -> (usize, usize) {
        match self {
            Self::Short => (3, 5),
            Self::Middle => (4, 6),
            Self::Long => (5, 7),
        }
    }
}

fn breathing(pace: Pace) -> Markup {
    let (breath_in, breath_out) = pace.counts();
    html! {
        div.card.breath-box.stack {
            // The moving guide keeps one pace; the others are counted, and nothing moves.
            @if pace == Pace::Middle {
                div.breath aria-hidden="true" { i {} i {} b { "Breathe in" } b { "Breathe out" } }
                p.dim.small { "Nothing moves until you start it, and you can stop it again." }
                label.choice { input.go type="checkbox"; span { "Run the guide" } }
            }
            p.serif.lead { "In: " (counted(breath_in)) }
            p.serif.lead { "Out: " (counted(breath_out)) }
        }
        form.card.stack method="get" action="/my/grounding/breathing" {
            fieldset.field {
                legend { "Another pace" }
                div.chips {
                    @for other in Pace::ALL {
                        @let (breath_in, breath_out) = other.counts();
                        label.choice { input type="radio" name="pace" value=(other.code()) checked[other == pace]; span { "In for " (breath_in) ", out for " (breath_out) } }
                    }
                }
            }
            div.row { button.btn.line { "Use this pace" } }
            p.small.dim { "The moving guide breathes in for 4 and out for 6. The other paces are for counting along." }
        }
    }
}

/// "1, 2, 3".
fn counted(until: usize) -> String {
    (1..=until).map(|count| count.to_string()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_breath_out_is_longer_than_the_breath_in_at_every_pace() {
        for pace in Pace::ALL {
            let (breath_in, breath_out) = pace.counts();
            assert!(breath_out > breath_in && Pace::from_code(pace.code()) == pace);
        }
        assert_eq!(Pace::from_code("else"), Pace::Middle);
        assert_eq!(counted(3), "1, 2, 3");
    }

    #[test]
    fn nothing_moves_until_someone_ticks() {
        let page = breathing(Pace::Middle).into_string();
        assert!(page.contains("class=\"go\"") && !page.contains("class=\"go\" checked"), "{page}");
        assert!(!breathing(Pace::Long).into_string().contains("class=\"breath\""));
    }
}
