"""audio-edition: an article goes in, an accessible audio edition comes out, offline."""

__version__ = "0.1.0"
