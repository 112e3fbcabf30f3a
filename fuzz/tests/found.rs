//! What fuzzing has found, so that it is not lost.

use smooch_edge::base_url::BaseUrl;

/// The parsers of the runtimes read 0127 as octal: this is http to 87.0.0.1, with credentials.
#[test]
fn an_octal_address_is_not_this_machine() {
    for text in ["http://0127.0.0.1", "http://127.0.0.010", "http://+127.0.0.1"] {
        assert!(BaseUrl::parse(text, false).is_err(), "{text}");
    }
}
