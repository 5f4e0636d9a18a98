"""The shape of the first packs.

A new pack is made whole from the model and marked with the newest revision; so the first revision has
nothing to do. What it looked like is kept as a pack among the tests.
"""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing: the first packs were made in this shape."""
