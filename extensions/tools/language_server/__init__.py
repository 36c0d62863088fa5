"""A language server: what the build knows, in the author's editor (``make lsp``).

``occurrences`` finds labels and citations in the text of a source, ``place`` what stands at the
cursor and what can be written there; both are pure.  ``site`` is what the last build has left,
``hover``, ``completion`` and ``rename`` answer from these, ``diagnostics`` are the messages of the
build.  ``protocol`` speaks to editors, ``answer`` starts it.
"""
