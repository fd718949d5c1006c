"""Prints schema-valid queries, one JSON string a line: generate-queries.py SCHEMA COUNT SEED."""

import json
import sys

import graphql
import hypothesis
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

schema_file, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open(schema_file, encoding="utf-8") as file:
    sdl = file.read()

finite = st.floats(allow_nan=False, allow_infinity=False)
json_values = st.recursive(
    st.one_of(st.booleans().map(nodes.Boolean), st.integers(-(2**31), 2**31 - 1).map(nodes.Int)),
    lambda inner: st.lists(inner, max_size=3).map(nodes.List),
    max_leaves=5,
)
# What a scalar of ours takes; one that is missing here makes the generator fail with its name.
scalars = {
    # Ids of no record are refused, and those of another kind of record, too: most of them are of a record that is there.
    "ID": st.sampled_from([*["AN-ID-OF-A-RECORD"] * 3, "garbage"]).map(nodes.String),
    # Negative sizes of pages are refused.
    "Int": st.one_of(*[st.integers(0, 600)] * 9, st.integers(-(2**31), 2**31 - 1)).map(nodes.Int),
    "DateTime": st.datetimes().map(lambda time: nodes.String(time.isoformat(timespec="milliseconds") + "Z")),
    "JSON": json_values,
    "JSONObject": st.just(nodes.Object([])),
    "BigInt": st.integers(-(2**53), 2**53).map(nodes.Int),
    "SafeInt": st.integers(-(2**53) + 1, 2**53 - 1).map(nodes.Int),
    "NonNegativeInt": st.integers(0, 2**31 - 1).map(nodes.Int),
    "NonNegativeFloat": finite.filter(lambda value: value >= 0).map(nodes.Float),
}
schema = graphql.build_schema(sdl)
custom_scalars = {name: strategy for name, strategy in scalars.items() if name in schema.type_map}


class Enough(Exception):
    """Ends the search."""


def generate(field, wanted):
    """Queries of one field of the root: several at once grow so large that a thousand take a quarter of an hour."""
    found = []

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=wanted * 10,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(queries(sdl, fields=[field], custom_scalars=custom_scalars, allow_x00=False))
    def collect(query):
        found.append(query)
        if len(found) >= wanted:
            raise Enough

    try:
        collect()
    except Enough:
        # The last one was tried again, to see that it fails again.
        del found[wanted:]
    return found


fields = list(schema.query_type.fields)
found = []
for place, field in enumerate(fields):
    # Fields without arguments have few different queries: those after them make up for it.
    share = -(-(count - len(found)) // (len(fields) - place))
    found += generate(field, share)
if len(found) < count:
    sys.exit(f"Only {len(found)} of {count} queries were generated.")
for query in found:
    print(json.dumps(query))
