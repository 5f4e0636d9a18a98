"""Runs one command, and turns what went wrong into a sentence and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from evidencepack.cli.output import Answer, complain, say
from evidencepack.cli.parser import make_parser
from evidencepack.errors import Cancelled, CannotWrite, PackError


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: What was typed behind the program's name.

    Returns:
        The exit code.
    """
    args = make_parser().parse_args(arguments)
    as_json = bool(getattr(args, "json", False))
    try:
        from evidencepack.cli.commands import COMMANDS

        answer: Answer = COMMANDS[args.command](args)
        say(answer, as_json=as_json)
    except PackError as problem:
        complain(problem, as_json=as_json)
        return problem.exit_code
    except KeyboardInterrupt:
        complain(Cancelled(), as_json=as_json)
        return Cancelled.exit_code
    except BrokenPipeError:  # whoever was reading has read enough
        sys.stderr.close()
        return 0
    except (MemoryError, OSError) as problem:
        complain(
            CannotWrite(f"The computer stopped the work: {problem or 'out of memory'}."), as_json=as_json
        )
        return CannotWrite.exit_code
    return answer.exit_code
