//! What an insurer may write to whom, what the client wants done about it, and whether a claim may be made.
//!
//! A plan writes to whoever holds it: what was paid, to whom, on which day. A client whose partner or parent opens that
//! mail must know so before anything is sent, and may keep the plan out of it (45 CFR 164.522(a)(1)(vi)) or have it
//! write elsewhere (45 CFR 164.522(b)).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{StaffId, SubjectId};
use terms::text::Line;
use terms::words;

use crate::coverage::Coverage;
use crate::plan::{Plan, PlanUse};

/// What the client said of the insurer's mail, and what they chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailAnswer {
    /// When.
    pub at: Timestamp,
    /// Who wrote it down.
    pub by: Writer,
    /// Who holds the plan.
    pub held_by: HeldBy,
    /// Who opens what it sends.
    pub opened_by: OpenedBy,
    /// What they want; always [`MailChoice::GoOn`] when the mail is the client's alone.
    pub choice: MailChoice,
    /// Where the plan is to write instead, for [`MailChoice::WriteElsewhere`].
    #[serde(default)]
    pub elsewhere: Option<Line>,
}

/// An answer as it was given.
#[derive(Clone, Debug)]
pub struct NewMailAnswer {
    /// Who holds the plan.
    pub held_by: HeldBy,
    /// Who opens what it sends.
    pub opened_by: OpenedBy,
    /// What the client wants.
    pub choice: MailChoice,
    /// Where the plan is to write instead.
    pub elsewhere: Option<Line>,
}

/// Whoever writes something down about coverage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Writer {
    /// Someone of the practice, as the client told them.
    Staff(StaffId),
    /// The client.
    Client(SubjectId),
}

words! {
    /// Who holds the plan.
    HeldBy {
        Client = "me", "I do";
        Other = "other", "Somebody else";
        NotSure = "not-sure", "I’m not sure";
    }

    /// Who opens what the insurer sends.
    OpenedBy {
        ClientAlone = "me", "Only I do";
        Others = "others", "Somebody else may";
        NotSure = "not-sure", "I’m not sure";
    }

    /// What the client wants, knowing that the insurer may write to whoever holds the plan.
    MailChoice {
        SelfPay = "self-pay", "Pay for it myself, and tell the plan nothing";
        WriteElsewhere = "elsewhere", "Ask the plan to write to me somewhere else first";
        GoOn = "go-on", "Go on: claims may be sent";
    }
}

/// Why an answer is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailRefusal {
    /// The plan is to write elsewhere, and nobody says where.
    NowhereNamed,
}

/// Proof that a claim may be made for a client: the plan is used for claims, and the client chose, knowing who may read
/// what the insurer writes. Nothing else makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimAllowed {
    plan: Plan,
}

/// Why no claim is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoClaim {
    /// No plan is known.
    NoPlan,
    /// The plan is known, and not used for claims.
    NotUsed,
    /// The client was not asked yet who reads the insurer's mail.
    NotAsked,
    /// The client pays, and the plan is told nothing (45 CFR 164.522(a)(1)(vi)).
    SelfPay,
    /// The plan has not yet confirmed that it writes elsewhere (45 CFR 164.522(b)).
    NotConfirmed,
}

impl MailAnswer {
    /// Whether the insurer writes to nobody but the client.
    pub fn is_private(&self) -> bool {
        (self.held_by, self.opened_by) == (HeldBy::Client, OpenedBy::ClientAlone)
    }
}

impl ClaimAllowed {
    /// The plan that is asked.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }
}

impl Coverage {
    /// The plan that is asked after the first.
    pub fn second_plan(&self) -> Option<&Plan> {
        self.second_plan.as_ref()
    }

    /// Whether a claim may be made to it.
    pub fn second_claim_allowed(&self) -> Result<ClaimAllowed, NoClaim> {
        claim_allowed(self.second_plan(), self.mail(), self.confirmed_at())
    }
}

