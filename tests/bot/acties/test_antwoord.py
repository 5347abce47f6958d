"""An answer to the question that was asked, and whatever else the same message tells."""

from __future__ import annotations

from typing import Any

import pytest

from bot.actions import loket
from loket_backend.catalogus import OVERGESLAGEN
from tests.bot.hulp import NepBeurt, NepLoket, dossier, uitspraak, vol_dossier

ACTIE = "action_antwoord"


def opgeslagen(nep: NepLoket, veld: str) -> Any:
    return nep.concepten[-1]["antwoorden"].get(veld, {}).get("waarde")


GESLOTEN = [
    ("postcode", "9471 ab", {"postcode": "9471AB"}, "9471AB"),
    ("telefoon", "06-12345678", {"telefoon": "+31612345678"}, "+31612345678"),
    ("naam", "annie vos", {"naam": "Annie Vos"}, "Annie Vos"),
    ("voor_wie", "voor mezelf", {"voor_wie": "zelf"}, "zelf"),
    ("contact_voorkeur", "mail maar", {"contact_voorkeur": "mailen"}, "mailen"),
    ("contact_moment", "dinsdagochtend", {"contact_moment": "dinsdagochtend"}, "dinsdagochtend"),
    ("clientondersteuning", "later", {"clientondersteuning": "later"}, "later"),
    ("persoonlijk_plan", "nee", {"persoonlijk_plan": "nee"}, "nee"),
    ("toestemming", "niemand", {"toestemming": []}, []),
    ("toestemming", "de huisarts", {"toestemming": ["huisarts"]}, ["huisarts"]),
]


@pytest.mark.parametrize(("veld", "tekst", "gegevens", "waarde"), GESLOTEN)
async def test_een_gelezen_waarde_wordt_bewaard_en_de_volgende_vraag_gesteld(
    nep_loket: NepLoket, veld: str, tekst: str, gegevens: dict[str, Any], waarde: Any
) -> None:
    d = vol_dossier()
    d.vergeet([veld])
    gezegd = await NepBeurt("gegeven", tekst, veld, d, gegevens).door(ACTIE)
    assert opgeslagen(nep_loket, veld) == waarde
    assert gezegd.vraag != veld


@pytest.mark.parametrize("veld", ["nodig", "kan", "netwerk", "wil", "aanbod"])
async def test_eigen_woorden_worden_bewaard_zoals_ze_gezegd_zijn(nep_loket: NepLoket, veld: str) -> None:
    d = vol_dossier()
    d.vergeet([veld])
    gezegd = await NepBeurt(
        "hulpvraag", "k doe t nog wel zelf hoor", veld, d, uitspraken=[uitspraak("huishouden", veld)]
    ).door(ACTIE)
    assert opgeslagen(nep_loket, veld) == "k doe t nog wel zelf hoor"
    assert gezegd.vraag == "akkoord"


async def test_het_concept_wordt_na_elk_antwoord_een_keer_bewaard(nep_loket: NepLoket) -> None:
    gezegd = await NepBeurt("hulpvraag", "ik kan niet meer lopen", "hulpvraag").door(ACTIE)
    assert len(nep_loket.concepten) == 1
    assert gezegd.eindes == 1


async def test_een_verhaal_beantwoordt_wat_het_duidelijk_zegt(nep_loket: NepLoket) -> None:
    verhaal = [
        uitspraak("huishouden", "nodig", "ramen lukt niet"),
        uitspraak("huishouden", "netwerk", "mijn zoon wast"),
    ]
    await NepBeurt("hulpvraag", "ramen lukt niet, mijn zoon wast", "hulpvraag", uitspraken=verhaal).door(ACTIE)
    assert opgeslagen(nep_loket, "netwerk") == "mijn zoon wast"
    assert "ramen lukt niet" in opgeslagen(nep_loket, "nodig")


async def test_wat_vaag_gezegd_is_wordt_nog_gevraagd(nep_loket: NepLoket) -> None:
    vaag = [uitspraak("huishouden", "netwerk", "mijn zoon", zekerheid=0.4)]
    await NepBeurt("hulpvraag", "tja mijn zoon ook he", "hulpvraag", uitspraken=vaag).door(ACTIE)
    assert opgeslagen(nep_loket, "netwerk") is None


async def test_uitspraken_houden_het_bericht_waar_ze_uit_komen(nep_loket: NepLoket) -> None:
    await NepBeurt(
        "hulpvraag", "ramen lukt niet", "hulpvraag", uitspraken=[uitspraak("huishouden", "nodig")], volgnummer=11
    ).door(ACTIE)
    assert [u["bron"] for u in nep_loket.concepten[-1]["uitspraken"]] == [11]


async def test_een_waarde_in_het_verhaal_wordt_meegenomen(nep_loket: NepLoket) -> None:
    gegevens = {"postcode": "9471AB", "telefoon": "+31612345678"}
    await NepBeurt("hulpvraag", "ik val, 9471 AB, 0612345678", "hulpvraag", gegevens=gegevens).door(ACTIE)
    assert opgeslagen(nep_loket, "postcode") == "9471AB"
    assert opgeslagen(nep_loket, "telefoon") == "+31612345678"


