//! Who reads what the insurer writes, as a form and in words. Clients answer it themselves; billing writes down what a
//! client said on the phone.

use care::capacity::Resting;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use money::insurer_mail::{HeldBy, MailAnswer, MailChoice, MailRefusal, NewMailAnswer, OpenedBy};

use crate::fields::{Choice, Choices, Kind, Look, Problem, choices};
use crate::form::Posted;
use crate::not_today::not_today;
use crate::reading::Reading;
use crate::typed::Typed;

/// What the insurer may write, and to whom: read before the choice.
pub fn mail_words() -> Markup {
    html! {
        p { "When a claim is sent, the insurer usually writes a letter about it. It goes to whoever " b { "holds the plan" } ", by mail or in their online account, even when that is not you." }
        p { "Such a letter can name you, the practice, the dates, and that it was mental health care. It never holds what you talk about." }
    }
}

/// The fields. All choices stand there at once, so that it works without a script.
pub fn mail_fields(typed: &Typed<'_>) -> Markup {
    let held = HeldBy::ALL.map(|case| (case.code(), case.word()));
    let opened = OpenedBy::ALL.map(|case| (case.code(), case.word()));
    let ways = [
        (
            MailChoice::SelfPay,
            "You pay each session in full, and no claim is made. We may not tell the plan then, if you ask us not to (45 CFR 164.522(a)(1)(vi))",
        ),
        (
            MailChoice::WriteElsewhere,
            "We make a letter that asks the plan to write to an address of yours. Claims wait until the plan says yes (45 CFR 164.522(b))",
        ),
        (MailChoice::GoOn, "You know that somebody else may read it, and that is all right for you"),
    ];
    let ways = ways.map(|(case, small)| Choice { value: case.code(), label: case.word(), small: Some(small) });
    let choice = Choices {
        name: "choice",
        legend: "If anybody else may read it: what would you like?",
        hint: Some("You can change it any time. What was sent before stays sent."),
        many: false,
        look: Look::Rows,
        options: &ways,
    };
    html! {
        (typed.one_of("held", "Who holds the plan?", &held))
        (typed.one_of("opened", "Who opens what the insurer sends?", &opened))
        (choices(&choice, &typed.posted.all("choice"), typed.problems))
        (typed.input("elsewhere", "Where the plan should write instead", Some("Only for the second choice: an address where only you read the mail"), Kind::Line))
    }
}

/// The answer that stands, as a form would post it.
pub fn mail_as_posted(answer: &MailAnswer) -> Posted {
    let elsewhere = answer.elsewhere.as_ref().map(|there| there.as_str().to_owned());
    Posted::from_pairs([
        ("held", answer.held_by.code().to_owned()),
        ("opened", answer.opened_by.code().to_owned()),
        ("choice", answer.choice.code().to_owned()),
        ("elsewhere", elsewhere.unwrap_or_default()),
    ])
}

/// Reads it. Whoever reads alone need not choose.
pub fn read_mail(posted: &Posted) -> Result<NewMailAnswer, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let held = form.wanted("held", HeldBy::from_code(posted.one("held")), "Choose who holds the plan");
    let opened = form.wanted("opened", OpenedBy::from_code(posted.one("opened")), "Choose who opens its letters");
    let is_private = (held, opened) == (Some(HeldBy::Client), Some(OpenedBy::ClientAlone));
    let choice = match MailChoice::from_code(posted.one("choice")) {
        None if is_private => Some(MailChoice::GoOn),
        choice => form.wanted("choice", choice, "Somebody else may read it. Choose what you would like"),
    };
    let elsewhere = form.line("elsewhere");
    let answer = held.zip(opened).zip(choice);
    form.done(answer.map(|((held_by, opened_by), choice)| NewMailAnswer { held_by, opened_by, choice, elsewhere }))
}

/// What to do about a refusal.
pub fn mail_refused(refusal: MailRefusal) -> Problem {
    let (field, words) = match refusal {
        MailRefusal::NowhereNamed => ("elsewhere", "Write where the plan should send its letters"),
    };
    Problem { field, words: words.to_owned() }
}

/// What to do while the client rests after a dosing day.
pub fn mail_at_rest(resting: Resting, now: Timestamp, zone: &TimeZone) -> Problem {
    Problem { field: "choice", words: not_today(resting.until, now, zone) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_reads_alone_need_not_choose() {
        for (pairs, expected) in [
            (&[("held", "me"), ("opened", "me")][..], Ok(MailChoice::GoOn)),
            (&[("held", "other"), ("opened", "me")], Err(vec!["choice"])),
            (&[("held", "other"), ("opened", "others"), ("choice", "self-pay")], Ok(MailChoice::SelfPay)),
            (&[("choice", "go-on")], Err(vec!["held", "opened"])),
        ] {
            let read = read_mail(&Posted::from_pairs(pairs.iter().copied()));
            let told = read.map(|answer| answer.choice);
            assert_eq!(told.map_err(|problems| problems.iter().map(|problem| problem.field).collect()), expected);
        }
    }
}
