//! The bridge to a prescriber: what to tell them, what was sent by which release, and what they answered, in their words.
//!
//! Whether someone may have ketamine is the prescriber's alone to say (domain: prescribing is outside a psychotherapist's
//! scope in Colorado). So a flag is only something to pass on, and the only states are flagged, sent and answered.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use terms::ids::{PacketId, ReleaseId, StaffId};
use terms::text::{Line, Prose};
use terms::words;

use crate::chart::Chart;
use crate::chart_entry::ChartEntry;
use crate::release::{Consented, Recipient};
use crate::workbook::{Author, Workbook};
use crate::workbook_entry::WorkbookEntry;

/// How long a link to what was sent opens it, in days. A release that ends sooner ends it sooner.
pub const LINK_DAYS: i64 = 14;

words! {
    /// Something that a prescriber may want to know, as a client tells it without a medical examination. The list follows
    /// the labeled and the usual exclusions and cautions (esketamine label, sections 4, 5 and 8; APA consensus of 2017).
    HealthFlag {
        BloodVessels = "blood-vessels", "An aneurysm, a malformed blood vessel, or bleeding in the brain, at any time";
        Allergy = "allergy", "An allergic reaction to ketamine or esketamine";
        BloodPressure = "blood-pressure", "High blood pressure";
        Heart = "heart", "A heart attack, heart failure, or an irregular heartbeat";
        Psychosis = "psychosis", "Psychosis or schizophrenia, their own or a parent’s, brother’s, sister’s or child’s";
        Mania = "mania", "Mania, or bipolar disorder";
        Substances = "substances", "Trouble with alcohol or other substances, or with ketamine itself";
        Suicide = "suicide", "Thoughts of suicide with a plan, or an attempt";
        Pregnancy = "pregnancy", "Pregnant, trying to be, or breastfeeding";
        Pressure = "pressure", "Raised pressure in the head or in an eye";
        Liver = "liver", "Severe liver disease";
        Thyroid = "thyroid", "An overactive thyroid";
        Seizures = "seizures", "Seizures";
        Bladder = "bladder", "Bladder trouble: pain, urgency, blood";
        Breathing = "breathing", "Severe lung disease, or sleep apnea";
        Porphyria = "porphyria", "Porphyria";
        Dissociation = "dissociation", "Severe dissociation, or distrust that makes working together hard";
        Age = "age", "Younger than 18";
        Medicines = "medicines", "Takes medicines; which ones stands below in their words";
    }

    /// How something went to a prescriber.
    SentHow {
        OnPaper = "on-paper", "On paper";
        ByLink = "by-link", "By a link that expires";
    }

    /// How it stands between a client and a prescriber.
    BridgeState {
        Flagged = "flagged", "Flagged for the prescriber";
        Sent = "sent", "Sent";
        Answered = "answered", "The prescriber answered";
    }
}

/// What was flagged, as it stood from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flagged {
    /// What a prescriber may want to know.
    pub flags: Vec<HealthFlag>,
    /// What the client says of it, in their words: medicines, dates, who treats it.
    pub words: Option<Prose>,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
}

/// What a prescriber answered: quoted, never put in other words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrescriberAnswer {
    /// To what.
    pub packet: PacketId,
    /// What they said or wrote, word for word.
    pub quote: Prose,
    /// Who said it.
    pub said_by: Line,
    /// On which day it was heard or read.
    pub heard_on: Date,
    /// When it was written down.
    pub at: Timestamp,
    /// Who heard it.
    pub by: StaffId,
}

/// What was sent by a release: exactly these words. It stands where the client reads it too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentPacket {
    /// Its id.
    pub id: PacketId,
    /// By which release.
    pub release: ReleaseId,
    /// To whom, as the release names them.
    pub to: Line,
    /// What it says.
    pub text: String,
    /// How it went.
    pub how: SentHow,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Author,
}

/// Why nothing is sent to a prescriber, or no answer of theirs kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PacketRefusal {
    /// No release to a prescriber is in force.
    NoRelease,
    /// The release is to someone else.
    NotToAPrescriber,
    /// Nothing that this release allows has been flagged or written.
    NothingToSay,
    /// What was looked at is not what would be sent now.
    HasChanged,
    /// There is no such packet.
    NoSuchPacket,
    /// The answer would have been heard before anything was sent, or in the future.
    NotThen,
}

