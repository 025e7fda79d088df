"""Products W_u ⋯ W_{l+1} of layers of a network, of symbolic length and with widths that depend on the layer."""
