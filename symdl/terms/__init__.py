"""What can be said: typed terms, shapes and domains, and relations between them."""
