//! libFuzzer on [`smooch_edge_fuzz::json`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| smooch_edge_fuzz::json(data));
