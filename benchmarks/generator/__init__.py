"""Generated reports of invented schools with their true facts: load for builds, and truth to compare with."""

from .noise import Noise
from .reports import facts_of, report, report_text, school_and_year, short_text, write_report, write_reports
from .truth import Report, TrueFact

__all__ = [
    "Noise",
    "Report",
    "TrueFact",
    "facts_of",
    "report",
    "report_text",
    "school_and_year",
    "short_text",
    "write_report",
    "write_reports",
]
