//! Who asked for what: the owner's look at the audit, narrowed by day, person, chart and outcome. They read no chart.

use actions::house::House;
use actions::see_audit::{AuditFilter, AuditSeen, MOST, NamedRow, see_audit};
use axum::Router;
use axum::routing::get;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::time::{clock, day};

use crate::asked::Asked;
use crate::emergency;

/// The page and its filters, and charts that were opened in an emergency.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/accesses", get(show)).merge(emergency::routes())
}

async fn show(asked: Asked) -> Reply {
    let filter = read(&asked);
    match asked.act(move |house, by| see_audit(house, by, &filter)).await {
        Ok(seen) => {
            let main = page(&asked, &filter, &seen);
            reply::ok(asked.page(("Who opened what", "/practice/accesses"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

/// The last week, unless other days are named.
fn read(asked: &Asked) -> AuditFilter {
    let today = asked.house.today(asked.by.now);
    let date = |name| asked.query(name).parse::<Date>().ok();
    AuditFilter {
        from: date("from").unwrap_or_else(|| today.saturating_sub(7.days())),
        until: date("until").unwrap_or(today),
        staff: asked.query("who").parse().ok(),
        chart: asked.query("chart").parse().ok(),
        only_refused: asked.query("refused") == "yes",
    }
}

fn page(asked: &Asked, filter: &AuditFilter, seen: &AuditSeen) -> Markup {
    html! {
        header { h1 { "Who opened what" } p.dim { "Everything that anybody asks for is written down before anything is shown. Nothing of a record stands here." } }
        form.card.stack action="/practice/accesses" {
            div.grid {
                div.field { label for="from" { "From" } input #from type="date" name="from" value=(filter.from); }
                div.field { label for="until" { "Until" } input #until type="date" name="until" value=(filter.until); }
                div.field { label for="chart" { "Chart number" } input #chart name="chart" inputmode="numeric" autocomplete="off" value=(filter.chart.map(|chart| chart.to_string()).unwrap_or_default()); }
                div.field {
                    label for="who" { "Who" }
                    select #who name="who" {
                        option value="" { "Anybody" }
                        @for person in &seen.staff { option value=(person.id) selected[filter.staff == Some(person.id)] { (person.name.as_str()) } }
                    }
                }
            }
            label.choice { input type="checkbox" name="refused" value="yes" checked[filter.only_refused]; span { "Only what was refused" } }
            div.row { button.btn { "Show" } }
        }
        (table(&seen.rows, &asked.house.zone()))
        @if seen.has_more { p.small.dim { "The latest " (MOST) " are shown. Name fewer days, or a person, to see the others." } }
    }
}

fn table(rows: &[NamedRow], zone: &TimeZone) -> Markup {
    html! {
        section.card.flush aria-label="Audit" {
            @if rows.is_empty() { div.empty { p { "Nothing of that kind in these days." } } } @else {
                table.fold {
                    thead { tr { th scope="col" { "When" } th scope="col" { "Who" } th scope="col" { "What" } th scope="col" { "Done" } } }
                    tbody {
                        @for row in rows {
                            tr {
                                td.num { (clock(row.at, zone)) }
                                th scope="row" { (row.who) br; span.xs.dim { (day(row.at, zone)) } }
                                td { @if let Some(chart) = row.chart { "Chart " (chart) ": " } (row.what) }
                                td { @if row.allowed { (badge(Tone::Quiet, &row.mode)) } @else { (badge(Tone::Warn, &format!("{}, refused", row.mode))) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_refused_is_told_and_an_empty_time_says_so() {
        let row = NamedRow {
            at: jiff::Timestamp::UNIX_EPOCH,
            who: "Omar Haddad, therapist".to_owned(),
            chart: Some(2017),
            what: "chart".to_owned(),
            mode: "read".to_owned(),
            allowed: false,
        };
        let page = table(&[row], &TimeZone::UTC).into_string();
        assert!(page.contains("Chart 2017: chart") && page.contains("read, refused"), "{page}");
        assert!(table(&[], &TimeZone::UTC).into_string().contains("Nothing of that kind"));
    }
}
