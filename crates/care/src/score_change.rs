//! Whether a total moved by more than the measure wavers of itself, with the source of that line.

use crate::measure::Measure;

/// From one total to another of the same measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoreChange {
    measure: Measure,
    from: u8,
    to: u8,
}

/// Where a total went. Lower is easier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Went {
    /// It fell.
    Easier,
    /// It stayed.
    Same,
    /// It rose.
    Harder,
}

impl ScoreChange {
    /// The change between two totals.
    pub fn of(measure: Measure, from: u8, to: u8) -> Self {
        Self { measure, from, to }
    }

    /// By how many points; below 0 when it fell.
    pub fn points(self) -> i16 {
        i16::from(self.to) - i16::from(self.from)
    }

    /// Where it went.
    pub fn went(self) -> Went {
        match self.points() {
            0 => Went::Same,
            ..0 => Went::Easier,
            1.. => Went::Harder,
        }
    }

    /// Whether it is as large as what people notice in their lives. PHQ-9: 5 points; GAD-7: 4 points; distress: 2
    /// points, a rule of practice.
    pub fn is_noticeable(self) -> bool {
        let from = match self.measure {
            Measure::Phq9 => 5,
            Measure::Gad7 => 4,
            Measure::Distress => 2,
        };
        self.points().abs() >= from
    }

    /// Whether it is more than measurement noise. PHQ-9: from 6 points, the reliable change that services in the United
    /// Kingdom count with. Where we know of no such number, what is noticeable stands for it.
    pub fn is_more_than_noise(self) -> bool {
        match self.measure {
            Measure::Phq9 => self.points().abs() >= 6,
            Measure::Gad7 | Measure::Distress => self.is_noticeable(),
        }
    }

    /// Whether a PHQ-9 fell to half or less, which studies call a response.
    pub fn is_response(self) -> bool {
        self.measure == Measure::Phq9 && self.from > 0 && u16::from(self.to) * 2 <= u16::from(self.from)
    }

    /// Whether a PHQ-9 came from 5 or more to less than 5, which studies call remission.
    pub fn is_remission(self) -> bool {
        self.measure == Measure::Phq9 && self.from >= 5 && self.to < 5
    }

    /// Where the line comes from, as it is read under a chart.
    pub fn source(self) -> &'static str {
        match self.measure {
            Measure::Phq9 => {
                "PHQ-9: 5 points are often noticed in daily life; from 6 points on, services in the United Kingdom \
                 count a change as more than the measure’s own wavering."
            }
            Measure::Gad7 => {
                "GAD-7: from 4 points on, a change is usually counted as more than the measure’s wavering."
            }
            Measure::Distress => "Distress: 2 points are a rule of thumb from practice, not a published threshold.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behaviour_16_a_change_is_read_as_published() {
        for (from, to, expected) in [
            (16, 11, (-5, [true, false, false, false])),
            (16, 10, (-6, [true, true, false, false])),
            (12, 4, (-8, [true, true, true, true])),
            (11, 15, (4, [false, false, false, false])),
            (11, 17, (6, [true, true, false, false])),
            (8, 4, (-4, [false, false, true, true])),
            (0, 0, (0, [false, false, false, false])),
        ] {
            let change = ScoreChange::of(Measure::Phq9, from, to);
            let read =
                [change.is_noticeable(), change.is_more_than_noise(), change.is_response(), change.is_remission()];
            assert_eq!((change.points(), read), expected, "{from} {to}");
        }
    }

    #[test]
    fn each_measure_has_its_own_line() {
        for (measure, from, to, went, expected) in [
            (Measure::Gad7, 14, 11, Went::Easier, false),
            (Measure::Gad7, 14, 10, Went::Easier, true),
            (Measure::Distress, 6, 7, Went::Harder, false),
            (Measure::Distress, 6, 8, Went::Harder, true),
            (Measure::Distress, 6, 6, Went::Same, false),
        ] {
            let change = ScoreChange::of(measure, from, to);
            assert_eq!((change.went(), change.is_more_than_noise()), (went, expected), "{measure:?} {from} {to}");
            assert!(!change.is_response() && !change.is_remission());
        }
    }
}
