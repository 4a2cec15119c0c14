"""How long a visitor may take, and how much a worker process holds for all visitors meanwhile."""

# Seconds from a connection, or from the answer before, to the first byte of a request. Browsers
# open connections ahead of time; a waiting one costs a descriptor and a few kilobytes.
IDLE_SECONDS = 30.0
# Seconds from the first byte of a request to the end of its head. Apache's mod_reqtimeout gives 20
# to 40.
HEAD_SECONDS = 15.0
# Seconds without a byte of a body, or without room for a byte of an answer.
SILENT_SECONDS = 30.0
# Bytes a second, on average, that a body or an answer must move: a modem of the nineties is faster.
SLOWEST_RATE = 1000
# Seconds that a closed connection is still read, so that its last answer is not lost (RFC 9112,
# section 9.6).
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
    """Return the seconds that so many bytes may take altogether."""
    return SILENT_SECONDS + size / SLOWEST_RATE
