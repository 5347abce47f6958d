"""Faults on purpose. An independent ledger of the clients says what the loket acknowledged; afterwards everything is compared with it."""
