//! Who reads what you say, and when: said before and after you say it.

use actions::open_mine::Mine;
use care::reading_hours::ReadingHours;
use jiff::Timestamp;
use shell::time::{clock, day};

use crate::asked::Asked;

/// "Dana reads this Monday to Friday, 9:00 AM to 5:00 PM. Nobody reads right now; the next time is …"
pub fn who_reads(asked: &Asked, mine: &Mine, hours: &ReadingHours) -> String {
    let cover = match asked.house.practice().cover.trim() {
        "" => format!("When {} is away, nobody else reads it.", mine.therapist()),
        cover => format!("When {} is away: {cover}", mine.therapist()),
    };
    format!("{} {cover}", when_words(mine.therapist(), hours, asked.by.now))
}

fn when_words(therapist: &str, hours: &ReadingHours, now: Timestamp) -> String {
    let Some(next) = hours.next(now) else {
        return format!("{therapist} reads this when they can; nobody has set hours for it.");
    };
    if hours.is_open(now) {
        return format!("{therapist} reads this today.");
    }
    format!(
        "Nobody reads this right now. {therapist} reads it from {}, {} on.",
        day(next, &hours.zone),
        clock(next, &hours.zone)
    )
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn it_says_so_when_nobody_reads_at_night() {
        let zone = TimeZone::get("America/Denver").unwrap();
        let hours = ReadingHours { from_hour: 9, until_hour: 17, zone, closed: Vec::new() };
        let said = |now: &str| when_words("Dana", &hours, now.parse().unwrap());
        assert_eq!(said("2026-06-22T16:00:00Z"), "Dana reads this today.");
        assert_eq!(
            said("2026-06-27T05:00:00Z"),
            "Nobody reads this right now. Dana reads it from Monday, June 29, 9:00 AM on."
        );
        let nobody = ReadingHours { until_hour: 9, ..hours.clone() };
        assert!(when_words("Dana", &nobody, "2026-06-22T16:00:00Z".parse().unwrap()).contains("nobody has set hours"));
    }
}
