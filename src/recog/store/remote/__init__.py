"""The store in an engine of others: any that speaks SPARQL 1.1.

The engine holds every graph and is the truth. A small graph of it, the pointer, says
which version is current and who writes; each home keeps a copy of that version, which
can be thrown away and made anew.

| room | modules |
|---|---|
| HTTP | engine (its three addresses), asking (queries of users) |
| what the engine keeps of us | pointer, journal, packing |
| reading | copying (a copy made anew), following (a copy brought up to date) |
| writing | statements (what a commit sends), landing |
| in and out | store, moving (an embedded store into an engine) |

Source: docs/design.md, section 3.2; docs/operations.md, "Other engines".
"""
