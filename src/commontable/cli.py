"""The ``commontable`` command: an explicit table of what it can do.

Each target is imported only when asked for: comparing two positions needs no Django, and starting
a demo needs no comparison.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

USAGE = 2


@dataclass(frozen=True)
class Command:
    """``target`` is ``module:function``, ``engine:module`` or ``django:management command``."""

    words: str
    target: str
    about: str


COMMANDS = (
    Command("demo", "commontable.config.demo:run", "the whole product with a made-up coalition"),
    Command("reset-demo", "commontable.config.demo:reset", "stop the demo and remove its data"),
    Command("migrate", "commontable.config.commands:migrate", "bring the database up to date"),
    Command("static", "commontable.config.commands:static", "collect the static files to serve"),
    Command("serve", "commontable.config.commands:serve", "the web server, for production"),
    Command("worker", "commontable.config.commands:worker", "a background worker"),
    Command("pricing", "commontable.config.commands:pricing", "the process that prices offers"),
    Command("compare", "engine:compare", "the redline of two texts, without any database"),
    Command("document", "engine:document", "what a file of a contract or proposal says"),
    Command("read", "engine:read", "the facts of an update or a letter, each with its place"),
    Command("cost", "engine:cost", "what offers are worth over a census, without any database"),
    Command("create coalition", "django:create_coalition", "a coalition and its first invitation"),
    Command("remove second factor", "django:remove_second_factor", "for who lost phone and codes"),
    Command(
        "encrypt second factors", "django:encrypt_second_factors", "under the first of the keys"
    ),
    Command("import record", "django:import_record", "a bargaining record from a YAML file"),
    Command("exhibits export", "django:exhibits_export", "a table's exhibits as an archive"),
    Command("exhibits verify", "engine:exhibits", "whether such an archive is whole, anywhere"),
    Command("search check", "django:search_check", "what cannot be found as the record has it"),
    Command("search rebuild", "django:search_rebuild", "make the search anew from the record"),
    Command("import census", "django:import_census", "a census, looked over before it is kept"),
    Command("audit verify", "django:audit_verify", "find altered, missing, reordered entries"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the words name; the exit code is its own, 2 if there is none."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in {"-h", "--help", "help"}:
        _say(_help())
        return 0 if words else USAGE
    for command in COMMANDS:
        own = command.words.split()
        if words[: len(own)] == own:
            return _run(command, words[len(own) :])
    _say(f"Expected one of the commands below, got: {' '.join(words)}\n\n{_help()}")
    return USAGE


def _run(command: Command, arguments: list[str]) -> int:
    kind, _, name = command.target.partition(":")
    if kind == "django":
        management: Callable[[str, Sequence[str]], int]
        management = _load("commontable.config.commands").management
        return management(name, arguments)
    if kind == "engine":
        engine = _load(f"commontable.engines.commands.{name}")
        parser = argparse.ArgumentParser(prog="commontable")
        engine.add_parser(parser.add_subparsers(required=True))
        return int(engine.run(parser.parse_args([*command.words.split(), *arguments])) or 0)
    target: Callable[[Sequence[str]], int] = getattr(_load(kind), name)
    return target(arguments)


def _load(module: str) -> Any:
    return importlib.import_module(module)


def _help() -> str:
    widest = max(len(command.words) for command in COMMANDS)
    lines = [f"  {command.words:<{widest}}  {command.about}" for command in COMMANDS]
    return "\n".join(["commontable COMMAND …", "", *lines])


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - the terminal is where this command speaks


if __name__ == "__main__":
    sys.exit(main())
