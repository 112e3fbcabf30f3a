//! libFuzzer on [`smooch_edge_fuzz::base_url`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| smooch_edge_fuzz::base_url(data));
