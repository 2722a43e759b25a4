"""Article → Parse: Universal Dependencies trees. The only room that knows spaCy."""
