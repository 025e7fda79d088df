"""Claims from lecture notes: formulas are found, tokenized, parsed and elaborated, exactly or not at all."""
