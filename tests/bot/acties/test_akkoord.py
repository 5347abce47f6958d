"""The summary: nothing is sent without a yes, and what the resident says there counts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.hulp import NepBeurt, NepLoket, dossier, uitspraak, vol_dossier

ACTIE = "action_antwoord"


async def test_een_ja_dient_een_keer_in(nep_loket: NepLoket) -> None:
    await NepBeurt("bevestigen", "ja", "akkoord", vol_dossier()).door(ACTIE)
    assert len(nep_loket.indieningen) == 1
    assert nep_loket.indieningen[0]["antwoorden"]["akkoord"]["waarde"] is True


async def test_na_het_indienen_hoort_de_inwoner_wie_er_komt_en_wanneer(nep_loket: NepLoket) -> None:
    gezegd = await NepBeurt("bevestigen", "ja", "akkoord", vol_dossier()).door(ACTIE)
    assert {"utter_ingediend", "utter_hoe_verder"} <= set(gezegd.responses)
    assert all(deel in gezegd.tekst for deel in ("2026-ABCDEF", "Marjan Kuipers", "29 november 2026", "3 januari 2027"))


async def test_zonder_medewerker_wordt_er_geen_naam_verzonnen(nep_loket: NepLoket) -> None:
    nep_loket.uitkomst["medewerker"] = None
    gezegd = await NepBeurt("bevestigen", "ja", "akkoord", vol_dossier()).door(ACTIE)
    assert "utter_ingediend_zonder_medewerker" in gezegd.responses
    assert "utter_ingediend" not in gezegd.responses


async def test_wat_niet_geldt_staat_ingediend_als_niet_van_toepassing(nep_loket: NepLoket) -> None:
    await NepBeurt("bevestigen", "ja", "akkoord", vol_dossier()).door(ACTIE)
    assert nep_loket.indieningen[0]["antwoorden"]["relatie"]["status"] == "niet_van_toepassing"


async def test_een_nee_vraagt_wat_er_niet_klopt(nep_loket: NepLoket) -> None:
    gezegd = await NepBeurt("ontkennen", "nee", "akkoord", vol_dossier()).door(ACTIE)
    assert "utter_wat_klopt_niet" in gezegd.responses
    assert nep_loket.indieningen == []


async def test_bij_wat_klopt_er_niet_zijn_alleen_gevulde_velden_te_kiezen(nep_loket: NepLoket) -> None:
    d = dossier(hulpvraag="x", naam="Annie Vos")
    gezegd = await NepBeurt("ontkennen", "nee", "akkoord", d).door(ACTIE)
    assert gezegd.knoppen == {"mijn verhaal", "naam"}


NIET_INDIENEN = ["ontkennen", "hulpvraag", "weet_niet", "corrigeren"]


@pytest.mark.parametrize("act", NIET_INDIENEN)
async def test_zonder_ja_wordt_er_niets_verstuurd(nep_loket: NepLoket, act: str) -> None:
    actie = "action_corrigeren" if act == "corrigeren" else ACTIE
    await NepBeurt(act, "mijn dochter komt elke week", "akkoord", vol_dossier()).door(actie)
    assert nep_loket.indieningen == []


async def test_een_ja_op_een_andere_vraag_dient_niet_in(nep_loket: NepLoket) -> None:
    await NepBeurt("bevestigen", "ja", "toestemming", vol_dossier()).door(ACTIE)
    assert nep_loket.indieningen == []


async def test_een_ja_terwijl_er_nog_een_vraag_open_is_dient_niet_in(nep_loket: NepLoket) -> None:
    d = vol_dossier()
    d.vergeet(["naam"])
    gezegd = await NepBeurt("bevestigen", "ja", "akkoord", d).door(ACTIE)
    assert nep_loket.indieningen == []
    assert gezegd.vraag == "naam"


async def test_een_kale_ja_op_wat_klopt_er_niet_dient_niet_in(nep_loket: NepLoket) -> None:
    d = vol_dossier()
    d.stand["vraagt"] = "corrigeer"
    await NepBeurt("bevestigen", "ja", "akkoord", d).door(ACTIE)
    assert nep_loket.indieningen == []


AANVULLING = "mijn dochter komt elke week"


async def test_een_aanvulling_komt_bij_het_aspect_waar_ze_over_gaat(nep_loket: NepLoket) -> None:
    gezegd_wordt = [uitspraak("contact", "netwerk", AANVULLING)]
    gezegd = await NepBeurt("hulpvraag", AANVULLING, "akkoord", vol_dossier(), uitspraken=gezegd_wordt).door(ACTIE)
    assert AANVULLING in nep_loket.concepten[-1]["antwoorden"]["netwerk"]["waarde"]
    assert gezegd.vraag == "akkoord"


KEUZES = [
    ("naam", "naam"),
    ("postcode", "postcode"),
    ("telefoon", "telefoon"),
    ("wie helpt", "netwerk"),
    ("wat nodig is", "nodig"),
    ("mijn verhaal", "hulpvraag"),
]


@pytest.mark.parametrize(("knop", "veld"), KEUZES)
async def test_een_gekozen_veld_wordt_opnieuw_gevraagd(nep_loket: NepLoket, knop: str, veld: str) -> None:
    d = vol_dossier()
    d.stand["vraagt"] = "corrigeer"
    gezegd = await NepBeurt("hulpvraag", knop, "akkoord", d).door(ACTIE)
    assert gezegd.vraag == veld


CORRECTIES = [
    ("nee, 8381 AK", {"postcode": "8381AK"}, "8381AK"),
    ("het nummer is 0687654321", {"telefoon": "+31687654321"}, "+31687654321"),
]


@pytest.mark.parametrize(("tekst", "gegevens", "waarde"), CORRECTIES)
async def test_een_verbetering_met_de_goede_waarde_wordt_meteen_veranderd(
    nep_loket: NepLoket, tekst: str, gegevens: dict[str, Any], waarde: str
) -> None:
    gezegd = await NepBeurt("corrigeren", tekst, "akkoord", vol_dossier(), gegevens).door("action_corrigeren")
    assert nep_loket.concepten[-1]["antwoorden"][next(iter(gegevens))]["waarde"] == waarde
    assert "utter_veranderd_in" in gezegd.responses
    assert gezegd.vraag == "akkoord"


async def test_een_wissel_naar_zelf_vergeet_wat_alleen_voor_een_ander_geldt(nep_loket: NepLoket) -> None:
    d = vol_dossier(voor_wie="ander", relatie="ouder", inwoner_weet_ervan="ja", melder_naam="Piet", volhoudtijd="jaar")
    await NepBeurt("corrigeren", "nee het is voor mezelf", "akkoord", d, {"voor_wie": "zelf"}).door("action_corrigeren")
    antwoorden = nep_loket.concepten[-1]["antwoorden"]
    assert antwoorden["voor_wie"]["waarde"] == "zelf"
    assert not {"relatie", "melder_naam", "inwoner_weet_ervan"} & set(antwoorden)


async def test_een_wissel_naar_een_ander_houdt_wat_al_verteld_is(nep_loket: NepLoket) -> None:
    gegevens = {"voor_wie": "ander", "relatie": "partner"}
    gezegd = await NepBeurt("corrigeren", "nee het is voor mijn man", "wil", vol_dossier(), gegevens).door(
        "action_corrigeren"
    )
    assert nep_loket.concepten[-1]["antwoorden"]["nodig"]["waarde"] == "stofzuigen"
    assert gezegd.vraag == "inwoner_weet_ervan"


async def test_corrigeren_zonder_waarde_of_veld_vraagt_wat_er_niet_klopt(nep_loket: NepLoket) -> None:
    gezegd = await NepBeurt("corrigeren", "dat is fout", "akkoord", vol_dossier()).door("action_corrigeren")
    assert "utter_wat_klopt_niet" in gezegd.responses


async def test_corrigeren_midden_in_een_vraag_verliest_die_vraag_niet(nep_loket: NepLoket) -> None:
    d = vol_dossier()
    d.vergeet(["naam"])
    gezegd = await NepBeurt("corrigeren", "dat is fout", "naam", d).door("action_corrigeren")
    assert gezegd.vraag is not None
