//! Which fields a client list may have, and the names under which other systems are likely to write them.

use terms::words;

use crate::table::Columns;

words! {
    /// What is read of each client.
    ClientField {
        FullName = "full-name", "Full name";
        FirstName = "first-name", "First name";
        LastName = "last-name", "Last name";
        GoesBy = "goes-by", "Name they go by";
        Pronouns = "pronouns", "Pronouns";
        Born = "born", "Birth date";
        Email = "email", "Email";
        Phone = "phone", "Phone";
        Street = "street", "Street";
        City = "city", "City";
        State = "state", "State";
        Zip = "zip", "ZIP code";
        EmergencyName = "emergency-name", "Emergency contact";
        EmergencyPhone = "emergency-phone", "Emergency contact’s phone";
        Clinician = "clinician", "Who treats them";
        Number = "number", "Number in the earlier system";
    }

    /// Where a file comes from.
    Source {
        SimplePractice = "simplepractice", "SimplePractice";
        TherapyNotes = "therapynotes", "TherapyNotes";
        Osmind = "osmind", "Osmind";
        Other = "other", "Another system";
    }
}

/// Names that any system may use, likeliest first.
fn common(field: ClientField) -> &'static [&'static str] {
    match field {
        ClientField::FullName => &["Full name", "Client name", "Name", "Client", "Patient name", "Patient"],
        ClientField::FirstName => &["First name", "Given name", "Firstname"],
        ClientField::LastName => &["Last name", "Surname", "Family name", "Lastname"],
        ClientField::GoesBy => &["Preferred name", "Nickname", "Goes by", "Name to use"],
        ClientField::Pronouns => &["Pronouns", "Gender pronouns"],
        ClientField::Born => &["Date of birth", "Birth date", "Birthdate", "DOB", "Birthday"],
        ClientField::Email => &["Email", "Email address", "Primary email"],
        ClientField::Phone => &["Phone", "Mobile phone", "Phone number", "Cell phone", "Mobile", "Primary phone"],
        ClientField::Street => &["Street", "Address", "Street address", "Address 1", "Address line 1"],
        ClientField::City => &["City", "Town"],
        ClientField::State => &["State", "State or province"],
        ClientField::Zip => &["ZIP", "ZIP code", "Postal code", "Postal"],
        ClientField::EmergencyName => &["Emergency contact", "Emergency contact name"],
        ClientField::EmergencyPhone => &["Emergency contact phone", "Emergency phone"],
        ClientField::Clinician => &["Clinician", "Primary clinician", "Therapist", "Provider", "Assigned clinician"],
        ClientField::Number => &["Client ID", "Patient ID", "Chart number", "MRN", "Account number", "ID"],
    }
}

/// Names that one system is known to use on its screens; they come before the common ones.
fn own(source: Source, field: ClientField) -> &'static [&'static str] {
    match (source, field) {
        (Source::SimplePractice, ClientField::FirstName) => &["Legal first name"],
        (Source::SimplePractice, ClientField::LastName) => &["Legal last name"],
        (Source::SimplePractice, ClientField::GoesBy) => &["What name do they go by?"],
        (Source::SimplePractice | Source::TherapyNotes, ClientField::Clinician) => &["Primary clinician"],
        (Source::Osmind, ClientField::Clinician) => &["Provider"],
        (Source::Osmind, ClientField::Number) => &["Patient ID"],
        _ => &[],
    }
}

/// Which column is likely which field in a file from there. A person looks at each guess before anything is moved in.
pub fn guess(head: &[String], source: Source) -> Columns {
    let likely: Vec<(&str, Vec<&str>)> =
        ClientField::ALL.map(|field| (field.code(), [own(source, field), common(field)].concat())).into();
    Columns::guessed(head, likely.iter().map(|(field, names)| (*field, names.as_slice())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A source, the head of a made-up file of its shape, and some of the columns that are found in it.
    type Head = (Source, &'static str, &'static [(ClientField, &'static str)]);

    const HEADS: [Head; 4] = [
        (
            Source::SimplePractice,
            "Legal First Name,Legal Last Name,What name do they go by?,Date of Birth,Email,Phone,Primary Clinician",
            &[
                (ClientField::FirstName, "Legal First Name"),
                (ClientField::GoesBy, "What name do they go by?"),
                (ClientField::Born, "Date of Birth"),
                (ClientField::Clinician, "Primary Clinician"),
            ],
        ),
        (
            Source::TherapyNotes,
            "Last Name,First Name,Preferred Name,DOB,Mobile Phone,Address 1,City,State,Zip,Primary Clinician",
            &[
                (ClientField::LastName, "Last Name"),
                (ClientField::Born, "DOB"),
                (ClientField::Phone, "Mobile Phone"),
                (ClientField::Street, "Address 1"),
                (ClientField::Zip, "Zip"),
            ],
        ),
        (
            Source::Osmind,
            "patient_id,first_name,last_name,date_of_birth,email,phone,emergency_contact_name,provider",
            &[
                (ClientField::Number, "patient_id"),
                (ClientField::Born, "date_of_birth"),
                (ClientField::EmergencyName, "emergency_contact_name"),
                (ClientField::Clinician, "provider"),
            ],
        ),
        (
            Source::Other,
            "Client,Birthday,E-Mail,Therapist",
            &[(ClientField::FullName, "Client"), (ClientField::Email, "E-Mail"), (ClientField::Clinician, "Therapist")],
        ),
    ];

    #[test]
    fn the_columns_of_each_shape_are_guessed() {
        for (source, head, expected) in HEADS {
            let head: Vec<String> = head.split(',').map(str::to_owned).collect();
            let columns = guess(&head, source);
            for (field, name) in expected {
                let found = columns.of(field.code()).map(|at| head[at].as_str());
                assert_eq!(found, Some(*name), "{source:?} {field:?}");
            }
        }
    }

    #[test]
    fn every_field_and_source_has_a_code_of_its_own() {
        for field in ClientField::ALL {
            assert_eq!(ClientField::from_code(field.code()), Some(field));
            assert!(!common(field).is_empty());
        }
        assert!(Source::ALL.into_iter().all(|source| Source::from_code(source.code()) == Some(source)));
    }
}
