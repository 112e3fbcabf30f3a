//! Every target with what chance makes of its seeds, for a second each, on any compiler.
//!
//! Nothing guides it to new code, as libFuzzer would; it finds what lies near the seeds. `FUZZ_SEED` repeats a run.

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

use smooch_edge_fuzz::TARGETS;

const TIME: Duration = Duration::from_secs(1);

/// A small generator of numbers (xorshift64*): the run is the same for the same seed.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap()
    }

    /// A seed, changed in a few places: bytes changed, taken out, put in, repeated, or taken from another seed.
    fn input(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        const WORDS: &[&[u8]] =
            &[b"\"", b"{", b"}", b"[", b"]", b"null", b"1e400", b"-0", b"\xff", b"\\ud800", b"%2e", b"..", b"@", b"0"];
        let mut data = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(6) {
            let at = self.below(data.len() + 1);
            let end = (at + self.below(8)).min(data.len());
            match self.below(6) {
                0 if at < data.len() => data[at] = self.next().to_le_bytes()[0],
                1 => drop(data.drain(at..end)),
                2 => drop(data.splice(at..at, WORDS[self.below(WORDS.len())].iter().copied())),
                3 => drop(data.splice(at..at, data[at..end].to_vec())),
                4 => {
                    let other = &seeds[self.below(seeds.len())];
                    let from = self.below(other.len() + 1);
                    data.truncate(at);
                    data.extend(&other[from..]);
                }
                _ => data.insert(at, b' ' + self.next().to_le_bytes()[0] % 95),
            }
        }
        data
    }
}

/// Real bodies, where they lie beside the repository.
fn examples() -> Vec<Vec<u8>> {
    fn add(folder: &Path, to: &mut Vec<Vec<u8>>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                add(&path, to);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                to.extend(fs::read(&path));
            }
        }
    }
    let mut found = Vec::new();
    add(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/examples"), &mut found);
    found.retain(|example| example.len() < 10_000);
    found
}

#[test]
fn every_target_holds_for_what_chance_makes_of_its_seeds() {
    let seed = match std::env::var("FUZZ_SEED") {
        Ok(seed) => seed.parse().expect("FUZZ_SEED is a number"),
        Err(_) => u64::from(std::process::id()) | 1 << 40,
    };
    for (name, target, seeds) in TARGETS {
        let mut chance = Chance(seed);
        let mut seeds: Vec<_> = seeds.iter().map(|text| text.as_bytes().to_vec()).collect();
        match *name {
            "check" | "json" => seeds.extend(examples()),
            "response" => seeds.extend(examples().into_iter().map(|example| [b"\x01".as_slice(), &example].concat())),
            _ => {}
        }
        for data in &seeds {
            target(data);
        }
        let (began, mut runs) = (Instant::now(), 0);
        while began.elapsed() < TIME {
            let data = chance.input(&seeds);
            runs += 1;
            assert!(
                catch_unwind(|| target(&data)).is_ok(),
                "{name} does not hold for {:?} (FUZZ_SEED={seed})",
                String::from_utf8_lossy(&data)
            );
        }
        println!("{name}: {runs} runs");
    }
}
