"""From admitted submissions to the dated rows that guards read, and back to a content where none tells."""

from sanzhi.registry.rows.agencies import agency_content, agency_taken, end_agencies, write_agencies
from sanzhi.registry.rows.benchmarks import (
    benchmark_content,
    benchmark_held,
    benchmark_taken,
    end_benchmarks,
    write_benchmarks,
)
from sanzhi.registry.rows.lists import end_entries, entry_content, entry_held, entry_taken, write_entries
from sanzhi.registry.rows.officers import (
    end_officers,
    officer_content,
    officer_held,
    officer_taken,
    write_officers,
)
from sanzhi.registry.rows.powers import end_powers, power_content, power_held, power_taken, write_powers

__all__ = [
    "agency_content",
    "agency_taken",
    "benchmark_content",
    "benchmark_held",
    "benchmark_taken",
    "end_agencies",
    "end_benchmarks",
    "end_entries",
    "end_officers",
    "end_powers",
    "entry_content",
    "entry_held",
    "entry_taken",
    "officer_content",
    "officer_held",
    "officer_taken",
    "power_content",
    "power_held",
    "power_taken",
    "write_agencies",
    "write_benchmarks",
    "write_entries",
    "write_officers",
    "write_powers",
]
