"""Welk proces met een beurt bezig is, en met welke sleutels er geschreven is"""

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
    op.create_table(
        "sleutelproef",
        sa.Column("naam", sa.String(length=64), nullable=False),
        sa.Column("proef", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("naam", name=op.f("pk_sleutelproef")),
    )
