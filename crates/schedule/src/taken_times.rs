//! When whom or what is taken: by what is booked, and by what a list would book.

use std::collections::HashMap;

use terms::ids::{StaffId, SubjectId};

use crate::appointment::{Appointment, Resource};
use crate::span::Span;
use crate::visit_list::NewVisit;

/// Who or what is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Whoever treats.
    Clinician,
    /// The room.
    Room,
    /// Whoever comes.
    Client,
}

/// When whom or what is taken.
#[derive(Default)]
pub struct TakenTimes {
    spans: HashMap<Resource, Vec<Span>>,
    same: Vec<(SubjectId, StaffId, Span)>,
}

impl TakenTimes {
    /// What is booked already.
    pub fn of(booked: &[Appointment]) -> Self {
        let mut taken = Self::default();
        for visit in booked.iter().filter(|visit| visit.state.stands()) {
            for hold in visit.holds() {
                taken.spans.entry(hold.resource).or_default().push(hold.span);
            }
            taken.same.push((visit.subject, visit.clinician, visit.span));
        }
        taken
    }

    /// Whether the same visit is booked already.
    pub fn has_same(&self, visit: &NewVisit) -> bool {
        let is_same = |(subject, clinician, span): &(SubjectId, StaffId, Span)| {
            *subject == visit.subject && *clinician == visit.clinician && span.from == visit.span.from
        };
        self.same.iter().any(is_same)
    }

    /// Who or what the visit would need that is taken.
    pub fn by(&self, visit: &NewVisit) -> Option<Taken> {
        let is_taken = |(_, resource): &(Taken, Resource)| {
            self.spans.get(resource).is_some_and(|spans| spans.iter().any(|span| span.overlaps(&visit.span)))
        };
        visit.resources().into_iter().find(is_taken).map(|(taken, _)| taken)
    }

    /// Takes what the visit needs.
    pub fn add(&mut self, visit: &NewVisit) {
        for (_, resource) in visit.resources() {
            self.spans.entry(resource).or_default().push(visit.span);
        }
        self.same.push((visit.subject, visit.clinician, visit.span));
    }
}

impl NewVisit {
    /// Who and what it takes.
    fn resources(&self) -> Vec<(Taken, Resource)> {
        let room = self.room.map(|room| (Taken::Room, Resource::Room(room)));
        let people = self.people.iter().map(|person| (Taken::Client, Resource::Person(*person)));
        std::iter::once((Taken::Clinician, Resource::Clinician(self.clinician))).chain(room).chain(people).collect()
    }
}
