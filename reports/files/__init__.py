"""Files on disk and untrusted bytes: the originals, and the one process that reads and draws files.

`originals` and `folder_owner` keep the files that came in. `processes` asks a process about a file
and bounds what it may cost; `child` is that process; `confinement`, `landlock` and `seccomp` take
its powers away before it looks at the file. `reading` and `page_images` are what the archive asks.
"""
