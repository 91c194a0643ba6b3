"""Structure by ear: quotations, lists, pictures, tables, notes, verse and plays, told.

`chapters` divides the article; `parts` nests its blocks; `manner` asks for each part the
module that tells its kind. Each of those is a few functions from a part to lines.
"""
