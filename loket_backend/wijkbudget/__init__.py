"""The shared money of a wijk for a year: paid in by parties, committed by lines of arrangements, realised."""
