//! “Not OK” asks one tap more, and each answer has a way of its own.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use actions::reading::see_reading_hours;
use actions::tell_steadiness::tell_steadiness;
use axum::Router;
use axum::routing::get;
use care::not_ok::{FlagClass, NotOkAbout};
use care::question::Speaks;
use care::reading_hours::ReadingHours;
use care::steadiness::Steadiness;
use maud::{Markup, html};
use shell::fields::hidden;
use shell::form::Posted;
use shell::reply::{self, Reply};
use terms::ids::AlertId;

use crate::asked::{Asked, At};
use crate::who_reads::who_reads;

/// The one tap more, and what each of them leads to.
pub fn routes() -> Router<House> {
    Router::new().route("/my/not-ok", get(ask)).route("/my/not-ok/{about}", get(show).post(tell))
}

/// Whether the therapist sees it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Yes,
    NotYet,
}

async fn ask(asked: Asked) -> Reply {
    opened(&asked, question).await
}

async fn show(asked: Asked, At(about): At<String>) -> Reply {
    let Some(about) = NotOkAbout::from_code(&about) else { return asked.not_found() };
    let told = if asked.query("told") == "yes" { Told::Yes } else { Told::NotYet };
    opened(&asked, move |asked, mine, hours| way(asked, (mine, hours), about, told)).await
}

async fn opened(asked: &Asked, draw: impl FnOnce(&Asked, &Mine, &ReadingHours) -> Markup) -> Reply {
    match asked.act(|house, by| Ok((open_mine(house, by)?, see_reading_hours(house, by)?))).await {
        Ok((mine, hours)) => reply::ok(asked.page(("Help now", "/my/help"), None, draw(asked, &mine, &hours))),
        Err(trouble) => asked.instead(trouble),
    }
}

/// Lets the therapist see it. The tap before told nobody anything.
async fn tell(asked: Asked, At(about): At<String>, posted: Posted) -> Reply {
    let Some(about) = NotOkAbout::from_code(&about) else { return asked.not_found() };
    let Ok(id) = posted.one("id").parse::<AlertId>() else { return reply::go("/my/not-ok") };
    let subject = asked.client.subject;
    let word = (id, Steadiness::NotOk, Some(about));
    match asked.act(move |house, by| tell_steadiness(house, by, subject, word)).await {
        Ok(()) => reply::go(format!("/my/not-ok/{}?told=yes", about.code())),
        Err(trouble) => asked.instead(trouble),
    }
}

fn question(asked: &Asked, mine: &Mine, hours: &ReadingHours) -> Markup {
    html! {
        header.stack.tight { h1 { "Not OK, right now" } p.lead { "Thank you for saying so. What is it about?" } }
        section.card.stack aria-label="What it is about" {
            ul.rows {
                @for about in NotOkAbout::ALL { li { span.grow { a.all href={ "/my/not-ok/" (about.code()) } { (about.word()) } } } }
            }
            p.small.dim { "This tap tells nobody anything yet. " (who_reads(asked, mine, hours)) }
            div.row { a.btn.line href="/my/help" { "Only show me whom to call" } a.btn.line href="/my/integration" { "Go back" } }
        }
    }
}

fn way(asked: &Asked, (mine, hours): (&Mine, &ReadingHours), about: NotOkAbout, told: Told) -> Markup {
    let speaks = Speaks::on(mine.card.path);
    html! {
        header.stack.tight { p.small { a href="/my/not-ok" { "Not OK" } } h1 { (heading(about)) } }
        section.card.stack aria-label="Now" { (now_words(about, speaks)) }
        @if about == NotOkAbout::Body && speaks == Speaks::OfDosing { (body_signs()) }
        @if about == NotOkAbout::DoneToMe { (elsewhere(asked)) }
        section.card.stack aria-label="Who sees it" {
            @if told == Told::Yes {
                p { b { (mine.therapist()) " sees that you said this." } " " (who_reads(asked, mine, hours)) }
                p { "If it gets worse meanwhile: " a href="tel:988" { "988" } " or " a href="tel:911" { "911" } "." }
            } @else {
                p { "Would you like " (mine.therapist()) " to see it? " (who_sees(about)) }
                form.row method="post" action={ "/my/not-ok/" (about.code()) } {
                    (hidden("id", &mine.fresh.to_string()))
                    button.btn { "Yes, let " (mine.therapist()) " see it" }
                    a.btn.line href="/my" { "No, not now" }
                }
                p.small.dim { (who_reads(asked, mine, hours)) }
            }
        }
        p { a href="/my/help" { "More people to call, and your own plan" } " · " a href="/my/grounding/feet" { "Feet on the floor" } }
    }
}

