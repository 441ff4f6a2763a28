//! Who is asking and what time it is: set by the server for every request, taken by screens as arguments.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use terms::actor::{Actor, Context};

use crate::frame::{Space, StaffFrame};
use crate::reply::{self, Reply};

/// The time of this request. The server puts it into the request's extensions.
#[derive(Clone, Copy, Debug)]
pub struct Now(pub jiff::Timestamp);

/// The person asking. The server puts it into the request's extensions; without it, a stranger.
#[derive(Clone, Debug)]
pub struct By(pub Actor);

/// The token of the browser from which someone of the practice asks; it opens what only this sign-in may open. The server
/// puts it into the request's extensions, and it never prints.
#[derive(Clone)]
pub struct Token(pub String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹sealed›")
    }
}

/// How a signed-in person of the practice is shown. The server puts it into the request's extensions.
#[derive(Clone, Debug)]
pub struct Who {
    /// As they are called.
    pub name: String,
    /// The space of this page: its path says so.
    pub space: Space,
    /// Every space they may work in.
    pub spaces: Vec<Space>,
    /// The practice's short name.
    pub wordmark: String,
    /// Whether everyone here is made up.
    pub fictional: bool,
}

impl Who {
    /// The frame of a staff page with this tab title at this path.
    pub fn frame<'a>(&'a self, title: &'a str, here: &'a str) -> StaffFrame<'a> {
        let Self { name, space, spaces, wordmark, fictional } = self;
        StaffFrame {
            wordmark,
            title,
            person: name,
            space: *space,
            spaces,
            here,
            toast: None,
            fictional: *fictional,
            scripts: &[],
        }
    }
}

/// A client is signed in. The server puts it into the request's extensions.
#[derive(Clone, Copy, Debug)]
pub struct Me {
    /// Whether everyone here is made up.
    pub fictional: bool,
}

impl<S: Send + Sync> FromRequestParts<S> for Me {
    type Rejection = Reply;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Reply> {
        parts.extensions.get::<Self>().copied().ok_or_else(|| reply::go("/sign-in"))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Token {
    type Rejection = Reply;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Reply> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| reply::go("/staff"))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Who {
    type Rejection = Reply;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Reply> {
        // Without a sign-in, the way leads through it.
        parts.extensions.get::<Self>().cloned().ok_or_else(|| reply::go("/staff"))
    }
}

/// Who asks and when, together: the first argument of every action.
#[derive(Clone, Copy, Debug)]
pub struct Asking(pub Context);

impl<S: Send + Sync> FromRequestParts<S> for Asking {
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let Now(now) = Now::from_request_parts(parts, state).await?;
        let Ok(By(actor)) = By::from_request_parts(parts, state).await;
        Ok(Self(Context { actor, now }))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Now {
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts
            .extensions
            .get::<Self>()
            .copied()
            .ok_or((StatusCode::INTERNAL_SERVER_ERROR, "The server's clock was not handed on."))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for By {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or(Self(Actor::Stranger)))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    #[tokio::test]
    async fn without_a_sign_in_a_stranger_asks() {
        let (mut parts, ()) = Request::new(()).into_parts();
        let Ok(By(actor)) = By::from_request_parts(&mut parts, &()).await;
        assert!(matches!(actor, Actor::Stranger));
    }

    #[tokio::test]
    async fn the_time_is_the_one_the_server_set() {
        let (mut parts, ()) = Request::new(()).into_parts();
        assert!(Now::from_request_parts(&mut parts, &()).await.is_err());
        parts.extensions.insert(Now(jiff::Timestamp::UNIX_EPOCH));
        assert_eq!(Now::from_request_parts(&mut parts, &()).await.map(|now| now.0), Ok(jiff::Timestamp::UNIX_EPOCH));
    }
}
