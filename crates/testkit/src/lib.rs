//! The fictional cast.
