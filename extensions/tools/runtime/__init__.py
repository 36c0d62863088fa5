"""``make runtime``: fetch the Python that readers run in their browser into ``.cache/runtime``.

``needed_packages`` finds out which packages the pieces import, ``core_files`` has npm fetch the
core of Pyodide, ``wheel_files`` fetches the packages.  Whatever comes is compared with a digest:
that of the core stands in the code, those of the packages stand in the core.
"""
