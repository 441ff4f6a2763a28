//! Places for connections: a certain number, and whoever has been idle longest makes room for one more.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// All places.
pub struct Seats {
    most: usize,
    /// How often anyone sat down or fell silent: enough to tell who did so first.
    happened: AtomicU64,
    taken: Mutex<Taken>,
}

/// One connection's place. It is free again when this is dropped.
pub struct Seat {
    seats: Arc<Seats>,
    number: u64,
    sitter: Arc<Sitter>,
}

/// A request under way. While it lasts, the seat is not asked for.
pub struct Turn(Arc<Seat>);

impl Seats {
    /// `most` places.
    pub fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { most, happened: AtomicU64::new(0), taken: Mutex::default() })
    }

    /// A place, if need be that of the connection that has been idle longest. None when all are busy.
    pub fn take(self: &Arc<Self>) -> Option<Arc<Seat>> {
        let mut taken = self.taken();
        if taken.sitters.len() >= self.most {
            let longest = taken.sitters.iter().map(|(number, sitter)| (sitter.idle_since(), *number)).min();
            let (_, number) = longest.filter(|(since, _)| *since != BUSY)?;
            if let Some(sitter) = taken.sitters.remove(&number) {
                sitter.wanted.notify_one();
            }
        }
        let number = taken.next;
        taken.next += 1;
        let sitter = Arc::new(Sitter { idle_since: AtomicU64::new(self.moment()), wanted: Notify::new() });
        taken.sitters.insert(number, Arc::clone(&sitter));
        Some(Arc::new(Seat { seats: Arc::clone(self), number, sitter }))
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn moment(&self) -> u64 {
        self.happened.fetch_add(1, Ordering::Relaxed)
    }
}

impl Seat {
    /// Waits until someone else needs the place.
    pub async fn wanted(&self) {
        self.sitter.wanted.notified().await;
    }

    /// Begins a request.
    pub fn turn(self: &Arc<Self>) -> Turn {
        self.sitter.idle_since.store(BUSY, Ordering::Relaxed);
        Turn(Arc::clone(self))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.seats.taken().sitters.remove(&self.number);
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.sitter.idle_since.store(self.0.seats.moment(), Ordering::Relaxed);
    }
}

#[derive(Default)]
struct Taken {
    next: u64,
    sitters: BTreeMap<u64, Arc<Sitter>>,
}

struct Sitter {
    /// When, as the seats count, or [`BUSY`].
    idle_since: AtomicU64,
    wanted: Notify,
}

const BUSY: u64 = u64::MAX;

impl Sitter {
    fn idle_since(&self) -> u64 {
        self.idle_since.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    async fn is_wanted(seat: &Seat) -> bool {
        timeout(Duration::from_millis(20), seat.wanted()).await.is_ok()
    }

    #[tokio::test]
    async fn whoever_has_been_idle_longest_makes_room() {
        let seats = Seats::new(2);
        let (first, second) = (seats.take().unwrap(), seats.take().unwrap());
        drop(first.turn());
        let third = seats.take().unwrap();
        assert!(is_wanted(&second).await && !is_wanted(&first).await && !is_wanted(&third).await);
    }

    #[tokio::test]
    async fn nobody_is_sent_away_in_the_middle_of_a_request() {
        let seats = Seats::new(1);
        let first = seats.take().unwrap();
        let turn = first.turn();
        assert!(seats.take().is_none());
        drop(turn);
        assert!(seats.take().is_some() && is_wanted(&first).await);
    }

    #[test]
    fn a_place_is_free_when_its_connection_ends() {
        let seats = Seats::new(1);
        for _ in 0..3 {
            let seat = seats.take().unwrap();
            let _turn = seat.turn();
        }
        assert_eq!(seats.taken().sitters.len(), 0);
    }
}