async def test_een_waarde_die_er_al_staat_wordt_niet_ongemerkt_vervangen(nep_loket: NepLoket) -> None:
    d = dossier(hulpvraag="x", voor_wie="zelf", postcode="9471AB")
    await NepBeurt("hulpvraag", "mijn zoon woont op 9999 ZZ", "netwerk", d, {"postcode": "9999ZZ"}).door(ACTIE)
    assert opgeslagen(nep_loket, "postcode") == "9471AB"


async def test_een_waarde_voor_een_overgeslagen_vraag_telt_alsnog(nep_loket: NepLoket) -> None:
    d = dossier(hulpvraag="x", voor_wie="zelf")
    d.sla_over("postcode", 2)
    await NepBeurt("gegeven", "9491 bk", "telefoon", d, {"postcode": "9491BK"}).door(ACTIE)
    assert opgeslagen(nep_loket, "postcode") == "9491BK"


async def test_wie_over_zichzelf_vertelt_hoort_niet_meer_voor_wie(nep_loket: NepLoket) -> None:
    nodig = [uitspraak("mobiliteit", "nodig")]
    await NepBeurt("hulpvraag", "ik kan niet meer lopen", "hulpvraag", uitspraken=nodig).door(ACTIE)
    assert opgeslagen(nep_loket, "voor_wie") == "zelf"


async def test_wie_een_ander_noemt_hoort_voor_wie_wel(nep_loket: NepLoket) -> None:
    nodig = [uitspraak("gezondheid", "nodig")]
    gezegd = await NepBeurt("hulpvraag", "ik zorg voor mijn man en die is ziek", "hulpvraag", uitspraken=nodig).door(
        ACTIE
    )
    assert opgeslagen(nep_loket, "voor_wie") is None
    assert gezegd.vraag == "voor_wie"


async def test_voor_een_ander_vraagt_naar_die_ander_met_het_eigen_woord(nep_loket: NepLoket) -> None:
    gegevens = {"voor_wie": "ander", "relatie": "ouder"}
    gezegd = await NepBeurt("voor_ander", "voor mijn moeder", "voor_wie", dossier(hulpvraag="x"), gegevens).door(ACTIE)
    assert gezegd.vraag == "inwoner_weet_ervan"
    assert "uw moeder" in gezegd.tekst


@pytest.mark.parametrize("veld", ["nodig", "kan", "naam", "postcode", "toestemming", "clientondersteuning"])
async def test_wie_het_niet_weet_hoort_de_vraag_niet_nog_eens(nep_loket: NepLoket, veld: str) -> None:
    d = vol_dossier()
    d.vergeet([veld])
    gezegd = await NepBeurt("weet_niet", "weet ik niet", veld, d).door(ACTIE)
    assert gezegd.vraag != veld
    assert nep_loket.concepten[-1]["antwoorden"][veld]["status"] == OVERGESLAGEN


@pytest.mark.parametrize("veld", ["postcode", "telefoon", "toestemming", "naam"])
async def test_wat_niet_te_lezen_is_wordt_een_keer_uitgelegd_en_opnieuw_gevraagd(
    nep_loket: NepLoket, veld: str
) -> None:
    d = vol_dossier()
    d.vergeet([veld])
    gezegd = await NepBeurt("bevestigen", "ja ja", veld, d).door(ACTIE)
    assert f"utter_onleesbaar_{veld}" in gezegd.responses
    assert gezegd.vraag == veld


@pytest.mark.parametrize("veld", ["postcode", "telefoon", "toestemming", "naam"])
async def test_de_tweede_keer_blijft_de_vraag_open_voor_de_medewerker(nep_loket: NepLoket, veld: str) -> None:
    d = vol_dossier()
    d.vergeet([veld])
    d.stand["pogingen"] = 1
    gezegd = await NepBeurt("bevestigen", "ja ja", veld, d).door(ACTIE)
    assert "utter_laat_maar" in gezegd.responses
    assert gezegd.vraag != veld


@pytest.mark.parametrize(
    ("act", "tekst"), [("bevestigen", "ja ja ja"), ("nlu_fallback", "..."), ("nlu_fallback", "😭😭")]
)
async def test_zonder_woorden_komt_er_niets_in_het_dossier(nep_loket: NepLoket, act: str, tekst: str) -> None:
    d = dossier(hulpvraag="x", voor_wie="zelf", nodig="ramen", kan="koken")
    await NepBeurt(act, tekst, "netwerk", d).door(ACTIE if act == "bevestigen" else "action_niet_begrepen")
    assert opgeslagen(nep_loket, "netwerk") is None


