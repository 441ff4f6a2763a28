//! A question on a scale from 0 to 10, with words at both ends and nothing chosen beforehand.

use maud::{Markup, html};
use shell::icon::{Icon, icon};
use shell::typed::Typed;

/// The highest number.
const MOST: u8 = 10;

/// Eleven cells to choose one from.
pub fn scale(typed: &Typed<'_>, (name, legend): (&'static str, &str), (low, high): (&str, &str)) -> Markup {
    let chosen = typed.posted.one(name);
    let found = typed.problems.iter().find(|problem| problem.field == name);
    html! {
        fieldset.field aria-describedby=[found.map(|_| format!("{name}-e"))] {
            legend { (legend) }
            @if let Some(problem) = found { p.error id={ (name) "-e" } { (icon(Icon::Alert)) (problem.words) } }
            div.scale {
                @for number in 0..=MOST {
                    @let value = number.to_string();
                    label.choice { input id=[(number == 0).then_some(name)] type="radio" name=(name) value=(value) checked[value == chosen]; (number) }
                }
            }
            div.row.apart.xs.dim { span { "0, " (low) } span { "10, " (high) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use shell::form::Posted;

    use super::*;

    #[test]
    fn nothing_is_chosen_until_someone_chooses() {
        let blank = Typed { posted: &Posted::default(), problems: &[] };
        let page = scale(&blank, ("before", "Before"), ("calm", "too much")).into_string();
        assert!(!page.contains("checked") && page.matches("type=\"radio\"").count() == 11, "{page}");
        let posted = Posted::from_pairs([("before", "1")]);
        let page = scale(&Typed { posted: &posted, problems: &[] }, ("before", "Before"), ("calm", "too much"));
        assert_eq!(page.into_string().matches("checked").count(), 1);
    }
}
