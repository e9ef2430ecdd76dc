"""What diplomatic recognition is: values and pure functions; no library, no I/O.

| room | modules |
|---|---|
| what is entered | dates, entities, claims, revisions, judgements, editions |
| tables of the field | kinds, tracks, rules, implication (its rules), checks, tables |
| from claims to events | reconcile, events, ordering, readings |
| from events to status | states, worlds, status, spans, derive |
| implied status | implication, implied, extremes |
| why, and what differs | explanation, difference, revision |
| questions in English | question, forms, times, spoken |
| quality, witnesses and receipts | quality, witnesses, receipts |

Source: docs/design.md, sections 1 and 6.
"""
