//! The binary's parts: the command line, the web server's outer shell, and whatever else reads the clock, randomness or
//! the environment.

pub mod bench;
pub mod cli;
pub mod content_folder;
pub mod data_folder;
pub mod demo;
pub mod server;
pub mod sign_in;
pub mod system;
pub mod verify;
pub mod wiring;
