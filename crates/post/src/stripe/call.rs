//! One question to the processor and its answer, within bounds of time and size. No redirect is followed, no proxy of the
//! environment is asked.

use std::thread;
use std::time::Duration;

use money::card_processor::{CardTrouble, WhyDeclined};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use ureq::Agent;
use ureq::http::Response;

/// How long one question may take, from the first byte to the last; shorter than a browser waits for us.
pub(super) const LIMIT: Duration = Duration::from_secs(12);

/// How often something is asked for that the same word asks for at this very moment, and how long lies between.
const TIMES: usize = 4;
const PAUSE: Duration = Duration::from_millis(250);

/// The largest answer that is read, in bytes.
const MAX_ANSWER: u64 = 256 * 1024;

/// The version of the processor's API whose answers are read here.
const VERSION: &str = "2024-06-20";

/// A way to the processor.
pub(super) struct Line {
    agent: Agent,
    address: String,
    key: String,
}

#[derive(Deserialize)]
struct Wrong {
    error: WhatIsWrong,
}

#[derive(Deserialize)]
struct WhatIsWrong {
    #[serde(rename = "type")]
    kind: String,
    code: Option<String>,
    decline_code: Option<String>,
}

impl Line {
    pub(super) fn to(address: &str, key: &str, limit: Duration) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(limit))
            .https_only(address.starts_with("https://"))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .user_agent("groundwork")
            .build();
        Self { agent: config.into(), address: address.to_owned(), key: key.to_owned() }
    }

    /// Asks for something to be done; under the same word it is done once. While the same is asked for by somebody else
    /// (Stripe, idempotent requests: 409), it waits a little for their answer.
    pub(super) fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        form: &[(&str, &str)],
        once: Option<&str>,
    ) -> Result<T, CardTrouble> {
        let mut came = self.asked(path, form, once);
        for _ in 1..TIMES {
            if once.is_none() || !came.as_ref().is_ok_and(|response| response.status().as_u16() == 409) {
                break;
            }
            thread::sleep(PAUSE);
            came = self.asked(path, form, once);
        }
        answer(came)
    }

    fn asked(
        &self,
        path: &str,
        form: &[(&str, &str)],
        once: Option<&str>,
    ) -> Result<Response<ureq::Body>, ureq::Error> {
        let asking = self.agent.post(format!("{}{path}", self.address));
        let mut asking = asking.header("Authorization", self.bearer()).header("Stripe-Version", VERSION);
        if let Some(once) = once {
            asking = asking.header("Idempotency-Key", once);
        }
        asking.send_form(form.iter().copied())
    }

    /// Looks.
    pub(super) fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, CardTrouble> {
        let asking = self.agent.get(format!("{}{path}", self.address));
        answer(asking.header("Authorization", self.bearer()).header("Stripe-Version", VERSION).call())
    }

    fn bearer(&self) -> String {
        format!("Bearer {}", self.key)
    }
}

/// Errors of the library may hold addresses or more, so what is told of them is our own.
fn answer<T: DeserializeOwned>(came: Result<Response<ureq::Body>, ureq::Error>) -> Result<T, CardTrouble> {
    let mut response = came.map_err(|error| no_answer(why(&error)))?;
    let status = response.status().as_u16();
    let body = response.body_mut().with_config().limit(MAX_ANSWER).read_to_vec();
    let body = body.map_err(|error| no_answer(why(&error)))?;
    if status == 200 {
        return serde_json::from_slice(&body).map_err(|_| no_answer("an answer that we can't read"));
    }
    Err(refused(status, &body))
}

fn refused(status: u16, body: &[u8]) -> CardTrouble {
    let wrong = serde_json::from_slice::<Wrong>(body).ok().map(|wrong| wrong.error);
    match (status, wrong) {
        // What is under way, too much at once, or broken there may have been done, or may be done yet.
        (409 | 429 | 500.., _) => no_answer(&format!("the processor says {status}")),
        (402, Some(wrong)) if wrong.kind == "card_error" => CardTrouble::Declined(declined(&wrong)),
        (_, wrong) => {
            let code = wrong.map(|wrong| wrong.code.unwrap_or(wrong.kind)).unwrap_or_default();
            let is_a_word = code.len() <= 60 && code.bytes().all(|sign| sign.is_ascii_lowercase() || sign == b'_');
            CardTrouble::Refused(format!("{status} {}", if is_a_word { code.as_str() } else { "" }).trim().to_owned())
        }
    }
}

fn declined(wrong: &WhatIsWrong) -> WhyDeclined {
    match (wrong.code.as_deref(), wrong.decline_code.as_deref()) {
        (Some("authentication_required"), _) | (_, Some("authentication_required")) => WhyDeclined::WantsClient,
        (Some("expired_card"), _) => WhyDeclined::Expired,
        _ => WhyDeclined::Other,
    }
}

fn why(error: &ureq::Error) -> &'static str {
    match error {
        ureq::Error::Timeout(_) => "no answer in time",
        ureq::Error::BodyExceedsLimit(_) => "an answer that is too large",
        ureq::Error::Rustls(_) | ureq::Error::Tls(_) => "no private connection",
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => "no connection",
        _ => "the connection broke",
    }
}

fn no_answer(why: &str) -> CardTrouble {
    CardTrouble::NoAnswer(why.to_owned())
}
