//! The form that a page of the journal is written in. It is saved as "Only me" while it is written.

use actions::open_journal::OpenJournal;
use actions::write_page::{Seen, WrittenPage};
use care::journal::Prompt;
use jiff::Timestamp;
use maud::{Markup, html};
use shell::fields::{self, Choice, Choices, Kind, Look, Problem, Text, hidden};
use shell::form::Posted;
use shell::reading::Reading;
use shell::typed::Typed;
use terms::ids::PageId;
use terms::text::{MAX_PROSE, Prose};

/// What is asked for when a page is saved empty.
const EMPTY: &str = "Write a line first, or leave this for another day";

/// Where a form stands, which is where saving leads back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// On the integration page.
    Integration,
    /// In the journal.
    Journal,
}

impl From {
    fn code(self) -> &'static str {
        match self {
            Self::Integration => "integration",
            Self::Journal => "journal",
        }
    }

    /// Where it stood, as posted.
    pub fn of(posted: &Posted) -> Self {
        if posted.one("from") == Self::Integration.code() { Self::Integration } else { Self::Journal }
    }
}

/// The fields of a page as it stands: what is being written, or else what was written, or else nothing.
pub fn as_posted(open: &OpenJournal, id: PageId) -> Posted {
    let (page, draft) = (open.journal.page(id), open.draft(id));
    let version = draft.map_or(0, |saved| saved.version);
    let (prompt, text) = match (draft, page) {
        (Some(saved), _) => (saved.draft.prompt, saved.draft.text.as_ref()),
        (None, Some(page)) => (page.prompt, Some(&page.text)),
        (None, None) => (None, None),
    };
    Posted::from_pairs([
        ("version", version.to_string()),
        ("at", page.map(|page| page.at.to_string()).unwrap_or_default()),
        ("prompt", prompt.map(|prompt| prompt.code().to_owned()).unwrap_or_default()),
        ("text", text.map(|text| text.as_str().to_owned()).unwrap_or_default()),
        ("who", "only-me".to_owned()),
    ])
}

/// The same form, to be saved over what is there now.
pub fn over(posted: &Posted, now: Seen) -> Posted {
    let rest = posted.pairs().iter().filter(|(name, _)| name != "version" && name != "at").cloned();
    let at = now.at.map(|at| at.to_string()).unwrap_or_default();
    Posted::from_pairs(rest.chain([("version".to_owned(), now.version.to_string()), ("at".to_owned(), at)]))
}

/// What the form had before its writer's eyes.
pub fn seen(posted: &Posted) -> Seen {
    let at: Option<Timestamp> = posted.one("at").parse().ok();
    Seen { version: posted.one("version").parse().unwrap_or_default(), at }
}

/// What is said so far, for a draft; it may be empty.
pub fn read_draft(posted: &Posted) -> Result<(Option<Prompt>, Option<Prose>), Vec<Problem>> {
    let mut form = Reading::of(posted);
    let text = form.prose("text");
    form.done(Some((Prompt::from_code(posted.one("prompt")), text)))
}

/// The page as it is to be.
pub fn read(posted: &Posted, id: PageId) -> Result<WrittenPage, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let text = form.prose("text");
    let text = form.wanted("text", text, EMPTY);
    let (prompt, seen) = (Prompt::from_code(posted.one("prompt")), seen(posted));
    form.done(text.map(|text| WrittenPage { id, prompt, text, seen }))
}

/// Who could read the page once it is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// Nobody else reads it yet, and the form asks.
    Asks,
    /// A copy is shared; the page says so beside the form.
    Shared,
}

