"""The files of cases that ship, and the reports that each is asked over."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
SHIPPED = _HERE.parent / "corpus" / "reports"
"""The three reports that come with the product: what a file of cases is asked over by default."""
_OVER = {
    SHIPPED: (
        *("cleveland", "cleveland-more-dev", "cleveland-3-dev", "cleveland-4-dev"),
        *("cleveland-5-test", "cleveland-6-dev", "cleveland-7-dev", "cleveland-8-test"),
        "cleveland-9-dev",
        *("register-dev", "register-test", "turns-cleveland-dev"),
    ),
    _HERE / "reports" / "dev": ("others-dev", "others-more-dev"),
    _HERE / "reports" / "test": ("others-test",),
    _HERE / "reports" / "fresh1": ("fresh1-dev",),
    _HERE / "reports" / "fresh2": ("fresh2-dev",),
    _HERE / "reports" / "fresh3": ("fresh3-test",),
    _HERE / "reports" / "fresh4": ("fresh4-dev",),
    _HERE / "reports" / "fresh5": ("fresh5-dev",),
    _HERE / "reports" / "fresh6": ("fresh6-dev",),
    _HERE / "reports" / "fresh7": ("fresh7-dev",),
    _HERE / "reports" / "fresh8": ("fresh8-dev",),
    _HERE / "reports" / "fresh9": ("fresh9-dev",),
    _HERE / "reports" / "fresh10": ("fresh10-dev",),
    _HERE / "reports" / "fresh11": ("fresh11-test",),
    _HERE / "reports" / "fresh12": ("fresh12-dev",),
    _HERE / "reports" / "fresh13": ("fresh13-test",),
    _HERE / "reports" / "fresh14": ("fresh14-dev", "turns-fresh14-dev"),
    _HERE / "reports" / "fresh15": ("fresh15-dev",),
    _HERE / "reports" / "fresh16": ("fresh16-dev",),
    _HERE / "reports" / "fresh17": ("fresh17-dev",),
    _HERE / "reports" / "fresh18": ("fresh18-dev", "turns-fresh18-dev"),
}
FILES = {
    reports: tuple(_HERE / "cases" / f"{name}.jsonl" for name in names)
    for reports, names in _OVER.items()
}
"""Files of cases by the folder of reports that they are asked over."""


def reports_of(cases: Path) -> Path | None:
    """The reports of a file of cases that ships; None for another file."""
    of_name = {path.name: reports for reports, paths in FILES.items() for path in paths}
    return of_name.get(cases.name)
