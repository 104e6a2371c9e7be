"""A folder of Pyodide in, a page to paste into out: the package itself runs in the browser, and no text leaves it."""
