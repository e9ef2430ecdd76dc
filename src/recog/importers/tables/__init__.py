"""People's own tables, as CSV or spreadsheet: from cells to claims.

A file becomes a `Grid` (csv_grid, xlsx_grid), a grid becomes rows of our columns
(`plain` where it has them, `mapped` with a column mapping), and rows become claims
(`claims`).
"""
