"""How many solutions a polynomial system has: bounds, exact counts, and the data that certify them."""
