//! The request form: its questions, and how what was typed becomes answers.

use maud::{Markup, html};
use schedule::answers::{Answers, CoverageWish, Ketamine, PlaceWish, Situation, TimeWish};
use shell::fields::{Choice, Choices, Kind, Look, Problem, Text, choices, error_summary, submit, text, tick};
use shell::form::Posted;
use terms::reach::{Email, Phone, Reach};
use terms::text::{Line, MAX_LINE, TextTrouble};

/// What a filled-in form comes to.
pub(crate) enum Read {
    /// Answers to check before they are sent.
    Answers(Box<Answers>),
    /// The practice sees adults.
    Under18,
    /// Sessions need the client to be in Colorado.
    OutsideColorado,
}

/// The words for each situation, as the person would say them.
pub(crate) fn situation(case: Situation) -> &'static str {
    match case {
        Situation::Considering => "I am thinking about ketamine-assisted psychotherapy",
        Situation::HadAndWantsSense => "I have had ketamine and want help making sense of it",
        Situation::StuckNumbOverwhelmed => "I feel stuck, numb or overwhelmed",
        Situation::DepressionAnxietyRelationalPain => "I live with depression, anxiety or pain in relationships",
        Situation::TherapyCentered => "I want therapy at the center, rather than medication alone",
        Situation::HasDosingDate => "I have a dosing date",
        Situation::NotSure => "I am not sure yet",
    }
}

/// The words for where ketamine stands in a person's life.
pub(crate) fn ketamine(case: Ketamine) -> &'static str {
    match case {
        Ketamine::LastTwoWeeks => "Yes, in the last two weeks",
        Ketamine::LongerAgo => "Yes, longer ago",
        Ketamine::Planned => "Not yet, and I plan to",
        Ketamine::Deciding => "I am still deciding",
        Ketamine::NotPlanned => "No, and I do not plan to",
    }
}

const SAFE_TIMES: [(&str, &str); 4] =
    [("mornings", "Mornings"), ("midday", "Midday"), ("afternoons", "Afternoons"), ("evenings", "Evenings")];

/// The whole form, holding what was typed.
pub(crate) fn form(posted: &Posted, problems: &[Problem], once: &str) -> Markup {
    html! {
        (error_summary(problems))
        form.stack.wide action="/request" method="post" novalidate {
            input type="hidden" name="once" value=(once);
            input type="hidden" name="from" value=(posted.one("from"));
            (about(posted, problems))
            (text(&Text { name: "name", label: "The name you would like us to use", hint: Some("A first name or an initial is enough."), kind: Kind::Line, autocomplete: Some("given-name"), optional: false, max: MAX_LINE }, posted.one("name"), problems))
            (reach(posted, problems))
            (coverage(posted, problems))
            (yes_or_no(("adult", "Are you 18 or older?", None), posted, problems))
            (yes_or_no(("colorado", "Will you be in Colorado when we meet?", Some("Therapists are licensed by state. Online sessions need you to be in Colorado.")), posted, problems))
            (submit("Check my answers"))
            p.dim.small { "Nothing is sent until you have looked at it once more. If you leave this page, nothing is kept." }
        }
    }
}

fn about(posted: &Posted, problems: &[Problem]) -> Markup {
    let situations: Vec<Choice<'_>> = Situation::ALL.iter().map(|case| choice(case.code(), situation(*case))).collect();
    let history: Vec<Choice<'_>> = Ketamine::ALL.iter().map(|case| choice(case.code(), ketamine(*case))).collect();
    let places: Vec<Choice<'_>> = PlaceWish::ALL
        .iter()
        .map(|case| Choice {
            small: match case {
                PlaceWish::InPerson => Some("Lakewood"),
                PlaceWish::Online => Some("You need to be in Colorado"),
                PlaceWish::Either => None,
            },
            ..choice(case.code(), case.word())
        })
        .collect();
    let times: Vec<Choice<'_>> = TimeWish::ALL.iter().map(|case| choice(case.code(), case.word())).collect();
    html! {
        (choices(&Choices { name: "about", legend: "What would you like to talk about?", hint: Some("You can skip this. Choose any that fit."), many: true, look: Look::Rows, options: &situations }, &posted.all("about"), problems))
        (choices(&Choices { name: "ketamine", legend: "Have you had ketamine?", hint: Some("You can skip this. No answer is better than another; it helps us know how soon to talk."), many: false, look: Look::Rows, options: &history }, &posted.all("ketamine"), problems))
        (choices(&Choices { name: "where", legend: "Where would you like to meet?", hint: None, many: false, look: Look::Across, options: &places }, &posted.all("where"), problems))
        (choices(&Choices { name: "times", legend: "Which times usually work?", hint: Some("Choose as many as you like. We will offer you a few real times."), many: true, look: Look::Chips, options: &times }, &posted.all("times"), problems))
    }
}

