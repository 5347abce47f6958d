"""Welk proces met een beurt bezig is"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import loket_backend.db

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("beurt", sa.Column("wie", sa.String(length=32), nullable=True))
    op.add_column("beurt", sa.Column("tot", loket_backend.db.Moment(timezone=True), nullable=True))
