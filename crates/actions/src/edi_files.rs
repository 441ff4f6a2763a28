//! Files of claims and answers: shows them, takes an answer in to be looked at, and hands a file's bytes out.

use std::cmp::Reverse;

use jiff::Timestamp;
use money::edi_file::{Answer, AnswerKind, EdiFile, FileWay, MAX_SHOWN, OutFile, read_answer};
use money::x12::acknowledgment::Acknowledgment;
use money::x12::mistake::EdiMistake;
use money::x12::segment::MAX_EDI_BYTES;
use record::change::Change;
use record::list::{ListOf, list};
use record::lists::edi_files::ALL_FILES;
use record::papers::hash_of_paper;
use record::permit::Permit;
use record::rows::Find;
use record::scope::{CanRead, Read, Write};
use record::work::Work;
use terms::actor::Context;
use terms::ids::EdiFileId;
use terms::text::Line;
use terms::trouble::{Denied, Fault, Never, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// Why an answer is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BringRefusal {
    /// It is larger than a file may be that is kept.
    TooLarge,
    /// It is no whole answer; this is its first mistake.
    Mistake(EdiMistake),
}

/// The files, answers that wait before all others, the newest first, at most [`MAX_SHOWN`].
pub fn see_edi_files(house: &House, by: &Context) -> Result<Vec<EdiFile>, Trouble<Never>> {
    house.record().read(by, |work| {
        let files = work.permit::<_, Read>(list::<EdiFile>())?;
        let mut all = all_files(work, &files)?;
        // What came at the same moment stands by its name, so that the list is the same each time.
        all.sort_by(|one, other| {
            let order = |file: &EdiFile| (!file.waits(), Reverse(file.at), Reverse(file.name.as_str().to_owned()));
            order(one).cmp(&order(other))
        });
        all.truncate(MAX_SHOWN);
        Ok(all)
    })
}

/// What is known of one file; its bytes stay closed.
pub fn see_edi_file(house: &House, by: &Context, id: EdiFileId) -> Result<EdiFile, Trouble<Never>> {
    house.record().read(by, |work| {
        let files = work.permit::<_, Read>(list::<EdiFile>())?;
        Ok(work.get(&files, id.0)?.ok_or(Denied::NotTheirs)?)
    })
}

/// One file with its bytes.
pub fn open_edi_file(house: &House, by: &Context, id: EdiFileId) -> Result<(EdiFile, Vec<u8>), Trouble<Never>> {
    house.record().read(by, |work| {
        let files = work.permit::<_, Read>(list::<EdiFile>())?;
        let file: EdiFile = work.get(&files, id.0)?.ok_or(Denied::NotTheirs)?;
        let bytes = work.kept(&files, id.0, &file.hash)?;
        Ok((file, bytes))
    })
}

/// Keeps an answer until somebody looks at it; the same file again is the first one. Nothing is posted.
pub fn bring_edi_file(
    house: &House,
    by: &Context,
    (name, bytes): (&Line, &[u8]),
) -> Result<EdiFileId, Trouble<BringRefusal>> {
    if bytes.len() > MAX_EDI_BYTES {
        return Err(Trouble::Refused(BringRefusal::TooLarge));
    }
    let answer = read_answer(bytes).map_err(|mistake| Trouble::Refused(BringRefusal::Mistake(mistake)))?;
    let (kind, hash) = (answer.kind(), hash_of_paper(bytes));
    house.record().change(by, |change| {
        let files = change.permit::<_, Write>(list::<EdiFile>())?;
        let all = all_files(change, &files)?;
        if let Some(known) = all.iter().find(|file| file.hash == hash) {
            return Ok(known.id);
        }
        if let Answer::OfFiles(told) = &answer {
            heard(change, &files, (&all, told))?;
        }
        let id = EdiFileId(house.record().new_id());
        change.keep(&files, id.0, bytes)?;
        change.put(&files, &brought((id, name, bytes.len()), (kind, &hash), by))?;
        Ok(id)
    })
}

/// Files of ours are answered to as such.
fn heard(
    change: &mut Change<'_>,
    permit: &Permit<ListOf<EdiFile>, Write>,
    (all, told): (&[EdiFile], &[Acknowledgment]),
) -> Result<(), Trouble<BringRefusal>> {
    let at = permit.by().now;
    for one in told {
        // Numbers come round: the newest file with this one is meant.
        let ours = all.iter().rev().find_map(|file| match file.way {
            FileWay::Out(out) if out.control == one.control => Some((file, out)),
            FileWay::Out(_) | FileWay::In { .. } => None,
        });
        if let Some((file, out)) = ours {
            let way = FileWay::Out(OutFile { heard_at: Some(at), ..out });
            change.put(permit, &EdiFile { way, ..file.clone() })?;
        }
    }
    Ok(())
}

/// The names of files of ours that need not lie in the folder any longer.
pub fn files_that_are_through(house: &House, by: &Context) -> Result<Vec<Line>, Trouble<Never>> {
    house.record().read(by, |work| {
        let files = work.permit::<_, Read>(list::<EdiFile>())?;
        let through = |file: &EdiFile| matches!(file.way, FileWay::Out(out) if out.is_through(by.now));
        Ok(all_files(work, &files)?.into_iter().filter(through).map(|file| file.name).collect())
    })
}

/// Files of ours that do not lie in the folder yet, for whoever lays them there.
pub fn files_to_lay(house: &House, by: &Context) -> Result<Vec<(EdiFile, Vec<u8>)>, Trouble<Never>> {
    house.record().read(by, |work| {
        let files = work.permit::<_, Read>(list::<EdiFile>())?;
        let waits = |file: &EdiFile| matches!(file.way, FileWay::Out(out) if out.laid_at.is_none());
        let mut found = Vec::new();
        for file in all_files(work, &files)?.into_iter().filter(waits) {
            let bytes = work.kept(&files, file.id.0, &file.hash)?;
            found.push((file, bytes));
        }
        Ok(found)
    })
}

/// The file lies in the folder now.
pub fn file_laid(house: &House, by: &Context, id: EdiFileId) -> Result<(), Trouble<Never>> {
    house.record().change(by, |change| {
        let files = change.permit::<_, Write>(list::<EdiFile>())?;
        let file: EdiFile = change.get(&files, id.0)?.ok_or(Denied::NotTheirs)?;
        match file.way {
            FileWay::Out(out) if out.laid_at.is_none() => {
                let way = FileWay::Out(OutFile { laid_at: Some(by.now), ..out });
                change.put(&files, &EdiFile { way, ..file })
            }
            FileWay::Out(_) | FileWay::In { .. } => Ok(()),
        }
    })
}

fn brought((id, name, size): (EdiFileId, &Line, usize), (kind, hash): (AnswerKind, &str), by: &Context) -> EdiFile {
    let way = FileWay::In { kind, taken_at: None };
    let (name, hash) = (name.clone(), hash.to_owned());
    // The clock is nobody of the practice.
    EdiFile { id, at: by.now, by: staff(by).ok(), name, way, bytes: size as u64, hash }
}

pub(crate) fn all_files<M: CanRead>(
    work: &mut Work<'_>,
    permit: &Permit<ListOf<EdiFile>, M>,
) -> Result<Vec<EdiFile>, Fault> {
    work.find(permit, Find::Key1(ALL_FILES, Timestamp::MIN, Timestamp::MAX))
}