/// The answer as it stands. Nobody has to choose where nobody else reads.
pub fn answered(answer: MailAnswer) -> Result<MailAnswer, MailRefusal> {
    if answer.is_private() {
        return Ok(MailAnswer { choice: MailChoice::GoOn, elsewhere: None, ..answer });
    }
    match answer.choice {
        MailChoice::WriteElsewhere if answer.elsewhere.is_none() => Err(MailRefusal::NowhereNamed),
        MailChoice::WriteElsewhere => Ok(answer),
        MailChoice::SelfPay | MailChoice::GoOn => Ok(MailAnswer { elsewhere: None, ..answer }),
    }
}

/// Whether a claim may be made.
pub fn claim_allowed(
    plan: Option<&Plan>,
    answer: Option<&MailAnswer>,
    confirmed_at: Option<Timestamp>,
) -> Result<ClaimAllowed, NoClaim> {
    let plan = plan.ok_or(NoClaim::NoPlan)?;
    let answer = match plan.used {
        PlanUse::Claims => answer.ok_or(NoClaim::NotAsked)?,
        PlanUse::Superbills | PlanUse::NotUsed => return Err(NoClaim::NotUsed),
    };
    match answer.choice {
        MailChoice::GoOn => Ok(ClaimAllowed { plan: plan.clone() }),
        MailChoice::SelfPay => Err(NoClaim::SelfPay),
        MailChoice::WriteElsewhere if confirmed_at.is_some_and(|at| at >= answer.at) => {
            Ok(ClaimAllowed { plan: plan.clone() })
        }
        MailChoice::WriteElsewhere => Err(NoClaim::NotConfirmed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{mail_answer, now, plan};

    #[test]
    fn whoever_reads_alone_need_not_choose_and_whoever_does_not_chooses() {
        let there = Line::parse("PO Box 7, Golden, CO 80401").ok();
        for (held, opened, choice, elsewhere, expected) in [
            (HeldBy::Client, OpenedBy::ClientAlone, MailChoice::SelfPay, None, Ok((MailChoice::GoOn, false))),
            (HeldBy::Other, OpenedBy::ClientAlone, MailChoice::SelfPay, None, Ok((MailChoice::SelfPay, false))),
            (HeldBy::Client, OpenedBy::NotSure, MailChoice::GoOn, there.clone(), Ok((MailChoice::GoOn, false))),
            (HeldBy::NotSure, OpenedBy::Others, MailChoice::WriteElsewhere, None, Err(MailRefusal::NowhereNamed)),
            (
                HeldBy::Other,
                OpenedBy::Others,
                MailChoice::WriteElsewhere,
                there,
                Ok((MailChoice::WriteElsewhere, true)),
            ),
        ] {
            let answer = MailAnswer { held_by: held, opened_by: opened, elsewhere, ..mail_answer(choice) };
            let taken = answered(answer).map(|answer| (answer.choice, answer.elsewhere.is_some()));
            assert_eq!(taken, expected, "{held:?} {opened:?}");
        }
    }

    #[test]
    fn no_claim_is_made_before_the_client_knows_who_reads_the_insurers_mail() {
        let (claims, superbills) = (plan(), Plan { used: PlanUse::Superbills, ..plan() });
        let earlier = Some(now() - jiff::SignedDuration::from_mins(1));
        for (plan, choice, confirmed, expected) in [
            (None, Some(MailChoice::GoOn), None, Err(NoClaim::NoPlan)),
            (Some(&superbills), Some(MailChoice::GoOn), None, Err(NoClaim::NotUsed)),
            (Some(&claims), None, None, Err(NoClaim::NotAsked)),
            (Some(&claims), Some(MailChoice::SelfPay), Some(now()), Err(NoClaim::SelfPay)),
            (Some(&claims), Some(MailChoice::WriteElsewhere), None, Err(NoClaim::NotConfirmed)),
            (Some(&claims), Some(MailChoice::WriteElsewhere), earlier, Err(NoClaim::NotConfirmed)),
            (Some(&claims), Some(MailChoice::WriteElsewhere), Some(now()), Ok(())),
            (Some(&claims), Some(MailChoice::GoOn), None, Ok(())),
        ] {
            let answer = choice.map(mail_answer);
            let allowed = claim_allowed(plan, answer.as_ref(), confirmed);
            assert_eq!(allowed.map(|_| ()), expected, "{choice:?} {confirmed:?}");
        }
    }
}
