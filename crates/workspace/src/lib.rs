//! Server-rendered pages for the people of the practice.
