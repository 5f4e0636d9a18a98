"""Runs one command, and turns what went wrong into a sentence and an exit code."""

from __future__ import annotations

from collections.abc import Sequence

from evidencepack.cli.interrupting import hear_interruptions
from evidencepack.cli.output import Answer, complain, hush, say
from evidencepack.cli.parser import make_parser
from evidencepack.errors import Cancelled, CannotWrite, PackError, UsageError


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: What was typed behind the program's name.

    Returns:
        The exit code.
    """
    words, as_json = _without_json(arguments)
    try:
        with hear_interruptions():
            answer = _answer(words)
        say(answer, as_json=as_json)
    except SystemExit as asked:  # --help has been printed
        return int(asked.code or 0)
    except PackError as problem:
        complain(problem, as_json=as_json)
        return problem.exit_code
    except KeyboardInterrupt:
        complain(Cancelled(), as_json=as_json)
        return Cancelled.exit_code
    except BrokenPipeError:  # whoever was reading has read enough
        hush()
        return 0
    except (MemoryError, OSError) as problem:
        stopped = CannotWrite(f"The computer stopped the work: {problem or 'out of memory'}.")
        complain(stopped, as_json=as_json)
        return stopped.exit_code
    return answer.exit_code


def _without_json(arguments: Sequence[str]) -> tuple[list[str], bool]:
    """Take ``--json`` out: it means the same wherever it stands, before or after the command."""
    words = list(arguments)
    end = words.index("--") if "--" in words else len(words)
    kept = [word for word in words[:end] if word != "--json"]
    return kept + words[end:], len(kept) < end


def _answer(words: Sequence[str]) -> Answer:
    args = make_parser().parse_args(words)
    if args.version:
        from evidencepack import __version__

        return Answer({"version": __version__}, [f"Evidence Pack {__version__}"])
    if args.command is None:
        raise UsageError("Name a command; “evidencepack --help” lists them.")
    from evidencepack.cli.commands import COMMANDS

    return COMMANDS[args.command](args)
