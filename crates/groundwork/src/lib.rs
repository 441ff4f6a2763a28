//! The binary's parts: the command line, the web server's outer shell, and whatever else reads the clock, randomness or
//! the environment.

pub mod audit_command;
pub mod backup;
pub mod bench;
pub mod card_config;
pub mod card_stand_in;
pub mod cards_door;
pub mod claims_config;
mod claims_folder;
pub mod claims_remote;
pub mod claims_round;
pub mod cli;
pub mod client_door;
pub mod config;
pub mod content_folder;
pub mod data_folder;
pub mod demo;
pub mod demo_door;
pub mod doctor;
pub mod export;
pub mod invite_command;
pub mod join;
pub mod keys;
pub mod mail;
pub mod minute;
pub mod move_in;
pub mod open;
pub mod serve;
pub mod server;
pub mod set_up;
pub mod sign_in;
pub mod sign_ins_page;
pub mod staff_door;
pub mod system;
pub mod verify;
pub mod wiring;
