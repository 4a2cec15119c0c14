"""Records: each thing in the archive as data, with the same names and codes in the API, files,
feeds and bulk releases.
"""
