"""The questions, one function each: what web and command line ask.

Come in by `operations`, the table of questions, and `workbench`, the one object that
web and command line get.

| room | modules |
|---|---|
| coming in | start, workbench, operations, parameters, readers, questions |
| who is meant | directory, names, name_index, parties |
| the past, now and as known | recall, pasts, columns |
| what holds | status, outcomes, coverage, implying, matrix, matrix_facts, network |
| what happened | events, timeline, order |
| why | why |
| what differs | diff, between, two_days, revisions, compared, evidence |
| what is doubtful | quality, survey, finding…, …_finders, claim_words |
| answers | answers, results, rows |
| receipts | receipts, replays, asked_again, verdicts, row_changes, citations |
| words | sentences, texts, wording, ask, ask_… |
| files | exports, documents, wholes, rdf_files |
| imports | load, load_all, loading, skips, preview, import_report |
| what else comes in | curate, judge, judgements, check |
| SPARQL | sparql, selecting, library (the questions of graph/queries) |
| what the service says of itself | described, census, statements, triples |
| sources and entities | releases, shelf, entities |

Source: docs/design.md, section 4.
"""
