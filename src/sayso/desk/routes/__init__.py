"""One module for each kind of page, with its data twins. Routes are thin: they ask, and hand on what they get."""
