"""The redline of two texts of a contract or proposal, and of three.

``commontable.engines.documents`` reads a file into a ``Document`` of articles; ``compare`` makes
the ``Redline`` of two, ``compare_three`` of a status quo and both sides' positions. ``as_text``,
``as_html``, ``as_json`` and ``as_docx`` write a redline out, ``three_as_text`` and its like three.
"""

from commontable.engines.comparison.redline.data_page import (
    as_data,
    as_json,
    three_as_data,
    three_as_json,
)
from commontable.engines.comparison.redline.errors import RedlineError
from commontable.engines.comparison.redline.html import (
    as_html,
    as_html_fragment,
    three_as_html,
    three_parts,
    two_parts,
)
from commontable.engines.comparison.redline.matching import (
    ArticleMatch,
    MatchKind,
    match_articles,
)
from commontable.engines.comparison.redline.moves import MovedText
from commontable.engines.comparison.redline.numbers import NumberChange
from commontable.engines.comparison.redline.passages import (
    ArticleView,
    Passage,
    Piece,
    article_views,
)
from commontable.engines.comparison.redline.phrases import ENGLISH, Phrases
from commontable.engines.comparison.redline.redline import Redline, compare
from commontable.engines.comparison.redline.sections import Section, SectionMatch
from commontable.engines.comparison.redline.tables import CellChange
from commontable.engines.comparison.redline.text_page import as_text
from commontable.engines.comparison.redline.three import ThreeWay, ThreeWayRow, compare_three
from commontable.engines.comparison.redline.three_passages import (
    CellOfThree,
    NumberOfThree,
    SidedPassage,
    SidedPiece,
    ThreeSection,
    cells_of_three,
    numbers_of_three,
    three_sections,
)
from commontable.engines.comparison.redline.three_text import three_as_text
from commontable.engines.comparison.redline.word import Hand, as_docx, three_as_docx
from commontable.engines.comparison.redline.words import WordChange, apply_changes, diff_words

__all__ = [
    "ENGLISH",
    "ArticleMatch",
    "ArticleView",
    "CellChange",
    "CellOfThree",
    "Hand",
    "MatchKind",
    "MovedText",
    "NumberChange",
    "NumberOfThree",
    "Passage",
    "Phrases",
    "Piece",
    "Redline",
    "RedlineError",
    "Section",
    "SectionMatch",
    "SidedPassage",
    "SidedPiece",
    "ThreeSection",
    "ThreeWay",
    "ThreeWayRow",
    "WordChange",
    "apply_changes",
    "article_views",
    "as_data",
    "as_docx",
    "as_html",
    "as_html_fragment",
    "as_json",
    "as_text",
    "cells_of_three",
    "compare",
    "compare_three",
    "diff_words",
    "match_articles",
    "numbers_of_three",
    "three_as_data",
    "three_as_docx",
    "three_as_html",
    "three_as_json",
    "three_as_text",
    "three_parts",
    "three_sections",
    "two_parts",
]
