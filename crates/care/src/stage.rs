//! Where a client stands: derived from the chart, never set.

use terms::words;

use crate::chart::{Chart, Path};
use crate::note::NoteKind;

words! {
    /// Where a client stands.
    #[derive(Default)]
    Stage {
        /// No note is signed.
        #[default]
        Opening = "opening", "Opening";
        Preparation = "preparation", "Preparation";
        BetweenDosingDays = "between-dosing-days", "Between dosing days";
        Integration = "integration", "Integration";
        /// On the path without dosing.
        Therapy = "therapy", "Therapy";
    }
}

/// Where the client stood at the last visit. A planned dosing day before that visit counts as behind.
pub fn stage(chart: &Chart) -> Stage {
    let Some(last_visit) = chart.last_visit() else { return Stage::Opening };
    let days = chart.dosing_days();
    let has_behind = days.iter().any(|day| day.is_behind(last_visit));
    let has_ahead = days.iter().any(|day| day.is_ahead(last_visit));
    match (has_behind, has_ahead) {
        (true, true) => Stage::BetweenDosingDays,
        (true, false) => Stage::Integration,
        (false, true) => Stage::Preparation,
        (false, false) => without_dosing_days(chart),
    }
}

fn without_dosing_days(chart: &Chart) -> Stage {
    let last = chart.notes().last().map(|note| note.draft().kind);
    match (chart.path(), last) {
        (Path::NoDosing, _) => Stage::Therapy,
        (Path::IntegrationAfterDosingElsewhere, _) | (_, Some(NoteKind::Integration)) => Stage::Integration,
        (Path::Undecided | Path::PreparationWithDosingElsewhere | Path::WithAttendedDosing, _) => Stage::Preparation,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dosing_day::DosingState::{Past, Planned};
    use crate::made_up::{chart, filled};

    #[test]
    fn where_a_client_stands_follows_from_the_chart() {
        let therapy = &[('n', NoteKind::Therapy, "2026-06-10")][..];
        let integration = &[('n', NoteKind::Integration, "2026-06-10")][..];
        let past = ('a', "2026-06-01", Past);
        let ahead = ('b', "2026-06-30", Planned);
        for (path, visits, days, expected) in [
            (Path::Undecided, &[][..], &[][..], Stage::Opening),
            (Path::Undecided, &[], &[past], Stage::Opening),
            (Path::Undecided, therapy, &[], Stage::Preparation),
            (Path::Undecided, integration, &[], Stage::Integration),
            (Path::NoDosing, therapy, &[], Stage::Therapy),
            (Path::NoDosing, integration, &[], Stage::Therapy),
            (Path::PreparationWithDosingElsewhere, therapy, &[], Stage::Preparation),
            (Path::WithAttendedDosing, therapy, &[], Stage::Preparation),
            (Path::IntegrationAfterDosingElsewhere, therapy, &[], Stage::Integration),
            (Path::WithAttendedDosing, therapy, &[ahead], Stage::Preparation),
            (Path::WithAttendedDosing, therapy, &[past], Stage::Integration),
            (Path::WithAttendedDosing, therapy, &[past, ahead], Stage::BetweenDosingDays),
            (Path::WithAttendedDosing, therapy, &[('a', "2026-06-20", Past)], Stage::Integration),
            (Path::WithAttendedDosing, therapy, &[('a', "2026-06-09", Planned)], Stage::Integration),
            (Path::WithAttendedDosing, therapy, &[('a', "2026-06-10", Planned)], Stage::Preparation),
            (Path::WithAttendedDosing, therapy, &[('a', "", Past), ('b', "", Planned)], Stage::BetweenDosingDays),
        ] {
            assert_eq!(stage(&filled(chart(path), visits, days)), expected, "{path:?} {visits:?} {days:?}");
        }
    }
}
