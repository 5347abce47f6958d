"""How residents refuse the help for everybody and ask for an aanvraag, in many words; and what sounds like it and is not."""

from __future__ import annotations

import pytest

from loket_backend.tweesporen.keuzes import lijst
from loket_backend.tweesporen.weigering_taal import Weigering, lees_aanvraag, lees_weigering

AANVRAAG = """
ik wil geen vreemde in huis, ik wil een aanvraag doen
ik wil geen vreemde, ik wil een aanvraag
Ik wil een aanvraag doen
ik wil een aanvraag
ik wil graag een aanvraag indienen
ik wil toch een aanvraag doen
ik wil liever een aanvraag doen
doe mij maar een aanvraag
liever een aanvraag
dan wil ik een aanvraag doen
wil een aanvraag doen
ik zou graag een aanvraag willen doen
wij willen een aanvraag doen
mijn moeder wil een aanvraag doen
ik wil het officieel aanvragen
ik wil hulp aanvragen
ik wil huishoudelijke hulp aanvragen
ik wil een traplift aanvragen
ik doe een aanvraag
ik dien een aanvraag in
hierbij doe ik een aanvraag
hierbij vraag ik hulp aan
dan vraag ik het liever aan
aanvraag doen
een aanvraag graag
ik wil een aanvraag doen maar ik weet niet hoe dat moet
ik wil een aanvraag doen, kan dat?
ik wil een indicatie
ik wil graag een beschikking
ik wil het via de wmo
ik wil die hulp niet ik wil een aanvraag
ik ben pas geopereerd en wil een aanvraag doen
ik wil een aanvraag doen want de hulp is niet genoeg
ik ga gewoon een aanvraag doen
ik wil een aanvraag voor een aanpassing van mijn woning
"""
PGB = """
ik wil een pgb
ik wil liever een persoonsgebonden budget
ik wil zelf iemand inhuren
ik zou graag zelf mijn hulp inkopen
"""
VRAAGT = """
kan ik een aanvraag doen?
mag ik ook een aanvraag doen
kan mijn moeder een aanvraag doen?
hoe doe ik een aanvraag?
hoe kan ik een aanvraag doen
waar kan ik hulp aanvragen?
ik wil weten hoe ik een aanvraag doe
kunnen we ook iets aanvragen?
"""
GEEN_AANVRAAG = """
ik wil de aanvraag van mijn paspoort
ik wil een paspoort aanvragen
ik wil een rijbewijs aanvragen
ik wil huurtoeslag aanvragen
ik wil een gehandicaptenparkeerkaart aanvragen
ik wil een uitkering aanvragen
ik wil een nieuwe woning aanvragen
ik wil een nieuwe pas aanvragen
ik wil geen aanvraag doen
ik wil geen aanvraag
ik hoef geen aanvraag te doen
een aanvraag hoeft niet
een aanvraag wil ik niet
ik wil niet meer aanvragen
ik wil geen indicatie
ik wil mijn aanvraag intrekken
ik wil de aanvraag intrekken
hoe staat het met mijn aanvraag?
ik wil weten hoe het met mijn aanvraag staat
mijn aanvraag is afgewezen
ik heb al een aanvraag gedaan
mijn buurvrouw wil ook een aanvraag doen
misschien wil ik een aanvraag doen
ik twijfel of ik een aanvraag wil
ik weet nog niet of ik een aanvraag wil doen
ik wil eerst met mijn dochter praten over een aanvraag
als het niet helpt wil ik een aanvraag
later wil ik misschien een aanvraag
wat is een aanvraag?
wat kost een aanvraag?
ik wil weten wat de wmo is
u zei dat ik een aanvraag wil
ik wil bezwaar maken
graag een indicatie van de kosten
ik vraag liever mijn nicht
ik vraag mij af of het lukt
dank u wel
ja
nee
ik wil naar de winkel
ik wil een bibliotheekpas aanvragen
ik zou de aanvraag naar de gemeente sturen
is er al een besluit op de aanvraag
ik wil een vraag stellen
"""
WIL_NIET = """
ik wil geen vreemde in huis
Ik wil geen vreemde in huis. Ik vraag liever mijn nicht Hanna.
ik wil geen vreemden over de vloer
ik hoef geen vreemde mensen in huis
geen vreemden in mijn huis
ik wil niemand over de vloer
mijn man wil geen vreemde in huis
wij willen geen vrijwilliger
ik wil deze hulp niet
die hulp wil ik niet
die hulp hoef ik niet
ik hoef die hulp niet
ik wil die hulp niet meer
ik neem die hulp niet
ik wil geen hulp
ik hoef geen hulp meer
ik wil jullie aanbod niet
ik weiger deze hulp
ik wil niet dat er een vreemde komt
ik wil liever geen vrijwilliger
nee, ik wil geen vreemde in huis
die hulp zie ik niet zitten
ik wil niemand in huis
ik moet niks hebben van vreemden in huis
ik vind het niet prettig, een vreemde in huis
ik maak geen gebruik van deze hulp
ik wil die hulp nie
"""
PAST_NIET = """
deze hulp past niet bij mij
de hulp past niet
die hulp past helemaal niet
dit past niet bij mij
dat past niet bij ons
het past niet bij mijn man
de hulp is niks voor mij
deze hulp is niet geschikt voor mij
die hulp is niet wat ik zoek
ik wil liever andere hulp
ik zoek een ander soort hulp
dit is niet de hulp die ik zoek
de hulp sluit niet aan
"""
NIET_GENOEG = """
deze hulp is niet genoeg
dat is te weinig
dit is lang niet genoeg
"""
GEEN_WEIGERING = """
past dinsdag niet
dinsdag past niet
die afspraak past niet
dat tijdstip past niet bij mij
ik wil de hulp niet op dinsdag
ik wil de hulp niet kwijt
ik wil die hulp niet missen
ik wil die hulp niet elke week
ik wil 's avonds geen vreemde in huis
vroeger wilde ik geen vreemde in huis
eerst wilde ik geen vreemde in huis maar nu wel
mijn buurvrouw wil geen vreemde in huis
misschien wil ik geen vreemde in huis
ik weet niet of deze hulp bij mij past
ik twijfel of ik die hulp wil
past deze hulp bij mij?
past deze hulp niet bij mij?
waarom wil niemand mij helpen
ik wil geen hulp bij het koken
ik wil niet gebeld worden
ik wil niet dat iemand mij belt
ik wil niet dat de huisarts meekijkt
ik zie het niet zitten om te verhuizen
mijn jas past niet
de sleutel past niet op de deur
de hulp is niet gekomen
de hulp komt niet
niemand heeft gebeld
ik heb geen vraag
wanneer komt de hulp?
ik wil graag hulp
niemand komt bij mij thuis
er komt niemand bij mij thuis
er is niemand in huis
ik heb niemand in huis die kan helpen
ik wil niemand tot last zijn
ik zie het niet meer zitten
ik wil de hulp niet betalen
ik wil geen hulp van mijn dochter vragen, dat is te veel voor haar
ik wil geen man in de badkamer
de hulp past goed
dank u wel
nee
ja
"""
KORT = """
liever niet
nee liever niet
dat wil ik niet
past niet
dat past niet
nee dat past niet
hoeft niet
is niet nodig
niks voor mij
ik wil iets anders
nee dank u, niet nodig
zij hoeft niet te komen
stuur maar niemand
ik wil haar niet in huis
ik weiger
ik ben het er niet mee eens
daar maak ik geen gebruik van
dit is niet wat ik bedoelde
"""


