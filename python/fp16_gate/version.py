"""Version of the Python package; `pyproject.toml` holds the same one, and a test compares them."""

__version__ = "0.1.0"
