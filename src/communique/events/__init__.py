"""Parse, mentions, statements, referents → every telling of every act."""

from communique.events.code import code as code
