"""mentions, statements → who is meant: shorter names, offices, pronouns, "the pair", "we" inside a quotation."""

from communique.references.resolve import resolve as resolve
