"""A worker for gunicorn in which no slow visitor occupies a thread.

It imports nothing of the archive. gunicorn's settings name the class that `worker.worker_class`
returns, `worker.PlainLog` as the log, and `limits.MOST_CONNECTIONS`.

`worker` is gunicorn's worker process with its event loop; `arriving` is a request that is being
received; `leaving` is a socket that buffers an answer and sends it as fast as the visitor reads;
`limits` has the time that a visitor may take, and the bytes that are buffered.
"""
