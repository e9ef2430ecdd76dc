"""Pages of Wikipedia on foreign relations, read with a parser of wikitext."""
