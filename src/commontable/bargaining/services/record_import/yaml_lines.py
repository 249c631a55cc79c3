"""A YAML text as a tree that still knows its lines, read without trusting it.

Nothing is constructed: no tags are followed, aliases are not expanded. Depth and size are
counted on the flat stream of events before the tree is built.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from commontable.bargaining.services.record_import.problems import BrokenRecordError, Fault
from commontable.common.plain_text import named, unkept_character

MOST_BYTES = 512 * 1024
MOST_DEPTH = 20
MOST_NODES = 50_000
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

__all__ = ["MappingNode", "Node", "ScalarNode", "SequenceNode", "compose", "line_of"]


def line_of(node: Node) -> int:
    return int(node.start_mark.line) + 1


def compose(data: bytes) -> Node:
    """The tree of the file's one document.

    Raises:
        BrokenRecordError: it is too large, not UTF-8, not YAML, too deep, repeats a key, or uses
            anchors and aliases, by which a few lines can stand for more than a machine holds.
    """
    if len(data) > MOST_BYTES:
        raise BrokenRecordError(
            [Fault(0, f"The file has {len(data):,} bytes; a record has at most {MOST_BYTES:,}.")]
        )
    text = _decoded(data)
    try:
        _refuse_expansion(text)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join(filter(None, (error.context, error.problem)))
        raise BrokenRecordError(
            [Fault(mark.line + 1 if mark else 0, f"This is not YAML: {reason}.")]
        ) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise BrokenRecordError([Fault(line, "A control character stands here.")]) from error
    if root is None:
        raise BrokenRecordError([Fault(0, "The file is empty.")])
    if faults := [*_repeated_keys(root), *_control_characters(root)]:
        raise BrokenRecordError(faults)
    return root


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenRecordError(
            [Fault(line, f"This is not UTF-8: byte {error.start + 1} cannot be read.")]
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise BrokenRecordError([Fault(line, "A control character stands here.")])
    return text


def _refuse_expansion(text: str) -> None:
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader), 1):
        line = int(event.start_mark.line) + 1 if event.start_mark else 0
        if isinstance(event, yaml.events.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.events.CollectionEndEvent):
            depth -= 1
        if getattr(event, "anchor", None):
            raise BrokenRecordError(
                [Fault(line, "Anchors and aliases (& and *) are not taken: write the value out.")]
            )
        if depth > MOST_DEPTH:
            raise BrokenRecordError([Fault(line, f"Nested deeper than {MOST_DEPTH} levels.")])
        if count > MOST_NODES:
            raise BrokenRecordError([Fault(line, f"More than {MOST_NODES:,} entries.")])


def _control_characters(node: Node) -> Iterator[Fault]:
    """Those written out, as in ``"Oak\\0land"``, which only show in what the text stands for."""
    if isinstance(node, ScalarNode):
        at = unkept_character(node.value)
        if at is not None:
            code = named(node.value[at])
            yield Fault(line_of(node), f"A control character ({code}) stands here: leave it out.")
    elif isinstance(node, MappingNode | SequenceNode):
        for item in node.value:
            for part in item if isinstance(item, tuple) else (item,):
                yield from _control_characters(part)


def _repeated_keys(node: Node) -> Iterator[Fault]:
    if isinstance(node, MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                if key.value in seen:
                    yield Fault(
                        line_of(key),
                        f"“{key.value}” stands here again; it stood on line {seen[key.value]}.",
                    )
                seen.setdefault(key.value, line_of(key))
            yield from _repeated_keys(value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item)
