FROM python:3.13-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ARCHIVE_HOME=/archive \
    STATIC_ROOT=/app/collected \
    HOST=0.0.0.0 \
    PORT=8000

RUN useradd --system --uid 10001 --no-create-home archive \
    && install --directory --owner archive --mode 0750 /archive

WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

COPY . ./
# The key is for this one command, which signs nothing; the running archive gets its own.
RUN SECRET_KEY=for-collecting-alone python manage.py collectstatic --noinput

USER 10001
# The originals: every file that came in, kept byte for byte.
VOLUME /archive
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# Brings the tables and the reference facts up to date, then serves.
CMD ["python", "-m", "config.run"]
