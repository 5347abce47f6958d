"""A question beside a story or an answer: both are heard."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.hulp import NepBeurt, NepLoket, dossier, uitspraak

VERHAAL = "Ik krijg het bed niet meer opgemaakt."
VRAAG = {"acten": ["vraag_kosten"], "zinnen": ["Wat kost dat?"], "rest": VERHAAL}


def beurt(act: str, vraag: str | None, vraagzin: dict[str, Any], **anders: Any) -> NepBeurt:
    return NepBeurt(act, " ".join([vraagzin["rest"], *vraagzin["zinnen"]]), vraag, vraagzin=vraagzin, **anders)


@pytest.mark.parametrize(("act", "actie"), [("hulpvraag", "action_antwoord"), ("vraag_kosten", "action_tussendoor")])
async def test_het_verhaal_wordt_opgeschreven_en_de_vraag_beantwoord(nep_loket: NepLoket, act: str, actie: str) -> None:
    nodig = [uitspraak("huishouden", "nodig", VERHAAL), uitspraak("administratie", "nodig", "Wat kost dat?")]
    gezegd = await beurt(act, "hulpvraag", VRAAG, uitspraken=nodig).door(actie)
    concept = nep_loket.concepten[-1]
    assert concept["antwoorden"]["hulpvraag"]["waarde"] == VERHAAL
    assert [u["leefgebied"] for u in concept["uitspraken"]] == ["huishouden"]
    assert gezegd.responses.count("utter_vraag_kosten") == 1


async def test_een_nummer_met_een_vraag_erachter_is_gegeven(nep_loket: NepLoket) -> None:
    vraag = {"acten": ["vraag_privacy"], "zinnen": ["maar wie kan dat lezen?"], "rest": "0612345678"}
    d = dossier(hulpvraag="x", voor_wie="zelf", nodig="y")
    gezegd = await beurt("vraag_privacy", "telefoon", vraag, dossier=d, gegevens={"telefoon": "+31612345678"}).door(
        "action_tussendoor"
    )
    assert nep_loket.concepten[-1]["antwoorden"]["telefoon"]["waarde"] == "+31612345678"
    assert "utter_vraag_privacy" in gezegd.responses


async def test_wat_niets_zegt_naast_een_vraag_is_geen_antwoord(nep_loket: NepLoket) -> None:
    vraag = {"acten": ["vraag_kosten"], "zinnen": ["Wat kost dat?"], "rest": "Ik weet het nog niet zo."}
    d = dossier(hulpvraag="x", voor_wie="zelf", nodig="y")
    gezegd = await beurt("vraag_kosten", "kan", vraag, dossier=d).door("action_tussendoor")
    assert "kan" not in nep_loket.concepten[-1]["antwoorden"]
    assert gezegd.vraag == "kan"


@pytest.mark.parametrize("rest", ["", VERHAAL])
async def test_twee_vragen_krijgen_ieder_hun_antwoord(nep_loket: NepLoket, rest: str) -> None:
    vraag = {
        "acten": ["vraag_kosten", "vraag_proces"],
        "zinnen": ["Wat kost dat?", "En hoe lang duurt het?"],
        "rest": rest,
    }
    gezegd = await beurt("vraag_kosten", "hulpvraag", vraag).door("action_tussendoor")
    assert [r for r in gezegd.responses if r.startswith("utter_vraag_")][:2] == [
        "utter_vraag_kosten",
        "utter_vraag_proces",
    ]


@pytest.mark.parametrize(("act", "actie"), [("vraag_kosten", "action_tussendoor"), ("hulpvraag", "action_antwoord")])
async def test_van_een_bericht_dat_alleen_vraagt_wordt_niets_opgeschreven(
    nep_loket: NepLoket, act: str, actie: str
) -> None:
    vraag = {
        "acten": ["vraag_kosten", "vraag_proces"],
        "zinnen": ["Wat kost dat", "en hoe lang duurt het?"],
        "rest": "",
    }
    gehoord = [uitspraak("administratie", "nodig", "Hoi, wat kost dat en hoe lang duurt het?")]
    d = dossier(hulpvraag="x", voor_wie="zelf", nodig="y")
    gezegd = await beurt(act, "kan", vraag, dossier=d, uitspraken=gehoord, gegevens={"kan": "x"}).door(actie)
    assert "kan" not in nep_loket.concepten[-1]["antwoorden"]
    assert nep_loket.concepten[-1]["uitspraken"] == []
    assert gezegd.vraag == "kan"


async def test_waarom_naast_een_postcode_vraagt_hem_niet_nog_eens(nep_loket: NepLoket) -> None:
    d = dossier(hulpvraag="x", voor_wie="zelf", nodig="y", kan="z", netwerk="n", wil="w", aanbod="a", naam="Jan")
    beurt = NepBeurt("vraag_waarom", "7901 AB. Waarom vraagt u dat?", "postcode", d, {"postcode": "7901AB"})
    gezegd = await beurt.door("action_waarom")
    assert gezegd.responses[0] == "utter_waarom_postcode"
    assert gezegd.vraag == "telefoon"
