//! libFuzzer on [`smooch_edge_fuzz::response`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| smooch_edge_fuzz::response(data));
