//! A chart over time: a sentence first, the drawing second, the same numbers as a table last.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::shape::Phase;

/// What is drawn.
pub struct Plot<'a> {
    /// What the drawing says, in a sentence.
    pub sentence: &'a str,
    /// The measures, each on its own row.
    pub rows: &'a [Row<'a>],
    /// What happened beside them.
    pub marks: &'a [Mark<'a>],
    /// The day it is.
    pub today: Date,
}

/// One measure over time.
pub struct Row<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The highest value there is.
    pub most: u8,
    /// Values by day, the earliest first.
    pub points: &'a [(Date, u8)],
}

/// Something that happened, or will.
pub struct Mark<'a> {
    /// Which shape it has; a visit of no phase has none and is left out of the drawing.
    pub phase: Phase,
    /// Filled when done, an outline when ahead.
    pub done: bool,
    /// On which day.
    pub date: Date,
    /// As it is read.
    pub label: &'a str,
}

/// Two widths of the same drawing, so that its words stay readable on a phone.
const WIDE: i32 = 720;
const NARROW: i32 = 340;

const LEFT: i32 = 64;
const RIGHT: i32 = 28;
const ROW: i32 = 64;
const MARKS: i32 = 26;
const AXIS: i32 = 20;
const TODAY_WIDTH: i32 = 84;

/// The whole figure. With nothing to draw, nothing.
pub fn plot(plot: &Plot<'_>) -> Markup {
    let Some(scale) = Scale::of(plot) else { return html! {} };
    html! {
        p { (plot.sentence) }
        (drawing(plot, &scale, (WIDE, "chart only-w")))
        (drawing(plot, &scale, (NARROW, "chart only-n")))
        details {
            summary.small { "The same as a table" }
            div.scroll tabindex="0" role="region" aria-label="The same as a table" {
                table {
                    thead { tr { th scope="col" { "Day" } th scope="col" { "What" } th.right scope="col" { "Value" } } }
                    tbody {
                        @for (date, what, value) in lines(plot) { tr { th scope="row" { (words(date)) } td { (what) } td.right { (value) } } }
                    }
                }
            }
        }
    }
}

/// The first and the last day of the drawing.
struct Scale {
    from: Date,
    days: i32,
}

impl Scale {
    fn of(plot: &Plot<'_>) -> Option<Self> {
        let points = plot.rows.iter().flat_map(|row| row.points.iter().map(|(date, _)| *date));
        let all: Vec<Date> = points.chain(plot.marks.iter().map(|mark| mark.date)).collect();
        if plot.rows.iter().all(|row| row.points.is_empty()) {
            return None;
        }
        let from = *all.iter().min()?;
        let until = (*all.iter().max()?).max(plot.today);
        Some(Self { from, days: days_between(from, until).max(1) })
    }

    fn x(&self, date: Date, width: i32) -> i32 {
        LEFT + days_between(self.from, date) * (width - LEFT - RIGHT) / self.days
    }
}

fn days_between(from: Date, until: Date) -> i32 {
    i32::try_from(from.duration_until(until).as_hours() / 24).unwrap_or_default()
}

fn drawing(plot: &Plot<'_>, scale: &Scale, (width, class): (i32, &str)) -> Markup {
    let rows = i32::try_from(plot.rows.len()).unwrap_or_default();
    let bottom = rows * ROW;
    let height = bottom + MARKS + AXIS;
    let today = scale.x(plot.today, width);
    html! {
        svg class=(class) viewBox={ "0 0 " (width) " " (height) } role="img" aria-label=(plot.sentence) {
            @for mark in plot.marks.iter().filter(|mark| mark.phase == Phase::Dosing) {
                @let x = scale.x(mark.date, width);
                line.mk.dose x1=(x) x2=(x) y1="0" y2=(bottom + 4) {}
            }
            line.now x1=(today) x2=(today) y1="0" y2=(bottom + 4) {}
            @for (place, row) in (0..).zip(plot.rows) { (drawn_row(row, scale, (width, place * ROW))) }
            @for mark in plot.marks { (drawn_mark(mark, scale.x(mark.date, width), bottom + 15)) }
            // The first day gives way where today's word needs its place.
            @if today - LEFT > TODAY_WIDTH { text x=(LEFT) y=(height - 3) { (words(scale.from)) } }
            text x=(today.max(LEFT + TODAY_WIDTH)) y=(height - 3) text-anchor="end" { "today, " (words(plot.today)) }
        }
    }
}

