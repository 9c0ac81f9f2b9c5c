//! Alphabetical order.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

use super::Lang;

/// The order of a language's dictionaries: Danish and Norwegian end in `æ ø å` (and `aa` is `å`), Swedish in `å ä ö`.
#[derive(Debug)]
pub struct Order(Option<CollatorBorrowed<'static>>);

impl Order {
    /// The order of a language, with digits as numbers (2 before 10).
    pub fn of(lang: Lang) -> Self {
        let locale = match lang {
            Lang::Da => locale!("da"),
            Lang::Sv => locale!("sv"),
            Lang::Nb => locale!("nb"),
            Lang::Nn => locale!("nn"),
            Lang::En => locale!("en"),
        };
        let mut preferences = CollatorPreferences::from(&locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        Self(Collator::try_new(preferences, CollatorOptions::default()).ok())
    }

    /// Compares two texts.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        match &self.0 {
            Some(collator) => collator.compare(a, b),
            None => a.cmp(b),
        }
    }
}