def _zinnen(lijstje: str) -> list[str]:
    return lijstje.strip().splitlines()


@pytest.mark.parametrize("tekst", _zinnen(AANVRAAG))
def test_zo_vragen_mensen_om_een_aanvraag(tekst: str) -> None:
    assert lees_aanvraag(tekst) == Weigering("wil_aanvraag")


@pytest.mark.parametrize("tekst", _zinnen(PGB))
def test_zo_zeggen_mensen_dat_ze_de_hulp_zelf_inkopen(tekst: str) -> None:
    assert lees_aanvraag(tekst) == Weigering("pgb")


@pytest.mark.parametrize("tekst", _zinnen(VRAAGT))
def test_wie_vraagt_of_het_kan_doet_nog_geen_aanvraag(tekst: str) -> None:
    assert lees_aanvraag(tekst) == Weigering("wil_aanvraag", vraagt=True)


@pytest.mark.parametrize("tekst", _zinnen(GEEN_AANVRAAG))
def test_dit_is_geen_aanvraag(tekst: str) -> None:
    assert lees_aanvraag(tekst) is None


WEIGERINGEN = {"wil_niet": WIL_NIET, "past_niet": PAST_NIET, "niet_genoeg": NIET_GENOEG}


@pytest.mark.parametrize(("reden", "tekst"), [(r, z) for r, zinnen in WEIGERINGEN.items() for z in _zinnen(zinnen)])
def test_zo_weigeren_mensen(reden: str, tekst: str) -> None:
    assert lees_weigering(tekst) == Weigering(reden)
    assert lees_weigering(tekst, direct=True) == Weigering(reden)


@pytest.mark.parametrize("tekst", _zinnen(GEEN_WEIGERING))
def test_dit_is_geen_weigering(tekst: str) -> None:
    assert lees_weigering(tekst) is None
    assert lees_aanvraag(tekst) is None


@pytest.mark.parametrize("tekst", _zinnen(KORT))
def test_een_kort_nee_telt_alleen_bij_de_vraag(tekst: str) -> None:
    assert lees_weigering(tekst) is None
    assert lees_weigering(tekst, direct=True) is not None


@pytest.mark.parametrize("tekst", ["past dinsdag niet", "dinsdag past niet", "nee", "ja", "waar komt ze vandaan?"])
def test_ook_bij_de_vraag_is_dit_geen_weigering(tekst: str) -> None:
    assert lees_weigering(tekst, direct=True) is None


def test_elke_reden_staat_in_de_lijst_van_de_medewerker() -> None:
    assert {"pgb", "wil_aanvraag", *WEIGERINGEN} == set(lijst("redenen"))
