//! Every door, with how it answers each who stands before it.

/// How a door answers someone who may not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// Opens, or says what the form still needs.
    Open,
    /// Leads to sign-in.
    SignIn,
    /// 403: not this person's part of the house, or not their client.
    Forbidden,
    /// 404: there is nothing to know.
    Missing,
}

use Answers::{Forbidden, Missing, Open, SignIn};

/// Anyone, a therapist of the client, another therapist, front desk, billing, the owner who also treats others.
pub type Row = (&'static str, &'static str, [Answers; 6]);

const THERAPIST: [Answers; 6] = [SignIn, Open, Open, Forbidden, Forbidden, Open];
const CHART: [Answers; 6] = [SignIn, Open, Forbidden, Forbidden, Forbidden, Forbidden];
const NOTE: [Answers; 6] = [SignIn, Missing, Missing, Forbidden, Forbidden, Missing];
const DESK: [Answers; 6] = [SignIn, Forbidden, Forbidden, Open, Forbidden, Open];
/// A visit, call or wish that nobody has.
const DESK_NONE: [Answers; 6] = [SignIn, Forbidden, Forbidden, Missing, Forbidden, Missing];
const BILLING: [Answers; 6] = [SignIn, Forbidden, Forbidden, Forbidden, Open, Forbidden];
/// What only the owner looks after.
const PRACTICE: [Answers; 6] = [SignIn, Forbidden, Forbidden, Forbidden, Forbidden, Open];
/// A batch that nobody brought.
const PRACTICE_NONE: [Answers; 6] = [SignIn, Forbidden, Forbidden, Forbidden, Forbidden, Missing];
/// Something that the client of a chart does not have, for a team that may ask.
const CHART_NONE: [Answers; 6] = [SignIn, Missing, Forbidden, Forbidden, Forbidden, Forbidden];
/// An author's own notes, which nobody else can know of.
const NOTEBOOK: [Answers; 6] = [SignIn, Open, Missing, Forbidden, Forbidden, Missing];
const PUBLIC: [Answers; 6] = [Open; 6];
/// One's own sign-ins.
const SIGN_INS: [Answers; 6] = [SignIn, Open, Open, Open, Open, Open];
const NOWHERE: [Answers; 6] = [Missing; 6];

