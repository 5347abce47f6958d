"""A resident never hears the same sentence twice in a row, and the bot reacts to what was said in words that change."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.e2e.hulp.praat import Praat, zinnen

# What five people say, whatever is asked; after that everything is answered with the first button.
GESPREKKEN = {
    "weduwe van 82": [
        "Goedemorgen mevrouw",
        "De trap kom ik niet meer op en de tuin wordt me te veel",
        "wat bedoelt u?",
        "wat bedoelt u?",
        "voor mezelf",
        "waarom vraagt u dat",
        "waarom dan?",
        "koken doe ik nog zelf",
        "weet ik niet",
        "hallo bent u daar nog",
        "weet ik niet",
        "dat weet ik niet",
        "nee daar heb ik de puf niet voor",
        "Aaltje Wolters",
        "weet ik niet",
        "weet ik niet",
    ],
    "zoon die het zat is": [
        "lekker belangrijk, weer een computer",
        "Mijn vader kan niet meer alleen douchen en de post blijft liggen",
        "belachelijk dit",
        "voor mijn vader",
        "wat kost dat?",
        "en wat kost dat dan?",
        "krijgt hij dat wel of niet?",
        "ja of nee?",
        "zeg gewoon ja of nee",
        "sla over",
        "sla over",
        "sla over",
        "sla over",
        "sla over",
    ],
    "man die slecht leest": [
        "help",
        "blub",
        "asdf",
        "grmbl",
        "ik probeer het nog eens",
        "huis poetsen lukt niet",
        "huis poetsen lukt niet meer",
        "huis poetsen lukt niet meer",
        "voor mij",
        "?",
        "?",
        "weet niet",
        "ok",
        "ok",
        "ja ja",
        "ja ja",
    ],
    "Drentse buurvrouw": [
        "Moi",
        "Mien buurvrouw kan de boodschappen niet meer doen en ze zit zo allent",
        "veur de buurvrouw",
        "joa dat wet ze",
        "de ramen ok nie",
        "eten kaoken giet nog wel",
        "ikke en heur dochter",
        "ze wil zo geern weer naor 't koor",
        "gin idee",
        "hoe lang duurt dat allemaol",
        "en hoe giet dat dan wieder",
        "hoe zit het met privacy",
        "wie leest dit allemaal",
    ],
    "tweede taal": [
        "Hello, I need help for my mother",
        "she can not walk and she is alone",
        "Hello, please help us with my mother",
        "moeder niet kan lopen",
        "voor mijn moeder",
        "ja",
        "niet goed zien",
        "eten zelf maken",
        "ik help altijd",
        "ik ben moe",
        "terug",
        "mijn postcode is fout",
        "1234",
        "1234",
    ],
}
MAX_BEURTEN = 30


def eerste_knop(gesprek: Praat) -> str:
    vragen = [b for b in gesprek.gesprek.berichten if b["vraag"]]
    keuzes = vragen[-1]["keuzes"] if vragen else []
    return str(keuzes[0]["waarde"]) if keuzes else "weet ik niet"


@pytest.mark.parametrize("wie", GESPREKKEN)
async def test_niemand_hoort_dezelfde_zin_twee_keer_achter_elkaar(gesprek: Praat, wie: str) -> None:
    for regel in GESPREKKEN[wie]:
        await gesprek.zegt(regel)
    while not gesprek.gesprek.stand["kenmerk"] and gesprek.status == "bot" and len(gesprek.beurten()) < MAX_BEURTEN:
        await gesprek.zegt(eerste_knop(gesprek))
    beurten = gesprek.beurten()
    dubbel = [sorted(zinnen(a) & zinnen(b)) for a, b in pairwise(beurten)]
    assert not any(dubbel), f"{[d for d in dubbel if d]}\n{gesprek.gesprek.verslag()}"
    assert len(beurten) > len(GESPREKKEN[wie])


VERHALEN = [
    ("De trap kom ik niet meer op", ("trap",)),
    ("Douchen en aankleden lukt mij niet meer", ("wassen", "aankleden")),
    ("De tuin en het gras lukt mij niet meer", ("tuin",)),
    ("Ik kan de boodschappen niet meer doen", ("boodschappen",)),
    ("Ik kan niet meer stofzuigen en dweilen", ("schoon",)),
    ("Ik kan de rekeningen niet betalen", ("geld",)),
]


@pytest.mark.parametrize(("verhaal", "genoemd"), VERHALEN)
async def test_de_reactie_noemt_waar_het_over_ging(gesprek: Praat, verhaal: str, genoemd: tuple[str, ...]) -> None:
    antwoord = await gesprek.zegt(verhaal)
    assert any(woord in antwoord.berichten[0]["tekst"].lower() for woord in genoemd), gesprek.gesprek.verslag()


async def test_een_lang_verhaal_in_stukken_krijgt_telkens_een_andere_reactie(gesprek: Praat) -> None:
    reacties = []
    for stuk in (
        "De trap kom ik niet meer op",
        "koken doe ik nog zelf",
        "mijn dochter helpt met de boodschappen",
        "ik wil hier graag blijven wonen",
    ):
        antwoord = await gesprek.zegt(stuk)
        if len(antwoord.berichten) > 1:
            reacties.append(antwoord.berichten[0]["tekst"])
    assert len(reacties) >= 3
    assert len(set(reacties)) == len(reacties)
