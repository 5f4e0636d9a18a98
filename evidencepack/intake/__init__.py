"""Intake: what becomes of a file that a person brings in, before it is stored.

``registry.read_file`` looks at the bytes of a file, finds out what it is, and makes a reading copy of it: a
PDF whose words are the words of the file. ``folder.walk`` lists the files of a folder and says which are
clutter. ``ocr.read_pages`` reads pages that are only pictures, and ``text_layer.add_layer`` writes what it
read into a new reading copy. Nothing here knows the pack; ``actions`` stores what comes out. Each format is
one module with a ``read`` function and one row of the registry.
"""
