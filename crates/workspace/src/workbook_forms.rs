//! The forms of the workbook's page: each is read, written down, or shown again with what needs another look.

use actions::add_change::add_change;
use actions::agree_pause::agree_pause;
use actions::move_change::move_change;
use actions::try_tool::{TriedTool, try_tool};
use actions::write_boundaries::write_boundaries;
use actions::write_intention::write_intention;
use care::boundaries::{Boundaries, BoundariesRefusal, Touch};
use care::change::{ChangeMove, ChangeState, NewChange};
use care::grounding_tool::{Distress, Helps};
use care::workbook::WorkbookRefusal;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use shell::fields::Problem;
use shell::form::Posted;
use shell::not_today::not_today;
use shell::pause_form::{pause_refused, read_pause};
use shell::reply::{self, Reply};
use terms::ids::{ChangeId, SubjectId};
use terms::text::Prose;
use terms::trouble::{Never, Trouble};

use crate::asked::{Asked, At};
use crate::workbook::shown;
use shell::reading::Reading;

/// Writes the intention.
pub async fn intention(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let text = match read_intention(&posted) {
        Ok(text) => text,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    let made = asked.act(move |house, by| write_intention(house, by, subject, &text)).await;
    after(&asked, (subject, &posted), "intention", told(made, nothing)).await
}

/// Writes the boundaries.
pub async fn boundaries(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let written = match read_boundaries(&posted) {
        Ok(written) => written,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    let made = asked.act(move |house, by| write_boundaries(house, by, subject, &written)).await;
    let (now, zone) = (asked.by.now, asked.house.zone());
    let made = made.map_err(|trouble| trouble.map(|refusal| boundaries_words(refusal, now, &zone)));
    after(&asked, (subject, &posted), "boundaries", made).await
}

/// Agrees a time without large decisions.
pub async fn pause(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let pause = match read_pause(&posted) {
        Ok(pause) => pause,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    let made = asked.act(move |house, by| agree_pause(house, by, subject, Some(&pause))).await;
    after(&asked, (subject, &posted), "pause", told(made, pause_refused)).await
}

/// Ends it.
pub async fn end_pause(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    let made = asked.act(move |house, by| agree_pause(house, by, subject, None)).await;
    after(&asked, (subject, &Posted::default()), "pause-ended", told(made, pause_refused)).await
}

/// Writes down what was tried.
pub async fn tool(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let tried = match read_tool(&posted) {
        Ok(tried) => tried,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    let made = asked.act(move |house, by| try_tool(house, by, subject, &tried)).await;
    after(&asked, (subject, &posted), "grounding", told(made, nothing)).await
}

/// Takes up a change.
pub async fn add(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let new = match read_change(&posted) {
        Ok(new) => new,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    let made = asked.act(move |house, by| add_change(house, by, subject, &new)).await;
    after(&asked, (subject, &posted), "change", told(made, change_refused)).await
}

/// Moves a change on.
pub async fn move_on(asked: Asked, At((subject, id)): At<(SubjectId, ChangeId)>, posted: Posted) -> Reply {
    let to = match read_move(&posted, id) {
        Ok(to) => to,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    let made = asked.act(move |house, by| move_change(house, by, subject, &to)).await;
    after(&asked, (subject, &posted), "moved", told(made, change_refused)).await
}

type Made = Result<(), Trouble<Problem>>;

/// The refusal in the words of the page.
fn told<R>(made: Result<(), Trouble<R>>, words: fn(R) -> Problem) -> Made {
    made.map_err(|trouble| trouble.map(words))
}

async fn after(asked: &Asked, (subject, posted): (SubjectId, &Posted), done: &str, made: Made) -> Reply {
    match made {
        Ok(()) => reply::go(format!("/t/c/{subject}/words?done={done}")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(problem) => shown(asked, subject, Some(posted), &[problem]).await,
            Err(page) => *page,
        },
    }
}

fn nothing(never: Never) -> Problem {
    match never {}
}

fn boundaries_words(refusal: BoundariesRefusal, now: Timestamp, zone: &TimeZone) -> Problem {
    match refusal {
        BoundariesRefusal::WidenedAtRest(resting) => {
            let words = format!(
                "They rest after a dosing day, so nothing is widened; less always can be written. {}",
                not_today(resting.until, now, zone)
            );
            Problem { field: "touch", words }
        }
    }
}

fn change_refused(refusal: WorkbookRefusal) -> Problem {
    let words = match refusal {
        WorkbookRefusal::TooManyActive => "Three are active, which is enough to carry. Let one rest first",
        WorkbookRefusal::NoSuchChange => "This change is not in the workbook any more. Open the page again",
    };
    Problem { field: "text", words: words.to_owned() }
}

fn read_intention(posted: &Posted) -> Result<Prose, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let text = form.prose("intention");
    let text = form.wanted("intention", text, "Write the intention in the client’s words");
    form.done(text)
}

fn read_boundaries(posted: &Posted) -> Result<Boundaries, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let touch = form.wanted("touch", Touch::from_code(posted.one("touch")), "Choose one; no touch is an answer");
    let (slow_word, stop_word) = (form.line("slow"), form.line("stop"));
    let (not_today, ask_first) = (form.prose("not-today"), form.prose("ask-first"));
    let (who_may_know, other) = (form.prose("who-may-know"), form.prose("other"));
    form.done(touch.map(|touch| Boundaries { touch, slow_word, stop_word, not_today, ask_first, who_may_know, other }))
}

fn read_tool(posted: &Posted) -> Result<TriedTool, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let tool = form.line("tool");
    let tool = form.wanted("tool", tool, "Write what you tried");
    let helps = Helps::from_code(posted.one("helps"));
    let (before, after) = (distress(&mut form, "before"), distress(&mut form, "after"));
    form.done(tool.map(|tool| TriedTool { tool, helps, before, after }))
}

fn distress(form: &mut Reading<'_>, field: &'static str) -> Option<Distress> {
    match form.posted.one(field) {
        "" => None,
        text => form.wanted(field, Distress::parse(text).ok(), "Enter a whole number from 0 to 10"),
    }
}

fn read_change(posted: &Posted) -> Result<NewChange, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let text = form.line("text");
    let text = form.wanted("text", text, "Write one small thing");
    let cue = form.line("cue");
    let id = form.wanted("text", posted.one("id").parse().ok(), "Open this page again, and write it once more");
    form.done(id.zip(text).map(|(id, text)| NewChange { cue, ..NewChange::of(id, text) }))
}

fn read_move(posted: &Posted, id: ChangeId) -> Result<ChangeMove, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let state = form.wanted("text", ChangeState::from_code(posted.one("state")), "Choose how the change goes on");
    let note = form.line("note");
    form.done(state.map(|state| ChangeMove { id, state, note }))
}

#[cfg(test)]
mod tests {
    use care::capacity::Resting;

    use super::*;

    fn fields<T>(read: Result<T, Vec<Problem>>) -> String {
        let problems = read.err().unwrap_or_default();
        problems.iter().map(|problem| problem.field).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_form_says_which_field_needs_another_look() {
        let posted = |pairs: &[(&'static str, &'static str)]| Posted::from_pairs(pairs.iter().copied());
        let id = ("id", "aaaaaaaaaa");
        let change = "aaaaaaaaaa".parse().unwrap();
        for (given, expected) in [
            (fields(read_intention(&posted(&[("intention", "To rest.")]))), ""),
            (fields(read_intention(&posted(&[("intention", " ")]))), "intention"),
            (fields(read_boundaries(&posted(&[("touch", "none")]))), ""),
            (fields(read_boundaries(&posted(&[("slow", "a\tb")]))), "touch slow"),
            (fields(read_tool(&posted(&[("tool", "Feet"), ("before", "7"), ("after", "")]))), ""),
            (fields(read_tool(&posted(&[("before", "11"), ("after", "x")]))), "tool before after"),
            (fields(read_change(&posted(&[id, ("text", "One window open")]))), ""),
            (fields(read_change(&posted(&[id]))), "text"),
            (fields(read_change(&posted(&[("text", "One window open")]))), "text"),
            (fields(read_move(&posted(&[("state", "resting")]), change)), ""),
            (fields(read_move(&posted(&[]), change)), "text"),
        ] {
            assert_eq!(given, expected);
        }
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        let (now, zone) = ("2026-06-16T20:00:00Z".parse().unwrap(), TimeZone::get("America/Denver").unwrap());
        let until = "2026-06-17T18:00:00Z".parse().unwrap();
        for (problem, field, begins) in [
            (boundaries_words(BoundariesRefusal::WidenedAtRest(Resting { until }), now, &zone), "touch", "They rest"),
            (change_refused(WorkbookRefusal::TooManyActive), "text", "Three are active"),
            (change_refused(WorkbookRefusal::NoSuchChange), "text", "This change is not"),
        ] {
            assert!(problem.field == field && problem.words.starts_with(begins), "{begins}");
        }
    }
}
