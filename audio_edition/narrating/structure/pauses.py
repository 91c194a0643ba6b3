"""Silences between what is said, in milliseconds: the punctuation of the ear.

The longer the silence, the larger the part that ends there.
"""

WITHIN_SENTENCE_MS = 40
"""Where a sentence passes into another language or back: another voice speaks there."""
LEAD_IN_MS = 150
"""After a cue that belongs with what follows: "Quote", "Picture", a column's header."""
LABEL_MS = 200
"""After a list item's number or a speaker's name."""
VERSE_LINE_MS = 220
SENTENCE_MS = 320
ITEM_MS = 500
"""After a list item, a table's row, a speech."""
PARAGRAPH_MS = 700
AFTER_HEADING_MS = 800
BEFORE_HEADING_MS = 1200
"""At a chapter's end."""
