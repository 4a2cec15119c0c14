"""How long a visitor may take, and how many bytes a worker process buffers for visitors."""

# Seconds from the start of a connection, or from the previous answer, to the first byte of a
# request. Browsers open connections in advance; each costs a descriptor and a few kilobytes.
IDLE_SECONDS = 30.0
# Seconds from the first byte of a request to the end of its head. Apache's mod_reqtimeout gives 20
# to 40.
HEAD_SECONDS = 15.0
# Seconds without receiving a byte of a body, or without sending a byte of an answer.
SILENT_SECONDS = 30.0
# The least average bytes per second of a body or an answer. A modem of 1995 is faster.
SLOWEST_RATE = 1000
# Seconds to read on after closing a connection, so that the visitor receives the whole answer (RFC
# 9112, section 9.6).
CLOSING_SECONDS = 2.0
# Seconds that a stopping worker waits for visitors who have not sent a whole request.
STOPPING_SECONDS = 1.0

KILOBYTE = 1024
# Bytes of a head; a browser sends 2 KB, and 8 KB of them may be the address.
LONGEST_HEAD = 64 * KILOBYTE
# Bytes of a body or of an answer that are held in memory; what is longer goes to a temporary file.
MOST_IN_MEMORY = 64 * KILOBYTE
# Bytes of bodies that a worker process holds at once.
MOST_BODIES = 400 * KILOBYTE * KILOBYTE
# Bytes of one answer that wait for its reader.
MOST_UNSENT = 400 * KILOBYTE * KILOBYTE
# Connections of one worker process. The usual limit of descriptors is 1,024, and files need some,
# too.
MOST_CONNECTIONS = 800


def time_for(size: int) -> float:
    """The most seconds that a body or an answer of `size` bytes may take."""
    return SILENT_SECONDS + size / SLOWEST_RATE
