//! The words of what is written to people: one notice for each occasion, its placeholders, and what it must not tell.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{Id, StaffId};
use terms::text::{Line, Prose};
use terms::words;

words! {
    /// An occasion on which someone is written to.
    NoticeKind {
        RequestReceived = "request-received", "A request has come in";
        TimesOffered = "times-offered", "Times are offered";
        NotTheRightPlace = "not-the-right-place", "A request is declined";
        TimeBooked = "time-booked", "A time is booked";
        VisitMoved = "visit-moved", "A visit is moved";
        VisitCanceled = "visit-canceled", "A visit is canceled";
        VisitReminder = "visit-reminder", "Reminder of a visit";
        FormReminder = "form-reminder", "Reminder of a document";
        SignInLink = "sign-in-link", "A link to sign in";
        Invitation = "invitation", "Invitation to the portal";
        AlertPassedOn = "alert-passed-on", "Passed on to staff";
        HowAreYou = "how-are-you", "Asked how they are";
        HowAreYouAgain = "how-are-you-again", "Asked once more";
        AlertRaised = "alert-raised", "Something to look at, to staff";
        SignInChanged = "sign-in-changed", "Another password, to staff";
        NewDevice = "new-device", "A sign-in on a new device";
    }

    /// What is filled in when a notice goes out. It stands in braces: {when}.
    Placeholder {
        Name = "name", "the name to use";
        When = "when", "the day and the time";
        Where = "where", "the room, or online";
        Link = "link", "the private link";
        Within = "within", "how soon someone answers";
    }
}

/// A notice in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// The line that shows before it is opened.
    pub subject_line: Line,
    /// What it says, with placeholders.
    pub body: Prose,
}

/// One occasion's words, with every earlier version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The occasion.
    pub kind: NoticeKind,
    /// Each change, the oldest first; none, while the words are the ones that came with it.
    pub versions: Vec<Version>,
}

/// One change of a notice's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The new words; `None` is back to the words that came with it.
    pub words: Option<Wording>,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
}

/// What is known on the occasion, for the placeholders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fills {
    /// The name to use.
    pub name: Option<String>,
    /// The day and the time.
    pub when: Option<String>,
    /// The room, or online.
    pub place: Option<String>,
    /// The private link.
    pub link: Option<String>,
    /// How soon someone answers.
    pub within: Option<String>,
}

impl NoticeKind {
    /// The placeholders that may stand in it; the first ones must.
    pub fn placeholders(self) -> &'static [Placeholder] {
        use Placeholder::{Link, Name, When, Where, Within};
        match self {
            Self::RequestReceived => &[Link, Within, Name],
            Self::TimesOffered
            | Self::NotTheRightPlace
            | Self::SignInLink
            | Self::Invitation
            | Self::AlertPassedOn
            | Self::HowAreYou
            | Self::HowAreYouAgain
            | Self::AlertRaised
            | Self::SignInChanged
            | Self::NewDevice => &[Link, Name],
            Self::TimeBooked | Self::VisitMoved => &[When, Where, Link, Name],
            Self::VisitCanceled => &[When, Link, Name],
            Self::VisitReminder => &[When, Link, Where, Name],
            Self::FormReminder => &[Link, When, Name],
        }
    }

    /// The placeholders without which it is of no use.
    pub fn required(self) -> &'static [Placeholder] {
        let needed = match self {
            Self::VisitReminder => 2,
            Self::RequestReceived
            | Self::TimesOffered
            | Self::NotTheRightPlace
            | Self::TimeBooked
            | Self::VisitMoved
            | Self::VisitCanceled
            | Self::FormReminder
            | Self::SignInLink
            | Self::Invitation
            | Self::AlertPassedOn
            | Self::HowAreYou
            | Self::HowAreYouAgain
            | Self::AlertRaised
            | Self::SignInChanged
            | Self::NewDevice => 1,
        };
        &self.placeholders()[..needed]
    }

    /// Whether it can wait until somebody's quiet hours are over. Everything else answers what was just done.
    pub fn can_wait(self) -> bool {
        matches!(self, Self::VisitReminder | Self::FormReminder | Self::HowAreYou | Self::HowAreYouAgain)
    }

    /// Whether it carries a key, which is its reader's alone: whoever works here would stand in a client's own pages.
    pub fn is_secret(self) -> bool {
        matches!(self, Self::SignInLink)
    }

    /// The subject line and the words that came with it.
    pub fn words_that_came(self) -> (&'static str, &'static str) {
        const NOTE: &str = "A note from the office";
        match self {
            Self::RequestReceived => (
                NOTE,
                "We have your note. A person reads it within {within}. To see where it stands, or to take it back: {link}",
            ),
            Self::TimesOffered => {
                (NOTE, "Hi {name}, there are times that may suit you. See them and choose here: {link}")
            }
            Self::NotTheRightPlace => (
                NOTE,
                "Thank you for asking. We are not the right place for this, and we have written down others who may be: {link}",
            ),
            Self::TimeBooked => (NOTE, "Your time is {when}. To see it again: {link}"),
            Self::VisitMoved => (NOTE, "Your time has moved. It is now {when}, {where}. To see it: {link}"),
            Self::VisitCanceled => (NOTE, "Your time on {when} is canceled. If this is news to you, call the office."),
            Self::VisitReminder => (
                "Your time at the office",
                "A reminder of your time: {when}, {where}. To say that you will come, or that you need another time: {link}",
            ),
            Self::FormReminder => {
                (NOTE, "There is something to read before your time on {when}. You find it here: {link}")
            }
            Self::SignInLink => {
                ("Your sign-in link", "This link signs you in. It works once, and only for a short while: {link}")
            }
            Self::Invitation => (
                NOTE,
                "Hi {name}, your own pages with the office are ready. Ask for a link to them here, with this address: {link}",
            ),
            Self::HowAreYou => (
                NOTE,
                "Hi {name}, you asked us to ask: how are you today? One tap is enough, and none is fine too: {link}",
            ),
            Self::HowAreYouAgain => {
                (NOTE, "Hi {name}, you wished to be asked once more. If you like, one tap is enough: {link}")
            }
            Self::AlertRaised => (NOTE, "Something has come in that you should look at. Sign in to see it: {link}"),
            Self::SignInChanged => (
                NOTE,
                "Your password was changed just now, and your other sign-ins ended. If that was not you, call the office at once. What you can do yourself: {link}",
            ),
            Self::NewDevice => (
                NOTE,
                "Hi {name}, your pages were opened on a device that we do not know. Was it you? Then nothing is needed. If not, end it here, and call the office: {link}",
            ),
            Self::AlertPassedOn => {
                (NOTE, "Something has waited too long and now comes to you. Sign in to see it: {link}")
            }
        }
    }

    /// The id of its row; there is one for each.
    pub fn row(self) -> Id {
        row(match self {
            Self::RequestReceived => b'a',
            Self::TimesOffered => b'b',
            Self::NotTheRightPlace => b'c',
            Self::TimeBooked => b'd',
            Self::VisitMoved => b'e',
            Self::VisitCanceled => b'f',
            Self::VisitReminder => b'g',
            Self::FormReminder => b'h',
            Self::SignInLink => b'j',
            Self::Invitation => b'k',
            Self::AlertPassedOn => b'm',
            Self::HowAreYou => b'n',
            Self::HowAreYouAgain => b'p',
            Self::AlertRaised => b'q',
            Self::SignInChanged => b's',
            Self::NewDevice => b'r',
        })
    }
}

