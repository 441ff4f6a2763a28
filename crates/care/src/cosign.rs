//! The co-signature under a candidate's note: whoever supervises reads it and puts their name beside it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{NoteId, StaffId};

use crate::chart::Chart;
use crate::chart_entry::ChartEntry;
use crate::note::SignedNote;

/// A co-signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cosignature {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
}

/// Why a note is not co-signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CosignRefusal {
    /// The chart has no such signed note.
    NoSuchNote,
    /// It needs no co-signature: its author worked under their own license.
    NotNeeded,
    /// Someone else supervises its author.
    NotTheSupervisor,
    /// It was co-signed before.
    AlreadyCosigned,
}

/// A note just signed by someone who works under supervision: it stands, and waits for a name beside it.
pub fn under_supervision(entry: ChartEntry, supervisor: Option<StaffId>) -> ChartEntry {
    match entry {
        ChartEntry::NoteSigned(signed) => ChartEntry::NoteSigned(signed.supervised_by(supervisor)),
        other => other,
    }
}

/// The notes that wait for a co-signature, in order of their visits.
pub fn waiting(chart: &Chart) -> impl Iterator<Item = &SignedNote> {
    chart.notes().iter().filter(|note| note.supervisor().is_some() && note.cosigned().is_none())
}

/// Co-signs a note. Whoever supervised at its signing may, and whoever supervises its author now, if that has changed.
pub fn cosign(
    chart: &Chart,
    note: NoteId,
    by: Cosignature,
    supervises_now: Option<StaffId>,
) -> Result<ChartEntry, CosignRefusal> {
    let signed = chart.note(note).ok_or(CosignRefusal::NoSuchNote)?;
    let named = signed.supervisor().ok_or(CosignRefusal::NotNeeded)?;
    if by.by != named && Some(by.by) != supervises_now {
        return Err(CosignRefusal::NotTheSupervisor);
    }
    if signed.cosigned().is_some() {
        return Err(CosignRefusal::AlreadyCosigned);
    }
    Ok(ChartEntry::NoteCosigned { note, signature: by })
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::chart::Path;
    use crate::made_up::{at, chart, denver, draft, id};
    use crate::note::{NoteKind, sign};

    fn signed(supervisor: Option<char>) -> Chart {
        let open = chart(Path::Undecided);
        let entry =
            sign(&open, draft('n', NoteKind::Therapy, "2026-06-22"), id('d'), at("2026-06-22 12:00"), &denver());
        open.with(under_supervision(entry.unwrap(), supervisor.map(id)))
    }

    #[test]
    fn behaviour_28_only_whoever_supervises_cosigns_and_once() {
        let by = |letter| Cosignature { at: at("2026-06-23 09:00"), by: id(letter) };
        let done = ChartEntry::NoteCosigned { note: id('n'), signature: by('s') };
        for (chart, note, who, now, expected) in [
            (signed(Some('s')), 'n', 's', None, Ok(done.clone())),
            (
                signed(Some('s')),
                'n',
                't',
                Some('t'),
                Ok(ChartEntry::NoteCosigned { note: id('n'), signature: by('t') }),
            ),
            (signed(Some('s')), 'n', 't', Some('s'), Err(CosignRefusal::NotTheSupervisor)),
            (signed(Some('s')), 'n', 'd', None, Err(CosignRefusal::NotTheSupervisor)),
            (signed(None), 'n', 's', Some('s'), Err(CosignRefusal::NotNeeded)),
            (signed(Some('s')), 'm', 's', None, Err(CosignRefusal::NoSuchNote)),
            (signed(Some('s')).with(done.clone()), 'n', 's', None, Err(CosignRefusal::AlreadyCosigned)),
        ] {
            assert_eq!(cosign(&chart, id(note), by(who), now.map(id)), expected, "{who}");
        }
        let whole = signed(Some('s')).with(done);
        assert_eq!(
            (waiting(&signed(Some('s'))).count(), waiting(&whole).count(), waiting(&signed(None)).count()),
            (1, 0, 0)
        );
        assert_eq!(whole.notes()[0].cosigned(), Some(by('s')));
    }
}
