"""Runs Rasa with the log of the loket from its first line; otherwise as the command `rasa`."""

from __future__ import annotations

from bot import logboek


def main() -> None:
    logboek.richt_in("rasa")
    # what Rasa brings along warns when it is imported
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
