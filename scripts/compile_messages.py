"""Compile the translations: every ``.po`` under src into the ``.mo`` beside it.

``--check`` writes nothing and fails on a catalogue that does not compile, on a translation whose
placeholders differ from the original's, and on one still marked as a guess ("fuzzy").
"""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

SOURCE = Path(__file__).parent.parent / "src"


def faults(path: Path, *, write: bool) -> list[str]:
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        return [f"{path}: {error}"]
    found = [
        f"{path}:{message.lineno}: {message.id!r}: {error}"
        for message, errors in catalogue.check()
        for error in errors
    ]
    found += [
        f"{path}:{message.lineno}: {message.id!r}: still marked fuzzy"
        for message in catalogue
        if message.id and message.fuzzy
    ]
    if write:
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
    return found


def main() -> int:
    check = "--check" in sys.argv[1:]
    paths = sorted(SOURCE.rglob("*.po"))
    found = [fault for path in paths for fault in faults(path, write=not check)]
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found and check else 0


if __name__ == "__main__":
    sys.exit(main())
