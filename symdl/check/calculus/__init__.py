"""The checker's differential calculus.

At integer sizes `reverse` pulls seeds back through a term. At symbolic sizes a term is read entry by entry (`reading`), as a
polynomial in entries whose indices are summed over (`forms`, `canonical`), where partial derivatives follow the chain
rule (`slopes`) and signs can be seen (`signs`).
"""
