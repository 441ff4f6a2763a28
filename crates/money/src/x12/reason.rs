//! Why insurers pay less, in our own words. The codes are X12's; a code that stands in no line here is told as such.

/// The reasons that a practice of psychotherapy meets, each with what may be done.
const REASONS: [(&str, &str); 44] = [
    ("1", "The deductible. The client owes it."),
    ("2", "The client’s share in percent."),
    ("3", "The client’s share per visit."),
    (
        "4",
        "The modifier is missing or does not go with the code. Look at this payer’s rules, then send it in place of this one.",
    ),
    ("5", "The code does not go with the place of service. Look at this payer’s rules for video and phone."),
    ("6", "The code does not go with the client’s age."),
    ("9", "The diagnosis does not go with the client’s age."),
    ("11", "The diagnosis does not go with the service."),
    ("16", "Something is missing or wrong in the claim; the remark codes say what."),
    ("18", "They have this claim already. Look whether it was paid before sending again."),
    ("19", "They see it as an injury at work."),
    ("20", "They see it as somebody else’s liability."),
    ("22", "Another insurance should be asked first."),
    ("23", "What another insurance paid or took off before."),
    ("24", "It belongs to a contract that pays a fixed sum."),
    ("26", "The visit was before the insurance began."),
    ("27", "The visit was after the insurance ended."),
    ("29", "It came too late. Only proof that it was sent in time helps."),
    ("31", "They don’t find the client under this number. Check card, name and birth date."),
    ("35", "The most that they pay in a lifetime is reached."),
    ("39", "They did not allow it before when they were asked."),
    ("45", "More than what they allow by contract. Nobody owes it."),
    ("49", "They see it as a routine examination."),
    ("50", "They don’t see the need for it. The notes may have to show it."),
    ("55", "They see it as experimental."),
    ("59", "Several services on one day are paid as one."),
    ("95", "Their plan’s steps were not followed."),
    ("96", "The plan does not cover it."),
    ("97", "They see it as part of another service that was paid."),
    ("100", "They paid the client."),
    ("109", "It belongs to another insurer. Send it there; mental health is often managed by someone else."),
    ("119", "The most visits or dollars for this time are used up."),
    ("129", "They don’t have what another insurance decided."),
    ("140", "Number and name of the client don’t fit together."),
    ("146", "They don’t take this diagnosis for this day."),
    ("150", "They don’t see why as much was needed."),
    ("167", "The plan does not cover this diagnosis."),
    ("170", "They don’t pay this kind of therapist for it."),
    ("181", "The code was not in use on this day."),
    ("182", "The modifier was not in use on this day."),
    ("197", "It had to be allowed before, and no authorization stands on the claim. Ask whether one can still be had."),
    ("198", "More than what was allowed before."),
    ("204", "The client’s plan does not cover this service."),
    ("242", "The practice is not in their network."),
];

/// The reason in words, or nothing for one that we have no words for.
pub fn reason_words(code: &str) -> Option<&'static str> {
    REASONS.iter().find(|(known, _)| *known == code).map(|(_, words)| *words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_one_line_and_an_unknown_one_has_none() {
        let mut codes: Vec<&str> = REASONS.iter().map(|(code, _)| *code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), REASONS.len());
        assert!(reason_words("197").is_some_and(|words| words.contains("authorization")));
        assert_eq!((reason_words("9999"), reason_words("")), (None, None));
    }
}
