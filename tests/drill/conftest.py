"""The home that drills copy: it is made once for a run of the tests."""

from tests.config.conftest import home_with_database, home_with_samples

__all__ = ["home_with_database", "home_with_samples"]
