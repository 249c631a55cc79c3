"""The cells that lines and boxes drawn on a page enclose."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_NEAR = 3.0  # points that two ends of lines may be apart and still meet
_THIN = 2.0  # a box this narrow is a line
_SHORTEST = 4.0
_MOST_EDGES = 6_000
_MOST_GRID = 40_000  # rows times columns
_LEAST = 2  # rows, columns and cells of a table

type Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from ``start`` to ``end`` along one axis, at ``at`` on the other."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: ``xs`` and ``ys`` are where its columns and rows part; ``cells[row][column]`` is
    the number of the cell there, the same for all it spans, -1 for none.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]


def grids_of(boxes: Iterable[Box]) -> list[Grid]:
    """The tables that ``boxes`` make, from the top: thin ones are lines, others four sides."""
    across: list[Edge] = []
    down: list[Edge] = []
    for x0, y0, x1, y1 in boxes:
        wide, high = x1 - x0, y1 - y0
        if high <= _THIN and wide >= _SHORTEST:
            across.append(Edge((y0 + y1) / 2, x0, x1))
        elif wide <= _THIN and high >= _SHORTEST:
            down.append(Edge((x0 + x1) / 2, y0, y1))
        elif high > _THIN and wide > _THIN:
            across += [Edge(y0, x0, x1), Edge(y1, x0, x1)]
            down += [Edge(x0, y0, y1), Edge(x1, y0, y1)]
    if len(across) < _LEAST or len(down) < _LEAST or len(across) + len(down) > _MOST_EDGES:
        return []
    groups = _groups(_joined(across), _joined(down))
    grids = [grid for group in groups if (grid := _grid(*group)) is not None]
    return sorted(grids, key=lambda grid: grid.ys[0])


def boxes_of(page: Any) -> list[Box]:
    """Every line and box drawn on ``page``; backgrounds, which are only filled, where thin."""
    found: list[Box] = []
    for path in page.get_cdrawings():
        only_filled = path["type"] == "f"
        for item in path["items"]:
            if item[0] == "l":
                (ax, ay), (bx, by) = item[1], item[2]
                box = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
                if min(box[2] - box[0], box[3] - box[1]) > _THIN:
                    continue  # it goes across at an angle
            elif item[0] == "re":
                box = tuple(item[1])
            else:
                continue
            if not only_filled or min(box[2] - box[0], box[3] - box[1]) <= _THIN:
                found.append(box)
        if len(found) > _MOST_EDGES:
            return []
    return found


def _joined(edges: list[Edge]) -> list[Edge]:
    """Edges on about the same line, one after the other, as one."""
    lines: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda each: each.at):
        if lines and edge.at - lines[-1][-1].at <= _NEAR:
            lines[-1].append(edge)
        else:
            lines.append([edge])
    joined: list[Edge] = []
    for line in lines:
        at = sum(edge.at for edge in line) / len(line)
        start, end = None, 0.0
        for edge in sorted(line, key=lambda each: each.start):
            if start is None or edge.start > end + _NEAR:
                if start is not None:
                    joined.append(Edge(at, start, end))
                start, end = edge.start, edge.end
            end = max(end, edge.end)
        if start is not None:
            joined.append(Edge(at, start, end))
    return joined


def _groups(across: list[Edge], down: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Edges that meet, each with all it meets."""
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for a, row in enumerate(across):
        for d, column in enumerate(down):
            meets = (
                row.start - _NEAR <= column.at <= row.end + _NEAR
                and column.start - _NEAR <= row.at <= column.end + _NEAR
            )
            if meets:
                parent[root(a)] = root(len(across) + d)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = defaultdict(lambda: ([], []))
    for a, row in enumerate(across):
        groups[root(a)][0].append(row)
    for d, column in enumerate(down):
        groups[root(len(across) + d)][1].append(column)
    return [group for group in groups.values() if all(len(side) >= _LEAST for side in group)]


def _grid(across: list[Edge], down: list[Edge]) -> Grid | None:
    xs = tuple(sorted({edge.at for edge in down}))
    ys = tuple(sorted({edge.at for edge in across}))
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > _MOST_GRID:
        return None
    walls = _walls(down, xs, ys)
    floors = _walls(across, ys, xs)
    cells = [[-1] * columns for _ in range(rows)]
    number = 0
    for row in range(rows):
        for column in range(columns):
            if cells[row][column] == -1:
                spanned = _spanned(row, column, walls, floors, (rows, columns))
                mark = number if spanned[1] else -2
                number += spanned[1]
                for r, c in spanned[0]:
                    cells[r][c] = mark
    found = tuple(tuple(max(cell, -1) for cell in row) for row in cells)
    return Grid(xs, ys, found) if number >= _LEAST else None


def _walls(
    edges: list[Edge], at: tuple[float, ...], along: tuple[float, ...]
) -> set[tuple[int, int]]:
    """Which pieces of the grid's lines are drawn: (line, piece along it)."""
    index = {place: order for order, place in enumerate(at)}
    return {
        (index[edge.at], piece)
        for edge in edges
        for piece, (a, b) in enumerate(pairwise(along))
        if edge.start - _NEAR <= a and b <= edge.end + _NEAR
    }


def _spanned(
    row: int,
    column: int,
    walls: set[tuple[int, int]],
    floors: set[tuple[int, int]],
    size: tuple[int, int],
) -> tuple[set[tuple[int, int]], bool]:
    """The places one reaches from here without crossing a line, and whether they are closed in."""
    reached = {(row, column)}
    waiting = [(row, column)]
    closed = True
    while waiting:
        r, c = waiting.pop()
        steps = (
            ((c, r) in walls, (r, c - 1)),
            ((c + 1, r) in walls, (r, c + 1)),
            ((r, c) in floors, (r - 1, c)),
            ((r + 1, c) in floors, (r + 1, c)),
        )
        for shut, place in steps:
            if shut or place in reached:
                continue
            if not (0 <= place[0] < size[0] and 0 <= place[1] < size[1]):
                closed = False
                continue
            reached.add(place)
            waiting.append(place)
    return reached, closed
