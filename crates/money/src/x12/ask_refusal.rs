//! Why an insurer does not answer a question about insurance, in our own words (X12 reject reasons and follow-up
//! actions of the segment AAA). A code that stands in no line here is told as such.

/// The reasons that a practice of psychotherapy meets, each with what may be done.
const REASONS: [(&str, &str); 33] = [
    ("04", "The question asks for more than they answer at once."),
    ("15", "Something that they need is missing. Compare the plan here with the card."),
    ("33", "Something in the question is wrong. Compare the plan here with the card."),
    ("35", "The practice is out of their network, and they answer only those inside. Call them."),
    ("41", "They don’t let this practice ask. Enroll for questions about insurance with your clearinghouse."),
    ("42", "Their system does not answer at the moment. Ask again later."),
    ("43", "They don’t know the practice’s number. Look at it under Practice, and at the enrollment with this payer."),
    ("44", "They don’t know the practice’s name as it was sent. Look at it under Practice."),
    ("45", "They miss what the practice does, or don’t take it. Look at the enrollment with this payer."),
    ("48", "They want another number of whoever asks. Call them."),
    ("50", "They don’t answer questions of this practice. Call them."),
    ("51", "The practice is not on their files. Enroll with this payer, or call."),
    ("52", "The practice was not enrolled with them on the day that was asked for."),
    ("56", "They don’t take the day that was asked for."),
    ("57", "The day that was asked for is missing or wrong."),
    ("58", "The birth date is missing or wrong. Compare it with the card and correct it."),
    ("60", "The birth date lies after the day that was asked for. Correct it."),
    ("62", "They don’t answer for this day. Ask for today."),
    ("63", "They don’t answer for days to come."),
    ("64", "The client’s number is missing or wrong. Compare it with the card and correct it."),
    ("65", "The client’s name is missing or wrong. Write it as the card does."),
    ("67", "They don’t find the client. Compare name, birth date and number with the card."),
    ("68", "They have the client’s number twice. Call them."),
    ("71", "The birth date is not the one that they have. Ask the client which is right."),
    ("72", "The member id is missing or wrong. Compare it with the card and correct it."),
    ("73", "The name of whoever holds the plan is missing or wrong. Write it as the card does."),
    ("75", "They don’t find whoever holds the plan. Compare name, birth date and number with the card."),
    ("76", "They have the member id twice. Call them."),
    ("77", "They find whoever holds the plan, and not the client. Ask who is insured with it."),
    ("78", "The member is not in this group or plan. Ask for the new card."),
    ("79", "They are not reached under this payer id. Look it up with your clearinghouse."),
    ("80", "No answer came in time. Ask again."),
    ("T4", "The payer’s name or number is missing. Tell the payer id with the plan."),
];

/// What may be done with the question.
const FOLLOW_UPS: [(&str, &str); 8] = [
    ("C", "Correct it and ask again."),
    ("N", "They take no second question; call them."),
    ("P", "Ask the same again."),
    ("R", "Asking again is fine."),
    ("S", "They asked somebody else; wait for the answer."),
    ("W", "Ask again in 30 days."),
    ("X", "Ask again in 10 days."),
    ("Y", "They keep the question and answer by themselves; wait."),
];

/// The reason in words, or nothing for one that we have no words for.
pub fn ask_refusal_words(reason: &str) -> Option<&'static str> {
    found(&REASONS, reason)
}

/// What to do in words, or nothing where that is not told.
pub fn follow_up_words(follow_up: &str) -> Option<&'static str> {
    found(&FOLLOW_UPS, follow_up)
}

fn found(lines: &[(&str, &'static str)], code: &str) -> Option<&'static str> {
    lines.iter().find(|(known, _)| *known == code).map(|(_, words)| *words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_has_one_line_and_an_unknown_one_has_none() {
        let mut codes: Vec<&str> = REASONS.iter().map(|(code, _)| *code).collect();
        codes.dedup();
        assert!(codes.is_sorted() && codes.len() == REASONS.len());
        assert!(ask_refusal_words("72").is_some_and(|words| words.contains("member id")));
        assert_eq!(follow_up_words("C"), Some("Correct it and ask again."));
        assert_eq!((ask_refusal_words("99"), follow_up_words("")), (None, None));
    }
}
