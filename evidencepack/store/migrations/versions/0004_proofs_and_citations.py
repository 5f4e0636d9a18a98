"""Quotes keep why words were left out and which authorities they name; two more kinds of section; a style."""

from alembic import op

revision = "0004"
down_revision = "0003"

_COLUMNS = (
    "matter ADD COLUMN citation_style VARCHAR DEFAULT 'annex' NOT NULL",
    "quote ADD COLUMN elision_because VARCHAR DEFAULT '' NOT NULL",
    "quote ADD COLUMN authorities JSON DEFAULT '[]' NOT NULL",
)
_BEFORE = "'recommendations', 'annexes')"
_AFTER = "'recommendations', 'authorities', 'proof-sheet', 'annexes')"


def upgrade() -> None:
    """Add columns and widen a check in place; no row changes (see 0002 on the way)."""
    for column in _COLUMNS:
        op.execute(f"ALTER TABLE {column}")
    version = op.get_bind().exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema = ON")
    op.get_bind().exec_driver_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = 'section'",
        (_BEFORE, _AFTER),
    )
    op.execute(f"PRAGMA schema_version = {int(version) + 1}")
    op.execute("PRAGMA writable_schema = RESET")
