"""Remembering what was worked out for a word: people use the same words over and over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Onthoud(Generic[T]):
    """An outcome for each word, worked out the first time. Forgets everything when it is full, and in a model file."""

    def __init__(self, hoogstens: int = 20_000) -> None:
        self._hoogstens = hoogstens
        self._gezien: dict[str, T] = {}

    def __call__(self, woord: str, maak: Callable[[str], T]) -> T:
        if woord not in self._gezien:
            if len(self._gezien) >= self._hoogstens:
                self._gezien.clear()
            self._gezien[woord] = maak(woord)
        return self._gezien[woord]

    def __reduce__(self) -> tuple[type[Onthoud[T]], tuple[int]]:
        return type(self), (self._hoogstens,)
