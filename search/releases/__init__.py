"""Bulk releases: the whole archive as files, of one moment, in a folder a release."""
