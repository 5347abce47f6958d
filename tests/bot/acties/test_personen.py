"""For whom the help is, worked out from the story only when nobody else could be meant; and questions about more than one person."""

from __future__ import annotations

import pytest

from bot.actions.dossier import Dossier
from bot.actions.meervoud import pas_aan
from tests.bot.hulp import RESPONSES, NepBeurt, NepLoket, dossier, uitspraak

NODIG = [uitspraak("zelfzorg", "nodig")]


async def test_wie_eerst_van_een_ander_vertelt_wordt_gevraagd_voor_wie_het_is(nep_loket: NepLoket) -> None:
    eerst = "Ik zit in Breda en mijn moeder van 83 in Assen. Ze krijgt de steunkousen niet meer aan."
    await NepBeurt("hulpvraag", eerst, "hulpvraag", dossier(), uitspraken=NODIG).door("action_antwoord")
    d = Dossier.van(nep_loket.concepten[-1])
    dan = "Ik kan niet elke dag twee keer door het land rijden voor die kousen."
    gezegd = await NepBeurt("hulpvraag", dan, "hulpvraag", d, uitspraken=NODIG).door("action_antwoord")
    assert gezegd.vraag == "voor_wie"


async def test_wie_alleen_van_zichzelf_vertelt_hoeft_dat_niet_te_zeggen(nep_loket: NepLoket) -> None:
    tekst = "Ik kan mijn kousen niet meer aan krijgen."
    await NepBeurt("hulpvraag", tekst, "hulpvraag", dossier(), uitspraken=NODIG).door("action_antwoord")
    assert nep_loket.concepten[-1]["antwoorden"]["voor_wie"]["waarde"] == "zelf"


def _met_persoon() -> list[str]:
    return [v["text"] for varianten in RESPONSES.values() for v in varianten if "{wie}" in v.get("text", "")]


@pytest.mark.parametrize("tekst", _met_persoon())
def test_een_persoon_houdt_de_tekst_zoals_hij_is(tekst: str) -> None:
    assert pas_aan(tekst, "uw vader") == tekst


@pytest.mark.parametrize(
    ("tekst", "meer"),
    [
        ("Weet {wie} dat u dit aan ons vertelt?", "Weten {wie} dat u dit aan ons vertelt?"),
        ("Wat doet {wie} nog zelf?", "Wat doen {wie} nog zelf?"),
        ("Is er iets wat {wie} leuk vindt om te doen?", "Is er iets wat {wie} leuk vinden om te doen?"),
        ("{wie_begin} mag zelf een plan maken.", "{wie_begin} mogen zelf een plan maken."),
        ("Wat lukt {wie} nog wel zonder hulp?", "Wat lukt {wie} nog wel zonder hulp?"),
        ("Is er iemand die {wie} nu al helpt?", "Is er iemand die {wie} nu al helpt?"),
    ],
)
@pytest.mark.parametrize("wie", ["uw ouders", "uw kinderen", "uw buren", "uw schoonouders"])
def test_bij_meer_personen_past_het_werkwoord(tekst: str, meer: str, wie: str) -> None:
    assert pas_aan(tekst, wie) == meer


async def test_de_vraag_zelf_staat_in_het_meervoud(nep_loket: NepLoket) -> None:
    d = dossier(hulpvraag="hulp voor mijn ouders", voor_wie="ander", relatie="ouder")
    d.stand["wie"] = "uw ouders"
    gezegd = await NepBeurt("herhalen", "wat zegt u", "inwoner_weet_ervan", d).door("action_hervatten")
    assert "Weten uw ouders" in gezegd.tekst
