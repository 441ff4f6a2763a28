//! Sends a prescriber what a release allows: looked at first, then given on paper or by a link that expires.

use care::chart::Chart;
use care::packet_text::{PacketFacts, packet_text};
use care::prescriber::{PacketRefusal, SentHow, SentPacket, send_packet};
use care::workbook::Workbook;
use record::fingerprint::fingerprint;
use record::list::list;
use record::scope::{Read, Write, folder};
use record::work::Work;
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::{PacketId, ReleaseId, SubjectId};
use terms::text::Prose;
use terms::trouble::{Denied, Trouble};

use crate::author::author;
use crate::house::House;

/// What is to be sent.
#[derive(Clone, Debug)]
pub struct Packet {
    /// In whose record.
    pub subject: SubjectId,
    /// By which release.
    pub release: ReleaseId,
    /// The therapist's few words on preparation.
    pub summary: Option<Prose>,
}

/// What would be sent, with the fingerprint that says what was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedAt {
    /// The exact words.
    pub text: String,
    /// SHA-256 of them.
    pub hash: String,
}

/// Shows what would be sent. Nothing leaves.
pub fn look_at_packet(house: &House, by: &Context, packet: &Packet) -> Result<LookedAt, Trouble<PacketRefusal>> {
    house.record().read(by, |work| {
        let (chart, workbook) = open(work, packet.subject)?;
        made(house, work, packet, (&chart, &workbook))
    })
}

/// Sends what was looked at, if it is still what would be sent: the release is asked for in this very commit.
pub fn send_a_packet(
    house: &House,
    by: &Context,
    packet: &Packet,
    (id, how, hash): (PacketId, SentHow, &str),
) -> Result<(), Trouble<PacketRefusal>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(packet.subject))?;
        let workbook = Workbook::clone(&*change.open(&permit)?);
        if workbook.packet(id).is_some() {
            return Ok(());
        }
        let chart = open_chart(change, packet.subject)?;
        let looked = made(house, change, packet, (&chart, &workbook))?;
        if looked.hash != hash {
            return Err(Trouble::Refused(PacketRefusal::HasChanged));
        }
        let release = workbook.release(packet.release).ok_or(Trouble::Refused(PacketRefusal::NoRelease))?;
        let consented = release.in_force(house.today(by.now)).ok_or(Trouble::Refused(PacketRefusal::NoRelease))?;
        let (to, text) = (release.terms.to.clone(), looked.text);
        let sent = SentPacket { id, release: release.id, to, text, how, at: by.now, by: author };
        let entry = send_packet(consented, sent).map_err(Trouble::Refused)?;
        Ok(change.add(&permit, entry)?)
    })
}

fn open<R>(work: &mut Work<'_>, subject: SubjectId) -> Result<(Chart, Workbook), Trouble<R>> {
    let workbook = work.permit::<_, Read>(folder::<Workbook>(subject))?;
    let workbook = Workbook::clone(&*work.open(&workbook)?);
    Ok((open_chart(work, subject)?, workbook))
}

fn open_chart<R>(work: &mut Work<'_>, subject: SubjectId) -> Result<Chart, Trouble<R>> {
    let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
    Ok(Chart::clone(&*work.open(&chart)?))
}

fn made(
    house: &House,
    work: &mut Work<'_>,
    packet: &Packet,
    (chart, workbook): (&Chart, &Workbook),
) -> Result<LookedAt, Trouble<PacketRefusal>> {
    let clients = work.permit::<_, Read>(list::<Client>())?;
    let people = work.permit::<_, Read>(list::<Staff>())?;
    let client: Client = work.get(&clients, packet.subject.0)?.ok_or(Denied::NotTheirs)?;
    let therapist: Option<Staff> = work.get(&people, client.clinician.0)?;
    let therapist = therapist.map_or_else(String::new, |person| match person.credentials {
        Some(letters) => format!("{}, {}", person.name.as_str(), letters.as_str()),
        None => person.name.as_str().to_owned(),
    });
    let practice = house.practice();
    let practice = format!("{}, {}", practice.name, practice.phone);
    let name = client.legal_name.as_ref().unwrap_or(&client.name);
    let facts = PacketFacts {
        client: (name.as_str(), client.birth_date),
        from: (&practice, &therapist),
        summary: packet.summary.as_ref(),
    };
    let today = house.today(clients.by().now);
    let release = workbook.release(packet.release).ok_or(Trouble::Refused(PacketRefusal::NoRelease))?;
    let consented = release.in_force(today).ok_or(Trouble::Refused(PacketRefusal::NoRelease))?;
    let text = packet_text(consented, (chart, workbook), &facts, today).map_err(Trouble::Refused)?;
    let hash = fingerprint(&text);
    Ok(LookedAt { text, hash })
}
