//! What is somebody's own is described in errors, never repeated.

use proptest::prelude::*;
use smooch_edge::model::REQUESTS;
use smooch_edge::schema::Version;

use super::broken::Chance;
use super::{grouped, issues, kinds};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_fault_repeats_a_personal_text(own in "[A-Za-z0-9 @.+é]{8,40}", version in 0..3_usize, seed in any::<[u8; 32]>()) {
        // Short and common words would be found in any sentence; this one is unlike them.
        let own = format!("{own}§");
        let chance = Chance { version: Version::ALL[version], flaws: 60, personal: Some(own.clone()) };
        let rng = proptest::test_runner::TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &seed);
        let mut runner = proptest::test_runner::TestRunner::new_with_rng(ProptestConfig::default(), rng);
        let in_groups = REQUESTS.iter().filter(|_| chance.version == Version::V2).map(|root| (root.kind(), true));
        for (kind, in_groups) in kinds(REQUESTS).map(|kind| (kind, false)).chain(in_groups) {
            let body = chance.body(&kind).new_tree(&mut runner).unwrap().current();
            let body = if in_groups { grouped(&kind, &body) } else { body };
            for issue in issues(&kind, chance.version, &body) {
                let said = format!("{issue:?}");
                prop_assert!(!said.contains('§'), "{said}\n{body:#}");
            }
        }
    }
}
