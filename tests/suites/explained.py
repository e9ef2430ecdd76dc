"""Why some tests of the W3C fail: every one, by name or by group."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Final

#: What the engine does otherwise than the suite wants: recog does as it does.
ENGINE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sparql10/distinct/*": "numbers are kept in one form (`01` as `1`), and cannot "
        "be told apart afterwards",
        "sparql10/expr-builtin/dawg-str-*": "the same",
        "sparql10/expr-builtin/sameTerm-*": "the same",
        "sparql10/expr-equals/eq-graph-*": "the same",
        "sparql10/open-world/open-eq-01": "the same",
        "sparql11/csv-tsv-res/csv03": "the same, `1.0E6` as `1000000`",
        "sparql12/grouping/group01": "the same",
        "sparql10/open-world/date-2": "a day with a zone differs from one without",
        "sparql10/expr-builtin/case-insensitive-booleans": "`True` and `TRUE` are not "
        "read as `true`",
        "sparql10/graph/graph-*": "the variable of `GRAPH ?g` is bound only after the "
        "group",
        "sparql11/aggregates/agg-empty-group-count-graph": "the same",
        "sparql11/bindings/graph": "the same",
        "sparql11/negation/graph-minus": "the same",
        "sparql11/aggregates/agg-groupconcat-0[46]": "GROUP_CONCAT over texts of a "
        "language",
        "sparql11/functions/bnode01": "BNODE of one text is the same in every row",
        "sparql11/property-path/zero_or_*": "a path of no steps from a thing in no "
        "statement",
        "sparql12/grouping/select-variable-reuse": "a variable of SELECT is not seen "
        "in the next one",
        "sparql10/syntax-sparql3/syn-bad-26": "reads what the grammar does not allow",
        "sparql12/syntax-triple-terms-negative/tripleterm-subject-0[36]": "the same",
        "sparql12/syntax/nested-aggregate-functions": "the same",
        "sparql11/entailment/*": "no entailment: what is asked is what is stored",
    }
)
#: What recog refuses on purpose, and the engine alone would do.
REFUSED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sparql11/service/*": "SERVICE is refused, also SILENT: nothing is fetched, "
        "and no answer is cut short silently",
        "sparql11/update-silent/load-*": "LOAD is refused, also SILENT",
    }
)


def explanation(name: str) -> str:
    """Return the pattern that explains why a test fails; empty: nothing does."""
    return next((p for p in (*ENGINE, *REFUSED) if fnmatchcase(name, p)), "")


def is_refused(name: str) -> bool:
    """Tell whether recog refuses a test on purpose."""
    return any(fnmatchcase(name, pattern) for pattern in REFUSED)
