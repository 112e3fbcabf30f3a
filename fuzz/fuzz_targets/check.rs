//! libFuzzer on [`smooch_edge_fuzz::check`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| smooch_edge_fuzz::check(data));
