"""A sentence read for names: what the tables know in it, and proper names nobody has registered."""

from communique.actors.hits import PROPER, Hit, Reading, chosen, glued, judged
from communique.actors.lexicon import Lexicon
from communique.knowledge.name_index import fold
from communique.model import Sentence, Token


def read_sentence(sentence: Sentence, lexicon: Lexicon) -> Reading:
    """The hits of a sentence in reading order, unknown proper names among them."""
    known = [judged(sentence, chosen(sentence, found), lexicon) for found in lexicon.index.find(sentence)]
    hits = _with_unknown_names(sentence, [hit for hit in known if hit is not None], lexicon)
    return Reading(sentence=sentence, hits=tuple(hits), at={i: h for h in hits for i in range(h.first, h.last + 1)})


def _with_unknown_names(sentence: Sentence, hits: list[Hit], lexicon: Lexicon) -> list[Hit]:
    covered = {i: h for h in hits for i in range(h.first, h.last + 1)}
    if sum(t.text.isupper() for t in sentence.tokens if t.text.isalpha()) > len(sentence.tokens) // 2:
        return hits  # a headline in capitals: every word would look like a name
    names: list[Hit] = []
    i = 0
    while i < len(sentence.tokens):
        last = _run_end(sentence, i, covered, lexicon)
        if last is None:
            i += 1
            continue
        name = _grown(sentence, i, last, covered, lexicon)
        if name is not None:
            names.append(name)
            covered.update(dict.fromkeys(range(name.first, name.last + 1), name))
        i = last + 1
    return sorted({id(h): h for h in covered.values()}.values(), key=lambda h: h.first)


def _is_name_token(token: Token, lexicon: Lexicon) -> bool:
    return token.upos == PROPER and token.text[0].isupper() and token.text not in lexicon.words.not_names


def _run_end(sentence: Sentence, start: int, covered: dict[int, Hit], lexicon: Lexicon) -> int | None:
    """The last token of the proper name that begins at `start`, particles and hyphens inside it; None: none begins."""
    tokens = sentence.tokens
    surname = start in covered and covered[start].kind == "surname"
    if not surname and (start in covered or not _is_name_token(tokens[start], lexicon)):
        return None
    last, i, fresh = start, start, not surname
    while i < len(tokens):
        token = tokens[i]
        if i in covered and covered[i].kind == "surname":
            fresh = fresh or (i > start and start <= i - 1 == last and tokens[last].head == covered[i].last)
            last = covered[i].last
            i = last + 1
        elif i not in covered and _is_name_token(token, lexicon):
            last, fresh = i, True
            i += 1
        elif _ends_hyphened(sentence, i, start, lexicon):
            last = i
            i += 1
        elif _goes_on(sentence, i, start, last, lexicon):
            i += 1
        else:
            break
    return last if fresh else None


def _ends_hyphened(sentence: Sentence, i: int, start: int, lexicon: Lexicon) -> bool:
    """The small half of a given name behind a hyphen ("Hwang Won-tak"); not "Obama-era"."""
    word = sentence.tokens[i].text
    return i > start + 2 and glued(sentence, i - 1) and word.isalpha() and word not in lexicon.words.compounds


def _goes_on(sentence: Sentence, i: int, start: int, last: int, lexicon: Lexicon) -> bool:
    """True for what may stand inside a name without being a name: hyphens, "ur" in "Fazl-ur-Rehman", "bin"."""
    hyphened = glued(sentence, i) or (i > start and glued(sentence, i - 1))
    return hyphened or (last == i - 1 and sentence.tokens[i].text.lower() in lexicon.words.particles)


def _grown(sentence: Sentence, first: int, last: int, covered: dict[int, Hit], lexicon: Lexicon) -> Hit | None:
    """The unknown name as a hit: with "of X" behind an institution, and the country or place it begins with."""
    if first > 1 and glued(sentence, first - 1) and sentence.tokens[first - 2].text.lower() in lexicon.words.particles:
        first -= 2  # "al-Hawl"
    known = _known_despite_middle_names(sentence, first, last, covered, lexicon)
    if known is not None:
        return known
    tokens = sentence.tokens
    body = lexicon.words.institutions.get(tokens[last].text.lower())  # "Kenya Sugar Board", not "Jordan Peterson"
    if body is not None:
        last = _of_tail(sentence, last, lexicon)
    keys: tuple[str, ...] = ()
    before = covered.get(first - 1)
    while before is not None and before.kind in ("adjective", "ethnic", "people", "country", "capital", "place"):
        inside = before.kind in ("adjective", "ethnic", "people") or first <= tokens[before.last].head <= last
        if not inside or (before.kind == "people" and tokens[before.last].text.endswith("s")):
            break
        if before.kind in ("adjective", "ethnic", "people") or (body is not None and before.kind == "country"):
            keys = before.keys or keys
        first = before.first
        before = covered.get(first - 1)
    return Hit(first=first, last=last, kind="name", keys=keys, rule="actors:proper name",
               sectors=body.sectors if body is not None and first < last else ())  # fmt: skip


def _known_despite_middle_names(
    sentence: Sentence, first: int, last: int, covered: dict[int, Hit], lexicon: Lexicon
) -> Hit | None:
    """ "Donald J. Trump": a registered surname under the same first name, and nothing of the known name left out."""
    tail = covered.get(last)
    if tail is None or tail.kind != "surname" or tail.first == first:
        return None
    words = [fold(token.text) for token in sentence.tokens[first : last + 1]]
    people = (lexicon.registry.person(key) for key in tail.keys)
    keys = tuple(p.actor_id for p in people if p is not None and _is_within(fold(p.name).split(), words))
    return Hit(first=first, last=last, kind="person", keys=keys, rule=tail.rule) if keys else None


def _is_within(name: list[str], words: list[str]) -> bool:
    """True where words begin as a known name does and leave out no more than its initials: "Omar Hassan" is not the
    known "Omar Tariq Hassan"."""
    return name[0] == words[0] and all(word in words for word in name if len(word.rstrip(".")) > 1)


def _of_tail(sentence: Sentence, last: int, lexicon: Lexicon) -> int:
    """Where "of England" or "for Human Rights" ends behind an institution's noun."""
    tokens = sentence.tokens
    i = last + 1
    if i >= len(tokens) or lexicon.words.parts.get(tokens[i].text) not in ("of", "for"):
        return last
    i += 1
    if i < len(tokens) and tokens[i].dep == "det":
        i += 1
    end = last
    while i < len(tokens) and (tokens[i].upos == PROPER or (tokens[i].upos == "ADJ" and tokens[i].text[0].isupper())):
        end = i
        i += 1
    return end
