"""The language check of every text that a resident can see: `python -m scripts.taaltoets`. What it asks is told in docs/taal.md."""
