//! What goes to a prescriber by a release, and what stops in the moment in which the release is taken back.

use actions::releases::{ReleaseLine, revoke_a_release};
use actions::see_accesses::see_accesses;
use actions::see_documents::see_documents;
use actions::see_packet::{packet_holder, packet_link, see_packet};
use actions::send_packet::{Packet, look_at_packet, send_a_packet};
use actions::tell_prescriber::flag_for_prescriber;
use care::prescriber::{HealthFlag, PacketRefusal, SentHow};
use care::signer::Signer;
use jiff::SignedDuration;
use terms::actor::{Actor, ClientIn, Context, Role};
use terms::ids::{Id, PacketId};
use terms::trouble::{Denied, Trouble};
use testkit::cast::{DANA, MAYA, PRIYA, ROWAN};
use testkit::ground::{acting, house, now, stranger};

fn client(subject: terms::ids::SubjectId) -> Context {
    Context { actor: Actor::Client(ClientIn { subject, signed_in_at: now() }), now: now() }
}

#[test]
fn behaviour_8_and_12_taking_a_release_back_stops_the_link_and_the_sending_at_once() {
    let house = house();
    let (dana, maya) = (acting(DANA, Role::Therapist), client(MAYA));
    let seen = see_documents(&house, &maya, MAYA).unwrap();
    let release = seen.workbook.releases().last().unwrap().id;
    let packet = Packet { subject: MAYA, release, summary: None };
    assert!(matches!(look_at_packet(&house, &dana, &packet), Err(Trouble::Refused(PacketRefusal::NothingToSay))));
    flag_for_prescriber(&house, &dana, MAYA, (&[HealthFlag::Bladder], None)).unwrap();
    let looked = look_at_packet(&house, &dana, &packet).unwrap();
    assert!(looked.text.contains("Bladder trouble") && looked.text.contains("Maya Okafor"), "{}", looked.text);
    let id = PacketId(Id::from_random([9; 10]));
    let altered = send_a_packet(&house, &dana, &packet, (id, SentHow::ByLink, "00"));
    assert!(matches!(altered, Err(Trouble::Refused(PacketRefusal::HasChanged))));
    for _ in 0..2 {
        send_a_packet(&house, &dana, &packet, (id, SentHow::ByLink, &looked.hash)).unwrap();
    }
    let sent = see_documents(&house, &maya, MAYA).unwrap().workbook;
    assert_eq!(sent.packets().len(), 1, "a form that is sent twice sends once");
    assert_eq!(sent.packets()[0].text, looked.text, "the client reads what was sent");

    let link = packet_link(&house, MAYA, id).unwrap();
    let secret = link.rsplit('/').next().unwrap();
    let holder = packet_holder(&house, &stranger(), secret).unwrap();
    assert_eq!(see_packet(&house, &holder).unwrap().text, looked.text);
    let later = Context { now: now() + SignedDuration::from_hours(24 * 14), ..holder };
    assert!(matches!(see_packet(&house, &later), Err(Trouble::Denied(Denied::NotTheirs))), "fourteen days");
    let other_end = if secret.ends_with('0') { "1" } else { "0" };
    for wrong in ["", "x", &secret[..20], &format!("{}{other_end}", &secret[..51]), &secret.replace('m', "k")] {
        let nobody = packet_holder(&house, &stranger(), wrong).unwrap();
        assert!(matches!(nobody.actor, Actor::Stranger), "{wrong}");
        assert!(see_packet(&house, &nobody).is_err());
    }
    let accesses = see_accesses(&house, &maya, MAYA).unwrap();
    assert!(accesses.iter().any(|opening| opening.who.contains("link that your release allows")), "{accesses:?}");

    // The front desk opens nothing of it, and another client neither takes it back nor sees it.
    assert!(matches!(look_at_packet(&house, &acting(PRIYA, Role::Desk), &packet), Err(Trouble::Denied(_))));
    let names = ReleaseLine { subject: MAYA, id: release, signer: Signer::Own };
    assert!(matches!(revoke_a_release(&house, &client(ROWAN), names), Err(Trouble::Denied(_))));

    revoke_a_release(&house, &maya, names).unwrap();
    assert!(matches!(see_packet(&house, &holder), Err(Trouble::Denied(Denied::NotTheirs))), "the link stops at once");
    let again = PacketId(Id::from_random([8; 10]));
    let after = send_a_packet(&house, &dana, &packet, (again, SentHow::OnPaper, &looked.hash));
    assert!(matches!(after, Err(Trouble::Refused(PacketRefusal::NoRelease))), "and so does the sending");
    assert!(matches!(look_at_packet(&house, &dana, &packet), Err(Trouble::Refused(PacketRefusal::NoRelease))));
    let kept = see_documents(&house, &maya, MAYA).unwrap().workbook;
    assert_eq!(kept.packets().len(), 1, "what was sent stays readable");
}
