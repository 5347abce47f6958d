"""Backups of the database: made while the loket works, checked when they are made, and put back as a whole or not at all.

A backup never holds a column key. It holds a proof by which a restore sees, before it touches anything, that the keys at hand fit.
"""
