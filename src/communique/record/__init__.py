"""All that was found → CodedArticle: attribution, dates, places, tellings joined, ids; and its JSON."""

from communique.record.assemble import assemble as assemble
