"""Monitoring a running archive: the log of requests, metrics, and readiness."""
