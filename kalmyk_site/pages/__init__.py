"""Pages: one module for each kind of page gathers what its template shows."""