/// The form. With two texts in sight, only its writer's own hand saves one over the other.
pub fn page_form(typed: &Typed<'_>, (id, from): (PageId, From), therapist: &str, sharing: Sharing) -> Markup {
    let place = format!("/my/journal/{id}");
    let prompts = Prompt::ALL.map(|prompt| (prompt.code(), prompt.word()));
    html! {
        form.stack method="post" action=(place) data-save={ (place) "/save" } {
            @for name in ["version", "at"] { (hidden(name, typed.posted.one(name))) }
            (hidden("from", from.code()))
            (typed.one_of("prompt", "Start anywhere, or choose a prompt", &prompts))
            (fields::text(&TEXT, typed.posted.one("text"), typed.problems))
            @if sharing == Sharing::Asks { (who(typed, therapist)) }
            div.row {
                button.btn { "Save this page" }
                span.small.dim { "You can change, share or delete it later. " a href="/my/journal#who" { "What “only me” means" } }
            }
            p.small.dim role="status" data-saved { "While you write, it is saved for you alone." }
        }
    }
}

const TEXT: Text<'_> = Text {
    name: "text",
    label: "Your page",
    hint: None,
    kind: Kind::Page,
    autocomplete: Some("off"),
    optional: false,
    max: MAX_PROSE,
};

fn who(typed: &Typed<'_>, therapist: &str) -> Markup {
    let (me, both) = (
        format!("Not the practice, not {therapist}"),
        format!("{therapist} may read it before you meet; you can take it back"),
    );
    let with = format!("Me and {therapist}");
    let options = [
        Choice { value: "only-me", label: "Only me", small: Some(&me) },
        Choice { value: "team", label: &with, small: Some(&both) },
    ];
    let spec = Choices {
        name: "who",
        legend: "Who can read this page?",
        hint: None,
        many: false,
        look: Look::Across,
        options: &options,
    };
    let chosen = Some(typed.posted.one("who")).filter(|who| !who.is_empty()).unwrap_or("only-me");
    fields::choices(&spec, &[chosen], typed.problems)
}

/// A page's first line, as its name in a list.
pub fn name_of(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    if line.chars().count() <= MOST {
        return line.to_owned();
    }
    let cut: String = line.chars().take(MOST).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id() -> PageId {
        "aaaaaaaaaa".parse().unwrap()
    }

    #[test]
    fn a_page_is_named_by_its_first_line() {
        for (given, expected) in [
            ("Tired.\nAnd that is fine.", "Tired."),
            ("\n  Later  ", "Later"),
            (&"x".repeat(60), &"x".repeat(60)),
            (&"x".repeat(61), &format!("{}…", "x".repeat(60))),
        ] {
            assert_eq!(name_of(given), expected);
        }
    }

    #[test]
    fn an_empty_page_is_saved_as_a_draft_and_not_as_a_page() {
        let empty = Posted::from_pairs([("text", " "), ("prompt", "steady")]);
        assert_eq!(read_draft(&empty), Ok((Some(Prompt::Steady), None)));
        assert_eq!(read(&empty, id()).err().map(|problems| problems[0].words.clone()), Some(EMPTY.to_owned()));
        let long = Posted::from_pairs([("text", "x".repeat(20_001))]);
        assert!(read_draft(&long).is_err() && read(&long, id()).is_err());
    }

    #[test]
    fn only_me_is_chosen_until_someone_chooses_otherwise() {
        let posted = Posted::default();
        let form = page_form(&Typed { posted: &posted, problems: &[] }, (id(), From::Journal), "Dana", Sharing::Asks);
        let form = form.into_string();
        assert!(form.contains("value=\"only-me\" checked") && form.matches("checked").count() == 1, "{form}");
        assert!(form.contains("data-save=\"/my/journal/aaaaaaaaaa/save\""), "{form}");
    }

    #[test]
    fn a_form_that_saw_both_texts_goes_over_what_is_there() {
        let posted = Posted::from_pairs([("version", "1"), ("at", ""), ("text", "Mine.")]);
        let now = Seen { version: 4, at: Some(Timestamp::UNIX_EPOCH) };
        let over = over(&posted, now);
        assert_eq!((seen(&over), over.one("text")), (now, "Mine."));
    }
}