fn reach(posted: &Posted, problems: &[Problem]) -> Markup {
    let ways = [
        Choice {
            small: Some("From one plain address; the subject says “A note from the office”"),
            ..choice("email", "Email")
        },
        Choice { small: Some("From a number without the practice’s name"), ..choice("text", "Text message") },
        choice("call", "Phone call"),
        Choice {
            small: Some("You get a word and a number, and come back here with them to see the times we can offer"),
            ..choice("nothing", "Send me nothing, I will come back")
        },
    ];
    let safe: Vec<Choice<'_>> = SAFE_TIMES.iter().map(|(code, word)| choice(code, word)).collect();
    html! {
        (choices(&Choices { name: "reach", legend: "How may we reach you?", hint: Some("We only use what you choose here."), many: true, look: Look::Rows, options: &ways }, &posted.all("reach"), problems))
        div.grid {
            (text(&Text { name: "email", label: "Email", hint: None, kind: Kind::Email, autocomplete: Some("email"), optional: true, max: 254 }, posted.one("email"), problems))
            (text(&Text { name: "tel", label: "Phone, if you chose text or call", hint: None, kind: Kind::Phone, autocomplete: Some("tel"), optional: true, max: 30 }, posted.one("tel"), problems))
        }
        (choices(&Choices { name: "safe", legend: "When is it safe to reach you?", hint: Some("You can skip this. We try to keep to these times."), many: true, look: Look::Chips, options: &safe }, &posted.all("safe"), problems))
        fieldset.field {
            legend { "Keeping this private" }
            (tick("voicemail", "You may leave a voicemail", Some("If not ticked, we hang up without a message."), posted.has("voicemail", "yes"), problems))
            (tick("say-who", "You may say who is calling if someone else answers", Some("If not ticked, we ask for you and give only a first name."), posted.has("say-who", "yes"), problems))
        }
    }
}

fn coverage(posted: &Posted, problems: &[Problem]) -> Markup {
    let ways: Vec<Choice<'_>> = CoverageWish::ALL.iter().map(|case| choice(case.code(), case.word())).collect();
    html! {
        (choices(&Choices { name: "pay", legend: "How do you expect to pay?", hint: Some("You can skip this. It changes nothing about whether we reply."), many: false, look: Look::Across, options: &ways }, &posted.all("pay"), problems))
        (tick("guide", "I have a question about coverage or payment", Some("We go through it with you before anything starts."), posted.has("guide", "yes"), problems))
    }
}

