"""Opens exported graph files with NetworkX and igraph and compares them with the exported tables.

Usage: roundtrip.py DIPLOGRAPH SESSION
Exits with 1 and a list where a node, a link or a value is lost.
"""

import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

import igraph
import networkx


def same(one, other):
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return math.isclose(float(one), float(other), rel_tol=1e-6)
    return one == other


def compare(what, rows, found, lost):
    """Whether each value of the rows was found under the same name."""
    for key, row in rows.items():
        if key not in found:
            lost.append(f"{what}: {key} is lost")
            continue
        for name, value in row.items():
            if value is not None and name not in ("id", "source", "target") and not same(value, found[key].get(name)):
                lost.append(f"{what}: {key}: {name} is {found[key].get(name)!r}, not {value!r}")
    for key in found.keys() - rows.keys():
        lost.append(f"{what}: {key} came from nowhere")


def networkx_graphml(path, actors, relations, lost):
    graph = networkx.read_graphml(path)
    assert graph.is_directed()
    compare("NetworkX, GraphML, nodes", actors, dict(graph.nodes(data=True)), lost)
    compare("NetworkX, GraphML, links", relations, {(s, t): d for s, t, d in graph.edges(data=True)}, lost)


def networkx_gexf(path, actors, relations, lost):
    graph = networkx.read_gexf(path)
    assert graph.is_directed()
    nodes = {}
    for key, data in graph.nodes(data=True):
        viz = data.pop("viz")
        nodes[key] = {**data, **{axis: viz["position"][axis] for axis in "xy"}}
        assert set(viz) >= {"color", "position", "size"}, viz
    compare("NetworkX, GEXF, nodes", actors, nodes, lost)
    edges = {(s, t): d for s, t, d in graph.edges(data=True)}
    compare("NetworkX, GEXF, links", relations, edges, lost)
    for key, row in relations.items():
        dated = row["first_date"] is not None
        spells = edges[key].get("spells", [])
        at = edges[key].get("events_at", [])
        if bool(spells) != dated or len(at) != len(spells):
            lost.append(f"NetworkX, GEXF: {key}: times {spells} of {row['first_date']}")
        if sum(value for value, _, _ in at) != sum(row[k] for k in KINDS) - row["undated_sentences"]:
            lost.append(f"NetworkX, GEXF: {key}: {at} tellings")


def igraph_graphml(path, actors, relations, lost):
    graph = igraph.Graph.Read_GraphML(str(path))
    assert graph.is_directed()
    compare("igraph, nodes", actors, {v["id"]: v.attributes() for v in graph.vs}, lost)
    edges = {(graph.vs[e.source]["id"], graph.vs[e.target]["id"]): e.attributes() for e in graph.es}
    compare("igraph, links", relations, edges, lost)


KINDS = (
    "agree consult support concede cooperate aid retreat request accuse reject threaten protest "
    "sanction mobilize coerce assault statement"
).split()


def main():
    program, session = sys.argv[1:]
    lost = []
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        files = {
            "--graphml": folder / "g.graphml",
            "--gexf": folder / "g.gexf",
            "--actors": folder / "a.jsonl",
            "--relations": folder / "r.jsonl",
        }
        subprocess.run(
            [program, "export", session, *(str(word) for pair in files.items() for word in pair)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        actors = {row["id"]: row for row in map(json.loads, files["--actors"].open(encoding="utf-8"))}
        rows = [json.loads(line) for line in files["--relations"].open(encoding="utf-8")]
        relations = {(row["source"], row["target"]): row for row in rows}
        assert len(actors) > 5 and len(relations) > 5, "too few to tell"
        networkx_graphml(files["--graphml"], actors, relations, lost)
        networkx_gexf(files["--gexf"], actors, relations, lost)
        igraph_graphml(files["--graphml"], actors, relations, lost)
    print("\n".join(lost) or f"{len(actors)} actors and {len(relations)} links came back as they were")
    return 1 if lost else 0


sys.exit(main())
