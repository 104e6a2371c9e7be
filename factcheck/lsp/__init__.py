"""Documents of an editor in; diagnostics, hovers and actions out, as the Language Server Protocol has them."""
