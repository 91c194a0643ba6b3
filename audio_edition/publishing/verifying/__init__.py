"""Verifying: every file of an edition read back and held against its timeline.

Rules: a check is a small function that takes the opened edition and yields faults; it stands
in one of the lists of `checks.py` and in the file of its group. Nothing is taken from the
code that wrote the files: times, orders and totals are worked out again from the timeline's
samples. A file that cannot be read is a fault, never an exception. What must be decoded to
be known is checked in `mastering/sound_checks.py`; `pipeline/verification.py` joins both.
"""
