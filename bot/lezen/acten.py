"""The acts of a turn beside the 28 intenties, what kinds of acts there are, and how sure the classifier must be."""

from __future__ import annotations

GEGEVEN, ONDUIDELIJK, HERVATTEN = "gegeven", "nlu_fallback", "hervatten"
# Anger without a story, somebody else's letter, another language: the bot's own acts, beside the 28.
ERGERNIS, BRIEF, ANDERE_TAAL = "ergernis", "brief", "andere_taal"

# Acts that answer or refuse the question; every other act puts something between.
ANTWOORDEN = frozenset(("hulpvraag", "bevestigen", "ontkennen", "weet_niet", "overslaan", "voor_ander", "corrigeren"))
# Heard beside a value, these acts are only the way it is said ("bel maar op", "dank u, dinsdag").
ONSCHULDIG = frozenset(("clientondersteuning", "bedanken", "groeten", "terugbellen", "pauzeren"))
# Acts that tell or answer something, or that the classifier falls back on; the others say what they want plainly enough.
INHOUDELIJK = ANTWOORDEN - {"overslaan", "corrigeren"} | {
    "buiten_bereik",
    "bedanken",
    "vraag_bot",
    "vraag_recht",
    "vraag_waarom",
    "status",
}
# From here on an act counts by itself; below the second it is a guess.
ZEKER, VAAG = 0.5, 0.22
