//! `groundwork invite`: for someone who works there already and lost password and phone. Whoever can read the key may.

use std::process::ExitCode;

use actions::invite_staff::{InviteRefusal, invite_again};
use clap::Args;
use jiff::Timestamp;
use terms::actor::{Actor, Context};
use terms::reach::Email;
use terms::trouble::{Fault, Trouble};

use crate::open::{Which, house};

/// Whom.
#[derive(Args, Debug)]
pub struct Invite {
    #[command(flatten)]
    which: Which,
    /// The address that they sign in with
    email: String,
}

/// Writes the invitation and prints its address.
pub fn run(invite: &Invite) -> Result<ExitCode, Fault> {
    let doing = "write an invitation";
    let email = Email::parse(&invite.email).map_err(|_| Fault::new(doing, "this is no email address"))?;
    let house = house(&invite.which)?.house;
    let itself = Context { actor: Actor::Timer, now: Timestamp::now() };
    match invite_again(&house, &itself, &email) {
        Ok(secret) => {
            println!("{}", house.link(&format!("/join/{secret}")));
            println!("Good once, for a week. Password, phone and sign-ins that they had have ended.");
            Ok(ExitCode::SUCCESS)
        }
        Err(Trouble::Refused(InviteRefusal::AddressTaken) | Trouble::Denied(_)) => {
            Err(Fault::new(doing, "nobody signs in with this address"))
        }
        Err(Trouble::Refused(InviteRefusal::HasLeft)) => Err(Fault::new(doing, "they have left the practice")),
        Err(Trouble::Fault(fault)) => Err(fault),
    }
}
