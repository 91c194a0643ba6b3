"""Speaking: the words of a script become clips of sound.

`engine.py` says what an engine is; `engines/` holds one file for each, loaded when first
used; `store.py` keeps what was made; `clips.py` ties the three together.
"""
