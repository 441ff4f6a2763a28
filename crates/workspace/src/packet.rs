//! What goes to a prescriber: looked at before it is sent, read and printed after, with its link and its answers.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::see_packet::packet_link;
use actions::send_packet::{LookedAt, Packet, look_at_packet, send_a_packet};
use actions::tell_prescriber::{Heard, keep_prescriber_answer};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use care::prescriber::{LINK_DAYS, PacketRefusal, SentHow, SentPacket};
use care::release::ReleasedPart;
use maud::{Markup, html};
use papers::letterhead::Letterhead;
use shell::document_text::document_text;
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::pdf_file::{pdf_file, to_keep};
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::time::moment;
use shell::typed::Typed;
use terms::ids::{PacketId, ReleaseId, SubjectId};

use crate::asked::{Asked, At};
use crate::dates::{chart_link, day};

/// Looking, sending, what was sent, and its answers.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/c/{subject}/prescriber/send/{release}", get(ask).post(send))
        .route("/t/c/{subject}/prescriber/{packet}", get(show))
        .route("/t/c/{subject}/prescriber/{packet}/pdf", get(pdf))
        .route("/t/c/{subject}/prescriber/{packet}/answer", post(answer))
}

async fn ask(asked: Asked, At(spot): At<(SubjectId, ReleaseId)>) -> Reply {
    asking(&asked, spot, (&Posted::default(), None), &[]).await
}

