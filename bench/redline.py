"""How fast, and how short, the redline is against difflib and git on the same words.

``run(print)`` prints one line per figure. The real contracts are read from ``../shared`` where
they are at hand; elsewhere two made-up contracts of the same size take their place, and the first
line says so. About a minute, nearly all of it difflib's.
"""

import difflib
import random
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

from commontable.engines.comparison.redline import (
    WordChange,
    apply_changes,
    compare,
    diff_words,
)
from commontable.engines.documents import read_text

CONTRACTS = Path(__file__).parents[2] / "shared" / "real" / "contracts"
ROUNDS = 3
TARGET = 20
_GIT_MARK = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}")


def run(report: Callable[[str], None]) -> None:
    """Measure and report; raises AssertionError when a rebuilt text is not exact."""
    old_text, new_text, source = contract_texts()
    old, new = old_text.split(), new_text.split()
    report(f"redline: {source}, {len(old):,} and {len(new):,} words")

    ours, changes = _timed(lambda: diff_words(old, new))
    assert apply_changes(old, changes) == new
    marked = _words_in(changes)
    theirs, their_marks = _timed(lambda: _difflib_marks(old, new))
    _compared(report, "all words, as split at spaces", (ours, marked), (theirs, their_marks))

    before, after = read_text(old_text, "old"), read_text(new_text, "new")
    redlining, redline = _timed(lambda: compare(before, after))
    assert apply_changes(before.words, redline.changes) == list(after.words)
    theirs, their_marks = _timed(lambda: _difflib_marks(before.words, after.words), rounds=1)
    _compared(
        report,
        "articles aligned and redlined, without page furniture",
        (redlining, redline.marked + _words_in(c for c in redline.changes if c.kind == "spacing")),
        (theirs, their_marks),
    )
    report(f"  counting moved text as deleted and inserted: {redline.marked_with_moves:,} marked")
    reading, _ = _timed(lambda: (read_text(old_text), read_text(new_text)))
    report(f"  reading both texts into articles: {reading * 1000:,.0f} ms")
    by_git = _by_git(old_text, new_text)
    if by_git is None:
        report("  git is not installed: not measured")
    else:
        seconds, marks = by_git
        report(
            f"  git diff --word-diff: {seconds * 1000:,.0f} ms ({seconds / ours:.1f} of ours), "
            f"{marks:,} words marked, no articles, moves or numbers"
        )


def _compared(
    report: Callable[[str], None], name: str, ours: tuple[float, int], theirs: tuple[float, int]
) -> None:
    ratio = theirs[0] / ours[0]
    kept = "kept" if ratio >= TARGET and ours[1] < theirs[1] else "MISSED"
    report(f"  {name}:")
    report(f"    ours {ours[0] * 1000:,.0f} ms, {ours[1]:,} words marked, rebuilt exactly")
    report(f"    difflib (autojunk off) {theirs[0] * 1000:,.0f} ms, {theirs[1]:,} words marked")
    report(f"    {ratio:.0f} times faster; the promise of {TARGET} and fewer marks is {kept}")


def _words_in(changes: Iterable[WordChange]) -> int:
    """All words of the changes; difflib cannot tell a space put elsewhere, so it counts here."""
    return sum(len(change.old_words) + len(change.new_words) for change in changes)


def _timed[T](work: Callable[[], T], rounds: int = ROUNDS) -> tuple[float, T]:
    seconds: list[float] = []
    for _ in range(rounds):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
    return median(seconds), result


def _difflib_marks(old: list[str] | tuple[str, ...], new: list[str] | tuple[str, ...]) -> int:
    codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return sum(
        (old_end - old_start) + (new_end - new_start)
        for tag, old_start, old_end, new_start, new_end in codes
        if tag != "equal"
    )


def _by_git(old_text: str, new_text: str) -> tuple[float, int] | None:
    git = shutil.which("git")
    if git is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("old.txt", "new.txt")]
        for path, text in zip(paths, (old_text, new_text), strict=True):
            path.write_text(text)
        command = [git, "diff", "--no-index", "--word-diff", *map(str, paths)]
        seconds, done = _timed(
            lambda: subprocess.run(command, capture_output=True, text=True, check=False)
        )
    marks = _GIT_MARK.findall(done.stdout)
    return seconds, sum(len(word.split()) for mark in marks for word in mark)


def contract_texts() -> tuple[str, str, str]:
    paths = [CONTRACTS / f"nurses-{years}.txt" for years in ("2023-2025", "2025-2027")]
    if all(path.is_file() for path in paths):
        old, new = (path.read_text() for path in paths)
        return old, new, "two real contracts"
    return *_made_up(), "two made-up contracts (the real ones are not at hand)"


def _made_up() -> tuple[str, str]:
    """75 articles of 400 words from a small vocabulary; one word in 12 changes in the second."""
    chance = random.Random(2026)
    vocabulary = [f"word{chance.randrange(4000)}" for _ in range(4000)]
    before: list[str] = []
    after: list[str] = []
    for number in range(1, 76):
        words = [chance.choice(vocabulary) for _ in range(400)]
        changed = [chance.choice(vocabulary) if chance.random() < 1 / 12 else w for w in words]
        before.append(f"ARTICLE {number}. TITLE {number}\n\n{_wrapped(words)}\n")
        after.append(f"ARTICLE {number + 1}. TITLE {number}\n\n{_wrapped(changed)}\n")
    return "\n".join(before), "\n".join(after)


def _wrapped(words: list[str]) -> str:
    return "\n".join(" ".join(words[at : at + 12]) for at in range(0, len(words), 12))


if __name__ == "__main__":
    run(print)
