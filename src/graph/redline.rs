//! Which edition another is compared with, and where the comparison stands.

use jiff::civil::Date;

use crate::graph::address::{name, version_name};
use crate::graph::{EditionIndex, Graph};
use crate::select::{Slot, State, version_numbers};
use crate::source::OutPath;

impl Graph {
    /// The edition that came before one, of those that are shown: before a draft the one in force, before an adopted
    /// edition the one adopted before it.
    pub fn predecessor(&self, index: EditionIndex) -> Option<EditionIndex> {
        let key = &self.document(index).key;
        if self.edition(index).slot == Slot::Draft {
            return self.main(key);
        }
        let own = self.adoption(index)?;
        let before = self.family(key).filter_map(|(other, _)| Some((self.adoption(other)?, other)));
        before.filter(|(adoption, _)| *adoption < own).max().map(|(_, other)| other)
    }

    /// The page that shows what changed in an edition since the one before it; nothing where none is shown.
    pub fn redline_path(&self, index: EditionIndex) -> Option<OutPath> {
        self.predecessor(index)?;
        let edition = self.edition(index);
        let lang = self.config.lang();
        let changes = lang.address_word("changes");
        let folder = lang.address_word(edition.source.document.key.kind.key());
        let version = match (&edition.slot, edition.source.document.version()) {
            (Slot::Draft, _) => lang.address_word("draft").to_owned(),
            (Slot::Version(version), _) => version_name(version, lang),
            (Slot::Main, version) => version_name(version.unwrap_or_default(), lang),
        };
        let own = if version.is_empty() { changes.to_owned() } else { format!("{version}-{changes}") };
        Some(OutPath::new(format!("{folder}/{}/{own}.html", name(&edition.source.document, lang))))
    }

    /// When an edition was adopted, for those that have been; of one day the later version is the later.
    fn adoption(&self, index: EditionIndex) -> Option<(Option<Date>, Vec<u64>)> {
        let edition = self.edition(index);
        let is_adopted = match edition.state {
            State::Draft | State::Consultation | State::Living | State::Unstated => false,
            State::Adopted | State::InForce | State::Superseded | State::Expired | State::Repealed => true,
        };
        let document = &edition.source.document;
        let adopted_on = document.governance.as_ref().and_then(|governance| governance.adopted_on);
        is_adopted.then(|| (adopted_on, version_numbers(document.version().unwrap_or_default())))
    }
}
