"""Language: words, mentions, sentences, years, quantities."""
