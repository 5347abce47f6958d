"""What a browser says of itself, in a few words that its owner recognises."""

from __future__ import annotations

# The first that fits: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
APPARATEN = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def browser(agent: str | None) -> str:
    """ "Firefox op Windows"; what is not recognised is said to be unknown, not shown."""
    naam = next((woord for deel, woord in BROWSERS.items() if deel in (agent or "")), "Onbekende browser")
    waarop = next((woord for deel, woord in APPARATEN.items() if deel in (agent or "")), None)
    return f"{naam} op {waarop}" if waarop else naam
