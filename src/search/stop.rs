//! Words that say nothing by themselves, as in `hvordan svarer jeg på en kommentar`.
//!
//! In: a language family. Out: its function words and question words. A query that has other words does without them; one
//! that has none is searched as it stands. Sources: the closed word classes of Den Danske Ordbog, SAOL, Bokmålsordboka and
//! Nynorskordboka, without words that also are common nouns.

use super::stem::Family;

/// The words of a language family, as people write them.
pub(super) fn words(family: Family) -> impl Iterator<Item = &'static str> {
    let words = match family {
        Family::Danish => DANISH,
        Family::Swedish => SWEDISH,
        Family::Norwegian => NORWEGIAN,
        Family::English => ENGLISH,
    };
    words.split_whitespace()
}

/// Words that a question begins with and that the verb follows, all of [`words`] too.
pub(super) fn questions(family: Family) -> impl Iterator<Item = &'static str> {
    let words = match family {
        Family::Danish => "hvad hvem hvor hvordan hvorfor hvornår",
        Family::Swedish => "vad vem var vart hur varför när",
        Family::Norwegian => "hva hvem hvor hvordan hvorfor når kva kven kvar kor korleis kvifor når",
        Family::English => "what who where how why when which",
    };
    words.split_whitespace()
}

/// Subjects, adverbs and marks of the infinitive that stand right before a verb. None that is an article or a
/// preposition too, as Danish `de` and `i`: a noun may follow these.
pub(super) fn subjects(family: Family) -> impl Iterator<Item = &'static str> {
    let words = match family {
        Family::Danish => "jeg du han hun man vi at ikke selv gerne",
        Family::Swedish => "jag du han hon man vi ni att inte själv gärna",
        Family::Norwegian => "jeg eg du han hun ho man ein vi me å ikke ikkje selv sjølv gjerne",
        Family::English => "i you we they he she not",
    };
    words.split_whitespace()
}

const DANISH: &str = "
af alle alt at blev blive bliver da de dem den denne der deres det dette dig din dine dit disse du efter eller en end er
et for fordi fra før gerne gør ham han har have havde hen her hos hun hvad hvem hver hvilken hvilke hvis hvor hvordan
hvorfor hvornår i ikke ind jeg jer jeres kan kunne man med meget men mig min mine mit mod må måtte ned noget nogen nogle
nok nu når og også om op os over på sig sin sine sit skal skulle som så til ud under var ved vi vil ville være været vores
selv finder får gøre gjort
";

const SWEDISH: &str = "
alla allt att av blev bli blir de dem den denna deras dess det detta dig din dina ditt du där efter eller en er ett för
från gör göra ha hade han har hon hos hur här i in inte jag kan kunde man med men mig min mina mitt mot mycket måste ned
ni nu när och också om oss på sig sin sina sitt ska skall skulle som så till under upp ut vad var varför vem vi vid vilka
vilken vill vår våra vårt är över får själv gärna vart
";

const NORWEGIAN: &str = "
alle at av ble bli blir da de dei deg dem den denne der dere deres det dette di din dine ditt du eg ein ei eit eller en er
et etter for fordi fra frå får før gjør gjøre gjer gjere ha hadde han har her hos hun hva hvem hver hvilken hvilke hvis
hvor hvordan hvorfor i ikke ikkje inn jeg kan kva kvar kven korleis kvifor kor kunne man med meg men min mine mitt mot mye
mykje må ned nå no noe noko noen nokon når og også om opp oss over på seg selv sin sine sitt skal skulle som så til ut under
var ved vere vi vil ville viss være vår våre å ho me sjølv gjerne
";

const ENGLISH: &str = "
a about all an and are as at be been but can could did do does for from had has have how i if in into is it its may me
must my no not of on or our shall should so that the their them then there they he she this to us was we were what when where
which who why will with would you your
";
