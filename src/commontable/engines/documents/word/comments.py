"""The comments of a Word file: who, when, what, whose reply, resolved or not."""

from dataclasses import dataclass
from datetime import datetime

from commontable.engines.documents.word.content import moment_of
from commontable.engines.documents.word.package import Package, Relations
from commontable.engines.documents.word.xml import W14, W15, w


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment; ``key`` is its id in the text, ``reply_to`` another's, "" for none."""

    key: str
    author: str
    at: datetime | None
    text: str
    reply_to: str = ""
    resolved: bool = False


def remarks_of(package: Package, relations: Relations) -> list[Remark]:
    """Every comment in the order Word keeps them."""
    root = package.root(relations.first("comments"))
    if root is None:
        return []
    extended = package.root(relations.first("commentsExtended"))
    parents: dict[str, str] = {}
    done: set[str] = set()
    for each in extended.iter(W15 + "commentEx") if extended is not None else ():
        own = each.get(W15 + "paraId", "")
        parents[own] = each.get(W15 + "paraIdParent", "")
        if each.get(W15 + "done", "0") in {"1", "true"}:
            done.add(own)
    elements = list(root.iter(w("comment")))
    last: dict[str, str] = {}  # Word names a comment by the id of its last paragraph
    for element in elements:
        for paragraph in element.iter(w("p")):
            last[element.get(w("id"), "")] = paragraph.get(W14 + "paraId", "")
    by_paragraph = {paragraph: key for key, paragraph in last.items() if paragraph}
    found = []
    for element in elements:
        key = element.get(w("id"), "")
        paragraphs = (
            "".join(text.text or "" for text in paragraph.iter(w("t")))
            for paragraph in element.iter(w("p"))
        )
        own = last.get(key, "")
        found.append(
            Remark(
                key,
                element.get(w("author"), ""),
                moment_of(element.get(w("date"))),
                "\n".join(paragraphs).strip(),
                by_paragraph.get(parents.get(own, ""), ""),
                own in done,
            )
        )
    return found
