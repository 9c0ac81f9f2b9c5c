//! What a build is asked to do: the site's settings and the options of this run.
//!
//! In: settings read by `parse`, options from the command line. Out: one value that every later stage may read.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::lang::{Lang, Texts};
use crate::model::site::Settings;

/// The settings, the options, and what follows from them.
#[derive(Clone, Debug)]
pub struct Config {
    pub settings: Settings,
    pub options: Options,
    texts: BTreeMap<Lang, Texts>,
}

/// Options of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The day on which validity, deadlines and reviews are judged.
    pub today: Date,
    pub profile: Profile,
    pub drafts: Drafts,
    /// Language of messages, where it is not the site's.
    pub lang: Option<Lang>,
}

/// For whom the site is built. A filter of what is built, not authentication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Everything that is not a draft.
    Internal,
    /// Only what says `access: public`.
    Public,
}

/// Whether drafts are shown; never in the public profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    Shown,
    Hidden,
}

impl Config {
    /// The configuration of a site.
    pub fn new(settings: Settings, options: Options) -> Self {
        let strings = settings.strings.0.iter();
        let own: BTreeMap<String, String> =
            strings.map(|(key, text)| (key.clone(), text.value.as_str().to_owned())).collect();
        let site_lang = settings.language;
        // A site's own words are in its own language.
        let own_of = |lang| if lang == site_lang { Arc::new(own.clone()) } else { Arc::default() };
        let texts = Lang::ALL.iter().map(|lang| (*lang, Texts::new(*lang, own_of(*lang)))).collect();
        Self { settings, options, texts }
    }

    /// Interface texts in a language.
    pub fn texts(&self, lang: Lang) -> &Texts {
        &self.texts[&lang]
    }

    /// The site's language.
    pub fn lang(&self) -> Lang {
        self.settings.language
    }

    /// Whether drafts are to be shown.
    pub fn shows_drafts(&self) -> bool {
        self.options.drafts == Drafts::Shown && self.options.profile == Profile::Internal
    }
}
