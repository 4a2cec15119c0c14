"""Originals on disk, and the confined process that reads and draws untrusted files.

`originals` and `folder_owner` store the files that came in. `processes` sends a file to a child
process and limits what it may cost; `child` is that process; `confinement`, `landlock` and
`seccomp` take its powers away before it opens the file. The archive calls `reading` to read a
report and `page_images` to draw a page.
"""
