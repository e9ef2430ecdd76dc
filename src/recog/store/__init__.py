"""The store: RDF, versions, killable queries and the chronicle.

The only home of pyoxigraph, rdflib, pyshacl and numpy's memory-mapped columns.

Source: docs/design.md, sections 2, 3 and 6.
"""
