"""Parse → actor mentions: which spans name somebody, who that is, in what office on that date."""

from communique.actors.find import find as find
