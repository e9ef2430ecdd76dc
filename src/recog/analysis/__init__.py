"""Measures and layouts of networks; the home of networkx."""
