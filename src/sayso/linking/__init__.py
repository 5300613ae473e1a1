"""Linking: which reports copy one another, which tell of the same thing, and who says what of it."""
