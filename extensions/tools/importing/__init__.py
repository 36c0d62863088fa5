"""Import a site of another kind: ``make import FROM=folder FORMAT=hugo``.

A page goes one way: ``sources`` finds its file and ``metadata`` reads what its front matter says;
the module of its dialect turns marks of that dialect into ours; then come the passes that all
share (code, comments, formulas, HTML, headings, notes, links, pictures); ``places`` gives it
a name in our folders and ``writing`` its text.  ``proof`` builds the result, and puts what the
build would refuse between fences.  Whatever is not carried over is told, with file and line.
"""
