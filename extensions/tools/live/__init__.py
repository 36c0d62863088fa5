"""``make live`` and ``make watch``: the site on this machine, built anew at each save.

Both build in a process that is ready before (``extensions.building.standby``): ``make live`` the
site with its drafts, which it serves, ``make watch`` what ``make html`` builds.

An open page is told of a save by a script of ours, in the place of that of sphinx-autobuild: that
is inline, which the security policy of the site forbids.  Ours is a file that is added while a page
is served, so that the built pages equal those of ``make html``.
"""

from __future__ import annotations

from extensions.tools.live.build import Build

__all__ = ["Build"]
