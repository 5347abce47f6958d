"""Waits until the loket is ready, then prints where it is. Progress while it waits."""

from __future__ import annotations

import json
import sys
import time
import urllib.error
import urllib.request

from loket_backend.settings import Settings

GEDULD = 240


def mist(adres: str) -> list[str]:
    """What /klaar says is missing; [] when the loket is ready."""
    try:
        with urllib.request.urlopen(f"{adres}/klaar", timeout=3) as antwoord:  # noqa: S310 - our own address
            return list(json.load(antwoord)["mist"])
    except urllib.error.HTTPError as fout:
        return list(json.load(fout).get("mist", ["loket"]))
    except (OSError, ValueError):
        return ["loket"]


def main() -> None:
    settings = Settings.uit_omgeving()
    adres = f"http://{settings.adres}:{settings.poort}"
    begin, vorige = time.monotonic(), None
    while ontbreekt := mist(adres):
        if ontbreekt != vorige:
            print(f"Even geduld, het loket start. Nog niet klaar: {', '.join(ontbreekt)}", flush=True)
        vorige = ontbreekt
        if time.monotonic() - begin > GEDULD:
            sys.exit(f"Het loket is na {GEDULD} seconden niet klaar. Kijk in {settings.map}/run/*.log")
        time.sleep(0.5)
    print(f"Het loket is klaar na {time.monotonic() - begin:.0f} seconden.\n", flush=True)
    print(f"  Voor inwoners   {adres}/\n  Voor medewerkers {adres}/console", flush=True)
    if settings.is_demo:
        from loket_backend.demo import demo_login  # only then: it brings the whole database layer along

        print(f"  Demo-login      {' / '.join(demo_login())}", flush=True)
    print("\nStoppen: Ctrl-C", flush=True)


if __name__ == "__main__":
    main()
