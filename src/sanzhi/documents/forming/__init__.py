"""Templates of documents as data: fields that point at facts, and blocks of text that place them."""
