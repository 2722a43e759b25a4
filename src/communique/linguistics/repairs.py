"""Errors of the small model that can be mended on certain evidence, before the labels are rewritten."""

from communique.linguistics.tree import ROOT, Tree
from communique.linguistics.wordlists import WordLists

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
FINITE = ("VBD", "VBZ", "VBP")
UNDER = ("MD", "TO")  # "did not attack but warned" is one coordination, "would attack and warned" is none
OF_NOUN = ("det", "amod", "compound", "nmod", "relcl", "poss", "appos", "nummod", "cc", "conj", "prep", "case")
CLOSING_QUOTE = "''"  # Penn tag


def repair(tree: Tree, lists: WordLists) -> None:
    """Mend what is certainly wrong."""
    for index in range(len(tree)):
        if tree.deps[index] == "conj":
            _disagreeing_conjunct(tree, index)
        _participle_preposition(tree, index, lists)
        _equated_condition(tree, index, lists)
        _inverted_speaker(tree, index)
        _possessor_as_conjunct(tree, index)
        _by_phrase_of_active(tree, index)
        _main_verb_behind_relative(tree, index)
        _trailing_teller(tree, index, lists)
        _preconjunction(tree, index, lists)
        _swallowed_object(tree, index)
        _second_object(tree, index)
        _time_of_saying(tree, index, lists)


def _participle_preposition(tree: Tree, index: int, lists: WordLists) -> None:
    """ "Following the call, …": a participle with an object and without a subject that works as a preposition."""
    if tree.words[index].tag != "VBG" or not lists.plays(tree.words[index].text.lower(), "participle_preposition"):
        return
    if tree.deps[index] not in ("advcl", "acl", "prep") or tree.has(index, ("nsubj", "aux", "mark")):
        return
    objects = tree.under(index, ("dobj",))
    if len(objects) == 1 and objects[0] > index:
        tree.deps[objects[0]] = "pobj"
        tree.deps[index] = "prep"


def _equated_condition(tree: Tree, index: int, lists: WordLists) -> None:
    """ "as long as they stay": the clause hangs on the verb, and the three words are its conjunction."""
    clause, words = tree.heads[index], tuple(w.text.lower() for w in tree.words[max(index - 2, 0) : index + 1])
    if tree.deps[index] != "mark" or (words, "mark") not in lists.fixed.get(words[0], ()):
        return
    adverb = tree.heads[clause]
    if adverb == index - 1 and tree.heads[adverb] != ROOT and tree.attach(clause, tree.heads[adverb], "advcl"):
        tree.attach(adverb, clause, "advmod")


def _disagreeing_conjunct(tree: Tree, index: int) -> None:
    """ "said Iran would attack and warned …": a finite verb does not go on with what stands under a modal or "to", nor
    a bare infinitive with a finite verb ("said he would stay and fight"); it belongs to the nearest verb of its form.

    Figures: docs/decisions/0002-parser.md.
    """
    head, tag = tree.heads[index], tree.words[index].tag
    if not _disagree(tree, index, head) or tree.has(index, (*SUBJECTS, "aux", "auxpass", "mark")):
        return
    for open_verb in _right_frontier(tree, index):
        if open_verb != head and _can_be_joined(tree, open_verb, tag):
            for link in _links_between(tree, head, index):
                tree.attach(link, open_verb)
            tree.attach(index, open_verb)
            return


def _disagree(tree: Tree, index: int, head: int) -> bool:
    tag, above = tree.words[index].tag, tree.words[head].tag
    if tree.upos[index] not in ("VERB", "AUX"):
        return False
    if tag in FINITE and tree.words[index].text.lower() == tree.lemmas[index]:
        return False  # "put", "fight": past, present and infinitive look the same, and the tagger guesses
    if tag in FINITE:
        return any(tree.words[k].tag in UNDER for k in tree.under(head, ("aux",)))
    if tag == "VBG":
        return above in FINITE and not _has_auxiliary(tree, head)
    return tag == "VB" and above in ("VBD", "VBZ")  # VBP looks like VB, so the tagger takes one for the other


