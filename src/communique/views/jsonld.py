"""Events and statements as linked data: one JSON-LD document in the words of SEM, PROV-O and Web Annotation.

An event is a `sem:Event` with its actors in their roles, place and time; `sem:accordingTo` is the speaker it is
attributed to; `prov:` tells which article and program it comes from; each of its tellings and each statement's content
is an `oa:Annotation` that points at the article's characters. What the vocabularies have no word for (status, CAMEO,
modes, statements) is in a namespace of ours. The text of the article is left out: the selectors quote what they need.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from communique.model import ActorRef, Article, CodedArticle, Date, Event, Place, Span, Statement
from communique.views.setting import Setting

OURS = "urn:communique:terms:"
XSD = "http://www.w3.org/2001/XMLSchema#"
CONTEXT: dict[str, Any] = {
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": XSD,
    "c": OURS,
    **{name: {"@type": "xsd:date"} for name in ("dct:issued", "sem:hasBeginTimeStamp", "sem:hasEndTimeStamp")},
    **{name: {"@type": "xsd:decimal"} for name in ("geo:lat", "geo:long")},
}
Node = dict[str, Any]


def jsonld(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """The document, a line a node."""
    yield '{"@context": ' + json.dumps(CONTEXT) + ', "@graph": [\n'
    before = ""
    for coded in records:
        for node in _nodes(coded, setting):
            yield before + json.dumps(node, ensure_ascii=False)
            before = ",\n"
    yield "\n]}\n"


def _nodes(coded: CodedArticle, setting: Setting) -> Iterator[Node]:
    article = coded.article
    wanted = [said for said in coded.statements if setting.selection.matches_statement(article, said)]
    attributing = {event.attribution for event in coded.events}
    yield _document(article)
    yield _making(coded)
    for event in coded.events:
        yield _happened(coded, event)
    for said in coded.statements:
        if said in wanted or said.statement_id in attributing:
            yield _statement(coded, said)
    for about, spans in _pointing(coded, wanted):
        yield from (_annotation(article, about, span) for span in spans)


def _pointing(coded: CodedArticle, wanted: Sequence[Statement]) -> Iterator[tuple[str, tuple[Span, ...]]]:
    for event in coded.events:
        told = tuple(mention.trigger for mention in event.mentions) or (event.trigger,)
        yield _part(coded.article, event.event_id), told
    for said in wanted:
        yield _part(coded.article, said.statement_id), said.content


def _document(article: Article) -> Node:
    return _known(
        {
            "@id": _address(article),
            "@type": "prov:Entity",
            "dct:identifier": article.article_id,
            "dct:title": article.title,
            "dct:issued": article.published_on.isoformat() if article.published_on else None,
            "dct:publisher": article.outlet,
            "dct:creator": article.author,
            "dct:language": article.language,
            "c:text_id": article.text_id,
        }
    )


def _making(coded: CodedArticle) -> Node:
    made = coded.made_by
    program = {
        "@id": f"urn:communique:program:{quote(made.code, safe='')}",
        "@type": "prov:SoftwareAgent",
        "rdfs:label": f"communique {made.code}",
    }
    return _known(
        {
            "@id": _part(coded.article, "coding"),
            "@type": "prov:Activity",
            "prov:used": {"@id": _address(coded.article)},
            "prov:wasAssociatedWith": program,
            "c:knowledge": made.knowledge,
            "c:parser": made.parser,
            "c:reader": made.reader,
        }
    )


def _happened(coded: CodedArticle, event: Event) -> Node:
    said = next((said for said in coded.statements if said.statement_id == event.attribution), None)
    roles = [
        *(_role(coded, who, "source") for who in event.source_actors),
        *(_role(coded, who, "target") for who in event.target_actors),
    ]
    return _known(
        {
            "@id": _part(coded.article, event.event_id),
            "@type": ["sem:Event", "prov:Entity"],
            "sem:eventType": {"@id": f"{OURS}plover:{quote(event.event_type)}", "@type": "sem:EventType"},
            "sem:hasActor": roles,
            "sem:hasPlace": _place(event.place),
            **_times(event.date),
            "sem:accordingTo": _actor(coded, said.speaker) if said and said.speaker else None,
            **_provenance(coded),
            "c:attribution": {"@id": _part(coded.article, event.attribution)} if said and event.attribution else None,
            "c:mode": event.mode,
            "c:context": list(event.contexts),
            "c:cameo": event.cameo,
            "c:status": event.status,
            "c:historical": event.historical,
            "c:reciprocal": event.reciprocal,
            "c:rule": event.rule,
        }
    )


def _statement(coded: CodedArticle, said: Statement) -> Node:
    article = coded.article
    return _known(
        {
            "@id": _part(article, said.statement_id),
            "@type": ["c:Statement", "prov:Entity"],
            "c:speaker": _actor(coded, said.speaker) if said.speaker else None,
            "c:addressee": [_actor(coded, who) for who in said.addressees],
            "c:act": {"@id": _part(article, said.act)} if said.act else None,
            "c:within": {"@id": _part(article, said.within)} if said.within else None,
            **_provenance(coded),
            "c:kind": said.kind,
            "c:thought": said.thought,
            "c:negated": said.negated,
            "c:cue": said.cue.quote if said.cue else None,
            "c:words": [span.quote for span in said.content],
            "c:rule": said.rule,
        }
    )


def _provenance(coded: CodedArticle) -> Node:
    return {
        "prov:wasDerivedFrom": {"@id": _address(coded.article)},
        "prov:wasGeneratedBy": {"@id": _part(coded.article, "coding")},
    }


def _role(coded: CodedArticle, who: ActorRef, name: str) -> Node:
    return {
        "@type": "sem:Role",
        "rdf:value": _actor(coded, who),
        "sem:roleType": {"@id": f"{OURS}{name}", "@type": "sem:RoleType"},
        "c:doubtful": who.doubtful,
    }


def _actor(coded: CodedArticle, who: ActorRef) -> Node:
    """An actor of the registry has one name in all articles, another one a name within its article."""
    registered = next((actor.actor_id for actor in coded.actors if actor.key == who.actor), None)
    named = f"urn:communique:actor:{quote(registered, safe=':')}" if registered else _part(coded.article, who.actor)
    return _known(
        {
            "@id": named,
            "@type": "sem:Actor",
            "rdfs:label": who.name,
            "c:country": who.country,
            "c:org_class": who.org_class,
            "c:sector": list(who.sectors),
        }
    )


def _place(place: Place | None) -> Node | None:
    if place is None:
        return None
    known = f"https://sws.geonames.org/{place.geonames_id}/" if place.geonames_id is not None else None
    return _known(
        {
            "@id": known,
            "@type": "sem:Place",
            "rdfs:label": place.name,
            "c:country": place.country,
            "geo:lat": None if place.lat is None else f"{place.lat:.5f}",
            "geo:long": None if place.lon is None else f"{place.lon:.5f}",
        }
    )


def _times(date: Date | None) -> Node:
    if date is None:
        return {}
    return {
        "sem:hasBeginTimeStamp": date.start.isoformat() if date.start else None,
        "sem:hasEndTimeStamp": date.end.isoformat() if date.end else None,
        "c:date_precision": date.precision,
        "c:date_basis": date.basis,
    }


def _annotation(article: Article, about: str, span: Span) -> Node:
    return {
        "@type": "oa:Annotation",
        "oa:motivatedBy": {"@id": "oa:identifying"},
        "oa:hasBody": {"@id": about},
        "oa:hasTarget": {
            "@type": "oa:SpecificResource",
            "oa:hasSource": {"@id": _address(article)},
            "oa:hasSelector": [
                {"@type": "oa:TextPositionSelector", "oa:start": span.start, "oa:end": span.end},
                {"@type": "oa:TextQuoteSelector", "oa:exact": span.quote},
            ],
        },
    }


def _address(article: Article) -> str:
    """The article's web address where it has one, else a name made of its id."""
    url = article.url or ""
    if urlsplit(url).scheme in ("http", "https") and quote(url, safe="%:/?#@!$&()*+,;=~-._'[]") == url:
        return url
    return f"urn:communique:article:{quote(article.article_id, safe='')}"


def _part(article: Article, name: str) -> str:
    """The name of something within an article."""
    return f"urn:communique:article:{quote(article.article_id, safe='')}#{quote(name, safe='')}"


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value is not None and value != []}