impl Chart {
    /// What is flagged now.
    pub fn flagged(&self) -> Option<&Flagged> {
        self.flagged.last()
    }

    /// What prescribers answered, oldest first.
    pub fn prescriber_answers(&self) -> &[PrescriberAnswer] {
        &self.prescriber_answers
    }

    /// What they answered to this.
    pub fn answers_to(&self, packet: PacketId) -> impl Iterator<Item = &PrescriberAnswer> {
        self.prescriber_answers.iter().filter(move |answer| answer.packet == packet)
    }
}

impl Workbook {
    /// What was sent by releases, oldest first.
    pub fn packets(&self) -> &[SentPacket] {
        &self.packets
    }

    /// One of them.
    pub fn packet(&self, id: PacketId) -> Option<&SentPacket> {
        self.packets.iter().find(|packet| packet.id == id)
    }

    /// What a link opens at this moment: only what went by a link, within its days, while the release is in force.
    pub fn packet_behind_link(&self, id: PacketId, (now, today): (Timestamp, Date)) -> Option<&SentPacket> {
        let packet = self.packet(id).filter(|packet| packet.how == SentHow::ByLink)?;
        let is_young = now < packet.link_until();
        let holds = self.release(packet.release)?.in_force(today).is_some();
        (is_young && holds).then_some(packet)
    }
}

impl SentPacket {
    /// Until when its link opens it, if nothing ends it sooner.
    pub fn link_until(&self) -> Timestamp {
        self.at + SignedDuration::from_hours(24 * LINK_DAYS)
    }
}

/// How it stands with a prescriber; `None` where nothing was flagged or sent.
pub fn bridge_state(chart: &Chart, workbook: &Workbook) -> Option<BridgeState> {
    let last = workbook.packets().last();
    match last {
        Some(packet) if chart.answers_to(packet.id).next().is_some() => Some(BridgeState::Answered),
        Some(_) => Some(BridgeState::Sent),
        None => chart.flagged().filter(|flagged| !flagged.flags.is_empty()).map(|_| BridgeState::Flagged),
    }
}

/// Flags what a prescriber may want to know, in place of what was flagged before; nothing, when that stands there already.
pub fn flag(chart: &Chart, flagged: Flagged) -> Option<ChartEntry> {
    let same = |before: &Flagged| before.flags == flagged.flags && before.words == flagged.words;
    let stands = chart.flagged().map_or(flagged.flags.is_empty() && flagged.words.is_none(), same);
    (!stands).then_some(ChartEntry::FlaggedForPrescriber(flagged))
}

/// Sends what was looked at. Without a release in force there is no `Consented`, and without that no sending.
pub fn send_packet(consented: Consented<'_>, packet: SentPacket) -> Result<WorkbookEntry, PacketRefusal> {
    let release = consented.release();
    if release.terms.kind != Recipient::Prescriber {
        return Err(PacketRefusal::NotToAPrescriber);
    }
    let (release, to) = (release.id, release.terms.to.clone());
    Ok(WorkbookEntry::PacketSent(SentPacket { release, to, ..packet }))
}

