"""Files on disk and untrusted bytes: the originals, and the pages and readings that a child process makes of them."""
