"""A region of a page can be quoted as an image: a fourth grade, and where its picture is stored."""

from alembic import op

revision = "0002"
down_revision = "0001"

_BEFORE = "grade IN ('exact', 'equivalent', 'words')"
_AFTER = "grade IN ('exact', 'equivalent', 'words', 'picture')"


def upgrade() -> None:
    """Widen two checks and add a column; no row changes.

    SQLite cannot alter a check. Its manual gives this way where no row is touched
    (https://www.sqlite.org/lang_altertable.html#otheralter), which leaves the tables and their rows in place.
    """
    op.execute("ALTER TABLE anchor ADD COLUMN picture_sha256 VARCHAR")
    version = op.get_bind().exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema = ON")
    for table in ("quote", "anchor"):
        op.get_bind().exec_driver_sql(
            "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?",
            (_BEFORE, _AFTER, table),
        )
    op.execute(f"PRAGMA schema_version = {int(version) + 1}")
    op.execute("PRAGMA writable_schema = RESET")
