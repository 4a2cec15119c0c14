"""Code that several test modules share: databases, servers, browsers, invented reports."""
