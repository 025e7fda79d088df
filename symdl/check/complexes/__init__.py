"""Complex matrices: which claims about real matrices of every size say the same of complex ones, and why."""
