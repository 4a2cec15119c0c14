"""How gunicorn holds the visitors' connections: none of them keeps a thread waiting.

Downwards: `worker` is gunicorn's worker process with its loop; `arriving` is a request while it
arrives, `leaving` is a socket that takes an answer at once and sends it as fast as the visitor
reads; `limits` says how long and how much.
"""
