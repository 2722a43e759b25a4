"""Coordination and commas the way of UD.

Every conjunct hangs on the first, conjunction and comma on the conjunct that follows; commas, dashes and brackets
around an apposition or a clause hang on what they set off.
"""

from communique.linguistics.tree import Tree


def flatten(tree: Tree) -> None:
    """Hang all conjuncts of a chain on its first, then give each its own conjunction and comma."""
    conjuncts = [i for i, dep in enumerate(tree.deps) if dep == "conj" and tree.heads[i] >= 0]
    first_of = {i: _first(tree, i) for i in conjuncts}
    members: dict[int, list[int]] = {}
    for index in conjuncts:
        members.setdefault(first_of[index], []).append(index)
    for first, others in members.items():
        links = [k for i in (first, *others) for k in tree.kids[i] if tree.deps[k] in ("cc", "punct")]
        for index in others:
            tree.attach(index, first)
        _hand_over(tree, sorted(links), sorted(i for i in others if i > first))


def _first(tree: Tree, index: int) -> int:
    while tree.deps[index] == "conj" and tree.heads[index] >= 0:
        index = tree.heads[index]
    return index


def _hand_over(tree: Tree, links: list[int], conjuncts: list[int]) -> None:
    """Attach each conjunction to the next conjunct, and the comma where it stands right before that."""
    edges = {c: tree.edges(c)[0] for c in conjuncts}
    for link in links:
        following = next((c for c in conjuncts if c > link), None)
        if following is None:
            continue
        if tree.deps[link] == "cc":
            tree.attach(link, following)
            edges[following] = min(edges[following], link)
    for link in links:
        following = next((c for c in conjuncts if c > link), None)
        if following is not None and tree.deps[link] == "punct" and link + 1 == edges[following]:
            tree.attach(link, following)


SET_OFF = frozenset({"appos", "relcl", "acl", "acl:relcl", "advcl", "parataxis"})
DIVIDERS = frozenset({",", ":", "-LRB-", "-RRB-", "HYPH"})  # Penn tags


def set_off(tree: Tree) -> None:
    """Hang dividers at the edge of an apposition or a dependent clause on its head."""
    edges: dict[int, list[int]] = {}
    for index, dep in enumerate(tree.deps):
        if dep in SET_OFF:
            first, last = tree.edges(index)
            edges.setdefault(first - 1, []).append(index)
            edges.setdefault(last + 1, []).append(index)
    for place, units in edges.items():
        if 0 <= place < len(tree) and tree.deps[place] == "punct" and tree.words[place].tag in DIVIDERS:
            unit = next((u for u in units if tree.heads[u] == tree.heads[place] and not tree.kids[place]), None)
            if unit is not None:
                tree.attach(place, unit)
