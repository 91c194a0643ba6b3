"""The composition root: the only package that knows every stage.

    bytes → Article → Script → Clips → encoded passages → Edition → files

`narration.py` takes the article to a script, `cast.py` says which voice speaks what and
how loud it is, `recording.py` makes the passages, `building.py` runs a whole build and
`files.py` writes what it gives. Nothing here prints, reads the clock or looks at the
environment: all of that is handed in.
"""
