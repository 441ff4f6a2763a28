//! The server and the program as others meet them: over sockets, from the command line, in a browser.

mod bad_input;
mod behaviours;
mod behaviours_alone;
mod card_adapter;
mod card_door_table;
mod card_payments;
mod copy;
mod crash;
mod crawl;
mod door_table;
mod doors;
mod hostile;
mod journeys;
mod kept_cards;
mod log;
mod mail;
mod mail_server;
mod plain_client;
mod portal_door_table;
mod reminders;
mod running;
mod signing_in;
mod slow_clients;
mod small_site;
mod weights;
mod whole_site;
