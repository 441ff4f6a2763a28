//! The lines that answer in a crisis, as every help page lists them, with the day on which somebody last looked.

use maud::{Markup, html};
use terms::crisis_line::{CRISIS_LINES, CrisisLine};

use crate::icon::{Icon, icon};

/// One row for each.
pub fn crisis_lines() -> Markup {
    html! { @for line in CRISIS_LINES { (row(&line)) } }
}

fn row(line: &CrisisLine) -> Markup {
    html! {
        li {
            (icon(Icon::Phone))
            span.grow {
                (line.name)
                br; span.small.dim { (line.what) ". Looked at " (line.looked_at.strftime("%B %-d, %Y")) "." }
            }
            span.row {
                a href={ "tel:" (line.dial) } { (line.phone) }
                @if let Some((to, words)) = line.text { a.small href={ "sms:" (to) } { "Text " (words) " to " (to) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_there_with_its_number_and_its_day() {
        let drawn = crisis_lines().into_string();
        for line in CRISIS_LINES {
            assert!(drawn.contains(&format!("tel:{}", line.dial)) && drawn.contains("Looked at November 26, 2026"));
        }
    }
}
