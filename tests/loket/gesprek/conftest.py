"""Fixtures for what several processes on one PostgreSQL do."""

from __future__ import annotations

import os

import pytest

from tests.conftest import Cluster


@pytest.fixture
def pg_naam(cluster: Cluster) -> str:
    naam = f"t{os.urandom(6).hex()}"
    cluster.sql(f"CREATE DATABASE {naam} TEMPLATE sjabloon")
    return naam


@pytest.fixture
def pg_url(cluster: Cluster, pg_naam: str) -> str:
    """A migrated, empty database of its own for this test."""
    return cluster.url(pg_naam)
