"""Mastering: clips become an edition that is even in level and exact in time.

`clip_sound.py` trims, resamples and levels one clip; `passage_sound.py` lays clips and
pauses out and encodes a passage; `assembly.py` puts passages one behind another; `mp3.py`,
`m4b.py` and `opus.py` write whole files of them; `layout.py` turns what was laid out into
the timeline.
"""
