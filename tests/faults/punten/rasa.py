"""Rasa with its named points inside a turn. The arguments are those of `rasa`."""

from __future__ import annotations

from typing import Any

from rasa.core.actions.action import RemoteAction

import bot.channel
import bot.rasa
from tests.faults.punten import passeer


def wikkel() -> None:
    roep_actie, voer_uit = RemoteAction.run, bot.channel._voer_uit

    async def run(self: RemoteAction, *args: Any, **rest: Any) -> Any:
        passeer("rasa_voor_actie")
        gebeurtenissen = await roep_actie(self, *args, **rest)
        passeer("rasa_na_actie")
        return gebeurtenissen

    async def beurt(*args: Any) -> Any:
        uitkomst = await voer_uit(*args)
        passeer("rasa_voor_antwoord")
        return uitkomst

    RemoteAction.run = run
    bot.channel._voer_uit = beurt


if __name__ == "__main__":
    wikkel()
    bot.rasa.main()
