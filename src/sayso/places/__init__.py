"""Places: a gazetteer, toponyms in a text, where they lie, and how they relate to each other."""
