"""How gunicorn holds the visitors' connections: none of them keeps a thread waiting.

A library that imports nothing of the archive. gunicorn is configured with the class that
`worker.worker_class` returns, `worker.PlainLog` as its log, and `limits.MOST_CONNECTIONS`.

Downwards: `worker` is gunicorn's worker process with its loop; `arriving` is a request while it
arrives; `leaving` is a socket that takes an answer at once, and sends it as fast as the visitor
reads; `limits` says how long a visitor may take, and how much is held meanwhile.
"""