/// Keeps what a prescriber answered, in quotes, with the day and who heard it.
pub fn keep_answer(
    workbook: &Workbook,
    answer: PrescriberAnswer,
    (sent_on, today): (impl Fn(Timestamp) -> Date, Date),
) -> Result<ChartEntry, PacketRefusal> {
    let packet = workbook.packet(answer.packet).ok_or(PacketRefusal::NoSuchPacket)?;
    if answer.heard_on < sent_on(packet.at) || answer.heard_on > today {
        return Err(PacketRefusal::NotThen);
    }
    Ok(ChartEntry::PrescriberAnswered(answer))
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::boundaries::Boundaries;
    use crate::chart::Path;
    use crate::made_up::{at, chart, date, id, line, prose};
    use crate::packet_text::{PacketFacts, packet_text};
    use crate::release::{Release, ReleaseEntry, ReleaseTerms, ReleasedPart, SignedRelease};
    use crate::signer::Signer;
    use crate::signing::Signing;

    const TODAY: &str = "2026-06-22";

    fn now() -> Timestamp {
        at("2026-06-22 10:00")
    }

    fn workbook(kind: Recipient, parts: &[ReleasedPart]) -> Workbook {
        let terms = ReleaseTerms {
            kind,
            to: line("Dr. Rivera, Foothill Clinic"),
            reach: None,
            parts: parts.to_vec(),
            purpose: line("At my request"),
            until: date("2026-06-30"),
            event: None,
        };
        let offered =
            ReleaseEntry::Offered { id: id('r'), terms, signers: vec![Signer::Own], at: now(), by: Author::Client };
        let signed = ReleaseEntry::Signed(SignedRelease {
            id: id('r'),
            signer: Signer::Own,
            version: "1".to_owned(),
            language: "en".to_owned(),
            hash: "0f".repeat(32),
            text: "Words.".to_owned(),
            name: line("Maya Okafor"),
            at: now(),
            by: Author::Client,
            how: Signing::Alone,
        });
        let boundaries = Boundaries { stop_word: Some(line("red")), ..Boundaries::default() };
        [
            WorkbookEntry::Release(offered),
            WorkbookEntry::Release(signed),
            WorkbookEntry::BoundariesWritten { at: now(), by: Author::Client, boundaries },
        ]
        .into_iter()
        .fold(Workbook::default(), Workbook::with)
    }

    fn flagged(flags: &[HealthFlag], words: Option<&str>) -> Flagged {
        Flagged { flags: flags.to_vec(), words: words.map(prose), at: now(), by: id('d') }
    }

    fn flagged_chart() -> Chart {
        let chart = chart(Path::PreparationWithDosingElsewhere);
        let entry =
            flag(&chart, flagged(&[HealthFlag::BloodPressure], Some("Since spring. A small pill in the morning.")));
        chart.with(entry.unwrap())
    }

    fn release(workbook: &Workbook) -> &Release {
        workbook.release(id('r')).unwrap()
    }

    fn packet(how: SentHow) -> SentPacket {
        SentPacket {
            id: id('p'),
            release: id('x'),
            to: line("Someone"),
            text: "Words.".to_owned(),
            how,
            at: now(),
            by: Author::Team(id('d')),
        }
    }

    fn sent(workbook: Workbook, how: SentHow) -> Workbook {
        let entry = send_packet(release(&workbook).in_force(date(TODAY)).unwrap(), packet(how)).unwrap();
        workbook.with(entry)
    }

    #[test]
    fn behaviour_12_a_packet_says_what_the_release_names_and_nothing_else() {
        use ReleasedPart::{Attendance, Boundaries as Touch, HealthFlags, Preparation};
        let summary = prose("Two sessions. Can say stop.");
        let facts = PacketFacts {
            client: ("Maya Okafor", Some(date("1990-04-02"))),
            from: ("Foothill Couples Therapy, (303) 555-0142", "Dana Reyes, LMFT"),
            summary: Some(&summary),
        };
        let said = |kind, parts: &[ReleasedPart], chart: &Chart| {
            let workbook = workbook(kind, parts);
            packet_text(release(&workbook).in_force(date(TODAY)).unwrap(), (chart, &workbook), &facts, date(TODAY))
        };
        let (full, empty) = (flagged_chart(), chart(Path::Undecided));
        for (parts, holds) in [
            (&[HealthFlags][..], [true, false, false]),
            (&[Preparation], [false, true, false]),
            (&[Touch], [false, false, true]),
            (&[HealthFlags, Preparation, Touch], [true, true, true]),
        ] {
            let text = said(Recipient::Prescriber, parts, &full).unwrap();
            let found = ["High blood pressure.", "Two sessions.", "“red”"].map(|words| text.contains(words));
            assert_eq!(found, holds, "{text}");
            assert!(text.contains("“Since spring.") == holds[0] && text.contains("born April 2, 1990"), "{text}");
            for word in ["ligible", "leared", "pproved", "contraindicat", "fit for"] {
                assert!(!text.contains(word), "{word}: {text}");
            }
        }
        assert_eq!(said(Recipient::Prescriber, &[Attendance], &full), Err(PacketRefusal::NothingToSay));
        assert_eq!(said(Recipient::Prescriber, &[HealthFlags], &empty), Err(PacketRefusal::NothingToSay));
        assert_eq!(said(Recipient::Plan, &[HealthFlags], &full), Err(PacketRefusal::NotToAPrescriber));
    }

    #[test]
    fn behaviour_12_the_only_states_are_flagged_sent_and_answered() {
        assert_eq!(BridgeState::ALL.map(BridgeState::code), ["flagged", "sent", "answered"]);
        let (chart, workbook) = (flagged_chart(), workbook(Recipient::Prescriber, &[ReleasedPart::HealthFlags]));
        assert_eq!(bridge_state(&crate::made_up::chart(Path::Undecided), &workbook), None);
        assert_eq!(bridge_state(&chart, &workbook), Some(BridgeState::Flagged));
        let workbook = sent(workbook, SentHow::OnPaper);
        assert_eq!(workbook.packets()[0].to.as_str(), "Dr. Rivera, Foothill Clinic", "whom the release names");
        assert_eq!(bridge_state(&chart, &workbook), Some(BridgeState::Sent));
        let answer = |packet, heard_on: &str| PrescriberAnswer {
            packet,
            quote: prose("Seen on Tuesday. Please watch the blood pressure with us."),
            said_by: line("Dr. Rivera"),
            heard_on: date(heard_on),
            at: now(),
            by: id('d'),
        };
        let kept = |answer| keep_answer(&workbook, answer, (|_| date(TODAY), date(TODAY)));
        for (given, expected) in [
            (answer(id('q'), TODAY), Some(PacketRefusal::NoSuchPacket)),
            (answer(id('p'), "2026-06-21"), Some(PacketRefusal::NotThen)),
            (answer(id('p'), "2026-06-23"), Some(PacketRefusal::NotThen)),
            (answer(id('p'), TODAY), None),
        ] {
            assert_eq!(kept(given).err(), expected);
        }
        let chart = chart.with(kept(answer(id('p'), TODAY)).unwrap());
        assert_eq!(bridge_state(&chart, &workbook), Some(BridgeState::Answered));
    }

    #[test]
    fn behaviour_37_a_link_ends_with_its_days_and_with_its_release() {
        let workbook = |how| sent(workbook(Recipient::Prescriber, &[ReleasedPart::HealthFlags]), how);
        let opens = |workbook: &Workbook, now: &str| {
            let day = date(&now[..10]);
            workbook.packet_behind_link(id('p'), (at(now), day)).is_some()
        };
        let linked = workbook(SentHow::ByLink);
        assert!(opens(&linked, "2026-06-22 10:00") && opens(&linked, "2026-06-30 23:00"));
        assert!(!opens(&linked, "2026-07-01 00:01"), "the release is over");
        assert!(!opens(&workbook(SentHow::OnPaper), "2026-06-22 10:00"), "what went on paper has no link");
        let revoked = ReleaseEntry::Revoked { id: id('r'), signer: Signer::Own, at: now(), by: Author::Client };
        let revoked = linked.clone().with(WorkbookEntry::Release(revoked));
        assert!(!opens(&revoked, "2026-06-22 10:01"), "the link stops at once");
        assert!(revoked.packets().len() == 1, "what was sent stays readable");
        let mut long = linked;
        long.releases[0].terms.until = date("2026-12-31");
        assert!(opens(&long, "2026-07-06 09:59") && !opens(&long, "2026-07-06 10:00"), "fourteen days");
    }

    #[test]
    fn what_is_flagged_already_is_not_flagged_again() {
        let chart = flagged_chart();
        assert_eq!(flag(&chart, chart.flagged().unwrap().clone()), None);
        assert!(flag(&chart, flagged(&[], None)).is_some(), "everything can be taken off");
        assert_eq!(flag(&crate::made_up::chart(Path::Undecided), flagged(&[], None)), None);
    }
}
