"""Rasa as `rasa init` of 3.6.21 leaves it: its default pipeline and policies, trained on the intents of bot/data and stories that ask the same
questions. No component, action or channel of ours; the texts are those of domain.yml.

The model is kept between runs in the folder for temporary files, under a fingerprint of what it is made from. It may be trained with fewer
epochs over the messages (LOKET_EPOCHS) and without stories glued together (augmentation): that changes what the models learn, not the size of
them nor what a turn costs.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

from loket_backend import start
from loket_backend.catalogus import VELDEN
from tests.bench.cijfers import vertel
from tests.bench.lengtes import lengte
from tests.e2e.hulp.loket import WORTEL

VERSIE, VERHALEN = "2", 24
# What somebody may say to a question; the rest of the intents have a rule, as they have with us.
ANTWOORDEN = ("hulpvraag", "bevestigen", "ontkennen", "weet_niet", "overslaan", "voor_ander")
# rasa/engine/recipes/config_files/default_config.yml: what Rasa takes when config.yml of `rasa init` names nothing.
PIPELINE: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
    {"name": "EntitySynonymMapper"},
    {"name": "ResponseSelector", "epochs": 100, "constrain_similarities": True},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]
POLICIES: list[dict[str, Any]] = [
    {"name": "MemoizationPolicy"},
    {"name": "RulePolicy"},
    {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": 100},
    {"name": "TEDPolicy", "max_history": 5, "epochs": 100, "constrain_similarities": True},
]
Rij = dict[str, Any]


def project(epochs: int) -> dict[str, str]:
    """The files of the project, by path."""
    intenties = sorted(pad.stem for pad in (WORTEL / "bot" / "data" / "nlu").glob("*.yml"))
    delen = {
        "config.yml": _config(epochs),
        "domain.yml": _domein(intenties),
        "credentials.yml": {"rest": None},
        "endpoints.yml": {},
        "data/stories.yml": {"stories": _verhalen()},
        "data/rules.yml": {"rules": [_regel(i) for i in intenties if i not in ANTWOORDEN]},
    }
    uit = {pad: yaml.safe_dump(inhoud, sort_keys=False, allow_unicode=True) for pad, inhoud in delen.items()}
    nlu = {f"data/nlu/{i}.yml": (WORTEL / "bot" / "data" / "nlu" / f"{i}.yml").read_text("utf-8") for i in intenties}
    return {**uit, **nlu}


def _config(epochs: int) -> Rij:
    pipeline = [{**deel, "epochs": epochs} if "epochs" in deel else deel for deel in PIPELINE]
    return {
        "recipe": "default.v1",
        "assistant_id": "standaard",
        "language": "nl",
        "pipeline": pipeline,
        "policies": POLICIES,
    }


def _domein(intenties: list[str]) -> Rij:
    teksten = yaml.safe_load((WORTEL / "domain.yml").read_text(encoding="utf-8"))["responses"]
    gebruikt = {actie for naam in VELDEN if (actie := _vraag(naam))} | {_antwoord_op(i) for i in intenties}
    responses = {naam: [{"text": _zonder_gaten(teksten[naam][0]["text"])}] for naam in sorted(gebruikt)}
    sessie = {"session_expiration_time": 60, "carry_over_slots_to_new_session": True}
    return {"intents": intenties, "responses": responses, "session_config": sessie}


def _zonder_gaten(tekst: str) -> str:
    return tekst.replace("{", "").replace("}", "")


def _vraag(veld: str) -> str:
    return f"utter_vraag_{veld}"


def _antwoord_op(intentie: str) -> str:
    """What the bot says to what is no answer to its question."""
    bekend = yaml.safe_load((WORTEL / "domain.yml").read_text(encoding="utf-8"))["responses"]
    return next((naam for naam in (f"utter_{intentie}", f"utter_waarom_{intentie}") if naam in bekend), "utter_verder")


def _verhalen() -> list[Rij]:
    """Conversations that answer one question after the other, in the order of the catalogue."""
    kans = random.Random(7)
    return [{"story": f"gesprek {n}", "steps": _stappen(kans, n)} for n in range(VERHALEN)]


def _stappen(kans: random.Random, nummer: int) -> list[Rij]:
    velden = [v for v in VELDEN if nummer % 2 or v not in ("relatie", "inwoner_weet_ervan", "melder_naam")]
    begin = [{"intent": "hulpvraag"}, {"action": _vraag(velden[0])}]
    return begin + [
        stap for veld in velden[1:] for stap in ({"intent": kans.choice(ANTWOORDEN)}, {"action": _vraag(veld)})
    ]


def _regel(intentie: str) -> Rij:
    return {"rule": intentie, "steps": [{"intent": intentie}, {"action": _antwoord_op(intentie)}]}


def model() -> Path:
    """A trained model of it; trains one when there is none for these inputs (minutes)."""
    bestanden = project(lengte("LOKET_EPOCHS"))
    som = hashlib.sha256(repr((VERSIE, sorted(bestanden.items()))).encode()).hexdigest()[:16]
    map_ = Path(tempfile.gettempdir()) / f"loket-bench-standaard-{som}"
    klaar = map_ / "models" / "standaard.tar.gz"
    if not klaar.exists():
        _train(map_, bestanden)
    return klaar


def _train(map_: Path, bestanden: dict[str, str]) -> None:
    shutil.rmtree(map_, ignore_errors=True)
    for pad, inhoud in bestanden.items():
        (map_ / pad).parent.mkdir(parents=True, exist_ok=True)
        (map_ / pad).write_text(inhoud, encoding="utf-8")
    vertel("standaard: Rasa's eigen pipeline wordt getraind (eenmalig, minuten) …")
    begin, bouw = time.monotonic(), map_ / "bouw"
    opdracht = [str(start.BOT / "rasa"), "train", "--fixed-model-name", "standaard", "--augmentation", "0"]
    opdracht += ["--out", str(bouw)]
    with (map_ / "train.log").open("wb") as log:
        subprocess.run(opdracht, cwd=map_, env=omgeving(), stdout=log, stderr=subprocess.STDOUT, check=True)
    bouw.rename(map_ / "models")
    vertel(f"standaard: getraind in {time.monotonic() - begin:.0f} s")


def omgeving() -> dict[str, str]:
    """As a terminal has it; the threads are TensorFlow's own choice."""
    schoon = {naam: waarde for naam, waarde in os.environ.items() if naam != "PYTHONPATH"}
    return {**schoon, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "TQDM_DISABLE": "1"}
