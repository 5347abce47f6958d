"""Tests of what residents do for each other."""
