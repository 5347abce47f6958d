"""The real loket, as the end-to-end tests have it."""

from tests.e2e.conftest import http, loket

__all__ = ["http", "loket"]
