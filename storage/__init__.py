"""What the network knows: models, queries, search, migrations, import and export of data."""
