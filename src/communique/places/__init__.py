"""Parse → place mentions."""

from communique.places.find import find as find
