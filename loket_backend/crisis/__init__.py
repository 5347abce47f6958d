"""The crisis gate: patterns, numbers and words as data, and the code that reads them."""
