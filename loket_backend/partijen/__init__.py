"""Who delivers help and who pays for it, and the words in which both are told."""
