//! "What this might cost": one page before anything starts, covered, maybe or not, with the best and the worst way.

use maud::{Markup, html};
use money::cost_page::{CostLine, CostPage, Covered, SESSIONS};
use terms::practice::Practice;

use crate::money_paper::{date, letterhead};
use crate::shape::{Tone, badge};

/// The page, for whoever's name is on it.
pub fn cost_paper(practice: &Practice, name: &str, page: &CostPage) -> Markup {
    html! {
        article.card.stack {
            (letterhead(practice))
            div { h1 { "What this might cost" } p.dim { "For " (name) ", " (date(page.on)) ". It is about psychotherapy alone." } }
            (lines(&page.lines))
            (ways(page))
            @if !page.questions.is_empty() {
                section.stack.tight aria-label="Questions for the plan" {
                    h2 { "What you can ask your plan" }
                    p.small { "The number is on the back of your card. Ask who answers, and for a reference number of the call." }
                    ul { @for question in &page.questions { li { (question.word()) } } }
                }
            }
            p.small.dim {
                @if let Some(until) = page.good_until { "What your plan told us may be relied on until " (date(until)) ". " }
                "A plan decides only when it has the claim, and its answer before is no promise to pay. If it pays less, we tell you before your next session."
            }
        }
    }
}

fn lines(lines: &[CostLine]) -> Markup {
    html! {
        table.fold {
            thead { tr { td {} th scope="col" { "Service" } th scope="col" { "Covered?" } th scope="col" { "Fee" } th scope="col" { "Your part at best" } } }
            tbody {
                @for (place, line) in (1..).zip(lines) {
                    tr {
                        td.dim { (place) }
                        th scope="row" { (line.service.word()) }
                        td { (covered(line.covered)) }
                        td.num { span.only-n { "Fee " } (line.fee_cents) }
                        td.num { span.only-n { "Your part at best " } (line.best_cents) }
                    }
                }
            }
        }
    }
}

/// Whether the plan pays, as a badge with its word.
fn covered(covered: Covered) -> Markup {
    let tone = match covered {
        Covered::Yes => Tone::Ok,
        Covered::Maybe => Tone::Quiet,
        Covered::No => Tone::Warn,
    };
    badge(tone, covered.word())
}

fn ways(page: &CostPage) -> Markup {
    html! {
        section.stack.tight aria-label="The best and the worst way" {
            h2 { "An intake and " (SESSIONS) " sessions" }
            @if page.best_cents == page.worst_cents {
                p.serif.big { (page.worst_cents) }
                p.small { "You pay the fees. There is no plan here that would pay a part." }
            } @else {
                dl.facts-row {
                    div { dt { "At best" } dd { b { (page.best_cents) } } dd.small.dim { "The plan pays as we hope, and any deductible that is left comes first" } }
                    div { dt { "At worst" } dd { b { (page.worst_cents) } } dd.small.dim { "The plan pays nothing" } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use money::cost_page::{Known, cost_page};

    use super::*;
    use crate::frame::sample_practice;

    #[test]
    fn whoever_has_no_plan_reads_one_sum_and_no_question_and_nothing_of_dosing() {
        let practice = sample_practice();
        let known = Known { fees: &practice.fees, plan: None, check: None, today: "2026-06-22".parse().unwrap() };
        let paper = cost_paper(&practice, "Rowan Keller", &cost_page(known)).into_string();
        assert!(paper.contains("You pay the fees") && paper.contains("Not covered"), "{paper}");
        assert!(!paper.contains("ask your plan") && !paper.contains("At worst"), "{paper}");
        assert!(!paper.to_lowercase().contains("dosing"), "{paper}");
    }
}
