"""Every command by its name. What is heavy is loaded by the command that needs it, when it is called."""

from __future__ import annotations

from evidencepack.cli import changing, leaving, looking
from evidencepack.cli.opening import Command

COMMANDS: dict[str, Command] = {**changing.COMMANDS, **looking.COMMANDS, **leaving.COMMANDS}
