"""YAML with exact numbers: 6.25 is read as the decimal that was typed, never as a float."""

from collections.abc import Hashable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from commontable.engines.costing.errors import CostingError

LARGEST = 20 * 1024 * 1024


class _ExactLoader(yaml.SafeLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """A key given twice is a slip that plain YAML would keep silent about."""
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key: Hashable = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise CostingError(f"line {line}", expected=f"{key} once", got="twice")
            seen.add(key)
        return super().construct_mapping(node, deep)


def _exact(loader: _ExactLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(str(loader.construct_scalar(node)).replace("_", ""))


_ExactLoader.add_constructor("tag:yaml.org,2002:float", _exact)


def read_yaml(text: str, where: str) -> Mapping[str, object]:
    """A YAML mapping. Raises ``CostingError`` with the line where it is none."""
    try:
        found = yaml.load(text, _ExactLoader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as reason:
        line = reason.problem_mark.line + 1 if reason.problem_mark else 1
        raise CostingError(
            f"{where}, line {line}", expected="YAML", got=str(reason.problem or reason)
        ) from None
    except (yaml.YAMLError, ArithmeticError) as reason:
        raise CostingError(where, expected="YAML", got=str(reason).splitlines()[0]) from None
    except CostingError as reason:
        raise CostingError(
            f"{where}, {reason.where}", expected=reason.expected, got=reason.got
        ) from None
    if not isinstance(found, Mapping):
        raise CostingError(where, expected="a mapping such as `terms: [...]`", got=repr(found)[:60])
    return found


def read_yaml_file(path: Path) -> Mapping[str, object]:
    if not path.is_file():
        came = "a folder" if path.is_dir() else "nothing there"
        raise CostingError(str(path), expected="a YAML file", got=came)
    if path.stat().st_size > LARGEST:
        raise CostingError(
            str(path), expected="at most 20 MB", got=f"{path.stat().st_size:,} bytes"
        )
    try:
        return read_yaml(path.read_text(encoding="utf-8-sig"), str(path))
    except UnicodeDecodeError:
        raise CostingError(
            str(path), expected="UTF-8 text", got="other bytes", fix="Save it as UTF-8."
        ) from None
