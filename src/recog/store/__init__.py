"""The store: RDF, versions, killable queries and the chronicle.

The only home of pyoxigraph, rdflib, pyshacl and numpy's memory-mapped columns. Come in
by `embedded`: `Store` commits, opens a `Snapshot` and runs queries.

| room | modules |
|---|---|
| in and out | embedded, snapshot, known, recollection, changes, limits, files |
| versions on disk | versions, locking, manifest, imports, drafts, keeping |
| a plan | planning, spool, given, claim_changes, record_changes, judgement_changes |
| a commit | graphs, building, tabulating, merging |
| the chronicle | chronicle, held, columns, keys, tables |
| texts and records | heap, lines, records, record_lines, uniting |
| values as RDF | codec, claim_pairs, entity_pairs, literals, turtle |
| terms | vocab, vocabulary |
| RDF as values | parsing, reading, read_claims, read_entities, fields, places |
| what people bring | uploads, upload_tasks, shapes |
| queries | guard, sparql_tokens, workers, lanes, turns, tasks, orphans, |
| | answers, remembered, formats |
| updates and graphs | edits, editing, edit_tasks, update_text, written_graphs, |
| | comparing, restated, others |
| access | tokens, audit |
| in an engine of others | the package remote |

Source: docs/design.md, sections 2, 3 and 6.
"""
