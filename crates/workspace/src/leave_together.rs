//! Leaving the joint work: what a member of a couple said in the room, and what holds since.

use actions::house::House;
use actions::leave_together::told_to_leave;
use actions::open_chart::OpenChart;
use axum::Router;
use axum::routing::post;
use maud::{Markup, html};
use schedule::parted::PartRefusal;
use shell::form::Posted;
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::time::{day, moment};
use terms::ids::SubjectId;

use crate::asked::{Asked, At};

/// Where the button goes.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/leave-together", post(leave))
}

async fn leave(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let chart = format!("/t/c/{subject}");
    let Ok(who) = posted.one("who").parse::<SubjectId>() else {
        return reply::go(format!("{chart}?done=not-parted"));
    };
    match asked.act(move |house, by| told_to_leave(house, by, (subject, who))).await {
        Ok(()) => reply::go(format!("{chart}?done=parted")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(PartRefusal::NotAMember) => reply::go(format!("{chart}?done=not-parted")),
            Err(page) => *page,
        },
    }
}

/// Of a couple: that one of them left, or a way to write it down.
pub fn card(house: &House, open: &OpenChart) -> Markup {
    html! {
        @match open.client.parted {
            Some(parted) => {
                div.note.warn {
                    (icon(Icon::Alert))
                    div.stack.tight {
                        p { b { (name(open, parted.who)) " left the joint work on " (day(parted.at, &house.zone())) "." } " Nothing is booked or begun together until all of them sign their agreement anew. What is written stays readable for both; each one’s own chart goes on." }
                        @if !open.called_off.is_empty() {
                            p.small { "Called off then, so see that both know: " @for (place, visit) in open.called_off.iter().enumerate() { @if place > 0 { "; " } (moment(visit.span.from, &house.zone())) } "." }
                        }
                    }
                }
            },
            None if !open.members.is_empty() => details {
                summary.small { "One of them leaves the joint work" }
                form.row method="post" action={ "/t/c/" (open.client.subject) "/leave-together" } {
                    @for member in &open.members { button.btn.line.sm name="who" value=(member.subject) { (member.name.as_str()) " leaves" } }
                    span.small.dim { "Each can, alone. Their name under the agreement is withdrawn, and joint visits to come are called off." }
                }
            },
            None => {},
        }
    }
}

fn name(open: &OpenChart, who: SubjectId) -> &str {
    open.members.iter().find(|member| member.subject == who).map_or("One of them", |member| member.name.as_str())
}
