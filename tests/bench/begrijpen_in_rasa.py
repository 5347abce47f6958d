"""How long the pipeline takes to understand a message (intent and uitspraken), in Rasa's environment: one time a line, in milliseconds.

python -m tests.bench.begrijpen_in_rasa BERICHTEN.jsonl
"""

from __future__ import annotations

import json
import sys
import time

from bot.evalueer import lezer

WARM = 20


def main(pad: str) -> None:
    lees = lezer()
    with open(pad, encoding="utf-8") as bron:
        rijen = [json.loads(regel) for regel in bron]
    for n, rij in enumerate([*rijen[:WARM], *rijen]):
        begin = time.perf_counter()
        lees(rij["tekst"], rij["vraag"])
        if n >= WARM:
            print((time.perf_counter() - begin) * 1000)


if __name__ == "__main__":
    main(sys.argv[1])
