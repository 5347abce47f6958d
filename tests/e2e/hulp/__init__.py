"""What the end-to-end tests stand on: the real loket as processes, residents who talk to it, and the console as staff see it."""
