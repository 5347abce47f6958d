"""De eerste tabellen"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import loket_backend.db

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_sleutel",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("rol", sa.String(length=16), nullable=False),
        sa.Column("gemaakt_op", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_api_sleutel")),
    )
    op.create_table(
        "auditregel",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("op", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.Column("wie", sa.String(length=40), nullable=False),
        sa.Column("wat", sa.String(length=40), nullable=False),
        sa.Column("wiens", sa.String(length=40), nullable=False),
        sa.Column("grond", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_auditregel")),
    )
    with op.batch_alter_table("auditregel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_auditregel_op"), ["op"], unique=False)
        batch_op.create_index(batch_op.f("ix_auditregel_wiens"), ["wiens"], unique=False)

    op.create_table(
        "gesprek",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kanaal", sa.String(length=16), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("crisis", sa.String(length=16), nullable=True),
        sa.Column("laatste_volgnummer", sa.Integer(), nullable=False),
        sa.Column("geopend_op", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gesprek")),
    )
    with op.batch_alter_table("gesprek", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gesprek_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_gesprek_token_hash"), ["token_hash"], unique=False)

    op.create_table(
        "inlogpoging",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("wie", sa.String(length=64), nullable=False),
        sa.Column("op", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inlogpoging")),
    )
    with op.batch_alter_table("inlogpoging", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inlogpoging_wie"), ["wie"], unique=False)

    op.create_table(
        "medewerker",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("naam", sa.String(length=80), nullable=False),
        sa.Column("functie", sa.String(length=80), nullable=False),
        sa.Column("rol", sa.String(length=16), nullable=False),
        sa.Column("werkdagen", sa.JSON(), nullable=False),
        sa.Column("caseload_max", sa.Integer(), nullable=False),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.Column("login", sa.String(length=80), nullable=True),
        sa.Column("wachtwoord", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medewerker")),
        sa.UniqueConstraint("login", name=op.f("uq_medewerker_login")),
    )
    op.create_table(
        "sessie",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("inhoud", loket_backend.db.VersleuteldJson(), nullable=False),
        sa.Column("geldig_tot", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessie")),
    )
    with op.batch_alter_table("sessie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessie_geldig_tot"), ["geldig_tot"], unique=False)

    op.create_table(
        "wijk",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("naam", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wijk")),
    )
    op.create_table(
        "afwezigheid",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_afwezigheid_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_afwezigheid")),
    )
    with op.batch_alter_table("afwezigheid", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_afwezigheid_medewerker_id"), ["medewerker_id"], unique=False)

    op.create_table(
        "bericht",
        sa.Column("gesprek_id", sa.String(length=40), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("extern_id", sa.String(length=64), nullable=True),
        sa.Column("afzender", sa.String(length=16), nullable=False),
        sa.Column("tekst", loket_backend.db.Versleuteld(), nullable=False),
        sa.Column("keuzes", loket_backend.db.VersleuteldJson(), nullable=False),
        sa.Column("vraag", sa.String(length=32), nullable=True),
        sa.Column("antwoord_op", sa.Integer(), nullable=True),
        sa.Column("onderdrukt", sa.Boolean(), nullable=False),
        sa.Column("tijdstip", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["gesprek_id"], ["gesprek.id"], name=op.f("fk_bericht_gesprek_id")),
        sa.PrimaryKeyConstraint("gesprek_id", "volgnummer", name=op.f("pk_bericht")),
        sa.UniqueConstraint("gesprek_id", "extern_id", name=op.f("uq_bericht_gesprek_id_extern_id")),
    )
    op.create_table(
        "beurt",
        sa.Column("gesprek_id", sa.String(length=40), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("stand", sa.String(length=16), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("gemeld", sa.Boolean(), nullable=False),
        sa.Column("begonnen_op", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.Column("opnieuw_na", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.Column("klaar_op", loket_backend.db.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["gesprek_id"], ["gesprek.id"], name=op.f("fk_beurt_gesprek_id")),
        sa.PrimaryKeyConstraint("gesprek_id", "volgnummer", name=op.f("pk_beurt")),
    )
    with op.batch_alter_table("beurt", schema=None) as batch_op:
        batch_op.create_index("ix_beurt_open", ["stand", "opnieuw_na"], unique=False)

    op.create_table(
        "concept",
        sa.Column("gesprek_id", sa.String(length=40), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("inhoud", loket_backend.db.VersleuteldJson(), nullable=False),
        sa.Column("op", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["gesprek_id"], ["gesprek.id"], name=op.f("fk_concept_gesprek_id")),
        sa.PrimaryKeyConstraint("gesprek_id", "volgnummer", name=op.f("pk_concept")),
    )
    op.create_table(
        "crisismelding",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("gesprek_id", sa.String(length=40), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("categorie", sa.String(length=16), nullable=False),
        sa.Column("patroon", sa.String(length=80), nullable=False),
        sa.Column("op", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.Column("bevestigd_door", sa.String(length=40), nullable=True),
        sa.Column("bevestigd_op", loket_backend.db.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["bevestigd_door"], ["medewerker.id"], name=op.f("fk_crisismelding_bevestigd_door")),
        sa.ForeignKeyConstraint(["gesprek_id"], ["gesprek.id"], name=op.f("fk_crisismelding_gesprek_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crisismelding")),
        sa.UniqueConstraint("gesprek_id", "volgnummer", name=op.f("uq_crisismelding_gesprek_id_volgnummer")),
    )
    with op.batch_alter_table("crisismelding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_crisismelding_gesprek_id"), ["gesprek_id"], unique=False)

    op.create_table(
        "gesprek_statuswissel",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("gesprek_id", sa.String(length=40), nullable=False),
        sa.Column("van", sa.String(length=16), nullable=False),
        sa.Column("naar", sa.String(length=16), nullable=False),
        sa.Column("reden", sa.String(length=40), nullable=False),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["gesprek_id"], ["gesprek.id"], name=op.f("fk_gesprek_statuswissel_gesprek_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gesprek_statuswissel")),
    )
    with op.batch_alter_table("gesprek_statuswissel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gesprek_statuswissel_gesprek_id"), ["gesprek_id"], unique=False)

    op.create_table(
        "intake",
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("gesprek_id", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("wijk_id", sa.String(length=40), nullable=True),
        sa.Column("medewerker_id", sa.String(length=40), nullable=True),
        sa.Column("persoon", sa.String(length=64), nullable=True),
        sa.Column("naam", loket_backend.db.Versleuteld(), nullable=True),
        sa.Column("antwoorden", loket_backend.db.VersleuteldJson(), nullable=False),
        sa.Column("ontvangen_op", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["gesprek_id"], ["gesprek.id"], name=op.f("fk_intake_gesprek_id")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_intake_medewerker_id")),
        sa.ForeignKeyConstraint(["wijk_id"], ["wijk.id"], name=op.f("fk_intake_wijk_id")),
        sa.PrimaryKeyConstraint("kenmerk", name=op.f("pk_intake")),
        sa.UniqueConstraint("gesprek_id", name=op.f("uq_intake_gesprek_id")),
    )
    with op.batch_alter_table("intake", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intake_medewerker_id"), ["medewerker_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_ontvangen_op"), ["ontvangen_op"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_persoon"), ["persoon"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_wijk_id"), ["wijk_id"], unique=False)

    op.create_table(
        "postcodegebied",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("wijk_id", sa.String(length=40), nullable=False),
        sa.Column("van", sa.String(length=6), nullable=False),
        sa.Column("tot", sa.String(length=6), nullable=False),
        sa.ForeignKeyConstraint(["wijk_id"], ["wijk.id"], name=op.f("fk_postcodegebied_wijk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postcodegebied")),
    )
    with op.batch_alter_table("postcodegebied", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_postcodegebied_van"), ["van"], unique=False)
        batch_op.create_index(batch_op.f("ix_postcodegebied_wijk_id"), ["wijk_id"], unique=False)

    op.create_table(
        "wijklid",
        sa.Column("medewerker_id", sa.String(length=40), nullable=False),
        sa.Column("wijk_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_wijklid_medewerker_id")),
        sa.ForeignKeyConstraint(["wijk_id"], ["wijk.id"], name=op.f("fk_wijklid_wijk_id")),
        sa.PrimaryKeyConstraint("medewerker_id", "wijk_id", name=op.f("pk_wijklid")),
    )
    op.create_table(
        "intake_statuswissel",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_intake_statuswissel_kenmerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_statuswissel")),
    )
    with op.batch_alter_table("intake_statuswissel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intake_statuswissel_kenmerk"), ["kenmerk"], unique=False)

    op.create_table(
        "toewijzing",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("medewerker_id", sa.String(length=40), nullable=True),
        sa.Column("reden", sa.String(length=200), nullable=False),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("op", loket_backend.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_toewijzing_kenmerk")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_toewijzing_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toewijzing")),
    )
    with op.batch_alter_table("toewijzing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_toewijzing_kenmerk"), ["kenmerk"], unique=False)
        batch_op.create_index(batch_op.f("ix_toewijzing_medewerker_id"), ["medewerker_id"], unique=False)

    op.create_table(
        "uitspraak",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kenmerk", sa.String(length=16), nullable=False),
        sa.Column("leefgebied", sa.String(length=20), nullable=False),
        sa.Column("aspect", sa.String(length=12), nullable=False),
        sa.Column("tekst", loket_backend.db.Versleuteld(), nullable=False),
        sa.Column("bron", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["kenmerk"], ["intake.kenmerk"], name=op.f("fk_uitspraak_kenmerk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uitspraak")),
    )
    with op.batch_alter_table("uitspraak", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_uitspraak_kenmerk"), ["kenmerk"], unique=False)

    _audit_alleen_toevoegen()


def _audit_alleen_toevoegen() -> None:
    """The audit trail can be added to and read, nothing else (NEN 7513)."""
    if op.get_bind().dialect.name == "sqlite":
        for daad in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER auditregel_geen_{daad.lower()} BEFORE {daad} ON auditregel "
                "BEGIN SELECT RAISE(ABORT, 'de audittrail is alleen toe te voegen'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION auditregel_vast() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'de audittrail is alleen toe te voegen'; END $$"
    )
    op.execute(
        "CREATE TRIGGER auditregel_vast BEFORE UPDATE OR DELETE OR TRUNCATE ON auditregel "
        "FOR EACH STATEMENT EXECUTE FUNCTION auditregel_vast()"
    )
