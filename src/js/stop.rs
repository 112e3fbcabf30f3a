//! What ends an attempt early: its time, or the caller's signal.

use js_sys::{Function, Object, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, AbortSignal};

use crate::call::Failure;

#[wasm_bindgen]
extern "C" {
    /// The timer; an object on Node, a number elsewhere.
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(handler: &Function, milliseconds: u32, argument: &JsValue) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);
}

/// Ends an attempt when its time is over or the caller's signal says so. Dropping it takes timer and listener away.
pub struct Stop {
    /// Rejects when the attempt is to end: with its own reject function for its time, with the event for the signal.
    promise: Promise,
    reject: Function,
    timer: JsValue,
    /// Aborts the request itself.
    controller: AbortController,
    caller: Option<AbortSignal>,
}

impl Stop {
    /// Starts the clock.
    pub fn after(milliseconds: u32, caller: Option<&AbortSignal>) -> Result<Self, JsValue> {
        let mut reject = JsValue::UNDEFINED;
        let promise = Promise::new(&mut |_, function| reject = function.into());
        let reject: Function = reject.unchecked_into();
        let controller = AbortController::new()?;
        if let Some(signal) = caller {
            signal.add_event_listener_with_callback("abort", &reject)?;
        }
        let timer = set_timeout(&reject, milliseconds, &reject);
        Ok(Self { promise, reject, timer, controller, caller: caller.cloned() })
    }

    /// The signal to give to `fetch`.
    pub fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    /// `promise`, or a rejection as soon as the attempt is to end.
    ///
    /// A `fetch` that does not heed its signal is left behind, so that no call hangs on it.
    pub fn race(&self, promise: &Promise) -> Promise {
        Promise::race(&js_sys::Array::of2(promise, &self.promise))
    }

    /// Why the attempt ended, given what the race was rejected with; `None` where it failed by itself.
    pub fn reason(&self, rejection: &JsValue) -> Option<Failure> {
        if self.caller.as_ref().is_some_and(AbortSignal::aborted) {
            self.controller.abort();
            Some(Failure::Aborted(true))
        } else if Object::is(rejection, &self.reject) {
            self.controller.abort();
            Some(Failure::TimedOut)
        } else {
            None
        }
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        clear_timeout(&self.timer);
        if let Some(signal) = &self.caller {
            let _ = signal.remove_event_listener_with_callback("abort", &self.reject);
        }
    }
}
