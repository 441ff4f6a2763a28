//! Calendar rules: requests, free slots, offers and booking.
