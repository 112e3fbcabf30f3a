//! The options of a queue (`smooch-edge/queue`), and what else is given to it. On the host only: the build prints them
//! into the queue's own entry, so that no other program carries them (docs/decisions/0016).

use super::options::SIGNAL;
use crate::schema::{Kind, Native, name, object};

static ABOVE_ZERO: Native = Native { name: "number above 0", typescript: name!("number"), or_text: false };

static ON_PROGRESS: Native =
    Native { name: "function", typescript: name!("(progress: QueueProgress) => unknown"), or_text: false };

static STOP_ON_ERROR: Native =
    Native { name: "\"user\" or false", typescript: name!("\"user\" | false"), or_text: false };

static SOURCE: Native = Native {
    name: "iterable or an async iterable of items",
    typescript: name!("Iterable<unknown> | AsyncIterable<unknown>"),
    or_text: false,
};

const fn only(name: &'static str) -> Native {
    Native { name, typescript: name!("unknown"), or_text: false }
}

static KEY: Native = only("text that all deliveries of the message have");
static TIME_LEFT: Native = only("number of milliseconds");
static TIME: Native = only("number of milliseconds, 0 or more");
static TRUTH: Native = only("true or false");
static PACE: Native = only("Pace: { take, pause }");

object! {
    /// A delivery, whose types are in `pkg/src/queue.d.ts`.
    pub DELIVERY = "Delivery", "a delivery" {
        /// The key that all deliveries of a message have in common.
        required key: Kind::Native(&KEY);
        /// Which delivery it is.
        optional attempt: Kind::Integer(1, u32::MAX);
        /// How long the engine waits for it.
        optional timeLeft: Kind::Native(&TIME_LEFT);
        /// Whether to look first.
        optional look: Kind::Native(&TRUTH);
        /// Ends the call.
        optional signal: Kind::Native(&SIGNAL);
        /// When requests may begin.
        optional pace: Kind::Native(&PACE);
        /// How long to wait for that.
        optional patience: Kind::Native(&TIME);
        /// How long the service may take.
        optional maybeAfter: Kind::Native(&TIME);
    }
}

object! {
    /// The options of {@link queue}.
    pub QUEUE_OPTIONS = "QueueOptions", "the options of a queue" {
        /// How many calls may be under way at once. Default 8.
        optional concurrency: Kind::Integer(1, u32::MAX);
        /// How many requests may begin in a second, evenly spread; retries and reads of the calls count. Default: no limit.
        optional perSecond: Kind::Native(&ABOVE_ZERO);
        /// Ends the queue: what is under way, and what waits.
        optional signal: Kind::Native(&SIGNAL);
    }
}

object! {
    /// The options of {@link Queue.run}.
    pub RUN_OPTIONS = "RunOptions", "a run" {
        /// Called for each outcome, before the loop gets it. If it throws or rejects, nothing changes; `console.error`
        /// shows it once.
        optional onProgress: Kind::Native(&ON_PROGRESS);
        /// Ends the run.
        optional signal: Kind::Native(&SIGNAL);
        /// The items to leave out after one that was not sent, or maybe not: `"user"`, the later items of the same user
        /// (each such user is remembered while the run lasts). Their outcome is `not sent`, with the error of the
        /// first. Default `false`: nothing, they go on.
        optional stopOnError: Kind::Native(&STOP_ON_ERROR);
    }
}

object! {
    /// A run: its options, and the source of its items.
    pub RUN = "Run", "a run", extends RUN_OPTIONS {
        /// The items.
        required source: Kind::Native(&SOURCE);
    }
}

object! {
    /// An item, whose types are those of the method's arguments (`pkg/src/queue.d.ts`). `pkg/src/engines/item.js` checks the
    /// operation, and which members it takes.
    pub ITEM = "Item", "an item" {
        /// The operation.
        optional operation: Kind::Any;
        /// Its id.
        optional id: Kind::Any;
        /// The type of a channel.
        optional channel: Kind::Any;
        /// The id of a message.
        optional messageId: Kind::Any;
        /// The id of a device.
        optional deviceId: Kind::Any;
        /// Its body.
        optional body: Kind::Any;
        /// Its options.
        optional options: Kind::Any;
        /// The key of its order: items with the same key are sent in order.
        optional key: Kind::Any;
        /// The caller's own name for it.
        optional ref: Kind::Any;
    }
}
