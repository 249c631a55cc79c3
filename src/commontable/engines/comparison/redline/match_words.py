"""What became of an article, in words a reader is told."""

from commontable.engines.comparison.redline.matching import ArticleMatch, MatchKind

SAYS: dict[MatchKind, str] = {
    "same": "unchanged",
    "changed": "changed",
    "moved": "moved",
    "renumbered": "renumbered",
    "merged": "merged",
    "split": "split",
    "new": "new",
    "gone": "gone",
}


def said_of(match: ArticleMatch) -> str:
    """ "renumbered, was 12", "split from 20", "merged into 9"."""
    old, new, says = match.old, match.new, SAYS[match.kind]
    if old is None or new is None:
        return says
    if match.kind == "split":
        return f"split from {old.name}"
    if match.kind == "merged":
        return f"{old.name} merged into {new.name}"
    if match.kind in ("renumbered", "moved"):
        says = says if old.name == new.name else f"{says}, was {old.name}"
        return says if old.words == new.words else f"{says}, text changed"
    return says
