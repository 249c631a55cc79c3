"""What a Word file's styles say of a paragraph: depth as a heading, list, hidden or not."""

from dataclasses import dataclass, replace

from commontable.engines.documents.word.xml import Element, on, w

_BODY_TEXT = 9  # Word's outline level of what is no heading


@dataclass(frozen=True, slots=True)
class Listed:
    """The list a paragraph is an item of; level None means: as the style says."""

    number: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style with all it inherits."""

    name: str = ""
    depth: int = 0  # 1 for Heading 1; 0 for no heading
    listed: Listed | None = None
    hidden: bool = False
    capitals: bool = False

    @property
    def of_contents(self) -> bool:
        """Whether it sets a table of contents."""
        return self.name.startswith("toc ") and self.name != "toc heading"


PLAIN = Style()


class Styles:
    """Every style of a file, by its id."""

    def __init__(self, root: Element | None) -> None:
        self._elements = (
            {style.get(w("styleId"), ""): style for style in root.iter(w("style"))}
            if root is not None
            else {}
        )
        self._known: dict[str, Style] = {}
        self.usual = next(
            (
                key
                for key, style in self._elements.items()
                if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true"}
            ),
            "",
        )

    def get(self, key: str | None) -> Style:
        """The style ``key`` names, or the plain one."""
        if not key or key not in self._elements:
            return PLAIN
        if key not in self._known:
            self._known[key] = PLAIN  # a style based on itself ends here
            self._known[key] = self._read(self._elements[key])
        return self._known[key]

    def _read(self, element: Element) -> Style:
        based = element.find(w("basedOn"))
        style = self.get(based.get(w("val")) if based is not None else None)
        name = element.find(w("name"))
        style = replace(style, name=(name.get(w("val")) or "").lower() if name is not None else "")
        properties = element.find(w("pPr"))
        if properties is not None:
            depth = depth_of(properties)
            listed = listed_of(properties)
            style = replace(
                style,
                depth=style.depth if depth is None else depth,
                listed=style.listed if listed is None else _inherited(listed, style.listed),
            )
        run = element.find(w("rPr"))
        if run is not None:
            hidden, capitals = on(run.find(w("vanish"))), on(run.find(w("caps")))
            style = replace(
                style,
                hidden=style.hidden if hidden is None else hidden,
                capitals=style.capitals if capitals is None else capitals,
            )
        return style


def _inherited(listed: Listed, base: Listed | None) -> Listed:
    return Listed(listed.number or (base.number if base else ""), listed.level)


def depth_of(properties: Element) -> int | None:
    """1 for a first-level heading, 0 for body text, None where nothing is said."""
    found = properties.find(w("outlineLvl"))
    value = found.get(w("val"), "") if found is not None else ""
    if not value.isdigit():
        return None
    return int(value) + 1 if int(value) < _BODY_TEXT else 0


def listed_of(properties: Element) -> Listed | None:
    """The list named in ``properties``; number "0" takes a paragraph out of its style's list."""
    found = properties.find(w("numPr"))
    if found is None:
        return None
    number, level = found.find(w("numId")), found.find(w("ilvl"))
    depth = level.get(w("val"), "") if level is not None else ""
    return Listed(
        number.get(w("val"), "") if number is not None else "",
        int(depth) if depth.isdigit() else None,
    )
