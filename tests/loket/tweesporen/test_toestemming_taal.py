"""How residents say yes and no, and how they take it back, in many words."""

from __future__ import annotations

import pytest

from loket_backend.tweesporen.toestemming_taal import Bedoeling, genoemd, lees, lees_terug

B = Bedoeling

JA = """
Ja, dat mag
ja
jazeker
ja hoor
ja graag
Ja prima
prima hoor
dat is goed
dat mag
dat mag wel
ja dat mag ze wel
van mij mag het
ze mag meedenken
ze mogen het wel weten
vind ik goed
dat vind ik prima
geen probleem
geen bezwaar
ik heb er niets op tegen
daar heb ik niks op tegen
waarom niet
oké
ok
doe maar
ja doe maar
akkoord
ik geef toestemming
ja, de wijkverpleegkundige mag meedenken
natuurlijk
tuurlijk mag dat
👍
jao
van mij mogen ze
ga je gang
ze mag alles weten
het mag
nou vooruit dan maar
absoluut
"""
NEE = """
Liever niet
nee
nee hoor
nee dank u
nee liever niet
nee, dat wil ik niet
dat wil ik niet
dat hoeft niet
hoeft niet
doe maar niet
mag niet
nee dat mag niet
ik wil het niet
beter van niet
voorlopig niet
nog niet
ik geef geen toestemming
nee geen toestemming
nooit
nee, de huisarts liever niet
absoluut niet
"""
VOORWAARDE = """
ja maar niet over mijn geld
ja, mits mijn dochter erbij is
ja maar alleen als ik het eerst zie
goed, maar niet alles
ja alleen als ze het niet doorvertelt
ja maar niet de dokter
ja als mijn dochter het goed vindt
"""
TWIJFEL = """
weet ik niet
ik weet het nog niet
misschien
daar moet ik over nadenken
eerst met mijn dochter overleggen
later
ja nee
"""
VRAAG = """
wie is dat dan?
wat leest ze dan?
waarom moet dat
wat houdt dat in?
komt ze dan ook langs?
"""
ONBEKEND = """
ik kan niet meer goed lopen en mijn knie doet zeer de hele dag door
mijn buurvrouw doet de boodschappen voor mij elke week op vrijdag
goedemorgen
hallo
het regent vandaag de hele dag al en dat vind ik vervelend voor de tuin
"""


def _paren() -> list[tuple[str, Bedoeling]]:
    soorten = {B.JA: JA, B.NEE: NEE, B.VOORWAARDE: VOORWAARDE, B.TWIJFEL: TWIJFEL, B.VRAAG: VRAAG, B.ONBEKEND: ONBEKEND}
    return [(zin, soort) for soort, zinnen in soorten.items() for zin in zinnen.strip().splitlines()]


@pytest.mark.parametrize(("tekst", "bedoeling"), _paren())
def test_een_antwoord_is_te_verstaan(tekst: str, bedoeling: Bedoeling) -> None:
    assert lees(tekst) == bedoeling


