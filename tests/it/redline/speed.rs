//! The work grows with the size of the texts and not with its square: generous limits that only a blow-up breaks. The
//! bench `redline` prints what it takes.

use std::time::{Duration, Instant};

use rettesnor::redline::redline;

use super::body;

const WORDS: &[&str] = &[
    "kommunen", "borgerne", "svarer", "inden", "for", "timer", "på", "hverdage", "og", "sociale", "medier", "skal",
    "have", "en", "plan", "som", "alle", "kender", "når", "det", "sker", "noget",
];

/// A text of about so many bytes, the same for the same seed.
fn text(seed: u64, bytes: usize, sentence: usize) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap()
    };
    let mut text = String::new();
    while text.len() < bytes {
        let line: Vec<_> = (0..sentence).map(|_| WORDS[next() % WORDS.len()]).collect();
        text.push_str(&format!("{}.\n\n", line.join(" ")));
    }
    text
}

#[test]
fn texts_that_have_nothing_or_little_in_common_take_no_time() {
    let pairs = [
        ("different", text(1, 30_000, 40), text(2, 30_000, 40)),
        ("one word each", text(1, 30_000, 1), text(2, 30_000, 1)),
        ("one paragraph", text(1, 30_000, 5_000), text(2, 30_000, 5_000)),
        ("the same letter", "a\n\n".repeat(9_000), "a\n\nb\n\n".repeat(5_000)),
        ("items", text(1, 30_000, 3).replace("\n\n", "\n- "), text(2, 30_000, 3).replace("\n\n", "\n- ")),
    ];
    for (name, old, new) in pairs {
        let (old, new) = (body(&old), body(&new));
        let start = Instant::now();
        let made = redline(&old, &new);
        let taken = start.elapsed();
        assert!(!made.is_empty());
        assert!(taken < Duration::from_secs(10), "{name}: {taken:?}");
    }
}
