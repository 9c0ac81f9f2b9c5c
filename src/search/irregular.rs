//! Forms of a word that no stemmer brings together: `barn`, `børn`.
//!
//! In: a language family. Out: groups of forms as dictionaries print them, one line a group; inflected endings are
//! left to the stemmer. Only groups of which a site uses a word are shipped. Sources: Den Danske Ordbog, SAOL,
//! Bokmålsordboka and Nynorskordboka, by their paradigms of strong verbs and nouns with changed vowel.

use super::stem::Family;

/// The groups of a language family, one for each line.
pub(super) fn groups(family: Family) -> impl Iterator<Item = Vec<&'static str>> {
    let table = match family {
        Family::Danish => DANISH,
        Family::Swedish => SWEDISH,
        Family::Norwegian => NORWEGIAN,
        Family::English => ENGLISH,
    };
    table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()).filter(|group| group.len() > 1)
}

const DANISH: &str = "
barn børn
mand mænd
bog bøger
fod fødder
hånd hænder
tand tænder
nat nætter
stand stænder
kraft kræfter
rod rødder
bonde bønder
ko køer
gås gæs
datter døtre
bror broder brødre
mor moder mødre
far fader fædre
søster søstre
øje øjne
øre ører
medie medium medier
museum museer
center centre centret
kriterium kriterier
tema temaer temaet
stor større størst
god bedre bedst
dårlig værre værst
lille små mindre mindst
gammel gamle ældre ældst
ung yngre yngst
lang længere længst
få færre færrest
mange flere flest
gå går gik gået
stå står stod stået
få får fik fået
give giver gav givet
skrive skriver skrev skrevet
finde finder fandt fundet
tage tager tog taget
komme kommer kom kommet
se ser så set
sige siger sagde sagt
gøre gør gjorde gjort
vide ved vidste vidst
holde holder holdt
bære bærer bar båret
bede beder bad bedt
bringe bringer bragte bragt
binde binder bandt bundet
blive bliver blev blevet
drive driver drev drevet
vælge vælger valgte valgt
sælge sælger solgte solgt
spørge spørger spurgte spurgt
sætte sætter satte sat
lægge lægger lagde lagt
ligge ligger lå ligget
træffe træffer traf truffet
bryde bryder brød brudt
byde byder bød budt
";

const SWEDISH: &str = "
barn barnen
man män männen
bok böcker
fot fötter
hand händer
tand tänder
natt nätter
stad städer
land länder
kraft krafter
rot rötter
strand stränder
bonde bönder
dotter döttrar
bror broder bröder
mor moder mödrar
far fader fäder
öga ögon
öra öron
medium medier medierna
museum museer
centrum centrumet centrer
stor större störst
god bättre bäst
dålig sämre sämst
liten små mindre minst
gammal gamla äldre äldst
ung yngre yngst
lång längre längst
många fler flera flest
gå går gick gått
stå står stod stått
få får fick fått
ge ger gav gett givit
skriva skriver skrev skrivit
finna finner fann funnit
ta tar tog tagit
komma kommer kom kommit
se ser såg sett
säga säger sade sagt
göra gör gjorde gjort
veta vet visste vetat
hålla håller höll hållit
bära bär bar burit
be ber bad bett
bli blir blev blivit
driva driver drev drivit
välja väljer valde valt
sälja säljer sålde sålt
sätta sätter satte satt
lägga lägger lade lagt
ligga ligger låg legat
bryta bryter bröt brutit
bjuda bjuder bjöd bjudit
";

const NORWEGIAN: &str = "
barn barna born
mann menn
bok bøker
fot føtter
hånd hender hand
tann tenner
natt netter
stand stender
kraft krefter
rot røtter
bonde bønder
ku kyr
gås gjess
datter døtre dotter døtrer
bror brødre brør
mor mødre
far fedre
øye øyne auge augo
medium medier
museum museer
senter sentre sentrene
stor større størst
god bedre best betre
dårlig verre verst
liten små mindre minst
gammel gamle eldre eldst gammal
ung yngre yngst
lang lengre lengst
mange flere flest fleire
gå går gikk gått gjekk
stå står sto stod stått
få får fikk fått fekk
gi gir gav ga gitt
skrive skriver skrev skrevet skriv skreiv
finne finner fant funnet fann
ta tar tok tatt
komme kommer kom kommet kjem
se ser så sett sjå ser såg
si sier sa sagt
gjøre gjør gjorde gjort gjere gjer
vite vet visste visst veit
holde holder holdt halde held
bære bærer bar båret bere ber
be ber ba bedt
bli blir ble blitt vert
drive driver drev drevet
velge velger valgte valgt velje vel valde
selge selger solgte solgt
spørre spør spurte spurt
sette setter satte satt
legge legger la lagt
ligge ligger lå ligget
bryte bryter brøt brutt
by byr bød budt
";

const ENGLISH: &str = "
child children
man men
woman women
person people
foot feet
tooth teeth
medium media
criterion criteria
good better best
bad worse worst
write wrote written
find found
take took taken
give gave given
choose chose chosen
hold held
go went gone
";