def _can_be_joined(tree: Tree, verb: int, tag: str) -> bool:
    """True for a verb of the form `tag` in a clause of its own; an infinitive needs its "to" or modal, a gerund joins
    only one under a preposition ("accused them of lying, and hiding …")."""
    if tag == "VBG" and tree.deps[verb] != "pcomp":
        return False
    if tree.words[verb].tag != tag or tree.upos[verb] not in ("VERB", "AUX") or tree.deps[verb] == "pobj":
        return False
    return tag in (*FINITE, "VBG") or _has_auxiliary(tree, verb)


def _has_auxiliary(tree: Tree, verb: int) -> bool:
    return tree.has(verb, ("aux", "auxpass"))


def _right_frontier(tree: Tree, index: int) -> list[int]:
    """The words that a conjunct could still join, nearest first: those above the last word before it."""
    last = tree.edges(index)[0] - 1
    while last >= 0 and tree.deps[last] in ("cc", "punct"):
        last -= 1
    return [last, *tree.above(last)] if last >= 0 else []


def _links_between(tree: Tree, head: int, conjunct: int) -> list[int]:
    """The conjunctions and commas of the old head that belong to this conjunct: behind the conjunct before it."""
    before = max([head, *(k for k in tree.under(head, ("conj",)) if k < conjunct)])
    return [k for k in tree.under(head, ("cc", "punct")) if before < k < conjunct]


def _inverted_speaker(tree: Tree, verb: int) -> None:
    """ "…?" asked the judge: a finite verb right behind a quotation and without a subject has its speaker behind."""
    if tree.words[verb].tag not in FINITE or verb == 0 or tree.words[verb - 1].tag != CLOSING_QUOTE:
        return
    objects = tree.under(verb, ("dobj",))
    if len(objects) == 1 and objects[0] > verb and not tree.has(verb, (*SUBJECTS, "aux", "auxpass")):
        tree.deps[objects[0]] = "nsubj"


def _possessor_as_conjunct(tree: Tree, noun: int) -> None:
    """ "Sisi and Qatar's emir spoke": a noun with a "subject" whose conjunct owns it is that subject's conjunct."""
    if tree.upos[noun] not in ("NOUN", "PROPN"):
        return
    for subject in tree.under(noun, ("nsubj", "nsubjpass", "poss", "nmod", "compound")):
        for owner in tree.under(subject, ("conj",)):
            if subject < owner < noun and tree.has(owner, ("case",)):
                head, relation = tree.heads[noun], tree.deps[noun]
                links = [k for k in tree.under(subject, ("cc", "punct")) if subject < k < owner]
                tree.attach(subject, head)
                tree.attach(noun, subject)
                tree.attach(owner, noun)
                for link in links:
                    tree.attach(link, subject)
                tree.deps[subject], tree.deps[noun], tree.deps[owner] = relation, "conj", "poss"
                return


def _main_verb_behind_relative(tree: Tree, verb: int) -> None:
    """ "Russia, which invaded Georgia in 2008, bombed Kyiv": a "participle" behind a relative clause and a comma, under
    a noun that would else be the whole sentence, is the sentence's verb."""
    noun = tree.heads[verb]
    if tree.deps[verb] != "acl" or tree.words[verb].tag != "VBN" or noun == ROOT or tree.heads[noun] != ROOT:
        return
    relatives = [k for k in tree.under(noun, ("relcl",)) if k < verb]
    comma = verb > 0 and tree.words[verb - 1].text == ","
    if tree.upos[noun] in ("NOUN", "PROPN") and relatives and comma and not tree.has(verb, ("agent", "auxpass")):
        tree.promote(verb, tree.deps[noun], "nsubj", OF_NOUN)