@pytest.mark.parametrize("veld", ["aanbod", "netwerk", "kan"])
async def test_een_kale_nee_wordt_niet_als_eigen_woorden_geciteerd(nep_loket: NepLoket, veld: str) -> None:
    d = vol_dossier()
    d.vergeet([veld])
    gezegd = await NepBeurt("ontkennen", "nee", veld, d).door(ACTIE)
    assert opgeslagen(nep_loket, veld) != "nee"
    assert gezegd.vraag != veld


async def test_wat_over_wie_helpt_gezegd_wordt_komt_niet_onder_wat_iemand_wil(nep_loket: NepLoket) -> None:
    d = dossier(hulpvraag="x", voor_wie="zelf", nodig="ramen", kan="koken")
    helpt = [uitspraak("huishouden", "netwerk", "mijn dochter doet de boodschappen", 0.95)]
    await NepBeurt("hulpvraag", "mijn dochter doet de boodschappen", "wil", d, uitspraken=helpt).door(ACTIE)
    assert opgeslagen(nep_loket, "wil") is None
    assert opgeslagen(nep_loket, "netwerk") == "mijn dochter doet de boodschappen"


async def test_wie_iets_vertelt_bij_een_gesloten_vraag_hoort_niet_dat_het_niet_begrepen_is(nep_loket: NepLoket) -> None:
    d = dossier(hulpvraag="x", voor_wie="ander", relatie="ouder")
    nodig = [uitspraak("zelfzorg", "nodig", "hij kan niet meer douchen")]
    gezegd = await NepBeurt("hulpvraag", "hij kan niet meer douchen", "inwoner_weet_ervan", d, uitspraken=nodig).door(
        ACTIE
    )
    assert "utter_onleesbaar" not in gezegd.responses
    assert gezegd.vraag == "inwoner_weet_ervan"


async def test_na_een_crisis_wordt_er_niet_doorgevraagd(nep_loket: NepLoket) -> None:
    gezegd = await NepBeurt("hulpvraag", "ik wil niet meer", "hulpvraag", dossier(naam="Annie"), crisis=True).door(
        ACTIE
    )
    assert gezegd.responses == ["utter_na_crisis"]


async def test_na_een_crisis_blijft_wat_iemand_vertelde_bewaard(nep_loket: NepLoket) -> None:
    await NepBeurt("hulpvraag", "ik wil niet meer", "hulpvraag", crisis=True).door(ACTIE)
    assert opgeslagen(nep_loket, "hulpvraag") == "ik wil niet meer"


async def test_een_crisis_bij_de_samenvatting_dient_niet_in(nep_loket: NepLoket) -> None:
    await NepBeurt("bevestigen", "ja ik maak er een eind aan", "akkoord", vol_dossier(), crisis=True).door(ACTIE)
    assert nep_loket.indieningen == []


async def test_na_het_indienen_verandert_er_niets_meer(nep_loket: NepLoket) -> None:
    gezegd = await NepBeurt("hulpvraag", "en ook de ramen", None, vol_dossier(), kenmerk="2026-ABCDEF").door(ACTIE)
    assert "utter_al_ingediend" in gezegd.responses
    assert nep_loket.indieningen == []
    assert all(concept["antwoorden"] == vol_dossier().antwoorden for concept in nep_loket.concepten)


async def test_als_het_loket_niet_bewaart_is_de_beurt_mislukt(monkeypatch: pytest.MonkeyPatch) -> None:
    async def kapot(*_: Any) -> None:
        raise loket.LoketFout("status 503")

    monkeypatch.setattr(loket, "bewaar_concept", kapot)
    with pytest.raises(loket.LoketFout):
        await NepBeurt("hulpvraag", "ik val", "hulpvraag").door(ACTIE)


async def test_wie_tweemaal_iets_anders_vertelt_hoort_de_vraag_niet_nog_eens(nep_loket: NepLoket) -> None:
    d = vol_dossier()
    d.vergeet(["wil"])
    d.stand["elders"] = ["wil"]
    gezegd = await NepBeurt("hulpvraag", "breien gaat niet meer", "wil", d).door(ACTIE)
    assert "breien gaat niet meer" in opgeslagen(nep_loket, "nodig")
    assert nep_loket.concepten[-1]["antwoorden"]["wil"]["status"] == OVERGESLAGEN
    assert gezegd.vraag == "akkoord"


async def test_wat_een_hulpverlener_uit_zichzelf_over_een_aanbod_zegt_wordt_bewaard(nep_loket: NepLoket) -> None:
    d = vol_dossier()
    d.zet("voor_wie", "ander", 1)
    d.zet("relatie", "professional", 1)
    d.vergeet(["wil", "aanbod"])
    gehoord = [
        uitspraak("wonen", "wil", "thuis blijven"),
        uitspraak("huishouden", "aanbod", "hij kookt graag voor buren"),
    ]
    await NepBeurt("hulpvraag", "thuis blijven, hij kookt graag voor buren", "wil", d, uitspraken=gehoord).door(ACTIE)
    assert "kookt" in opgeslagen(nep_loket, "aanbod")