/// Rowan's chart, which Dana treats; ids that nobody has for the rest. A door that posts has its form behind its path.
pub const DOORS: &[Row] = &[
    ("/t", "/t", THERAPIST),
    ("/t/caseload", "/t/caseload", THERAPIST),
    ("/t/to-sign", "/t/to-sign", THERAPIST),
    ("/t/c/{subject}", "/t/c/rwankeer27", CHART),
    ("/t/c/{subject}/path", "POST /t/c/rwankeer27/path path=no-dosing", CHART),
    ("/t/c/{subject}/notes", "POST /t/c/rwankeer27/notes kind=therapy", CHART),
    ("/t/c/{subject}/words", "/t/c/rwankeer27/words", CHART),
    ("/t/c/{subject}/words/intention", "POST /t/c/rwankeer27/words/intention", CHART),
    ("/t/c/{subject}/words/boundaries", "POST /t/c/rwankeer27/words/boundaries", CHART),
    ("/t/c/{subject}/words/grounding", "POST /t/c/rwankeer27/words/grounding", CHART),
    ("/t/c/{subject}/words/changes", "POST /t/c/rwankeer27/words/changes", CHART),
    ("/t/c/{subject}/words/changes/{change}", "POST /t/c/rwankeer27/words/changes/bbbbbbbbbb", CHART),
    ("/t/c/{subject}/dosing", "/t/c/rwankeer27/dosing", CHART),
    ("/t/c/{subject}/dosing/{day}/call-off", "POST /t/c/rwankeer27/dosing/bbbbbbbbbb/call-off", CHART),
    ("/t/c/{subject}/book", "/t/c/rwankeer27/book", CHART),
    (
        "/t/c/{subject}/n/{note}",
        "/t/c/rwankeer27/n/bbbbbbbbbb",
        [SignIn, Missing, Forbidden, Forbidden, Forbidden, Forbidden],
    ),
    ("/t/n/{note}", "/t/n/bbbbbbbbbb", NOTE),
    ("/t/n/{note}/save", "POST /t/n/bbbbbbbbbb/save", [SignIn, Missing, Missing, Forbidden, Forbidden, Missing]),
    ("/t/n/{note}/sign", "/t/n/bbbbbbbbbb/sign", NOTE),
    ("/t/n/{note}/throw-away", "POST /t/n/bbbbbbbbbb/throw-away", NOTE),
    ("/desk/requests", "/desk/requests", DESK),
    ("/desk/requests/add", "/desk/requests/add", DESK),
    ("/desk/requests/{id}", "/desk/requests/jamerrrrr3", DESK),
    ("/desk/requests/{id}/offer", "POST /desk/requests/jamerrrrr3/offer", DESK),
    ("/desk/requests/{id}/choose", "POST /desk/requests/jamerrrrr3/choose", DESK),
    ("/desk/requests/{id}/contact", "POST /desk/requests/jamerrrrr3/contact", DESK),
    ("/desk/requests/{id}/decline", "POST /desk/requests/jamerrrrr3/decline", DESK),
    ("/desk/letters", "/desk/letters", DESK),
    ("/desk/letters/{id}/again", "POST /desk/letters/bbbbbbbbbb/again", DESK_NONE),
    ("/desk/letters/{id}/away", "POST /desk/letters/bbbbbbbbbb/away why=another-way", DESK_NONE),
    ("/desk/clients/{subject}/together", "/desk/clients/rwankeer27/together", DESK),
    ("/desk", "/desk", DESK),
    ("/desk/calendar", "/desk/calendar", DESK),
    ("/desk/calendar/week", "/desk/calendar/week", DESK),
    ("/desk/book", "/desk/book?client=rwankeer27", DESK),
    ("/desk/visits/{id}", "/desk/visits/bbbbbbbbbb", DESK_NONE),
    ("/desk/visits/{id}/step", "POST /desk/visits/bbbbbbbbbb/step to=arrived", DESK_NONE),
    ("/desk/visits/{id}/undo", "POST /desk/visits/bbbbbbbbbb/undo turn=0", DESK_NONE),
    (
        "/desk/visits/{id}/move",
        "POST /desk/visits/bbbbbbbbbb/move date=2026-06-23&started=10:00&place=online",
        DESK_NONE,
    ),
    ("/desk/visits/{id}/cancel", "POST /desk/visits/bbbbbbbbbb/cancel counts=in-time&why=ill", DESK_NONE),
    ("/desk/clients", "/desk/clients?q=keller", DESK),
    ("/desk/clients/{subject}", "/desk/clients/rwankeer27", DESK),
    ("/desk/clients/{subject}/contact", "/desk/clients/rwankeer27/contact", DESK),
    ("/desk/phone", "/desk/phone", DESK),
    ("/desk/phone/new", "/desk/phone/new", DESK),
    ("/desk/phone/{id}/done", "POST /desk/phone/bbbbbbbbbb/done", DESK_NONE),
    ("/desk/waitlist", "/desk/waitlist", DESK),
    ("/desk/waitlist/new", "/desk/waitlist/new?client=rwankeer27", DESK),
    ("/desk/waitlist/{id}/close", "POST /desk/waitlist/bbbbbbbbbb/close", DESK_NONE),
    ("/billing", "/billing", BILLING),
    ("/billing/{subject}", "/billing/rwankeer27", BILLING),
    ("/billing/{subject}/therapy", "POST /billing/rwankeer27/therapy", BILLING),
    ("/billing/{subject}/dosing", "POST /billing/rwankeer27/dosing", BILLING),
    (
        "/billing/{subject}/therapy/{payment}",
        "/billing/rwankeer27/therapy/bbbbbbbbbb",
        [SignIn, Forbidden, Forbidden, Forbidden, Missing, Forbidden],
    ),
    (
        "/billing/{subject}/dosing/{payment}",
        "/billing/rwankeer27/dosing/bbbbbbbbbb",
        [SignIn, Forbidden, Forbidden, Forbidden, Missing, Forbidden],
    ),
    ("/t/c/{subject}/notes", "/t/c/rwankeer27/notes", CHART),
    ("/t/c/{subject}/check-ins", "/t/c/rwankeer27/check-ins", CHART),
    ("/t/c/{subject}/check-ins", "POST /t/c/rwankeer27/check-ins measure=phq-9", CHART),
    ("/t/c/{subject}/check-ins/{id}", "POST /t/c/rwankeer27/check-ins/bbbbbbbbbb item-1=1", CHART),
    ("/t/c/{subject}/check-ins/{id}/put-away", "POST /t/c/rwankeer27/check-ins/bbbbbbbbbb/put-away", CHART),
    ("/t/c/{subject}/workbook", "/t/c/rwankeer27/workbook", CHART),
    ("/t/c/{subject}/plan", "/t/c/rwankeer27/plan", CHART),
    ("/t/c/{subject}/plan", "POST /t/c/rwankeer27/plan goals=To%20rest", CHART),
    ("/t/c/{subject}/safety", "/t/c/rwankeer27/safety", CHART),
    ("/t/c/{subject}/safety", "POST /t/c/rwankeer27/safety signs=None", CHART),
    ("/t/c/{subject}/readiness", "/t/c/rwankeer27/readiness", CHART),
    ("/t/c/{subject}/readiness", "POST /t/c/rwankeer27/readiness early-signs=yes", CHART),
    ("/t/c/{subject}/consents", "/t/c/rwankeer27/consents", CHART),
    ("/t/c/{subject}/consents/{kind}", "/t/c/rwankeer27/consents/disclosure", CHART),
    ("/t/c/{subject}/consents/{kind}", "POST /t/c/rwankeer27/consents/telehealth-consent name=Rowan", CHART),
    ("/t/c/{subject}/consents/{kind}/offer", "POST /t/c/rwankeer27/consents/disclosure/offer", CHART),
    ("/t/c/{subject}/money", "/t/c/rwankeer27/money", CHART),
    ("/t/c/{subject}/access", "/t/c/rwankeer27/access", CHART),
    ("/t/c/{subject}/export", "/t/c/rwankeer27/export", CHART),
    ("/t/c/{subject}/export", "POST /t/c/rwankeer27/export", CHART),
    ("/t/c/{subject}/alerts/{alert}", "/t/c/rwankeer27/alerts/bbbbbbbbbb", CHART_NONE),
    ("/t/c/{subject}/process", "/t/c/rwankeer27/process", NOTEBOOK),
    ("/t/c/{subject}/process", "POST /t/c/rwankeer27/process passphrase=a+walk+by+the+lake", NOTEBOOK),
    ("/t/c/{subject}/process/write", "POST /t/c/rwankeer27/process/write", NOTEBOOK),
    ("/t/c/{subject}/process/destroy", "POST /t/c/rwankeer27/process/destroy", NOTEBOOK),
    ("/billing/{subject}/superbill", "/billing/rwankeer27/superbill?month=2026-05", BILLING),
    ("/desk/clients/{subject}/delivered", "POST /desk/clients/rwankeer27/delivered how=handed", DESK),
    ("/desk/clients/{subject}/code", "POST /desk/clients/rwankeer27/code", DESK),
    ("/practice/passed-on", "/practice/passed-on", PRACTICE),
    ("/practice/facts", "/practice/facts", PRACTICE),
    ("/practice/services", "/practice/services", PRACTICE),
    ("/practice/people", "/practice/people", PRACTICE),
    ("/practice/people/new", "/practice/people/new", PRACTICE),
    ("/practice/people/{id}", "/practice/people/danareyest", PRACTICE),
    ("/practice/people/{id}/invite", "POST /practice/people/danareyest/invite email=dana@example.org", PRACTICE),
    ("/practice/people/{id}/leave", "POST /practice/people/pryashahdk/leave", PRACTICE),
    ("/practice/people/{id}/back", "POST /practice/people/pryashahdk/back", PRACTICE),
    ("/practice/rooms", "/practice/rooms", PRACTICE),
    ("/practice/closures", "/practice/closures", PRACTICE),
    ("/practice/closures/{id}/take-back", "POST /practice/closures/bbbbbbbbbb/take-back", PRACTICE_NONE),
    ("/practice/export", "/practice/export", PRACTICE),
    ("/practice/export", "POST /practice/export reason=", PRACTICE),
    ("/practice/recovery", "/practice/recovery", PRACTICE),
    ("/practice/site", "/practice/site", PRACTICE),
    ("/practice/site/{name}", "/practice/site/fees", PRACTICE),
    ("/practice/site/{name}/look", "POST /practice/site/fees/look text=x", PRACTICE),
    ("/practice/site/{name}/back", "POST /practice/site/fees/back text=x", PRACTICE),
    ("/practice", "/practice", PRACTICE),
    ("/practice/accesses", "/practice/accesses?chart=2017", PRACTICE),
    ("/practice/notices", "/practice/notices", PRACTICE),
    ("/practice/notices/{kind}", "/practice/notices/time-booked", PRACTICE),
    (
        "/practice/notices/{kind}",
        "POST /practice/notices/time-booked subject=A+note&words=Your+time+is+%7Bwhen%7D.",
        PRACTICE,
    ),
    ("/practice/notices/{kind}/back", "POST /practice/notices/time-booked/back", PRACTICE),
    ("/practice/reminders", "/practice/reminders", PRACTICE),
    ("/practice/reminders", "POST /practice/reminders first=48", PRACTICE),
    ("/practice/move-in", "/practice/move-in", PRACTICE),
    ("/practice/move-in/{batch}/take-back", "POST /practice/move-in/bbbbbbbbbb/take-back", PRACTICE_NONE),
    ("/practice/move-in/{batch}/throw-away", "POST /practice/move-in/bbbbbbbbbb/throw-away", PRACTICE_NONE),
    ("/practice/move-in/clients", "/practice/move-in/clients", PRACTICE),
    ("/practice/move-in/clients", "POST /practice/move-in/clients", PRACTICE),
    ("/practice/move-in/clients/{batch}", "/practice/move-in/clients/bbbbbbbbbb", PRACTICE_NONE),
    ("/practice/move-in/clients/{batch}", "POST /practice/move-in/clients/bbbbbbbbbb", PRACTICE_NONE),
    ("/practice/move-in/clients/{batch}/take-in", "POST /practice/move-in/clients/bbbbbbbbbb/take-in", PRACTICE_NONE),
    ("/practice/move-in/balances", "/practice/move-in/balances", PRACTICE),
    ("/practice/move-in/balances", "POST /practice/move-in/balances", PRACTICE),
    ("/practice/move-in/balances/{batch}", "/practice/move-in/balances/bbbbbbbbbb", PRACTICE_NONE),
    ("/practice/move-in/balances/{batch}", "POST /practice/move-in/balances/bbbbbbbbbb", PRACTICE_NONE),
    (
        "/practice/move-in/balances/{batch}/match",
        "POST /practice/move-in/balances/bbbbbbbbbb/match row-0=2017",
        PRACTICE_NONE,
    ),
    ("/practice/move-in/balances/{batch}/take-in", "POST /practice/move-in/balances/bbbbbbbbbb/take-in", PRACTICE_NONE),
    ("/practice/move-in/appointments", "/practice/move-in/appointments", PRACTICE),
    ("/practice/move-in/appointments", "POST /practice/move-in/appointments", PRACTICE),
    ("/practice/move-in/appointments/{batch}", "/practice/move-in/appointments/bbbbbbbbbb", PRACTICE_NONE),
    ("/practice/move-in/appointments/{batch}", "POST /practice/move-in/appointments/bbbbbbbbbb", PRACTICE_NONE),
    (
        "/practice/move-in/appointments/{batch}/match",
        "POST /practice/move-in/appointments/bbbbbbbbbb/match row-0=2017",
        PRACTICE_NONE,
    ),
    (
        "/practice/move-in/appointments/{batch}/take-in",
        "POST /practice/move-in/appointments/bbbbbbbbbb/take-in",
        PRACTICE_NONE,
    ),
    ("/sign-in", "/sign-in", PUBLIC),
    ("/sign-in/{subject}", "POST /sign-in/rwankeer27", PUBLIC),
    ("/request", "/request", PUBLIC),
    ("/request/change", "POST /request/change", PUBLIC),
    ("/request/sent", "POST /request/sent", PUBLIC),
    ("/request/back", "/request/back", PUBLIC),
    ("/r/{link}", "/r/jamerrrrr3000000", NOWHERE),
    ("/r/{link}/choose", "POST /r/jamerrrrr3000000/choose", NOWHERE),
    ("/r/{link}/none-fit", "POST /r/jamerrrrr3000000/none-fit", NOWHERE),
    ("/r/{link}/take-back", "POST /r/jamerrrrr3000000/take-back", NOWHERE),
    ("/v/{link}", "/v/bbbbbbbbbb000000", NOWHERE),
    ("/v/{link}/come", "POST /v/bbbbbbbbbb000000/come", NOWHERE),
    ("/v/{link}/another-time", "POST /v/bbbbbbbbbb000000/another-time", NOWHERE),
    ("/v/{link}/cancel", "POST /v/bbbbbbbbbb000000/cancel", NOWHERE),
    ("/v/{link}/keep", "POST /v/bbbbbbbbbb000000/keep", NOWHERE),
    ("/staff", "/staff", PUBLIC),
    ("/staff/{id}", "/staff/danareyest", PUBLIC),
    ("/staff/sign-ins", "/staff/sign-ins", SIGN_INS),
    // A practice's own sign-in is not among a demo's doors.
    ("/staff/code", "/staff/code", NOWHERE),
    ("/staff/again", "/staff/again", NOWHERE),
    ("/join/{secret}", "/join/bbbbbbbbbb", NOWHERE),
    ("/set-up/{secret}", "/set-up/bbbbbbbbbb", NOWHERE),
    ("/enter/{secret}", "/enter/bbbbbbbbbb", NOWHERE),
    ("/sign-in/code", "POST /sign-in/code code=bbbb", NOWHERE),
    ("/healthz", "/healthz", PUBLIC),
    ("/readyz", "/readyz", PUBLIC),
    ("/rights", "/rights", PUBLIC),
    ("/privacy", "/privacy", PUBLIC),
    ("/sign-out", "POST /sign-out", PUBLIC),
    ("/assets/{version}/{name}", "/assets/00000000/base.css", NOWHERE),
];

