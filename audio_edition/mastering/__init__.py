"""Mastering: clips become an edition that is even in level and exact in time.

`clip_sound.py` trims, resamples and levels one clip; `passage_sound.py` lays clips and
pauses out and encodes a chapter; `mp3.py` and `m4b.py` join encoded chapters; `layout.py`
turns what was laid out into the timeline.
"""