ALLES_TERUG = """
ik trek mijn toestemming in
Ik wil mijn toestemming intrekken
toestemming intrekken
ik geef geen toestemming meer
haal mijn toestemming maar weg
mijn toesteming wil ik terug
ik neem mijn toestemming terug
ik zeg mijn toestemming op
stop mijn toestemming
niemand mag nog meekijken
ze mogen het niet meer lezen
zij mogen niet meer meekijken
deel niks meer
jullie mogen mijn gegevens niet meer delen
ik wil niet dat jullie mijn gegevens delen
ik wil dat niemand meer meekijkt
ik wil niet meer dat er iemand meekijkt
ik ben van gedachten veranderd, ik wil toch niet dat ze meekijken
stop met het delen van mijn gegevens
"""
EEN_TERUG = {
    "de wijkverpleging mag het niet meer zien": "wijkverpleging",
    "De wijkverpleegkundige mag niet meer meekijken": "wijkverpleging",
    "de zuster mag het niet meer lezen": "wijkverpleging",
    "de huisarts mag niets meer weten": "huisarts",
    "de dokter hoeft het niet te weten": "huisarts",
    "ik wil niet dat de huisarts meeleest": "huisarts",
    "ik wil niet meer dat de huisarts meekijkt": "huisarts",
    "Ik trek mijn toestemming voor de huisarts in": "huisarts",
    "mijn toestemming voor de wijkzuster trek ik in": "wijkverpleging",
    "deel niets meer met de huisarts": "huisarts",
    "stop met delen met de thuiszorg": "wijkverpleging",
    "niet meer delen met de dorpscoöperatie": "dorpscooperatie",
    "de dorpscoöperatie mag niets meer zien": "dorpscooperatie",
    "mijn dochter mag het niet meer lezen": "mantelzorger",
    "de huisarts liever niet meer": "huisarts",
    "Niet meer voor de huisarts": "huisarts",
    "laat de huisarts er niet meer bij": "huisarts",
    "ik wil niet dat jullie mijn gegevens delen met de huisarts": "huisarts",
    "jullie mogen mijn gegevens niet delen met de thuiszorg": "wijkverpleging",
    "met de huisarts mogen jullie niks delen": "huisarts",
    "ik heb liever niet dat de huisarts meeleest": "huisarts",
    "ik heb liever niet meer dat de wijkverpleging het weet": "wijkverpleging",
    "toch geen huisarts erbij": "huisarts",
    "laat de wijkverpleging er maar buiten": "wijkverpleging",
    "haal de huisarts er maar af": "huisarts",
    "mag de dorpscoöperatie er weer uit": "dorpscooperatie",
    "kunnen jullie stoppen met delen met de wijkverpleging": "wijkverpleging",
}
NIETS_TERUG = """
de dokter mag mij niet meer laten autorijden
de wijkverpleging komt niet meer zo vaak
ik kan de huisarts niet meer bereiken
ik trek mijn toestemming niet in
de zuster wast mij elke dag
ik wil niet meer naar de huisarts
mijn dochter kan niet meer elke dag komen
niemand helpt mij nog
ik heb toestemming gegeven
mijn man mag niet meer autorijden
ik wil niet dat mijn dochter alles doet
de huisarts zei dat ik niet meer mag traplopen
ze mogen niet meer langskomen
ik wil niet dat ze elke dag komen
dat deel ik niet
ik deel mijn huis met mijn zoon
ik kan mijn verhaal niet delen met mijn dochter
ik wil mijn kamer niet delen
ik heb liever niet dat de wijkverpleging zo vroeg komt
laat mijn dochter maar even
niemand kijkt meer naar mij om
"""


@pytest.mark.parametrize("tekst", ALLES_TERUG.strip().splitlines())
def test_wie_alles_terugneemt_wordt_gehoord(tekst: str) -> None:
    terug = lees_terug(tekst)
    assert terug is not None
    assert terug.alle
    assert not terug.vraagt


@pytest.mark.parametrize(("tekst", "partij"), EEN_TERUG.items())
def test_wie_een_partij_noemt_neemt_die_terug(tekst: str, partij: str) -> None:
    terug = lees_terug(tekst)
    assert terug is not None
    assert (terug.partijen, terug.alle, terug.weer) == ((partij,), False, False)


@pytest.mark.parametrize("tekst", NIETS_TERUG.strip().splitlines())
def test_wat_er_op_lijkt_neemt_niets_terug(tekst: str) -> None:
    assert lees_terug(tekst) is None


def test_wie_vraagt_of_het_kan_heeft_nog_niets_ingetrokken() -> None:
    terug = lees_terug("kan ik mijn toestemming ook weer intrekken?")
    assert terug is not None
    assert terug.vraagt


def test_wie_het_weer_goed_vindt_wordt_gehoord() -> None:
    terug = lees_terug("de huisarts mag toch weer meekijken")
    assert terug is not None
    assert (terug.partijen, terug.weer) == (("huisarts",), True)


def test_een_partij_heeft_veel_namen() -> None:
    assert genoemd("De wijkzuster en mijn huisarts") == ("wijkverpleging", "huisarts")
    assert genoemd("de dorpscoöperatie") == ("dorpscooperatie",)
    assert genoemd("ik wil koffie") == ()
