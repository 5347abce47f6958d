"""The image: what it copies, from where, and as whom it runs."""

from __future__ import annotations

from tests.conftest import WORTEL
from tests.deploy.bestanden import DEPLOY, INTERN, POORTEN, STAPPEN, UITEINDELIJK


def test_het_beeld_kopieert_alleen_wat_er_is() -> None:
    for stap in STAPPEN.values():
        for kopie in stap.kopieen:
            if kopie.uit:
                assert kopie.uit in STAPPEN
            for bron in kopie.bronnen if not kopie.uit else ():
                assert (WORTEL / bron).exists(), bron
                assert _komt_mee(bron), f"{bron} is not let through by Containerfile.dockerignore"


def _komt_mee(bron: str) -> bool:
    """Of the file that lets through only what it names."""
    regels = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert regels[0] == "**"
    door = [regel[1:] for regel in regels if regel.startswith("!")]
    return any(bron == regel or bron.startswith(f"{regel}/") or bron == regel.split("/")[0] for regel in door)


def test_wat_uit_een_eerdere_stap_komt_wordt_daar_gemaakt() -> None:
    gemaakt = {"omgevingen": {"/opt/python", "/loket/.venv", "/loket/.venv-bot"}}
    gemaakt["model"] = {f"/loket/{k.doel.removesuffix('/')}" for k in STAPPEN["model"].kopieen}
    gemaakt["model"] |= {f"/loket/{b}" for k in STAPPEN["model"].kopieen for b in k.bronnen}
    gemaakt["voorkant"] = {"/loket/loket_backend/statisch"}
    for kopie in UITEINDELIJK.kopieen:
        assert not kopie.uit or set(kopie.bronnen) <= gemaakt[kopie.uit], kopie


def test_het_beeld_draait_niet_als_root_en_met_de_vaste_lijsten() -> None:
    assert UITEINDELIJK.van("USER") == ["10001:10001"]
    assert "make .venv/klaar .venv-bot/klaar" in STAPPEN["omgevingen"].van("RUN")
    makefile = (WORTEL / "Makefile").read_text(encoding="utf-8")
    assert makefile.count("--compile-bytecode --require-hashes requirements/") == 2
    assert "make train" in STAPPEN["model"].van("RUN")[0]
    assert UITEINDELIJK.van("ENTRYPOINT") == ['["/loket/deploy/ingang"]']


def test_het_beeld_heeft_de_poorten_van_de_code() -> None:
    omgeving = UITEINDELIJK.omgeving
    assert {d: int(omgeving[f"LOKET_{n}"]) for d, n in (("rasa", "RASA_PORT"), ("acties", "ACTIES_PORT"))} == {
        "rasa": POORTEN["rasa"],
        "acties": POORTEN["acties"],
    }
    assert (int(omgeving["LOKET_PORT"]), int(omgeving["LOKET_INTERN_PORT"])) == (POORTEN["loket"], INTERN)
    assert UITEINDELIJK.van("EXPOSE") == ["8080"]


def test_de_adressen_van_gezond_bestaan_in_de_code() -> None:
    gezondheid = (WORTEL / "loket_backend" / "gezondheid.py").read_text(encoding="utf-8")
    kanaal = (WORTEL / "bot" / "channel.py").read_text(encoding="utf-8")
    acties = (WORTEL / "bot" / "actions" / "__main__.py").read_text(encoding="utf-8")
    assert 'web.get("/gezond"' in gezondheid
    assert ('"/gezond"' in kanaal, 'return "loket"' in kanaal, '"/health"' in acties) == (True, True, True)
