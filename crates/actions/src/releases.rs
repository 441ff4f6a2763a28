//! Releases of information: filled in, signed, declined and revoked, by the client alone or together with the therapist.

use care::capacity::{Capable, Resting};
use care::document::{Facts, LANGUAGE};
use care::release::{Release, ReleaseEntry, ReleaseTerms, SignedRelease};
use care::release_step::{ReleaseRefusal, decline_release, offer_release, revoke_release, sign_release};
use care::release_text::{RELEASE_VERSION, release_text};
use care::signer::Signer;
use care::workbook::Workbook;
use care::workbook_entry::WorkbookEntry;
use record::change::Change;
use record::fingerprint::fingerprint;
use record::list::list;
use record::own::PersonOf;
use record::scope::{Read, Write, folder};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{ReleaseId, SubjectId};
use terms::text::Line;
use terms::trouble::{Denied, Trouble};

use crate::author::{author, client};
use crate::documents::{expect_partner, facts, how_read, own_signer};
use crate::house::House;
use crate::resting::may_sign;

/// A release with its text as it is now, and the fingerprint that a form carries to say which text was shown.
pub struct ShownRelease {
    /// The exact text.
    pub text: String,
    /// SHA-256 of it.
    pub hash: String,
}

/// One name under one release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReleaseLine {
    /// In whose workbook.
    pub subject: SubjectId,
    /// Which release.
    pub id: ReleaseId,
    /// Whose name; a client's own is known without.
    pub signer: Signer,
}

/// The text of a release as it is now.
pub fn shown_release(house: &House, release: &Release) -> ShownRelease {
    let text = release_text(&release.terms, &release.signers, &own_facts(house));
    let hash = fingerprint(&text);
    ShownRelease { text, hash }
}

/// Fills in a release and puts it before the client, or before both partners. Sending the form again finds the first.
pub fn offer_a_release(
    house: &House,
    by: &Context,
    subject: SubjectId,
    (id, terms): (ReleaseId, ReleaseTerms),
) -> Result<(), Trouble<ReleaseRefusal>> {
    let author = author(by)?;
    let now = (by.now, house.today(by.now));
    house.record().change(by, |change| {
        let clients = change.permit::<_, Read>(list::<Client>())?;
        let client: Client = change.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?;
        offer_in(change, (&client, id), |partners| offer_release((id, terms.clone()), partners, author, now))
    })
}

/// A client fills in a release of their own record. It lets nobody read anything until they sign it.
pub fn offer_own_release(
    house: &House,
    by: &Context,
    (id, terms): (ReleaseId, ReleaseTerms),
) -> Result<(), Trouble<ReleaseRefusal>> {
    let (author, me) = (author(by)?, client(by)?.subject);
    let now = (by.now, house.today(by.now));
    house.record().change(by, |change| {
        let person = change.permit::<_, Read>(PersonOf(me))?;
        let own: Client = change.get(&person, me.0)?.ok_or(Denied::NotTheirs)?;
        offer_in(change, (&own, id), |partners| offer_release((id, terms.clone()), partners, author, now))
    })
}

/// Adds it, unless it is there already.
fn offer_in(
    change: &mut Change<'_>,
    (client, id): (&Client, ReleaseId),
    rule: impl Fn(&[SubjectId]) -> Result<ReleaseEntry, ReleaseRefusal>,
) -> Result<(), Trouble<ReleaseRefusal>> {
    let permit = change.permit::<_, Write>(folder::<Workbook>(client.subject))?;
    if change.open(&permit)?.release(id).is_some() {
        return Ok(());
    }
    let entry = rule(&client.members).map_err(Trouble::Refused)?;
    Ok(change.add(&permit, WorkbookEntry::Release(entry))?)
}

/// Signs the text that was shown, if it is still the text as it is now.
pub fn sign_a_release(
    house: &House,
    by: &Context,
    line: ReleaseLine,
    (hash, name): (&str, &Line),
) -> Result<(), Trouble<ReleaseRefusal>> {
    let author = author(by)?;
    stepped(house, by, line, |release, signer, capable| {
        let capable = capable.map_err(ReleaseRefusal::AtRest)?;
        let shown = shown_release(house, release);
        if shown.hash != hash {
            return Err(ReleaseRefusal::NotThisText);
        }
        let signed = SignedRelease {
            id: release.id,
            signer,
            version: RELEASE_VERSION.to_owned(),
            language: LANGUAGE.to_owned(),
            hash: shown.hash,
            text: shown.text,
            name: name.clone(),
            at: by.now,
            by: author,
            how: how_read(author),
        };
        sign_release(release, &own_facts(house), signed, (house.today(by.now), capable))
    })
}

/// Writes down that someone would rather not sign it.
pub fn decline_a_release(house: &House, by: &Context, line: ReleaseLine) -> Result<(), Trouble<ReleaseRefusal>> {
    let (author, now) = (author(by)?, (by.now, house.today(by.now)));
    stepped(house, by, line, |release, signer, _| decline_release(release, signer, author, now))
}

/// Takes it back. From this commit on nothing is given by it.
pub fn revoke_a_release(house: &House, by: &Context, line: ReleaseLine) -> Result<(), Trouble<ReleaseRefusal>> {
    let author = author(by)?;
    stepped(house, by, line, |release, signer, _| revoke_release(release, signer, author, by.now))
}

fn stepped(
    house: &House,
    by: &Context,
    line: ReleaseLine,
    rule: impl Fn(&Release, Signer, Result<Capable, Resting>) -> Result<ReleaseEntry, ReleaseRefusal>,
) -> Result<(), Trouble<ReleaseRefusal>> {
    let ReleaseLine { subject, id, signer } = line;
    let signer = own_signer(by, subject, signer);
    house.record().change(by, |change: &mut Change<'_>| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        expect_partner(change, by, subject, signer)?;
        let capable = may_sign(house, change, by, (subject, signer))?;
        let workbook = change.open(&permit)?;
        let release = workbook.release(id).ok_or(Trouble::Refused(ReleaseRefusal::NoSuchRelease))?;
        let entry = rule(release, signer, capable).map_err(Trouble::Refused)?;
        Ok(change.add(&permit, WorkbookEntry::Release(entry))?)
    })
}

fn own_facts(house: &House) -> Facts {
    facts(&house.practice(), &[])
}
