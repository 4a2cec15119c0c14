"""How the desk writes dates, for `FORMAT_MODULE_PATH`: a package for each language."""
