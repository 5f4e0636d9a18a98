"""Pages know which of their words OCR read, quotes who compared those, and FOI responses their exemptions."""

from alembic import op

revision = "0003"
down_revision = "0002"

_COLUMNS = (
    "source ADD COLUMN exemptions VARCHAR DEFAULT '' NOT NULL",
    "source ADD COLUMN internal_review VARCHAR DEFAULT '' NOT NULL",
    "quote ADD COLUMN compared_at VARCHAR DEFAULT '' NOT NULL",
    "quote ADD COLUMN compared_by VARCHAR DEFAULT '' NOT NULL",
    "anchor ADD COLUMN ocr_confidence INTEGER",
    "page ADD COLUMN ocr JSON DEFAULT '[]' NOT NULL",
)


def upgrade() -> None:
    """Add columns; nothing that is there changes."""
    for column in _COLUMNS:
        op.execute(f"ALTER TABLE {column}")
