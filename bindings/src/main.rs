//! Makes the JavaScript bindings of a WebAssembly module: `bindings MODULE FOLDER`.
//!
//! It is wasm-bindgen as a library. The program `wasm-bindgen` itself takes minutes to build, most of them for a server
//! of tests that a build does not need.

use std::env::args;
use std::process::ExitCode;

use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

fn main() -> ExitCode {
    let [module, folder] = &args().skip(1).collect::<Vec<_>>()[..] else {
        eprintln!("usage: bindings MODULE FOLDER");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    // The names of functions stay: scripts/strip-panics.mjs reads them.
    bindgen.input_path(module).keep_debug(true).typescript(true).encode_into(EncodeInto::Always);
    match bindgen.bundler(true).and_then(|bindgen| bindgen.generate(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
