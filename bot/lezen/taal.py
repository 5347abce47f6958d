"""The Dutch spaCy pipeline. Without a name it is spacy.blank("nl") with the lookup lemmatizer of spacy-lookups-data:
no model can be downloaded where this is built. A gemeente may name a pretrained one, such as nl_core_news_lg, and train again.
"""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

import spacy
from spacy.language import Language


@lru_cache(maxsize=2)
def laad_taal(pipeline: str | None = None) -> Language:
    """The spaCy pipeline; loaded once a process."""
    if pipeline:
        return spacy.load(pipeline)
    taal = spacy.blank("nl")
    taal.add_pipe("lemmatizer", config={"mode": "lookup"})
    taal.initialize()
    return taal


def in_woordenlijst(woord: str) -> bool:
    """Whether the lookup table of the lemmatizer has this Dutch word (213,000 forms; not the commonest, which are their own lemma)."""
    return woord in _woordenlijst()


@lru_cache(maxsize=1)
def _woordenlijst() -> Container[str]:
    lijst: Container[str] = laad_taal().get_pipe("lemmatizer").lookups.get_table("lemma_lookup")
    return lijst
