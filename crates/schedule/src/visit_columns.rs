//! Which fields an appointment list may have, and the names under which other systems are likely to write them.

use terms::place::Place;
use terms::visit_kind::VisitKind;
use terms::words;

use crate::table::{Columns, plain};

words! {
    /// What is read of each appointment.
    VisitField {
        Date = "date", "Date";
        Time = "time", "Begins at";
        Length = "length", "Length in minutes";
        Ends = "ends", "Ends at";
        Client = "client", "Client’s name";
        Born = "born", "Client’s birth date";
        Email = "email", "Client’s email";
        Number = "number", "Chart number, here or earlier";
        Clinician = "clinician", "With whom";
        Kind = "kind", "Kind of visit";
        Place = "place", "In person or online";
        Room = "room", "Room";
        Repeats = "repeats", "Whether it repeats";
    }
}

fn likely(field: VisitField) -> &'static [&'static str] {
    match field {
        VisitField::Date => &["Date", "Appointment date", "Date of service", "Start date", "Day"],
        VisitField::Time => &["Time", "Start time", "Appointment time", "Start", "Begins"],
        VisitField::Length => &["Length", "Duration", "Minutes", "Duration minutes", "Length min"],
        VisitField::Ends => &["End time", "End", "Ends"],
        VisitField::Client => &["Client", "Client name", "Name", "Full name", "Patient", "Patient name"],
        VisitField::Born => &["Date of birth", "Birth date", "DOB", "Birthdate"],
        VisitField::Email => &["Email", "Client email", "Email address"],
        VisitField::Number => &["Client ID", "Chart number", "Patient ID", "MRN", "Chart"],
        VisitField::Clinician => &["Clinician", "Provider", "Therapist", "With", "Practitioner"],
        VisitField::Kind => &["Kind", "Type", "Appointment type", "Service", "Visit type"],
        VisitField::Place => &["Place", "Location", "Where", "Modality"],
        VisitField::Room => &["Room", "Office"],
        VisitField::Repeats => &["Repeats", "Recurring", "Recurrence"],
    }
}

/// Which column is likely which field. A person looks at each guess before anything is booked.
pub fn guess_visits(head: &[String]) -> Columns {
    Columns::guessed(head, VisitField::ALL.map(|field| (field.code(), likely(field))))
}

/// The kind that a cell names, by the word that we use for it or one that begins alike.
pub fn read_kind(text: &str) -> Option<VisitKind> {
    let sought = plain(text);
    let words = |kind: VisitKind| plain(kind.word());
    VisitKind::ALL.into_iter().find(|kind| words(*kind) == sought).or_else(|| {
        [
            ("intake", VisitKind::Intake),
            ("couple", VisitKind::Couple),
            ("prep", VisitKind::Preparation),
            ("integration", VisitKind::Integration),
            ("consult", VisitKind::FirstConversation),
        ]
        .into_iter()
        .find(|(begins, _)| sought.starts_with(begins))
        .map(|(_, kind)| kind)
    })
}

/// The place that a cell names.
pub fn read_place(text: &str) -> Option<Place> {
    match plain(text).as_str() {
        "inperson" | "office" | "inoffice" | "onsite" => Some(Place::InPerson),
        "online" | "telehealth" | "video" | "virtual" | "remote" | "videooffice" => Some(Place::Online),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_a_likely_list_are_guessed() {
        let head = ["Date of Service", "Start Time", "Duration", "Client Name", "DOB", "Clinician", "Appointment type"];
        let columns = guess_visits(&head.map(str::to_owned));
        for (field, at) in [
            (VisitField::Date, Some(0)),
            (VisitField::Time, Some(1)),
            (VisitField::Length, Some(2)),
            (VisitField::Client, Some(3)),
            (VisitField::Born, Some(4)),
            (VisitField::Clinician, Some(5)),
            (VisitField::Kind, Some(6)),
            (VisitField::Room, None),
        ] {
            assert_eq!(columns.of(field.code()), at, "{field:?}");
        }
    }

    #[test]
    fn kinds_and_places_are_read_by_their_words() {
        for kind in VisitKind::ALL {
            assert_eq!(read_kind(kind.word()), Some(kind));
        }
        for (text, expected) in [
            ("Intake session (60 min)", Some(VisitKind::Intake)),
            ("Couples therapy", Some(VisitKind::Couple)),
            ("Consultation", Some(VisitKind::FirstConversation)),
            ("90834", None),
            ("", None),
        ] {
            assert_eq!(read_kind(text), expected, "{text}");
        }
        for (text, expected) in
            [("In person", Some(Place::InPerson)), ("Telehealth", Some(Place::Online)), ("the moon", None)]
        {
            assert_eq!(read_place(text), expected, "{text}");
        }
    }
}
