"""The ledger: reports, their readings and what links them, in SQLite (one file) or PostgreSQL.

    with open_ledger("news.db") as ledger:
        ledger.summary()

`schema` has the tables, `migrations` brings a ledger up to them, `store` opens it and gives connections, `write` puts
readings in, `spans` checks every span on the way, `adder` saves a stream of readings in batches, `search` is full text,
`index` is the linker's memory. docs/ledger.md says what is in each table.
"""
