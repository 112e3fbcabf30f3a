//! The reason why no response came.

use crate::config::Limits;
use crate::decimal;
use crate::error::{Error, ErrorKind, Sent};
use crate::join::concat;

/// The reason why no response came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Failure {
    /// The request surely never reached the service: it is proven that the connection could not be made, or not be written
    /// to (`pkg/src/never-left.js`).
    NotSent,
    /// The connection was lost; nobody can tell whether the request arrived.
    Lost,
    /// The time for the attempt was over.
    TimedOut {
        /// Whether a request was under way.
        under_way: bool,
    },
    /// The deadline was over before a request could begin.
    TooLate,
    /// The caller's signal ended the call.
    Aborted {
        /// Whether a request was under way.
        under_way: bool,
    },
    /// The caller's token function failed.
    NoToken,
    /// The runtime could not sign a token.
    NotSigned,
}

impl Failure {
    /// Returns true if a request had begun.
    pub fn was_under_way(self) -> bool {
        !matches!(
            self,
            Self::NoToken | Self::NotSigned | Self::Aborted { under_way: false } | Self::TimedOut { under_way: false }
        )
    }

    /// The error for it; `late` if the deadline of the call is over.
    pub fn into_error(self, limits: Limits, late: bool) -> Box<Error> {
        let (kind, code, message, sent) = match self {
            Self::NotSent => (
                ErrorKind::Connection,
                "connection_failed",
                "The service could not be reached; the request was not sent.".into(),
                Sent::No,
            ),
            Self::Lost => (
                ErrorKind::Connection,
                "connection_lost",
                "The connection was lost; the service may have got the request.".into(),
                Sent::Maybe,
            ),
            Self::TimedOut { under_way } => {
                let (code, limit) = match limits.deadline.filter(|_| late) {
                    Some(deadline) => ("deadline", deadline),
                    None => ("timeout", limits.timeout),
                };
                let (sentence, sent) = if under_way {
                    (" ms; the service may have got the request.", Sent::Maybe)
                } else {
                    (" ms: there was no token by then; nothing was sent.", Sent::No)
                };
                (ErrorKind::Timeout, code, concat(&["No answer within ", &decimal::text(limit.into()), sentence]), sent)
            }
            Self::TooLate => {
                let deadline = decimal::text(limits.deadline.unwrap_or_default().into());
                let message = concat(&["The deadline of ", &deadline, " ms is over; no further request was sent."]);
                (ErrorKind::Timeout, "deadline", message, Sent::No)
            }
            Self::Aborted { under_way: true } => (
                ErrorKind::Abort,
                "aborted",
                "The signal ended the call while a request was under way; the service may have got it.".into(),
                Sent::Maybe,
            ),
            Self::Aborted { under_way: false } => {
                (ErrorKind::Abort, "aborted", "The signal ended the call while nothing was under way.".into(), Sent::No)
            }
            Self::NoToken => (
                ErrorKind::Connection,
                "token_failed",
                "The token function failed or gave no token; nothing was sent. Its error is the cause.".into(),
                Sent::No,
            ),
            Self::NotSigned => (
                ErrorKind::Unsupported,
                "no_webcrypto",
                "This runtime could not sign a token, which needs crypto.subtle; nothing was sent. Browsers have it only on \
                 https and localhost. Serve the page over https, or give the option token."
                    .into(),
                Sent::No,
            ),
        };
        Error::new(kind, code, message, sent)
    }
}
