"""The desk: a ledger in the browser.

    ledger → sayso.queries → routes (thin) → templates, or JSON and CSV of the same values

`app` puts it together, `guard` stands before every request, `filters` turn addresses into filters and back, `text`
lays the marks into a report's text, `chart` draws. No request leaves the machine: all scripts and maps are in `static`.
"""
