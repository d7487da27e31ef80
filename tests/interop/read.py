"""What pandas and DendroPy find in a folder of exports, as one JSON object."""
import json
import sys

import dendropy
import pandas

folder = sys.argv[1]


def table(name):
    return pandas.read_csv(f"{folder}/{name}.csv")


kinds = {"i": "whole", "u": "whole", "f": "number", "O": "text", "b": "flag"}
names = ["summary", "clones", "phylogeny", "edges", "population", "evofreq", "diversity", "cells", "vaf"]
names += ["samples", "sample_vaf", "single_cells", "single_cell_calls", "sfs"]
tables = {name: table(name) for name in names}
clones, population, wide, cells = (tables[name] for name in ["clones", "population", "evofreq", "cells"])
phylogeny = tables["phylogeny"]

tree = dendropy.Tree.get(path=f"{folder}/tree.nwk", schema="newick", suppress_internal_node_taxa=True)
# The root's own edge, which begins on day 0, is counted.
tips = {leaf.taxon.label: leaf.distance_from_root() for leaf in tree.leaf_node_iter()}
forks = {node.label: node.distance_from_root() for node in tree.internal_nodes()}

print(
    json.dumps(
        {
            "types": {
                name: {column: kinds[dtype.kind] for column, dtype in table.dtypes.items()}
                for name, table in tables.items()
            },
            "rows": {name: len(table) for name, table in tables.items()},
            "cells": clones.groupby("compartment")["cells"].sum().to_dict(),
            "population": population.groupby("Time")["Population"].sum().tolist(),
            "wide": wide.drop(columns=["parents", "clones"]).sum().tolist(),
            "summary": tables["summary"].query("compartment == 'all'" if "compartment" in tables["summary"] else "day >= 0")
            .groupby("day")["cells"]
            .sum()
            .tolist(),
            "perClone": {str(key): int(own) for key, own in cells["custom:identity"].value_counts().items()},
            "alive": {str(row.identity): int(row.cells) for row in clones.itertuples() if row.cells > 0},
            "extant": int((phylogeny["destruction_time"] == float("inf")).sum()),
            "tips": tips,
            "forks": forks,
        }
    )
)