fn drawn_row(row: &Row<'_>, scale: &Scale, (width, top): (i32, i32)) -> Markup {
    let base = top + ROW - 10;
    let y = |value: u8| base - i32::from(value) * (ROW - 26) / i32::from(row.most.max(1));
    let at: Vec<(i32, i32)> = row.points.iter().map(|(date, value)| (scale.x(*date, width), y(*value))).collect();
    let line: Vec<String> = at.iter().map(|(x, y)| format!("{x},{y}")).collect();
    html! {
        line.ax x1=(LEFT) x2=(width - RIGHT) y1=(base) y2=(base) {}
        text.b x="0" y=(base - 14) { (row.name) }
        text x="0" y=(base) { "0 to " (row.most) }
        @if at.len() > 1 { polyline.ln points=(line.join(" ")) {} }
        @for (place, (x, y)) in at.iter().enumerate() {
            circle.pt.full[place + 1 == at.len()] cx=(x) cy=(y) r="3.5" {}
            @if place == 0 || place + 1 == at.len() {
                text.b[place + 1 == at.len()] x=(x) y=(y - 8) text-anchor="middle" { (row.points[place].1) }
            }
        }
    }
}

fn drawn_mark(mark: &Mark<'_>, x: i32, y: i32) -> Markup {
    let path = match mark.phase {
        Phase::Preparation => format!("M{} {y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0", x - 5),
        Phase::Dosing => format!("M{x} {}l6 6l-6 6l-6 -6z", y - 6),
        Phase::Integration => format!("M{} {}a6 6 0 0 1 12 0z", x - 6, y + 4),
    };
    html! {
        path.pt.full[mark.done].(mark.phase.class()) d=(path) {}
    }
}

/// Everything that is drawn, by day.
fn lines<'a>(plot: &Plot<'a>) -> Vec<(Date, &'a str, String)> {
    let values =
        plot.rows.iter().flat_map(|row| row.points.iter().map(|(date, value)| (*date, row.name, value.to_string())));
    let marks =
        plot.marks.iter().map(|mark| (mark.date, mark.label, if mark.done { "" } else { "planned" }.to_owned()));
    let mut lines: Vec<(Date, &str, String)> = values.chain(marks).collect();
    lines.sort_by_key(|(date, _, _)| *date);
    lines
}

fn words(date: Date) -> String {
    date.strftime("%b %-d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn behaviour_21_the_table_says_what_the_drawing_says() {
        let points = [(date("2026-04-09"), 19), (date("2026-05-07"), 14), (date("2026-06-22"), 11)];
        let marks = [
            Mark { phase: Phase::Dosing, done: true, date: date("2026-05-01"), label: "Dosing day 1" },
            Mark { phase: Phase::Integration, done: false, date: date("2026-06-30"), label: "Integration 2" },
        ];
        let rows = [Row { name: "PHQ-9", most: 27, points: &points }];
        let drawn = plot(&Plot { sentence: "8 lower.", rows: &rows, marks: &marks, today: date("2026-06-22") });
        let drawn = drawn.into_string();
        for words in ["<p>8 lower.</p>", "Apr 9", "Dosing day 1", "planned", "aria-label=\"8 lower.\""] {
            assert!(drawn.contains(words), "{words}: {drawn}");
        }
        let (svg, table) = drawn.split_once("<details").unwrap();
        for value in ["19", "11"] {
            assert!(svg.contains(&format!(">{value}</text>")) && table.contains(&format!(">{value}</td>")), "{value}");
        }
        assert_eq!(svg.matches("<circle").count(), 6, "three values, in two widths");
        assert_eq!(svg.matches("mk dose").count(), 2, "one dosing day, in two widths");
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        let empty = Plot { sentence: "", rows: &[], marks: &[], today: date("2026-06-22") };
        assert_eq!(plot(&empty).into_string(), "");
    }
}