const fn row(letter: u8) -> Id {
    match Id::from_letters([b'n', b't', b'c', b'e', b'r', b'w', b's', b'2', b'2', letter]) {
        Some(id) => id,
        None => panic!("no id has this letter"),
    }
}

impl Notice {
    /// A notice whose words nobody has changed.
    pub fn as_it_came(kind: NoticeKind) -> Self {
        Self { kind, versions: Vec::new() }
    }

    /// The subject line and the words as they stand.
    pub fn words(&self) -> (&str, &str) {
        let changed = self.versions.last().and_then(|version| version.words.as_ref());
        changed.map_or(self.kind.words_that_came(), |words| (words.subject_line.as_str(), words.body.as_str()))
    }

    /// The notice filled in: subject line and text. `None` when a placeholder has nothing to be filled with.
    pub fn filled(&self, fills: &Fills) -> Option<(Line, Prose)> {
        let (subject, body) = self.words();
        let mut text = String::with_capacity(body.len());
        for piece in pieces(body)? {
            match piece {
                Piece::Plain(plain) => text.push_str(plain),
                Piece::Filled(placeholder) => text.push_str(fills.of(placeholder)?),
            }
        }
        Some((Line::parse(subject).ok()?, Prose::parse(&text).ok()?))
    }
}

impl Fills {
    /// What every placeholder could look like, for a preview.
    pub fn made_up() -> Self {
        let said = |text: &str| Some(text.to_owned());
        Self {
            name: said("Jamie"),
            when: said("Wednesday, June 24, 9:00 AM"),
            place: said("Room 1"),
            link: said("https://go.example.org/…"),
            within: said("two business days"),
        }
    }

    fn of(&self, placeholder: Placeholder) -> Option<&str> {
        match placeholder {
            Placeholder::Name => self.name.as_deref(),
            Placeholder::When => self.when.as_deref(),
            Placeholder::Where => self.place.as_deref(),
            Placeholder::Link => self.link.as_deref(),
            Placeholder::Within => self.within.as_deref(),
        }
    }
}

/// A piece of a notice's text.
pub(crate) enum Piece<'t> {
    /// As it stands.
    Plain(&'t str),
    /// Filled in when it goes out.
    Filled(Placeholder),
}

/// The text cut at its placeholders; `None` where a brace holds something else.
pub(crate) fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((plain, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}')?;
        if plain.contains('}') {
            return None;
        }
        found.push(Piece::Plain(plain));
        found.push(Piece::Filled(Placeholder::from_code(name)?));
        rest = behind;
    }
    found.push(Piece::Plain(rest));
    (!rest.contains('}')).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_filled_is_not_written() {
        let notice = Notice::as_it_came(NoticeKind::TimeBooked);
        assert!(notice.filled(&Fills { link: Some("x".to_owned()), ..Fills::default() }).is_none());
    }
}
