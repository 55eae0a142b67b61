"""All that the store holds as one document, and back again."""
