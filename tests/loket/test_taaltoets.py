"""The language check: each rule lets a plain text through and stops one that is not; every source is read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from loket_backend.taaltoets import regels, woorden
from loket_backend.taaltoets.passief import passieven
from loket_backend.taaltoets.tekst import Tekst, lengte
from scripts.taaltoets import __main__ as taaltoets
from scripts.taaltoets import bronnen

ACTIES = Path(__file__).parents[2] / "bot" / "actions"


def tekst(inhoud: str, *, knoppen: bool = False) -> Tekst:
    return Tekst("proef.yml", "proef", inhoud, knoppen=knoppen)


def gevonden(inhoud: str) -> list[str]:
    """The names of the rules that this text breaks."""
    return [fout.split(": ")[2] for fout in taaltoets.fouten([tekst(inhoud)])]


@pytest.mark.parametrize(
    "inhoud",
    [
        "Dit gesprek is gratis. Het gesprek bij u thuis ook.",
        "Waar is hulp bij nodig? Noem wat niet meer lukt.",
        "Uw bericht is bewaard. Bel gerust: {telefoon}.",
        "Kijk op 113.nl of bel 0800-0113.",
        "U betaalt 20 euro.",
        "U kunt 06 12 34 56 78 bellen.",
        "En wat is uw eigen naam?",
        "Dit heb ik opgeschreven:\n\n{overzicht}\n\nKlopt het zo?",
    ],
)
def test_een_gewone_tekst_mag(inhoud: str) -> None:
    assert gevonden(inhoud) == []


@pytest.mark.parametrize(
    ("regel", "inhoud"),
    [
        ("zinslengte", "Dag. Ik " + "wil " * 20 + "dat."),
        ("zinslengte", ("Ik " + "wil " * 14 + "dat. ") * 2),
        ("een vraag", "Wat kunt u zelf? Wat gaat er goed?"),
        ("een vraag", "Wat kunt u zelf, en wat wilt u graag?"),
        ("lijdende vorm", "Uw bericht wordt gelezen en uw vraag wordt bewaard."),
        ("voorleesbaar", "Bel 0612345678."),
        ("voorleesbaar", "Bel 06-12345678."),
        ("voorleesbaar", "Dat kost € 20."),
        ("voorleesbaar", "Dat kost 20,50 euro."),
        ("woordkeus", "Zelfredzaamheid is belangrijk."),
        ("woordkeus", "Het ondersteuningsplan is klaar."),
        ("woordkeus", "U krijgt een beschikking."),
        ("woordkeus", "Noem bijv. uw buren."),
        ("invulling", "Dag {onbekendeplek}."),
    ],
)
def test_een_moeilijke_tekst_mag_niet(regel: str, inhoud: str) -> None:
    assert gevonden(inhoud) == [regel]


def test_een_tekst_met_knoppen_vraagt_een_ding() -> None:
    vraag = tekst("Zal ik het bewaren? Of moet het weg?", knoppen=True)
    assert [*regels.een_vraag(vraag)] == ["2 vragen in één bericht met knoppen"]


@pytest.mark.parametrize(
    ("zin", "verwacht"),
    [
        ("Uw melding is verstuurd.", ["verstuurd"]),
        ("Het kan gelezen worden.", ["gelezen"]),
        ("Dat is besproken en wordt bewaard.", ["besproken", "bewaard"]),
        ("U heeft dit verteld.", []),
        ("Het is goed gegaan.", []),
        ("Dat is vervelend.", []),
        ("Het bericht is er.", []),
        ("Alles wat u heeft verteld is gewist.", ["gewist"]),
    ],
)
def test_een_lijdende_vorm_wordt_herkend(zin: str, verwacht: list[str]) -> None:
    assert passieven(zin) == verwacht


def test_een_nummer_is_een_woord() -> None:
    assert lengte("Bel 0528 12 34 56 – elke dag.") == 4


def test_een_invulling_telt_mee_in_de_zin() -> None:
    assert [lengte(zin) for zin in tekst("Weet {wie} dat?").zinnen] == [4]


@pytest.mark.parametrize("woord", ["hulp", "huisbezoek", "opgeschreven", "meedenkt", "foto's", "u"])
def test_een_gewoon_woord_is_gewoon(woord: str) -> None:
    assert woorden.gangbaar(woord)


@pytest.mark.parametrize("woord", ["maatwerkvoorziening", "participatie", "indicatiestelling", "resultaatgericht"])
def test_een_vakwoord_is_niet_gewoon(woord: str) -> None:
    assert not woorden.gangbaar(woord)


def test_een_begrip_met_uitleg_mag() -> None:
    assert woorden.uitzondering("keukentafelgesprek") == "docs/begrippen.md"


def test_een_uitzondering_heeft_een_reden(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [*woorden.fouten_in_lijst()] == []
    monkeypatch.setattr(woorden, "toegestaan", lambda: {"participatie": "ja"})
    assert [*woorden.fouten_in_lijst()] == ["'participatie' heeft geen reden"]


@pytest.mark.parametrize(
    "bron",
    ["DOMEIN", "ACTIES", "LOKET", "CRISIS", "NUMMERS", "CATALOGUS", "WEGLATEN", "WIDGET", "PAGINA"],
)
def test_elke_bron_geeft_teksten(bron: str) -> None:
    assert any(t.bron == getattr(bronnen, bron) for t in bronnen.alle())


def test_van_het_domein_tellen_alle_varianten_en_knoppen() -> None:
    variant = {"text": "Wilt u dat?", "buttons": [{"title": "Ja", "payload": "ja"}]}
    teksten = [*bronnen.domein({"responses": {"utter_x": [variant, {"text": "Goed."}]}})]
    assert [(t.sleutel, t.tekst, t.label) for t in teksten] == [
        ("utter_x (1)", "Wilt u dat?", False),
        ("utter_x (1), knop", "Ja", True),
        ("utter_x (2)", "Goed.", False),
    ]


def test_van_de_widget_tellen_ook_de_sjablonen() -> None:
    bron = '// "geen tekst"\nconst a = "Stel uw vraag";\nconst b = (n) => `Nog ${n} ${n === 1 ? "teken" : "tekens"} over.`;'
    teksten = [(t.sleutel, t.tekst) for t in bronnen.javascript("x.js", bron)]
    assert teksten[:2] == [("regel 2", "Stel uw vraag"), ("regel 3", "Nog {aantal} {aantal} over.")]
    assert ("regel 3", "tekens") in teksten


def test_van_een_pagina_is_elk_blok_een_tekst() -> None:
    pagina = "<ul><li><b>Bel</b> {{telefoon}}.</li><li>Of typ.</li></ul>"
    assert [t.tekst for t in bronnen.html("x.html", pagina)] == ["Bel {{telefoon}}.", "Of typ."]


def test_het_verslag_noemt_elke_bron_en_elke_uitzondering() -> None:
    teksten = [tekst("Dat is een keukentafelgesprek.")]
    assert any("proef.yml" in regel and "4.0" in regel for regel in taaltoets.verslag(teksten))
    assert "  keukentafelgesprek: docs/begrippen.md [proef.yml]" in [*taaltoets.uitzonderingen(teksten)]


def test_een_fout_noemt_bestand_sleutel_regel_en_woord() -> None:
    assert [*taaltoets.fouten([tekst("Dat is participatie.")])] == [
        "proef.yml: proef: woordkeus: 'participatie' is geen gewoon woord"
    ]


@pytest.mark.parametrize("pad", sorted(ACTIES.glob("*.py")), ids=lambda pad: pad.name)
def test_in_de_acties_staan_geen_zinnen(pad: Path) -> None:
    """What the bot says stands in YAML, where this check reads it."""
    boom = ast.parse(pad.read_text(encoding="utf-8"))
    uitleg = {id(knoop.value) for knoop in ast.walk(boom) if isinstance(knoop, ast.Expr)}
    vast = [k.value for k in ast.walk(boom) if isinstance(k, ast.Constant) and id(k) not in uitleg]
    assert [v for v in vast if isinstance(v, str) and v[:1].isupper() and " " in v.strip()] == []
