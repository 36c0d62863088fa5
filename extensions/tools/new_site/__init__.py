"""Begin a site of one's own: ``make new-site DIR=../notes``.

What is not given is asked for on the terminal.  The folder gets a copy of the engine's files
(``engine_files``), and files of its owner (``starter``): the site's own settings, two posts and a
short, what hosts need to build it, and a licence.
"""

from __future__ import annotations

import argparse
import datetime
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from extensions.lib.own_code import EXTENSIONS
from extensions.lib.site_values import address as address_in
from extensions.lib.site_values import language as language_in
from extensions.tools.new_page import RefusalError, answered, one_of, slug_of, title_in, told
from extensions.tools.new_site.accent import is_colour
from extensions.tools.new_site.engine_files import engine_files
from extensions.tools.new_site.first_commit import committed
from extensions.tools.new_site.manifest import Manifest, digest, version_of
from extensions.tools.new_site.starter import LICENCES, Answers, write_starter

ENGINE = EXTENSIONS.parent


def main(argv: Sequence[str] | None = None) -> int:
    """Make the site that *argv* asks for; 0 if it is made, 2 if it is refused."""
    arguments = _parser().parse_args(argv)
    return told(lambda: _make(arguments), arguments.dir or Path())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m extensions.tools.new_site.make_site", description=__doc__
    )
    parser.add_argument("--dir", type=Path, help="the folder of the site, which is empty or new")
    parser.add_argument("--title", help="what the site is called")
    parser.add_argument("--author", help="who signs it")
    parser.add_argument("--address", help="where it will be; one that leads nowhere for now")
    parser.add_argument("--language", help="that of its text, as en; default: en")
    parser.add_argument("--accent", help="the colour of links, as #rrggbb; default: the engine's")
    parser.add_argument("--licence", help=f"one of {', '.join(LICENCES)}; default: cc-by-4.0")
    return parser


def _make(arguments: argparse.Namespace) -> None:
    """Ask for what is missing, check all of it, and only then write."""
    if arguments.dir is None:
        raise RefusalError(
            "DIR is missing: name the folder of the site, make new-site DIR=../notes"
        )
    folder = arguments.dir.resolve()
    _refuse_folder(folder)
    answers = _answers(arguments)
    folder.mkdir(parents=True, exist_ok=True)
    _copy_engine(folder)
    notes = write_starter(folder, answers, ENGINE)
    notes.append(committed(folder, answers.author))
    print(f"The site is in {arguments.dir}")
    for note in filter(None, notes):
        print(f"  {note}")
    print(f"Go on: cd {arguments.dir} && make live")


def _refuse_folder(folder: Path) -> None:
    if folder == ENGINE or ENGINE in folder.parents:
        raise RefusalError(f"{folder} is within the engine: name a folder beside it, DIR=../notes")
    # A repository that was begun elsewhere has nothing else in it.
    if folder.is_file() or (folder.is_dir() and {one.name for one in folder.iterdir()} - {".git"}):
        raise RefusalError(f"{folder} is not empty: name a folder that is new, DIR=../notes")


def _answers(arguments: argparse.Namespace) -> Answers:
    title = answered(arguments.title, "TITLE", "Title of the site: ", title_in)
    author = answered(arguments.author, "AUTHOR", "Your name: ", _author)
    nowhere = f"https://{slug_of(title) or 'notes'}.example/"
    address = _optional(arguments.address, f"Its address [{nowhere}]: ", nowhere, _address)
    language = _optional(arguments.language, "Language of its text [en]: ", "en", _language)
    question = "Colour of links, as #rrggbb [the engine's]: "
    accent = _optional(arguments.accent, question, "", _accent)
    known = ", ".join(LICENCES)
    question = f"Licence of its text\n  one of: {known}\n[cc-by-4.0]: "
    licence = _optional(arguments.licence, question, "cc-by-4.0", _licence)
    # Where the host is, it may still be yesterday, and its pieces would wait for today.
    day = datetime.date.today() - datetime.timedelta(days=1)
    return Answers(title, author, address, language, accent, licence, day)


def _optional(
    value: str | None, question: str, otherwise: str, accept: Callable[[str], str]
) -> str:
    if value is None and not sys.stdin.isatty():
        return otherwise
    return answered(value, "", question, lambda answer: accept(answer) if answer else otherwise)


def _author(answer: str) -> str:
    if not answer:
        raise RefusalError("the name is empty: write who signs the site")
    return title_in(answer)


def _address(answer: str) -> str:
    try:
        return address_in(answer)
    except ValueError as error:
        raise RefusalError(f'the address is "{answer}": {error}') from None


def _language(answer: str) -> str:
    try:
        return language_in(answer)
    except ValueError as error:
        raise RefusalError(f'the language is "{answer}": {error}') from None


def _accent(answer: str) -> str:
    if not is_colour(answer.lower()):
        raise RefusalError(f'the colour is "{answer}": write it as #rrggbb')
    return answer.lower()


def _licence(answer: str) -> str:
    return one_of(answer.lower(), "licence", LICENCES)


def _copy_engine(folder: Path) -> None:
    files = {}
    for path in engine_files(ENGINE):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ENGINE / path, folder / path)
        files[path] = digest(folder / path)
    Manifest(version_of(ENGINE), os.path.relpath(ENGINE, folder), files).save(folder)