/// Anyone, a therapist, Rowan, and Chris, who is one of a couple.
pub type PortalRow = (&'static str, &'static str, [Answers; 4]);

/// One's own pages: each client finds their own behind the same path.
const OWN: [Answers; 4] = [SignIn, SignIn, Open, Open];
/// What only a couple's partners have.
const BOTH: [Answers; 4] = [SignIn, SignIn, Missing, Open];
/// An id that nobody has.
const NOBODYS: [Answers; 4] = [SignIn, SignIn, Missing, Missing];

/// The doors of the portal.
pub const PORTAL: &[PortalRow] = &[
    ("/my", "/my", OWN),
    ("/my/account/sign-ins", "/my/account/sign-ins", OWN),
    ("/my/preparation", "/my/preparation", OWN),
    ("/my/preparation/{part}", "/my/preparation/intentions", OWN),
    ("/my/preparation/{part}", "POST /my/preparation/what-brings-me why-now=Now", OWN),
    ("/my/preparation/{part}/skip", "POST /my/preparation/after-care/skip", OWN),
    ("/my/grounding", "/my/grounding", OWN),
    ("/my/grounding", "POST /my/grounding tool=Feet", OWN),
    ("/my/grounding/kit", "/my/grounding/kit", OWN),
    ("/my/grounding/{tool}", "/my/grounding/breathing", OWN),
    ("/my/grounding/{tool}", "POST /my/grounding/feet before=7&after=4", OWN),
    ("/my/integration", "/my/integration", OWN),
    ("/my/integration/steadiness", "POST /my/integration/steadiness steadiness=steady", OWN),
    ("/my/integration/not-ok", "/my/integration/not-ok", OWN),
    ("/my/journal", "/my/journal", OWN),
    ("/my/journal/write", "/my/journal/write", OWN),
    ("/my/journal/{id}", "/my/journal/bbbbbbbbbb", NOBODYS),
    ("/my/journal/{id}/save", "POST /my/journal/bbbbbbbbbb/save version=0&text=Tired", OWN),
    ("/my/journal/{id}/share", "POST /my/journal/bbbbbbbbbb/share", OWN),
    ("/my/journal/{id}/take-back", "POST /my/journal/bbbbbbbbbb/take-back", OWN),
    ("/my/journal/{id}/delete", "/my/journal/bbbbbbbbbb/delete", NOBODYS),
    ("/my/carry-forward", "/my/carry-forward", OWN),
    ("/my/carry-forward", "POST /my/carry-forward text=Rest", OWN),
    ("/my/carry-forward/{id}", "/my/carry-forward/bbbbbbbbbb", NOBODYS),
    ("/my/carry-forward/{id}/move", "POST /my/carry-forward/bbbbbbbbbb/move state=resting", NOBODYS),
    ("/my/check-ins", "/my/check-ins", OWN),
    ("/my/check-ins", "POST /my/check-ins measure=distress", OWN),
    ("/my/check-ins/history", "/my/check-ins/history", OWN),
    ("/my/check-ins/{id}", "/my/check-ins/bbbbbbbbbb", NOBODYS),
    ("/my/check-ins/{id}/{item}", "/my/check-ins/bbbbbbbbbb/1", NOBODYS),
    ("/my/check-ins/{id}/finish", "POST /my/check-ins/bbbbbbbbbb/finish", NOBODYS),
    ("/my/check-ins/{id}/put-away", "POST /my/check-ins/bbbbbbbbbb/put-away", NOBODYS),
    ("/my/safety-plan", "/my/safety-plan", OWN),
    ("/my/safety-plan", "POST /my/safety-plan signs=None", OWN),
    ("/my/appointments", "/my/appointments", OWN),
    ("/my/appointments/{id}", "/my/appointments/bbbbbbbbbb", NOBODYS),
    ("/my/appointments/{id}/move", "POST /my/appointments/bbbbbbbbbb/move from=1782234000", NOBODYS),
    ("/my/appointments/{id}/cancel", "POST /my/appointments/bbbbbbbbbb/cancel", NOBODYS),
    ("/my/appointments/{id}/calendar", "/my/appointments/bbbbbbbbbb/calendar", NOBODYS),
    ("/my/documents", "/my/documents", OWN),
    ("/my/documents/{kind}", "/my/documents/disclosure", OWN),
    ("/my/documents/{kind}", "POST /my/documents/disclosure name=Me", OWN),
    ("/my/documents/{kind}/decline", "POST /my/documents/telehealth-consent/decline", OWN),
    ("/my/documents/{kind}/withdraw", "POST /my/documents/telehealth-consent/withdraw", OWN),
    ("/my/documents/{kind}/copy", "/my/documents/telehealth-consent/copy", NOBODYS),
    ("/my/dosing", "/my/dosing", OWN),
    ("/my/dosing", "POST /my/dosing id=bbbbbbbbbb&state=past", OWN),
    ("/my/together/{unit}", "/my/together/chrsee2787", BOTH),
    ("/my/together/{unit}", "/my/together/rwankeer27", NOBODYS),
    ("/my/together/{unit}/intention", "POST /my/together/chrsee2787/intention intention=Rest", BOTH),
    ("/my/together/{unit}/changes", "POST /my/together/chrsee2787/changes id=bbbbbbbbbb&text=Rest", BOTH),
    ("/my/together/{unit}/changes/{change}", "POST /my/together/chrsee2787/changes/bbbbbbbbbb state=kept", BOTH),
    ("/my/account", "/my/account", OWN),
    ("/my/account", "POST /my/account name=Rowan", OWN),
    ("/my/accesses", "/my/accesses", OWN),
    ("/my/more", "/my/more", OWN),
    ("/my/help", "/my/help", OWN),
    ("/my/money", "/my/money", OWN),
    ("/my/money/therapy/{payment}", "/my/money/therapy/bbbbbbbbbb", NOBODYS),
    ("/my/money/dosing/{payment}", "/my/money/dosing/bbbbbbbbbb", NOBODYS),
    ("/my/money/superbill", "/my/money/superbill?month=2026-05", OWN),
];
