"""Answers to closed questions that no rule reads, and what is no answer at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from bot.components.geslotenlezer import ANTWOORDT, ELKE
from bot.lezen.gegevens import lees_gegevens
from bot.lezen.geslotenmodel import LANGST, Antwoord, Geslotenmodel, lees_antwoorden
from tests.bot.hulp import WORTEL
from tests.bot.lezen.woordenschat import is_gewoon

DREMPEL = 0.5
LES = [
    Antwoord("contact_voorkeur", tekst, waarde)
    for waarde, teksten in {
        "bellen": ["doe de telefoon maar", "ik hoor graag een stem", "draai mijn nummer maar"],
        "mailen": ["zet het maar op de mail", "schrijf me liever", "zwart op wit graag"],
        None: ["ik heb net koffie", "wat een weer", "mijn zus komt zo"],
    }.items()
    for tekst in teksten
]


@pytest.fixture(scope="module")
def klein() -> Geslotenmodel:
    model = Geslotenmodel(DREMPEL)
    model.leer(LES)
    return model


def test_een_antwoord_zonder_het_gewone_woord_wordt_gelezen(klein: Geslotenmodel) -> None:
    assert klein.lees("een stem, graag", "contact_voorkeur") == "bellen"
    assert klein.lees("liever zwart op wit", "contact_voorkeur") == "mailen"


@pytest.mark.parametrize(
    ("tekst", "vraag"),
    [
        ("mijn zus heeft koffie", "contact_voorkeur"),
        ("draai mijn nummer maar?", "contact_voorkeur"),
        ("draai mijn nummer maar " * LANGST, "contact_voorkeur"),
        ("draai mijn nummer maar", "postcode"),
        ("draai mijn nummer maar", None),
        ("", "contact_voorkeur"),
    ],
)
def test_wat_geen_antwoord_is_blijft_leeg(klein: Geslotenmodel, tekst: str, vraag: str | None) -> None:
    assert klein.lees(tekst, vraag) is None


def test_een_waarde_die_niet_bestaat_wordt_met_haar_regel_genoemd(tmp_path: Path) -> None:
    goed = {"vraag": "voor_wie", "tekst": "ikke", "waarde": "zelf"}
    regels = "\n".join(json.dumps(r) for r in (goed, {**goed, "waarde": "hond"}))
    (tmp_path / "antwoorden-9.jsonl").write_text(regels, encoding="utf-8")
    with pytest.raises(ValueError, match=r"antwoorden-9\.jsonl:2: 'hond'"):
        lees_antwoorden(tmp_path)


@pytest.fixture(scope="module")
def geleerd() -> Geslotenmodel:
    """As the component trains it."""
    model = Geslotenmodel(DREMPEL)
    blokken = (
        b for pad in sorted((WORTEL / "bot/data/nlu").glob("*.yml")) for b in yaml.safe_load(pad.read_text())["nlu"]
    )
    geen = [regel[2:] for b in blokken if b["intent"] not in ANTWOORDT for regel in b["examples"].splitlines()]
    model.leer(lees_antwoorden(WORTEL / "bot/data/gesloten"), geen[::ELKE])
    return model


def test_negen_van_de_tien_antwoorden_van_vreemden_worden_goed_gelezen(geleerd: Geslotenmodel) -> None:
    """The development set has other voices than the training answers; what is read wrong weighs more than what is asked again."""
    gevraagd = {a.vraag for a in lees_antwoorden(WORTEL / "bot/data/gesloten")}
    regels = (WORTEL / "tests/data/gesloten-ontwikkel.jsonl").read_text(encoding="utf-8").splitlines()
    rijen = [rij for rij in map(json.loads, regels) if rij["vraag"] in gevraagd]
    gelezen = [
        lees_gegevens(r["tekst"], r["vraag"], is_gewoon).get(r["vraag"], geleerd.lees(r["tekst"], r["vraag"]))
        for r in rijen
    ]
    goed = sum(g == r["waarde"] for g, r in zip(gelezen, rijen, strict=True))
    verkeerd = sum(g not in (None, r["waarde"]) for g, r in zip(gelezen, rijen, strict=True))
    assert goed / len(rijen) > 0.88
    assert verkeerd / len(rijen) < 0.05
