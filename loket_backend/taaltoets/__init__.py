"""The rules of plain Dutch, in one place: for `make check` (scripts/taaltoets) and for the page where texts are changed. See docs/taal.md."""
