//! The options of a client and of a call.
