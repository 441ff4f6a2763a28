//! Where a space of the workspace leads: its rail, its first page, and where it finds a client.

use crate::frame::Space;
use crate::icon::Icon;

/// An icon, a word and a path.
pub(crate) type Place = (Icon, &'static str, &'static str);

/// Pages that a phone's tabs have no room for; the first page of their space leads to them.
pub(crate) const RAIL_ONLY: [&str; 7] = [
    "/billing/ageing",
    "/billing/income",
    "/billing/payers",
    "/desk/waitlist",
    "/desk/letters",
    "/practice/passed-on",
    "/practice/accesses",
];

/// What a space's rail leads to.
pub(crate) fn rail(space: Space) -> &'static [Place] {
    match space {
        Space::Therapist => &[
            (Icon::Calendar, "Today", "/t"),
            (Icon::People, "Caseload", "/t/caseload"),
            (Icon::Pen, "Notes to sign", "/t/to-sign"),
        ],
        Space::Desk => &[
            (Icon::Home, "Today", "/desk"),
            (Icon::Calendar, "Calendar", "/desk/calendar"),
            (Icon::Inbox, "Requests", "/desk/requests"),
            (Icon::Phone, "Phone log", "/desk/phone"),
            (Icon::Person, "Wait list", "/desk/waitlist"),
            (Icon::People, "Clients", "/desk/clients"),
            (Icon::Document, "Letters", "/desk/letters"),
        ],
        Space::Billing => &[
            (Icon::Home, "Billing", "/billing"),
            (Icon::Calendar, "Collect today", "/billing/today"),
            (Icon::Card, "Accounts", "/billing/accounts"),
            (Icon::Chart, "Ageing", "/billing/ageing"),
            (Icon::Chart, "Income", "/billing/income"),
            (Icon::Shield, "Coverage", "/billing/coverage"),
            (Icon::Shield, "Payers", "/billing/payers"),
            (Icon::Inbox, "Claims", "/billing/claims"),
        ],
        Space::Practice => &[
            (Icon::Home, "Practice", "/practice"),
            (Icon::People, "People", "/practice/people"),
            (Icon::Document, "Public pages", "/practice/site"),
            (Icon::Pen, "Letters", "/practice/notices"),
            (Icon::Inbox, "Moving in", "/practice/move-in"),
            (Icon::Alert, "Passed on", "/practice/passed-on"),
            (Icon::Eye, "Who opened what", "/practice/accesses"),
        ],
    }
}

/// The first page of a space.
pub(crate) fn door(space: Space) -> Place {
    match space {
        Space::Therapist => (Icon::Person, "Therapist", "/t"),
        Space::Desk => (Icon::Inbox, "Front desk", "/desk/requests"),
        Space::Billing => (Icon::Card, "Billing", "/billing"),
        Space::Practice => (Icon::Shield, "Practice", "/practice"),
    }
}

/// Where a space finds a client.
pub(crate) fn search(space: Space) -> Option<&'static str> {
    match space {
        Space::Therapist => Some("/t/caseload"),
        Space::Desk => Some("/desk/clients"),
        Space::Billing => Some("/billing/accounts"),
        Space::Practice => None,
    }
}
