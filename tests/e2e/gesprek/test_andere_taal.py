"""Another language gets a short answer in that language first: a human can help, and the phone number. Dialect and short Dutch are Dutch."""

from __future__ import annotations

import pytest

from tests.e2e.hulp.praat import MENS, Praat

NUMMER = "0528 12 34 56"
EERST = {
    "en": "I can only read Dutch",
    "tr": "Ben sadece Hollandaca",
    "ar": "أستطيع قراءة",
    "pl": "Czytam tylko",
    "uk": "Я читаю тільки",
}
BERICHTEN = [
    ("en", "Hello, I need help for my mother, she can't walk any more"),
    ("en", "help me please"),
    ("en", "my husband is sick and i dont know what to do"),
    ("tr", "Merhaba, annem için yardıma ihtiyacım var"),
    ("tr", "babam yuruyemiyor ne yapmaliyim"),
    ("ar", "مرحبا، أحتاج إلى مساعدة لأمي"),
    ("pl", "Dzień dobry, potrzebuję pomocy dla mojej mamy"),
    ("pl", "moja zona jest chora i nie moze chodzic"),
    ("uk", "Добрий день, мені потрібна допомога для моєї мами"),
]
OVERIG = [
    "Bonjour, j'ai besoin d'aide pour ma mère",
    "Hola, necesito ayuda para mi madre",
    "Здравствуйте, мне нужна помощь",
]
NEDERLANDS = [
    "Moi, ik bin Geert en mien vrouw kan niet meer oet bed kommen",
    "Houdoe, ik kan nie mer goed uit m'n eige stoel komme",
    "ik niet kan lopen goed, mijn been is kapot, help aub",
    "Ik kin net mear rinne",
    "Ich wil waal 'ns koke veur de luuj hiej in de flat",
    "stofzuigen dweilen ramen",
]
KORT = ["ok", "nope", "sorry", "jep", "nee bedankt", "gin idee"]


@pytest.mark.parametrize(("taal", "bericht"), BERICHTEN)
async def test_een_andere_taal_krijgt_antwoord_in_die_taal_en_het_nummer(
    gesprek: Praat, taal: str, bericht: str
) -> None:
    antwoord = await gesprek.zegt(bericht)
    assert antwoord.tekst.startswith(EERST[taal]), gesprek.gesprek.verslag()
    antwoord.noemt(NUMMER).noemt("Ik lees alleen Nederlands").biedt(MENS)


@pytest.mark.parametrize("bericht", OVERIG)
async def test_een_taal_waarin_het_loket_niets_heeft_krijgt_ze_alle_zes(gesprek: Praat, bericht: str) -> None:
    antwoord = await gesprek.zegt(bericht)
    for zin in (*EERST.values(), "Ik lees alleen Nederlands", NUMMER):
        antwoord.noemt(zin)
    antwoord.biedt(MENS)


@pytest.mark.parametrize("bericht", NEDERLANDS)
async def test_streektaal_en_gebroken_nederlands_zijn_nederlands(gesprek: Praat, bericht: str) -> None:
    (await gesprek.zegt(bericht)).zwijgt_over("Ik lees alleen Nederlands").vraagt_niet(None)  # type: ignore[arg-type]


async def test_een_kort_woord_is_geen_andere_taal(gesprek: Praat) -> None:
    await gesprek.zegt("De ramen zemen lukt mij niet meer")
    for bericht in KORT:
        (await gesprek.zegt(bericht)).zwijgt_over("Ik lees alleen Nederlands")


async def test_een_tweede_bericht_in_die_taal_krijgt_andere_woorden_ook_als_het_kort_is(gesprek: Praat) -> None:
    eerst = await gesprek.zegt("Hello, I need help for my mother")
    daarna = await gesprek.zegt("yes please")
    daarna.noemt("You can talk to a person").noemt(NUMMER)
    assert eerst.tekst != daarna.tekst


async def test_de_knop_brengt_een_mens_en_dat_wordt_in_die_taal_gezegd(gesprek: Praat) -> None:
    await gesprek.zegt("Merhaba, annem için yardıma ihtiyacım var")
    (await gesprek.zegt(MENS)).noemt("Bir çalışanımız").noemt("medewerker")
    assert gesprek.status == "wacht_op_mens"


async def test_wie_daarna_nederlands_typt_kan_gewoon_verder(gesprek: Praat) -> None:
    await gesprek.zegt("Dzień dobry, potrzebuję pomocy dla mojej mamy")
    (await gesprek.zegt("Mijn moeder kan niet meer lopen")).vraagt("voor_wie")
    staat_er = await gesprek.opgeschreven()
    assert "niet meer lopen" in staat_er
    assert "potrzebuję" not in staat_er


async def test_een_naam_uit_een_ander_land_is_een_naam(gesprek: Praat) -> None:
    naam = "Małgorzata Wiśniewska"
    antwoord = await gesprek.zegt("De ramen zemen lukt mij niet meer")
    while antwoord.vraag != "naam":
        antwoord = await gesprek.zegt("sla over")
    (await gesprek.zegt(naam)).vraagt("postcode")
    assert naam in await gesprek.opgeschreven()
