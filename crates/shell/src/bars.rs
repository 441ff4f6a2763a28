//! Sums by month as bars: one small drawing for each kind of sum, all of one scale, and the same sums as a table below.

use maud::{Markup, html};
use terms::money::Cents;

/// One kind of sum, month by month.
pub struct Bars<'a> {
    /// What it is.
    pub name: &'a str,
    /// The sums, the earliest month first.
    pub cents: Vec<Cents>,
}

/// Two widths of the same drawing, so that its words stay readable on a phone.
const WIDE: i64 = 720;
const NARROW: i64 = 340;

const LEFT: i64 = 8;
const TOP: i64 = 16;
const BAR: i64 = 52;
const AXIS: i64 = 18;
const ROW: i64 = TOP + BAR + AXIS;

/// The figure, of kinds that may be compared: their bars have one scale. With nothing to draw, nothing.
pub fn bars(sentence: &str, months: &[String], kinds: &[Bars<'_>]) -> Markup {
    let most = kinds.iter().flat_map(|kind| &kind.cents).map(|cents| cents.0).max().unwrap_or_default();
    html! {
        @if most > 0 {
            (drawing(sentence, (months, kinds, most), (WIDE, "chart only-w")))
            (drawing(sentence, (months, kinds, most), (NARROW, "chart only-n")))
        }
    }
}

type Drawn<'a> = (&'a [String], &'a [Bars<'a>], i64);

fn drawing(sentence: &str, (months, kinds, most): Drawn<'_>, (width, class): (i64, &str)) -> Markup {
    let height = ROW * i64::try_from(kinds.len()).unwrap_or_default();
    html! {
        svg class=(class) viewBox={ "0 0 " (width) " " (height) } role="img" aria-label=(sentence) {
            @for (place, kind) in (0..).zip(kinds) { (row((months, kind, most), place * ROW, width)) }
        }
    }
}

fn row((months, kind, most): (&[String], &Bars<'_>, i64), top: i64, width: i64) -> Markup {
    let count = i64::try_from(kind.cents.len()).unwrap_or(1).max(1);
    let (step, ground) = ((width - LEFT) / count, top + TOP + BAR);
    let first = months.first().map_or("", String::as_str);
    let last = months.last().map_or("", String::as_str);
    html! {
        text.b x=(LEFT) y=(top + 11) { (kind.name) }
        line.ax x1=(LEFT) x2=(width) y1=(ground) y2=(ground) {}
        @for (place, cents) in (0..).zip(&kind.cents) {
            @let tall = (cents.0.max(0) * BAR / most).max(i64::from(cents.0 > 0));
            rect.full x=(LEFT + place * step) y=(ground - tall) width=((step * 7 / 10).max(2)) height=(tall) {}
        }
        text x=(LEFT) y=(ground + 13) { (first) }
        text x=(width) y=(ground + 13) text-anchor="end" { (last) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_bar_is_as_high_as_its_place_and_nothing_draws_nothing() {
        let months = ["May 2026".to_owned(), "June 2026".to_owned()];
        let of = |cents: [i64; 2]| [Bars { name: "Received", cents: cents.map(Cents).to_vec() }];
        let drawn = bars("Received.", &months, &of([20_000, 5_000])).into_string();
        assert!(drawn.contains("height=\"52\"") && drawn.contains("height=\"13\""), "{drawn}");
        assert!(drawn.contains("May 2026") && drawn.contains("June 2026") && drawn.contains("role=\"img\""));
        // A refund of more than came in has no bar, and stands in the table.
        assert!(bars("Received.", &months, &of([20_000, -5_000])).into_string().contains("height=\"0\""));
        assert!(bars("Received.", &months, &of([0, 0])).into_string().is_empty());
    }
}
