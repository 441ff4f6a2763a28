//! Couples and other units: people who come together have a record beside each one's own.

use terms::ids::SubjectId;

use crate::people::Client;

/// The most people that one unit has.
pub const MOST_MEMBERS: usize = 6;

/// Why no record is made for these people together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitRefusal {
    /// Nobody has this chart number.
    NobodyHas(u32),
    /// One person alone, or the same one twice.
    NeedsTwo,
    /// More than [`MOST_MEMBERS`].
    TooMany,
    /// One of them is a couple already, not a person.
    NotAPerson(u32),
    /// These people have a record together.
    TogetherAlready(SubjectId),
}

/// The members of a new unit: one client, and the others by their chart numbers.
pub fn members_of(all: &[Client], first: &Client, others: &[u32]) -> Result<Vec<SubjectId>, UnitRefusal> {
    let mut people = vec![first];
    for number in others {
        people.push(all.iter().find(|client| client.chart_number == *number).ok_or(UnitRefusal::NobodyHas(*number))?);
    }
    if let Some(unit) = people.iter().find(|client| !client.members.is_empty()) {
        return Err(UnitRefusal::NotAPerson(unit.chart_number));
    }
    let mut members: Vec<SubjectId> = Vec::new();
    for person in people {
        if members.contains(&person.subject) {
            return Err(UnitRefusal::NeedsTwo);
        }
        members.push(person.subject);
    }
    match members.len() {
        0 | 1 => return Err(UnitRefusal::NeedsTwo),
        many if many > MOST_MEMBERS => return Err(UnitRefusal::TooMany),
        _ => {}
    }
    let the_same = |unit: &&Client| {
        unit.members.len() == members.len() && members.iter().all(|member| unit.members.contains(member))
    };
    match all.iter().find(the_same) {
        Some(unit) => Err(UnitRefusal::TogetherAlready(unit.subject)),
        None => Ok(members),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{client, id};

    #[test]
    fn people_come_together_once() {
        let person = |letter, number| Client { subject: id(letter), ..client("Someone", number) };
        let couple = Client { members: vec![id('c'), id('d')], ..person('p', 10) };
        let all = [person('a', 1), person('b', 2), person('c', 3), person('d', 4), couple];
        let from = |first: usize, others: &[u32]| members_of(&all, &all[first], others);
        for (first, others, expected) in [
            (0, &[2][..], Ok(vec![id('a'), id('b')])),
            (0, &[3, 4], Ok(vec![id('a'), id('c'), id('d')])),
            (2, &[1], Ok(vec![id('c'), id('a')])),
            (0, &[], Err(UnitRefusal::NeedsTwo)),
            (0, &[1], Err(UnitRefusal::NeedsTwo)),
            (0, &[2, 2], Err(UnitRefusal::NeedsTwo)),
            (0, &[9], Err(UnitRefusal::NobodyHas(9))),
            (0, &[10], Err(UnitRefusal::NotAPerson(10))),
            (4, &[1], Err(UnitRefusal::NotAPerson(10))),
            (3, &[3], Err(UnitRefusal::TogetherAlready(id('p')))),
        ] {
            assert_eq!(from(first, others), expected, "{first} {others:?}");
        }
        let many: Vec<Client> = (0..7).map(|n| person(char::from(b'b' + n), u32::from(n) + 1)).collect();
        assert_eq!(members_of(&many, &many[0], &[2, 3, 4, 5, 6, 7]), Err(UnitRefusal::TooMany));
    }
}
