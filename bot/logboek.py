"""The log of the bot's two processes, in the form of the loket (loket_backend/logregel.py).

Rasa and Sanic set up loggers of their own, and put the words of residents in them when something fails; from here on every line goes one way.
Rasa does that before it loads our channel, so the channel calls this when it is made.
"""

from __future__ import annotations

import logging

from loket_backend import logregel

# Libraries that say at every start or every turn what nobody needs.
PRAATGRAAG = ("tensorflow", "absl", "matplotlib", "apscheduler", "asyncio", "sanic.access", "rasa.shared.utils")


def richt_in(proces: str) -> None:
    """`proces`: rasa or acties."""
    logregel.richt_in(proces)
    for naam in PRAATGRAAG:
        logging.getLogger(naam).setLevel(logging.ERROR)
