//! Words of addresses. They stay the same for ever, so no site can override them and no translation may touch them.

use super::Lang;

/// The word of an address in one language each: Danish, Swedish, Norwegian (both forms), English.
type Words = (&'static str, [&'static str; 4]);

const WORDS: &[Words] = &[
    ("strategy", ["strategier", "strategier", "strategier", "strategies"]),
    ("policy", ["politikker", "policyer", "politikker", "policies"]),
    ("action_plan", ["handleplaner", "handlingsplaner", "handlingsplaner", "action-plans"]),
    ("guideline", ["retningslinjer", "riktlinjer", "retningslinjer", "guidelines"]),
    ("guide", ["vejledninger", "vagledningar", "veiledninger", "guides"]),
    ("crisis_plan", ["krise", "kris", "krise", "crisis"]),
    ("action_card", ["actioncards", "atgardskort", "tiltakskort", "action-cards"]),
    ("theme", ["temaer", "teman", "temaer", "themes"]),
    ("channel", ["kanaler", "kanaler", "kanaler", "channels"]),
    ("audience", ["maalgrupper", "malgrupper", "malgrupper", "audiences"]),
    ("report", ["rapporter", "rapporter", "rapporter", "reports"]),
    ("page", ["sider", "sidor", "sider", "pages"]),
    ("role", ["roller", "roller", "roller", "roles"]),
    ("draft", ["udkast", "utkast", "utkast", "draft"]),
    ("search", ["soeg", "sok", "sok", "search"]),
    ("index", ["a-aa", "a-o", "a-a", "a-z"]),
    ("glossary", ["ordliste", "ordlista", "ordliste", "glossary"]),
    ("accounts", ["profiler", "konton", "kontoer", "accounts"]),
    ("documents", ["dokumenter", "dokument", "dokumenter", "documents"]),
    ("figures", ["noegletal", "nyckeltal", "nokkeltall", "figures"]),
    ("annual_wheel", ["aarshjul", "arshjul", "arshjul", "annual-wheel"]),
    ("values", ["vaerdier", "varden", "verdier", "values"]),
    ("organisation", ["organisation", "organisation", "organisasjon", "organisation"]),
    (
        "channel_audiences",
        ["kanaler-og-maalgrupper", "kanaler-och-malgrupper", "kanaler-og-malgrupper", "channels-and-audiences"],
    ),
    (
        "audience_channels",
        ["maalgrupper-og-kanaler", "malgrupper-och-kanaler", "malgrupper-og-kanaler", "audiences-and-channels"],
    ),
    ("coverage", ["temaer-og-kanaler", "teman-och-kanaler", "temaer-og-kanaler", "themes-and-channels"]),
    ("responsibilities", ["ansvar", "ansvar", "ansvar", "responsibilities"]),
    ("accessibility", ["tilgaengelighed", "tillganglighet", "tilgjengelighet", "accessibility"]),
    ("crisis_sheet", ["paa-et-ark", "pa-ett-blad", "pa-ett-ark", "on-one-sheet"]),
    ("embed", ["indlejring", "inbaddning", "innbygging", "embed"]),
    ("changes", ["aendringer", "andringar", "endringer", "changes"]),
    ("actions", ["handlinger", "atgarder", "tiltak", "actions"]),
    ("contacts", ["kontakter", "kontakter", "kontakter", "contacts"]),
    ("since", ["siden", "sedan", "siden", "since"]),
    ("of_kind", ["slags", "slag", "slag", "kind"]),
    ("of_theme", ["tema", "tema", "tema", "theme"]),
    ("of_channel", ["kanal", "kanal", "kanal", "channel"]),
    ("of_status", ["status", "status", "status", "status"]),
    ("of_responsible", ["ansvarlig", "ansvarig", "ansvarlig", "responsible"]),
    ("of_owner", ["ejer", "agare", "eier", "owner"]),
    ("of_unit", ["afdeling", "avdelning", "avdeling", "unit"]),
    ("of_words", ["ord", "ord", "ord", "words"]),
    ("calendar", ["kalender", "kalender", "kalender", "calendar"]),
    ("all", ["alle", "alla", "alle", "all"]),
    ("part", ["kapitel", "kapitel", "kapittel", "chapter"]),
];

impl Lang {
    /// The address word of a kind or a fixed page; the key itself where it has none, which a test keeps from
    /// happening.
    pub fn address_word(self, key: &'static str) -> &'static str {
        let column = match self {
            Self::Da => 0,
            Self::Sv => 1,
            Self::Nb | Self::Nn => 2,
            Self::En => 3,
        };
        WORDS.iter().find(|(known, _)| *known == key).map_or(key, |(_, words)| words[column])
    }
}
