//! A made-up municipality of any size, the same every time.
//!
//! Guidelines and pages of about 800 Danish words in 20 folders, each with four references, a list and a table; 24
//! themes and 8 channels that they refer to.

use std::fs;
use std::path::Path;

const THEMES: usize = 24;
const CHANNELS: usize = 8;
const FOLDERS: usize = 20;

const WORDS: &str = "arbejdet borgerne byen dagen den det dialog en enhver er et familier fand for forslag fra \
frivillige får fælles første gerne give godt grøn handler har haven hele hjælp hverdag hver hvordan i ideer ikke \
indsats ind kan kolleger kommer kommunen kontakt kort kultur kvarter leder lokale lærer læser man med medarbejdere \
men mere mod møde mål naboer når ny og også om opgave opslag over planen plads på ramme sammen samtale se side skal \
skole som sommer spørger svar svarer så tager tekst tid til tilbud trafik træffer uge under unge ved vej velfærd \
venlig vi viser virker vores være år ældre økonomi ønsker åbent";

const CHANNEL_NAMES: [&str; CHANNELS] =
    ["Facebook", "Instagram", "LinkedIn", "Hjemmesiden", "Nyhedsbrevet", "Lokalavisen", "Intranettet", "Skærmene"];

/// Writes the content of a site with this many guidelines and pages.
pub fn write(content: &Path, documents: usize) {
    put(content, "site.yaml", "title: Rettesnor\nmunicipality: Prøve Kommune\nlanguage: da\n");
    put(content, "index.md", "---\ntitle: Velkommen\n---\n\nHer står, hvordan vi kommunikerer.\n");
    put(content, "data/roles.yaml", ROLES);
    (0..THEMES).for_each(|theme| put(content, &format!("themes/tema-{theme}.md"), &theme_text(theme)));
    (0..CHANNELS).for_each(|channel| put(content, &format!("channels/kanal-{channel}.md"), &channel_text(channel)));
    (0..documents).for_each(|document| put(content, &path(document), &text(document, documents, 0)));
}

/// Rewrites one document of a hundred, each time in other words.
pub fn edit(content: &Path, documents: usize, round: usize) {
    let edited = (0..documents).step_by(100);
    edited.for_each(|document| put(content, &path(document), &text(document, documents, round + 1)));
}

const ROLES: &str = "\
- id: redaktionen
  title: Redaktionen
  mailbox: redaktionen@proeve.example
  deputy: stedfortraeder
- id: stedfortraeder
  title: Stedfortræder
  mailbox: redaktionen@proeve.example
  deputy: redaktionen
";

fn put(content: &Path, path: &str, text: &str) {
    let path = content.join(path);
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder can be made");
    fs::write(path, text).expect("a file can be written");
}

/// Even documents are guidelines, odd ones pages.
fn path(document: usize) -> String {
    let folder = if document.is_multiple_of(2) { "guidelines" } else { "pages" };
    format!("{folder}/omraade-{:02}/{}.md", document / 2 % (FOLDERS / 2), id(document))
}

fn id(document: usize) -> String {
    if document.is_multiple_of(2) { format!("vejledning-{document}") } else { format!("side-{document}") }
}

fn theme_text(theme: usize) -> String {
    let mut words = Words::new(1_000_000 + theme);
    let body = words.paragraphs(3);
    format!(
        "---\ntitle: Tema {theme}\nsummary: Det handler om fællesskab.\nyears: [2026]\nmessage: Vi gør det sammen.\n\
         owner: redaktionen\nchannels: [kanal-{}]\n---\n\n{body}",
        theme % CHANNELS
    )
}

fn channel_text(channel: usize) -> String {
    let mut words = Words::new(2_000_000 + channel);
    let body = words.paragraphs(3);
    format!(
        "---\ntitle: {}\nsummary: En kanal til dialog.\ntype: social\nactivity: active\nuse_for: [Nyheder, Dialog]\n\
         not_for: [Sagsbehandling]\ntone: Venlig og ligefrem\nowner: redaktionen\nresponsible: redaktionen\n---\n\n{body}",
        CHANNEL_NAMES[channel]
    )
}

fn text(document: usize, documents: usize, round: usize) -> String {
    let mut words = Words::new(document + round * 7_919);
    let guideline = if document.is_multiple_of(2) { "status: living\ntopic: other\n" } else { "" };
    let (theme, channel) = (words.below(THEMES), words.below(CHANNELS));
    let title = words.sentence(5);
    let summary = words.sentence(12);
    let mut text = format!(
        "---\ntitle: {} {document}\nsummary: {summary}\n{guideline}owner: redaktionen\nlast_reviewed: 2026-01-15\n\
         review_interval: 1 år\nthemes: [tema-{theme}]\nchannels: [kanal-{channel}]\n---\n\n",
        title.trim_end_matches('.'),
    );
    for section in 0..5 {
        text.push_str(&format!("## {}\n\n", words.sentence(4).trim_end_matches('.')));
        text.push_str(&words.paragraphs(2));
        text.push_str(&match section {
            0 => format!("Se [[tema-{theme}]] og [[kanal-{channel}]].\n\n"),
            1 => words.list(),
            2 => {
                let (one, other) = (id(words.below(documents)), id(words.below(documents)));
                format!("Læs også [[{one}]] og [[{other}|den anden]].\n\n")
            }
            3 => words.table(),
            _ => format!("### {}\n\n{}", words.sentence(3).trim_end_matches('.'), words.paragraphs(1)),
        });
    }
    text
}

/// Words by a seed: a linear congruential generator, so that every run has the same corpus.
struct Words {
    state: u64,
    words: Vec<&'static str>,
}

impl Words {
    fn new(seed: usize) -> Self {
        let state = (seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545_f491_4f6c_dd1d;
        Self { state, words: WORDS.split_whitespace().collect() }
    }

    fn below(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % end
    }

    fn word(&mut self) -> &'static str {
        let at = self.below(self.words.len());
        self.words[at]
    }

    fn sentence(&mut self, words: usize) -> String {
        let sentence = (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ");
        let mut letters = sentence.chars();
        letters.next().map_or(String::new(), |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
    }

    /// Paragraphs of five sentences, about 65 words each.
    fn paragraphs(&mut self, number: usize) -> String {
        let mut text = String::new();
        for _ in 0..number {
            let lengths: Vec<_> = (0..5).map(|_| 8 + self.below(10)).collect();
            let sentences: Vec<_> = lengths.into_iter().map(|length| self.sentence(length)).collect();
            text.push_str(&sentences.join(" "));
            text.push_str("\n\n");
        }
        text
    }

    fn list(&mut self) -> String {
        let items: Vec<_> = (0..4).map(|_| format!("- {}\n", self.sentence(7))).collect();
        format!("{}\n", items.concat())
    }

    fn table(&mut self) -> String {
        let rows = (0..4).map(|row| format!("| {} | {} | {row} |\n", self.sentence(2), self.sentence(4)));
        format!("| Hvem | Hvad | Antal |\n|---|---|--:|\n{}\n", rows.collect::<String>())
    }
}
