"""Hearing an edition again: what a recogniser makes of its sound, held against its script.

`sound.py` decodes, `following.py` finds where each segment is in the sound even if the
sound is not where the timeline has it, `recogniser.py` writes down what it hears,
`words.py` compares that with what should be said, `judging.py` says what is suspicious.
"""