fn heading(about: NotOkAbout) -> &'static str {
    match about {
        NotOkAbout::Harm => "You don’t have to be alone with these thoughts",
        NotOkAbout::Frightened => "You deserve to be safe",
        NotOkAbout::Body => "When it is the body",
        NotOkAbout::DoneToMe => "Nothing may be done to you that you did not agree to",
        NotOkAbout::Talk => "Someone to talk to",
    }
}

fn now_words(about: NotOkAbout, speaks: Speaks) -> Markup {
    html! {
        @match about {
            NotOkAbout::Harm => {
                div.row { a.btn href="tel:988" { "Call 988" } a.btn href="sms:988" { "Text 988" } a.btn.line href="/my/safety-plan" { "Open my plan" } }
                p { "988 is free, at any hour. If you are about to act, or someone is in danger, call " a href="tel:911" { "911" } "." }
            },
            NotOkAbout::Frightened => {
                div.row { a.btn href="tel:911" { "Call 911" } a.btn.line href="tel:18007997233" { "Call 1-800-799-7233" } a.btn.line href="sms:88788" { "Text START to 88788" } }
                p { "The National Domestic Violence Hotline answers at any hour and asks nothing that you don’t want to say. Quick exit is at the top of every page; someone who knows your phone may still see where you were." }
            },
            NotOkAbout::Body => {
                div.row { a.btn href="tel:911" { "Call 911" } }
                @match speaks {
                    Speaks::OfDosing => p { "Questions of the body and the medicine go to your prescriber, by the number they gave you. We can’t advise on them, and we don’t want you to wait for us." },
                    Speaks::NotOfDosing => p { "Questions of the body go to your doctor. We can’t advise on them, and we don’t want you to wait for us." },
                }
            },
            NotOkAbout::DoneToMe => {
                p { "Unwanted touch, or anything sexual, is never part of a session, whoever does it. It is not your fault, also if you could not say no." }
                div.row { a.btn href="tel:911" { "Call 911" } a.btn.line href="tel:18006564673" { "Call 1-800-656-4673" } }
                p.small.dim { "The second is the National Sexual Assault Hotline: confidential, at any hour." }
            },
            NotOkAbout::Talk => {
                div.row { a.btn href="tel:988" { "Call 988" } a.btn.line href="sms:988" { "Text 988" } }
                p { "At any hour, for any kind of hard moment. Or let your therapist know below, and they call you." }
            },
        }
    }
}

fn who_sees(about: NotOkAbout) -> &'static str {
    match about {
        NotOkAbout::DoneToMe => {
            "It goes to them, or to whoever covers for them. Neither the front desk nor a partner sees it."
        }
        NotOkAbout::Harm | NotOkAbout::Frightened | NotOkAbout::Body | NotOkAbout::Talk => {
            "It goes to them, and to whoever covers for them. A partner never sees it."
        }
    }
}

/// For whoever would rather not tell the therapist: nothing is written down here.
fn elsewhere(asked: &Asked) -> Markup {
    let practice = asked.house.practice();
    html! {
        section.card.stack.tight aria-labelledby="other" {
            h2 #other { "Someone else than your therapist" }
            p { "You can ask for the owner of the practice, and need not say why: " a href={ "tel:" (practice.phone_dial) } { (practice.phone) } "." }
            @if !practice.board.is_empty() { p.small { "You can also report it to the licensing board: " (practice.board) } }
            p.small.dim { "Nothing of this page is written down unless you say yes below." }
        }
    }
}

fn body_signs() -> Markup {
    html! {
        section.card.stack aria-labelledby="signs" {
            h2 #signs { "What needs whom" }
            @for class in FlagClass::ALL {
                h3 { (class.word()) }
                ul { @for sign in class.signs() { li { (sign) } } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behaviour_25_each_answer_has_a_way_of_its_own() {
        for (about, wanted) in [
            (NotOkAbout::Harm, "tel:988"),
            (NotOkAbout::Frightened, "tel:18007997233"),
            (NotOkAbout::Body, "tel:911"),
            (NotOkAbout::DoneToMe, "tel:18006564673"),
            (NotOkAbout::Talk, "sms:988"),
        ] {
            assert!(now_words(about, Speaks::OfDosing).into_string().contains(wanted), "{about:?}");
        }
        assert!(who_sees(NotOkAbout::DoneToMe).contains("Neither the front desk nor a partner"));
        let signs = body_signs().into_string();
        for class in FlagClass::ALL {
            assert!(signs.contains(class.word()));
        }
    }
}
