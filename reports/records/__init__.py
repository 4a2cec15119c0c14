"""What the archive holds as data: one record for each thing, with the same names and codes in the
API, in files, in feeds and in bulk releases.
"""