def _trailing_teller(tree: Tree, verb: int, lists: WordLists) -> None:
    """ "Poland will send tanks, an officer told reporters": a verb of telling at the end, with a noun of its own behind
    a comma and no conjunction, governs what stands before it."""
    head = tree.heads[verb]
    if tree.deps[verb] not in ("conj", "ccomp") or tree.words[verb].tag not in FINITE or head > verb:
        return
    if not lists.plays(tree.lemmas[verb], "telling") or tree.has(verb, ("mark",)):
        return
    teller = verb - 1
    if teller < 0 or tree.upos[teller] not in ("NOUN", "PROPN") or any(head < k for k in tree.under(head, ("cc",))):
        return
    first = tree.edges(teller)[0]
    if first == 0 or tree.words[first - 1].text != "," or tree.upos[head] not in ("VERB", "AUX"):
        return
    if tree.heads[teller] == verb or (not tree.has(verb, SUBJECTS) and tree.attach(teller, verb)):
        tree.deps[teller] = "nsubj"
        tree.promote(verb, tree.deps[head], "ccomp", frozenset(tree.deps[k] for k in tree.kids[head]) - {"punct"})


def _swallowed_object(tree: Tree, verb: int) -> None:
    """ "The envoy to forces fighting to defeat the group has resigned": of two subjects the second, right behind a verb
    inside the first and without a clause between, is that verb's object."""
    subjects = [k for k in tree.under(verb, ("nsubj",)) if k < verb]
    if len(subjects) != 2:
        return
    before = tree.edges(subjects[1])[0] - 1
    inside = tree.edges(subjects[0])
    if not inside[0] <= before <= inside[1] or tree.words[before].tag not in ("VB", "VBG"):
        return
    if not tree.has(before, ("dobj", "ccomp", "xcomp")) and tree.attach(subjects[1], before, "dobj"):
        return


def _second_object(tree: Tree, verb: int) -> None:
    """ "refused Rabat its airspace": a noun with a possessor or article, right behind a name and without a comma, is no
    apposition to the verb's object but the object, and the name the recipient."""
    objects = tree.under(verb, ("dobj",))
    if tree.upos[verb] != "VERB" or len(objects) != 1 or objects[0] < verb or tree.upos[objects[0]] != "PROPN":
        return
    name = objects[0]
    for noun in tree.under(name, ("appos",)):
        first = tree.edges(noun)[0]
        if tree.upos[noun] == "NOUN" and first == name + 1 and tree.words[first].tag in ("PRP$", "DT"):
            tree.attach(noun, verb, "dobj")
            tree.deps[name] = "dative"
            return


def _by_phrase_of_active(tree: Tree, index: int) -> None:
    """ "spoke by phone": a by-phrase names a doer only under a passive or a participle."""
    if tree.deps[index] != "agent" or tree.heads[index] == ROOT:
        return
    verb = tree.heads[index]
    if tree.words[verb].tag != "VBN" and not tree.has(verb, ("auxpass",)):
        tree.deps[index] = "prep"


def _preconjunction(tree: Tree, index: int, lists: WordLists) -> None:
    """ "both Seoul and Tokyo": no determiner but the first half of a conjunction."""
    head = tree.heads[index]
    if tree.deps[index] not in ("det", "cc", "advmod") or not lists.plays(tree.lemmas[index], "preconjunction"):
        return
    if index < head and any(k > head for k in tree.under(head, ("cc",))):
        tree.deps[index] = "preconj"


def _time_of_saying(tree: Tree, index: int, lists: WordLists) -> None:
    """ "said on Monday it would leave": a day right behind the verb that governs a clause without "that", and before
    the clause's subject, tells when it was said."""
    clause = tree.heads[index]
    if clause == ROOT or tree.deps[clause] != "ccomp" or tree.deps[index] not in ("prep", "npadvmod"):
        return
    verb, (first, last) = tree.heads[clause], tree.edges(index)
    subjects = tree.under(clause, SUBJECTS)
    if verb + 1 != first or not subjects or last >= tree.edges(subjects[0])[0] or tree.has(clause, ("mark",)):
        return
    day = index
    if tree.deps[index] == "prep":
        nouns = tree.under(index, ("pobj",))
        if len(nouns) != 1 or not lists.plays(tree.lemmas[index], "day_preposition"):
            return
        day = nouns[0]
    if tree.lemmas[day] in lists.time_nouns:
        tree.attach(index, verb)
