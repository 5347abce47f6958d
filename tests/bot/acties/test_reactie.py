"""What the bot says back to a piece of the story: it fits what was said, and does not pretend to feel."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.hulp import Gezegd, NepBeurt, NepLoket, dossier, nog_niet, uitspraak

OPGEWEKT = {f"utter_reactie_{soort}" for soort in ("kan", "wil", "netwerk", "aanbod")}


async def vertel(tekst: str, vraag: str = "hulpvraag", *paren: str, act: str = "hulpvraag") -> Gezegd:
    gezegd = [uitspraak(*paar.split("/"), tekst) for paar in paren]
    d = dossier(voor_wie="zelf") if vraag == "hulpvraag" else dossier(voor_wie="zelf", hulpvraag="x", nodig="y")
    return await NepBeurt(act, tekst, vraag, d, uitspraken=gezegd).door("action_antwoord")


PASSEND = [
    ("mijn man is in maart overleden", (), "utter_reactie_verlies"),
    ("ik ben weduwe en zit maar alleen", ("contact/nodig",), "utter_reactie_verlies"),
    ("ik ben het zat, niemand belt terug", (), "utter_reactie_boos"),
    ("ik ben bang dat we uit huis worden gehaald", (), "utter_reactie_bang"),
    ("ik ben gisteren gevallen", ("gezondheid/nodig",), "utter_reactie_gevallen"),
    ("ik trek de zorg voor hem niet meer", ("mantelzorg/nodig",), "utter_reactie_mantelzorg"),
    ("hij vergeet alles", ("geheugen/nodig",), "utter_reactie_geheugen"),
    ("ik voel me alleen", ("contact/nodig",), "utter_reactie_contact"),
    ("de post stapelt zich op", ("administratie/nodig",), "utter_reactie_papieren"),
    ("ik kan de rekeningen niet betalen", ("administratie/nodig",), "utter_reactie_geld"),
    ("ramen lappen lukt niet meer", ("huishouden/nodig",), "utter_reactie_schoonmaken"),
    ("de bedden verschonen lukt niet meer", ("huishouden/nodig",), "utter_reactie_huis"),
    ("de trap kom ik niet meer op", ("mobiliteit/nodig",), "utter_reactie_trap"),
    ("buiten lopen gaat niet meer", ("mobiliteit/nodig",), "utter_reactie_lopen"),
    ("koken doe ik graag, maar bukken gaat niet", ("gezondheid/nodig",), "utter_reactie_gezondheid"),
]


@pytest.mark.parametrize(("tekst", "paren", "response"), PASSEND)
async def test_de_reactie_past_bij_wat_er_verteld_is(
    nep_loket: NepLoket, tekst: str, paren: Any, response: str
) -> None:
    assert (await vertel(tekst, "hulpvraag", *paren)).responses[0] == response


async def test_wat_nog_gaat_krijgt_geen_reactie_alsof_het_niet_gaat(nep_loket: NepLoket) -> None:
    tekst = "Stofzuigen lukt niet meer. Koken doe ik nog zelf."
    ook = [
        uitspraak("huishouden", "nodig", "Stofzuigen lukt niet meer."),
        uitspraak("huishouden", "kan", "Koken doe ik"),
    ]
    gezegd = await NepBeurt("hulpvraag", tekst, "hulpvraag", dossier(voor_wie="zelf"), uitspraken=ook).door(
        "action_antwoord"
    )
    assert gezegd.responses[0] == "utter_reactie_schoonmaken"


async def test_dezelfde_reactie_komt_niet_twee_keer(nep_loket: NepLoket) -> None:
    eerst = await vertel("ramen lappen lukt niet meer", "hulpvraag", "huishouden/nodig")
    d = dossier(voor_wie="zelf", hulpvraag="x")
    d.stand = nep_loket.concepten[-1]["stand"]
    ook = [uitspraak("huishouden", "nodig")]
    daarna = await NepBeurt("hulpvraag", "en stofzuigen ook niet", "nodig", d, uitspraken=ook).door("action_antwoord")
    assert eerst.responses[0] not in daarna.responses


async def test_zonder_herkend_verhaal_is_er_een_gewone_ontvangst(nep_loket: NepLoket) -> None:
    assert (await vertel("ik wil graag iets vragen over later")).responses[0] == "utter_gehoord"


NIET_OPGEWEKT = [
    ("alleen ik, mijn zus woont in spanje", "netwerk", ("mantelzorg/netwerk",)),
    ("de kinderen hebben het druk, die wil ik niet lastigvallen", "netwerk", ("contact/netwerk",)),
    ("mijn man deed dat, maar die is overleden", "netwerk", ("huishouden/netwerk",)),
    ("ik en mijn moeder en die is ook kapot", "netwerk", ("mantelzorg/nodig",)),
    ("ik wil gewoon iemand die mij helpt", "kan", ("huishouden/nodig",)),
    ("niemand eigenlijk", "netwerk", ()),
    ("maak je een grap? hij kan niks", "aanbod", ()),
    ("wat is mantelzorg eigenlijk", "netwerk", ()),
    ("mijn bsn is [BSN weggelaten]", "aanbod", ()),
]


@pytest.mark.parametrize(("tekst", "vraag", "paren"), NIET_OPGEWEKT)
async def test_wat_niet_goed_is_krijgt_geen_opgewekte_reactie(
    nep_loket: NepLoket, tekst: str, vraag: str, paren: tuple[str, ...]
) -> None:
    assert not OPGEWEKT & set((await vertel(tekst, vraag, *paren)).responses)


@pytest.mark.parametrize(
    ("tekst", "veld"),
    [
        nog_niet("nog wel even denk ik maar school gaat niet goed", "volhoudtijd", reden="gooit de inhoud weg"),
        nog_niet("weet ik niet maar ik ben bang dat we uit huis worden gehaald", "aanbod", reden="gooit de inhoud weg"),
    ],
)
async def test_weet_ik_niet_met_een_verhaal_erbij_houdt_het_verhaal(nep_loket: NepLoket, tekst: str, veld: str) -> None:
    gezegd = await vertel(tekst, veld, act="weet_niet")
    assert tekst in str(nep_loket.concepten[-1]["antwoorden"])
    assert "utter_geeft_niet" not in gezegd.responses


@pytest.mark.parametrize("tekst", ["weet ik niet", "geen idee"])
async def test_een_kort_weet_ik_niet_krijgt_een_kort_antwoord(nep_loket: NepLoket, tekst: str) -> None:
    assert "utter_geeft_niet" in (await vertel(tekst, "kan", act="weet_niet")).responses


GENOEMD = [
    ("ik zorg voor mijn man en die is ziek", "mijn man", True),
    ("mijn man is in maart overleden en ik red het niet", "mijn man", False),
    ("mijn zoon doet de was maar douchen lukt niet meer", "mijn zoon", False),
]


@pytest.mark.parametrize(("tekst", "knop", "genoemd"), GENOEMD)
async def test_alleen_wie_hulp_nodig_kan_hebben_wordt_bij_voor_wie_genoemd(
    nep_loket: NepLoket, tekst: str, knop: str, genoemd: bool
) -> None:
    gezegd = await NepBeurt("hulpvraag", tekst, "hulpvraag", uitspraken=[uitspraak("gezondheid", "nodig")]).door(
        "action_antwoord"
    )
    assert gezegd.vraag == "voor_wie" or not genoemd
    assert (f"voor {knop}" in gezegd.knoppen) is genoemd
