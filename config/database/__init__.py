"""Django's PostgreSQL engine with fewer questions to the server; `DATABASE_URL` names the server."""