fn yes_or_no(
    (name, legend, hint): (&'static str, &str, Option<&str>),
    posted: &Posted,
    problems: &[Problem],
) -> Markup {
    let options = [choice("yes", "Yes"), choice("no", "No")];
    choices(
        &Choices { name, legend, hint, many: false, look: Look::Across, options: &options },
        &posted.all(name),
        problems,
    )
}

fn choice<'a>(value: &'a str, label: &'a str) -> Choice<'a> {
    Choice { value, label, small: None }
}

/// Reads the form, or says everything that needs another look.
pub(crate) fn read(posted: &Posted) -> Result<Read, Vec<Problem>> {
    match (posted.one("adult"), posted.one("colorado")) {
        ("no", _) => return Ok(Read::Under18),
        (_, "no") => return Ok(Read::OutsideColorado),
        _ => {}
    }
    let mut problems = Vec::new();
    let name =
        Line::parse(posted.one("name")).map_err(|trouble| problems.push(problem("name", &name_words(trouble)))).ok();
    let reach = read_reach(posted, &mut problems);
    for (field, words) in [
        ("adult", "Choose whether you are 18 or older"),
        ("colorado", "Choose whether you will be in Colorado when we meet"),
    ] {
        if posted.one(field) != "yes" {
            problems.push(problem(field, words));
        }
    }
    match name {
        Some(name) if problems.is_empty() => Ok(Read::Answers(Box::new(Answers {
            about: posted.all("about").into_iter().filter_map(Situation::from_code).collect(),
            ketamine: Ketamine::from_code(posted.one("ketamine")),
            place: PlaceWish::from_code(posted.one("where")),
            times: posted.all("times").into_iter().filter_map(TimeWish::from_code).collect(),
            name,
            reach,
            coverage: CoverageWish::from_code(posted.one("pay")),
            asks_about_coverage: posted.has("guide", "yes"),
        }))),
        _ => Err(problems),
    }
}

fn read_reach(posted: &Posted, problems: &mut Vec<Problem>) -> Reach {
    let [by_email, by_text, by_call, by_nothing] =
        ["email", "text", "call", "nothing"].map(|way| posted.has("reach", way));
    if by_nothing && (by_email || by_text || by_call) {
        problems.push(problem("reach", "Choose “Send me nothing” alone, or choose the other ways without it"));
    } else if !(by_email || by_text || by_call || by_nothing) {
        problems.push(problem("reach", "Choose at least one way to reach you, or “Send me nothing, I will come back”"));
    }
    let email = if by_email {
        Email::parse(posted.one("email"))
            .map_err(|_| {
                problems.push(problem("email", "Enter an email address with an @, or choose another way to reach you"));
            })
            .ok()
    } else {
        None
    };
    let phone = if by_text || by_call {
        Phone::parse(posted.one("tel"))
            .map_err(|_| problems.push(problem("tel", "Enter a phone number with an area code, such as 303 555 0142")))
            .ok()
    } else {
        None
    };
    let safe: Vec<&str> =
        SAFE_TIMES.iter().filter(|(code, _)| posted.has("safe", code)).map(|(_, word)| *word).collect();
    Reach {
        email,
        may_text: by_text && phone.is_some(),
        may_call: by_call && phone.is_some(),
        phone,
        may_leave_voicemail: by_call && posted.has("voicemail", "yes"),
        may_name_practice: by_call && posted.has("say-who", "yes"),
        // Blank when nothing was chosen, and then there is no line.
        safe_times: Line::parse(&safe.join(", ")).ok(),
        ..Reach::default()
    }
}

fn name_words(trouble: TextTrouble) -> String {
    match trouble {
        TextTrouble::Empty => "Enter the name you would like us to use".to_owned(),
        TextTrouble::TooLong { most, is } => format!("Keep the name to {most} characters. It is {is} now"),
        TextTrouble::Unprintable => "Enter the name in letters, without line breaks".to_owned(),
    }
}

fn problem(field: &'static str, words: &str) -> Problem {
    Problem { field, words: words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: [(&str, &str); 5] =
        [("name", "Jamie"), ("reach", "email"), ("email", "jamie@example.org"), ("adult", "yes"), ("colorado", "yes")];

    fn changed(name: &str, value: &str) -> Posted {
        Posted::from_pairs(GOOD.into_iter().filter(|(key, _)| *key != name).chain([(name, value)]))
    }

    fn fields(posted: &Posted) -> Vec<&'static str> {
        read(posted).err().unwrap_or_default().into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn each_answer_that_needs_another_look_is_named() {
        assert_eq!(fields(&Posted::from_pairs(GOOD)), [""; 0]);
        for (name, value, expected) in [
            ("name", " ", "name"),
            ("name", &"x".repeat(MAX_LINE + 1), "name"),
            ("email", "jamie", "email"),
            ("reach", "", "reach"),
            ("adult", "", "adult"),
            ("colorado", "", "colorado"),
            ("reach", "text", "tel"),
        ] {
            assert_eq!(fields(&changed(name, value)), [expected], "{name}={value}");
        }
        let both = Posted::from_pairs(GOOD.into_iter().chain([("reach", "nothing")]));
        assert_eq!(fields(&both), ["reach"]);
    }

    #[test]
    fn who_is_under_18_or_elsewhere_gets_a_page_and_not_an_error() {
        assert!(matches!(read(&changed("adult", "no")), Ok(Read::Under18)));
        assert!(matches!(read(&changed("colorado", "no")), Ok(Read::OutsideColorado)));
    }

    #[test]
    fn only_what_was_chosen_is_allowed() {
        let Ok(Read::Answers(answers)) = read(&Posted::from_pairs([
            ("name", "Jamie"),
            ("reach", "email"),
            ("email", "jamie@example.org"),
            ("tel", "303 555 0142"),
            ("voicemail", "yes"),
            ("adult", "yes"),
            ("colorado", "yes"),
        ])) else {
            panic!("nothing needs another look")
        };
        let reach = answers.reach;
        assert!(
            reach.email.is_some()
                && reach.phone.is_none()
                && !reach.may_call
                && !reach.may_text
                && !reach.may_leave_voicemail
        );
    }

    #[test]
    fn an_empty_form_has_nothing_chosen() {
        let drawn = form(&Posted::default(), &[], "once").into_string();
        assert!(!drawn.contains("checked") && drawn.contains("name=\"once\" value=\"once\""));
        for case in Situation::ALL {
            assert!(drawn.contains(situation(case)));
        }
    }
}
