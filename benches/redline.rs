//! What a redline takes: of a long document with many changes, and of texts made to be hard. `cargo bench --bench redline`.

use std::time::{Duration, Instant};

use rettesnor::model::body::Body;
use rettesnor::parse::{Content, Layout, parse};
use rettesnor::redline::redline;
use rettesnor::source::{SourceFile, SourcePath};

const SIZE: usize = 130_000;

const WORDS: &[&str] = &[
    "kommunen", "borgerne", "svarer", "inden", "for", "timer", "på", "hverdage", "og", "sociale", "medier", "skal",
    "have", "en", "plan", "som", "alle", "kender", "når", "det", "sker", "noget", "nyt", "i", "byen", "eller", "haven",
];

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    fn word(&mut self) -> String {
        let number = self.below(4_000);
        if number < 2_500 {
            WORDS[number % WORDS.len()].to_owned()
        } else {
            format!("{}{number}", WORDS[number % WORDS.len()])
        }
    }

    /// Paragraphs of `words` words, with headings and lists between.
    fn blocks(&mut self, words: usize) -> Vec<String> {
        let (mut blocks, mut size) = (Vec::new(), 0);
        while size < SIZE {
            let line: Vec<_> = (0..words).map(|_| self.word()).collect();
            let start = match self.below(10) {
                0 => "## ",
                1 | 2 => "- ",
                _ => "",
            };
            blocks.push(format!("{start}{}.", line.join(" ")));
            size += blocks.last().map_or(0, |block| block.len() + 2);
        }
        blocks
    }
}

fn body(text: &str) -> Body {
    let file = SourceFile::new(SourcePath::new("content/pages/a.md"), format!("---\ntitle: A\n---\n{text}").as_bytes());
    match parse(&file, &Layout::new("content", None)).content {
        Content::Document(source) => source.body.clone(),
        _ => Body::default(),
    }
}

fn edited(random: &mut Random, blocks: &[String]) -> Vec<String> {
    let mut blocks = blocks.to_vec();
    for change in 0..200 {
        let at = random.below(blocks.len());
        match change % 10 {
            0 => drop(blocks.remove(at)),
            1 => blocks.insert(at, random.blocks(30).remove(0)),
            2 => {
                let moved = blocks.remove(at);
                let to = random.below(blocks.len());
                blocks.insert(to, moved);
            }
            _ => {
                let mut words: Vec<_> = blocks[at].split(' ').map(str::to_owned).collect();
                let place = random.below(words.len());
                words[place] = random.word();
                blocks[at] = words.join(" ");
            }
        }
    }
    blocks
}

#[expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench takes the time and tells it")]
fn tell(name: &str, old: &str, new: &str) {
    let (old, new) = (body(old), body(new));
    let mut times: Vec<Duration> = (0..9)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(redline(&old, &new));
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!("{name}: {:.1} ms", times[times.len() / 2].as_secs_f64() * 1000.0);
}

fn main() {
    let mut random = Random(88_172_645_463_325_252);
    let blocks = random.blocks(40);
    let new = edited(&mut random, &blocks);
    tell("130 kB with 200 changes", &blocks.join("\n\n"), &new.join("\n\n"));
    for (name, words) in
        [("paragraphs", 40), ("lines of three words", 3), ("single words", 1), ("one paragraph", 30_000)]
    {
        let (old, new) = (random.blocks(words).join("\n\n"), random.blocks(words).join("\n\n"));
        tell(&format!("130 kB against another 130 kB, {name}"), &old, &new);
    }
    tell("the same letter 40,000 times", &"a\n\n".repeat(40_000), &"a\n\nb\n\n".repeat(20_000));
}
