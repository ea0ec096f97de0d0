"""The gates: each is a function from a repository's root to its findings, "path:line: what; what to do"."""
