"""Articles in, a sheet out on which every figure is signed; a signed sheet in, what has changed since out."""
