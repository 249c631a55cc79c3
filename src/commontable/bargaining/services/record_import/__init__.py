"""Entering a published bargaining record from a YAML file."""

from commontable.bargaining.services.record_import.problems import BrokenRecordError, Fault
from commontable.bargaining.services.record_import.reading import read_record
from commontable.bargaining.services.record_import.report import ImportReport
from commontable.bargaining.services.record_import.writing import import_record
from commontable.bargaining.services.record_import.yaml_lines import MOST_BYTES

__all__ = [
    "MOST_BYTES",
    "BrokenRecordError",
    "Fault",
    "ImportReport",
    "import_record",
    "read_record",
]
