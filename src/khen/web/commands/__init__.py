"""What each command of `khen` does, once its words are understood and Django is ready."""