/// A form that looks, and only then one that sends: what is sent is what was looked at.
async fn send(asked: Asked, At((subject, release)): At<(SubjectId, ReleaseId)>, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let summary = form.prose("summary");
    let summary = match form.done(Some(summary)) {
        Ok(summary) => summary,
        Err(problems) => return asking(&asked, (subject, release), (&posted, None), &problems).await,
    };
    let packet = Packet { subject, release, summary };
    let how = SentHow::from_code(posted.one("how"));
    let id: Option<PacketId> = posted.one("id").parse().ok();
    let made = match how.zip(id) {
        None => {
            let looked = asked.act(move |house, by| look_at_packet(house, by, &packet)).await;
            looked.map(Some)
        }
        Some((how, id)) => {
            let hash = posted.one("hash").to_owned();
            let sent = asked.act(move |house, by| send_a_packet(house, by, &packet, (id, how, &hash))).await;
            sent.map(|()| None)
        }
    };
    match made {
        Ok(None) => reply::go(format!("/t/c/{subject}/prescriber/{}?done=sent", posted.one("id"))),
        Ok(looked) => asking(&asked, (subject, release), (&posted, looked.as_ref()), &[]).await,
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => asking(&asked, (subject, release), (&posted, None), &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn asking(
    asked: &Asked,
    (subject, release): (SubjectId, ReleaseId),
    (posted, looked): (&Posted, Option<&LookedAt>),
    problems: &[Problem],
) -> Reply {
    let open = match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => open,
        Err(trouble) => return asked.instead(trouble),
    };
    let Some(release) = open.workbook.release(release) else { return crate::trouble::not_found(&asked.who) };
    let says = release.terms.parts.contains(&ReleasedPart::Preparation);
    let typed = Typed { posted, problems };
    let main = html! {
        header.stack {
            div {
                p.small { (chart_link(&open.client)) " · " a href={ "/t/c/" (subject) "/prescriber" } { "Bridge to the prescriber" } }
                h1 { "To " (release.terms.to.as_str()) }
                p.dim { "The release names: " (release.terms.parts.iter().map(|part| part.word()).collect::<Vec<_>>().join("; ")) ". Nothing else goes." }
            }
        }
        (fields::error_summary(problems))
        @if let Some(looked) = looked { article.card.prose aria-label="What would go" { (document_text(&looked.text)) } }
        form.card.stack.prose method="post" {
            @if says { (typed.area("summary", "A few words on preparation", Some("Only what the prescriber needs. May stay empty"))) }
            @match looked {
                Some(looked) => {
                    (hidden("id", &open.fresh.to_string())) (hidden("hash", &looked.hash))
                    p.small.dim { "The client reads in the portal what was sent, to whom and when. A link opens it for " (LINK_DAYS) " days, and stops at once when the release is taken back." }
                    div.row {
                        button.btn name="how" value=(SentHow::OnPaper.code()) { "Give it on paper" }
                        button.btn.line name="how" value=(SentHow::ByLink.code()) { "Make a link" }
                        button.btn.soft { "Look again" }
                    }
                },
                None => div.row { button.btn { "Look at what would go" } },
            }
        }
    };
    let title = format!("Chart {}", open.client.chart_number);
    asked.form_page((&title, "/t/caseload"), None, !problems.is_empty(), main)
}

async fn show(asked: Asked, At(spot): At<(SubjectId, PacketId)>) -> Reply {
    shown(&asked, spot, &Posted::default(), &[]).await
}

async fn shown(asked: &Asked, (subject, id): (SubjectId, PacketId), posted: &Posted, problems: &[Problem]) -> Reply {
    let found = asked
        .act(move |house, by| open_chart(house, by, subject).map(|open| (open, packet_link(house, subject, id))))
        .await;
    let (open, link) = match found {
        Ok(found) => found,
        Err(trouble) => return asked.instead(trouble),
    };
    let link = match link {
        Ok(link) => link,
        Err(fault) => return Reply::Broken(fault),
    };
    let Some(packet) = open.workbook.packet(id) else { return crate::trouble::not_found(&asked.who) };
    let main = page(asked, (&open, packet), &link, &Typed { posted, problems });
    let title = format!("Chart {}", open.client.chart_number);
    let toast = (asked.query("done") == "sent").then_some("Written down as sent. The client sees it in the portal.");
    asked.form_page((&title, "/t/caseload"), toast, !problems.is_empty(), main)
}

/// What was sent, as one paper to hand over.
async fn pdf(asked: Asked, At((subject, id)): At<(SubjectId, PacketId)>) -> Response {
    let open = match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => open,
        Err(trouble) => return asked.instead(trouble).into_response(),
    };
    let Some(packet) = open.workbook.packet(id) else { return crate::trouble::not_found(&asked.who).into_response() };
    let (practice, on) = (asked.house.practice(), asked.house.today(packet.at));
    let paper = html! { h1 { "For " (packet.to.as_str()) } (document_text(&packet.text)) }.into_string();
    pdf_file("for-the-prescriber", move || {
        papers::page::page(&Letterhead { practice: &practice, on }, open.client.name.as_str(), &paper)
    })
    .await
}

async fn answer(asked: Asked, At((subject, packet)): At<(SubjectId, PacketId)>, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let quote = form.prose("quote");
    let quote = form.wanted("quote", quote, "Write what they said, word for word");
    let said_by = form.line("said-by");
    let said_by = form.wanted("said-by", said_by, "Write who said it");
    let heard_on = form.date("heard-on");
    let heard_on = form.wanted("heard-on", heard_on, "Enter the day on which you heard or read it: 2026-06-22");
    let heard = quote.zip(said_by).zip(heard_on);
    let heard = match form.done(heard) {
        Ok(((quote, said_by), heard_on)) => Heard { packet, quote, said_by, heard_on },
        Err(problems) => return shown(&asked, (subject, packet), &posted, &problems).await,
    };
    match asked.act(move |house, by| keep_prescriber_answer(house, by, subject, &heard)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/prescriber?done=answered")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, (subject, packet), &posted, &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn words(refusal: PacketRefusal) -> Problem {
    let (field, words) = match refusal {
        PacketRefusal::NoRelease => (
            "summary",
            "No release to this prescriber is in force any more. Nothing was sent; fill in a new release with the client",
        ),
        PacketRefusal::NotToAPrescriber => ("summary", "This release is not to a prescriber. Nothing was sent"),
        PacketRefusal::NothingToSay => (
            "summary",
            "There is nothing to send that this release names. Flag what the client told, or write a few words",
        ),
        PacketRefusal::HasChanged => {
            ("summary", "Something has changed since you looked. Look at it once more, then send it")
        }
        PacketRefusal::NoSuchPacket => {
            ("quote", "This was not sent from this chart. Open it from the list of what was sent")
        }
        PacketRefusal::NotThen => ("heard-on", "Choose a day between the sending and today"),
    };
    Problem { field, words: words.to_owned() }
}

fn page(asked: &Asked, (open, packet): (&OpenChart, &SentPacket), link: &str, typed: &Typed<'_>) -> Markup {
    let (subject, zone) = (open.client.subject, asked.house.zone());
    let now = (asked.by.now, asked.house.today(asked.by.now));
    let opens = open.workbook.packet_behind_link(packet.id, now).is_some();
    html! {
        header.stack {
            div {
                p.small { (chart_link(&open.client)) " · " a href={ "/t/c/" (subject) "/prescriber" } { "Bridge to the prescriber" } }
                h1 { "Sent to " (packet.to.as_str()) }
                p.dim { (moment(packet.at, &zone)) ", " (packet.how.word().to_lowercase()) ". To give it on paper, print this page or save it." }
            }
        }
        (fields::error_summary(typed.problems))
        article.card.prose { (document_text(&packet.text)) }
        (to_keep(&format!("/t/c/{subject}/prescriber/{}/pdf", packet.id)))
        @if packet.how == SentHow::ByLink {
            section.card.stack.tight aria-labelledby="link" {
                h2 #link { "Link for the prescriber" }
                @if opens {
                    p.mono { (link) }
                    p.small.dim { "Give it to the prescriber alone, by a way you both trust. It opens until " (shell::time::day(packet.link_until(), &zone)) " at the latest." }
                } @else { p { "It opens nothing any more: its days are over, or the release is not in force." } }
            }
        }
        section.card.stack aria-labelledby="answers" {
            h2 #answers { "What they answered" }
            @for answer in open.chart.answers_to(packet.id) {
                blockquote { "“" (answer.quote.as_str()) "”" }
                p.small.dim { (answer.said_by.as_str()) ", " (day(answer.heard_on)) ". Heard by " (staff_name(open, answer.by)) "." }
            }
            form.stack method="post" action={ "/t/c/" (subject) "/prescriber/" (packet.id) "/answer" } {
                (typed.area("quote", "Their answer", Some("Word for word; it stands in quotes")))
                (typed.input("said-by", "Who said it", None, Kind::Line))
                (typed.input("heard-on", "Heard or read on", None, Kind::Date))
                div.row { button.btn.line { "Keep the answer" } }
            }
        }
    }
}

fn staff_name(open: &OpenChart, id: terms::ids::StaffId) -> &str {
    open.staff.iter().find(|person| person.id == id).map_or("someone who worked here", |person| person.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_says_what_to_do() {
        for (refusal, field, begins) in [
            (PacketRefusal::NoRelease, "summary", "No release"),
            (PacketRefusal::NotToAPrescriber, "summary", "This release is not"),
            (PacketRefusal::NothingToSay, "summary", "There is nothing to send"),
            (PacketRefusal::HasChanged, "summary", "Something has changed"),
            (PacketRefusal::NoSuchPacket, "quote", "This was not sent"),
            (PacketRefusal::NotThen, "heard-on", "Choose a day"),
        ] {
            let problem = words(refusal);
            assert!(problem.field == field && problem.words.starts_with(begins), "{refusal:?}");
        }
    }
}
