"""Curves of analyses of many runs."""

from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence

PARTS = ("mean", "std", "sem", "ci95", "low", "high", "n")
CURVES_DOCUMENT = f"""query ($filter: AnalysisFilter, $after: String) {{ analyses(filter: $filter, first: 100, after: $after) {{
  nodes {{ id measure createdAt run {{ id }} representation {{ epoch }}
    result {{ ... on CurvesResult {{ sizes curves {{ name title {" ".join(PARTS)} }} }} }} }}
  pageInfo {{ hasNextPage endCursor }} }} }}"""


class Curves(List[Dict[str, Any]]):
    """Points of curves over chunk sizes, as rows of run, epoch, measure, curve, size, mean, std, sem, ci95, low, high and n."""

    def to_pandas(self) -> Any:
        """Returns a DataFrame with these columns."""
        import pandas

        return pandas.DataFrame(list(self), columns=["run", "epoch", "measure", "curve", "size", *PARTS])

    def series(self, run: Any, curve: str, part: str = "mean") -> Any:
        """Returns chunk sizes and `mean`, `std`, `sem`, `ci95`, `low`, `high` or `n` of a curve of a run as NumPy arrays."""
        import numpy

        id = run if isinstance(run, str) else run.id
        points = [(row["size"], row[part]) for row in self if row["run"] == id and row["curve"] == curve]
        return numpy.array([size for size, _ in points], dtype="int64"), numpy.array([value for _, value in points])


def rows_of_curves(analyses: "Iterator[Mapping[str, Any]]", names: Optional[Sequence[str]]) -> Iterator[Dict[str, Any]]:
    """Yields rows of the newest analysis of each run and measure; `names` chooses curves."""
    newest: "Dict[tuple[str, str], Mapping[str, Any]]" = {}
    for analysis in analyses:
        key = (analysis["run"]["id"], analysis["measure"])
        if analysis["result"] and (key not in newest or newest[key]["createdAt"] < analysis["createdAt"]):
            newest[key] = analysis
    for (run, measure), analysis in newest.items():
        result = analysis["result"]
        for curve in result.get("curves", []):
            if names is not None and curve["name"] not in names:
                continue
            about = {"run": run, "epoch": (analysis["representation"] or {}).get("epoch"), "measure": measure}
            for i, size in enumerate(result["sizes"]):
                values = {part: float("nan") if curve[part][i] is None else curve[part][i] for part in PARTS}
                yield {**about, "curve": curve["name"], "size": size, **values}
