"""The console in a real browser: every page at every size, by keyboard alone, under attack, and one story from chat to verslag."""
