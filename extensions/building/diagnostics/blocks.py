"""Rules that reword the warnings about directives and their options (see ``texts``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.building.diagnostics import lookup

if TYPE_CHECKING:
    from extensions.building.diagnostics.message import Instead

DIRECTIVES: dict[str, Instead] = {
    r"Unknown directive type:? ['\"]['\"]\.?": (
        "the braces are empty: write a directive in them, as in {note}"
    ),
    r"Unknown directive type:? ['\"](?P<name>.+?)['\"]\.?": lookup.unknown_directive,
    r"Directive '(?P<name>.+)': (?P<least>\d+) argument\(s\) required, 0 supplied.*": (
        r"{\g<name>} lacks what belongs behind its braces: write ```{\g<name>} and it, on one line"
    ),
    r"Directive '(?P<name>.+)': maximum 0 argument\(s\) allowed, \d+ supplied.*": (
        r"{\g<name>} takes nothing behind its braces: write that on the lines below"
    ),
    r"Directive '(?P<name>.+)': (?:maximum )?(?P<most>\d+) argument\(s\) .*": (
        r"{\g<name>} takes no more than \g<most> of the words behind its braces: delete the others"
    ),
    r"'(?P<name>.+)': Unknown option key: '(?P<option>.*)' \(allowed: \[(?P<known>.*)\]\).*": (
        lookup.unknown_option
    ),
    r"'(?P<name>.+?)': Invalid option value for '(?P<option>.+?)': (?P<why>.*)": lookup.wrong_value,
    r"'(?P<name>.+?)': Has content, but none permitted": (
        r"{\g<name>} has no text: delete what stands in it"
    ),
    r"'(?P<name>.+?)': (?:Invalid options (?:format|YAML).*|Expected .*)": (
        r"the options of {\g<name>} cannot be read: write lines of :option: value below its head"
    ),
    r"'(?P<name>.+?)': Splitting content across first line and body, .*": (
        r"{\g<name>} has text both behind its braces and below its options: write all of it below"
    ),
    r'(?:Content block expected for the|The) "(?P<name>.+)" directive'
    r"(?:; none found| is empty; content required| requires content; none supplied)\..*": (
        r"{\g<name>} is empty: write its text between its fences, or delete it"
    ),
    r'Error parsing content block for the "(?P<name>.+)" directive: (?P<why>.+?)\.?': (
        r"{\g<name>} cannot be read (\g<why>): write it in that form"
    ),
    r'Problems with "(?P<name>.+)" directive path: .*?(?:: )?[\'"](?P<path>[^\'"]+)[\'"].*': (
        r'{\g<name>}: there is no file "\g<path>": give a path relative to the folder that make '
        "is run in"
    ),
    r'Directive "(?P<name>include)": file not found: [\'"](?P<path>.+)[\'"]': lookup.no_included,
    r'Directive "(?P<name>.+?)"; option "(?P<option>.+?)": text not found "(?P<text>.+)"\.': (
        r'{\g<name>}: the text of "\g<option>", "\g<text>", is not in the file: mend the option'
    ),
    r'Directive "(?P<name>include)": error reading file: (?P<path>.+?)(?: \[Errno.*)?': (
        lookup.no_included
    ),
    r'Error with CSV data in "(?P<name>.+)" directive: (?P<why>.+?)\.?': (
        r"{\g<name>} has a row that cannot be read (\g<why>): mend its commas and quotation marks"
    ),
    r'"(?P<name>.+)" widths do not match the number of columns in table \((?P<number>\d+)\)\.?': (
        r"{\g<name>} has \g<number> columns: write as many numbers in the option widths"
    ),
    r"(?:Invalid context: the \"(?P<name>.+)\" directive can only be used .*"
    r"|Directive '(?P<other>.+)' cannot be mocked: .*)": (
        r"{\g<name>\g<other>} has no use in Markdown: delete it"
    ),
    r"Invalid directive argument: (?P<why>.+?)\.?": (
        r"what stands behind the braces cannot be read (\g<why>): mend it"
    ),
    r"\.\. (?P<name>acks|hlist) content is not a list": (
        r"{\g<name>} takes a list: begin its lines with -"
    ),
    r"glossary term must be preceded by empty line": (
        "two terms of the {glossary} stand too near: leave an empty line before each"
    ),
    r"duplicate (?P<kind>\w+) description of (?P<name>.*), other instance in (?P<page>.*)": (
        r'\g<kind> "\g<name>" is also explained on \g<page>: delete one of the two'
    ),
    r"Include file '(?P<path>.+)' not found or reading it failed": lookup.no_included,
    r"Figure caption must be a paragraph or empty comment\.": (
        "the text of a {figure} begins with something else than its caption: begin it with a "
        "paragraph"
    ),
    r"(?:Unexpected indentation|Malformed table)\.?.*": (
        "the block cannot be read as reStructuredText: write it in Markdown"
    ),
    r"exception while evaluating only directive expression: (?P<why>.+)": (
        r"{only} cannot read its condition (\g<why>): name a builder, as in {only} html"
    ),
    r"(?:line number spec is out of range\((?P<range>.*?)\): '(?P<lines>.*)')": (
        r'the code has lines \g<range> only, not "\g<lines>": mend the option'
    ),
    r"Line spec '(?P<lines>.*)': no lines pulled from include file .*": None,
    r"invalid line number spec: '(?P<lines>.*)'": (
        r'"\g<lines>" is no list of lines: write it as in 1,3-5'
    ),
    r"non-whitespace stripped by dedent": (
        "the option dedent cuts off more than spaces: write a smaller number"
    ),
}

DESIGN: dict[str, Instead] = {
    r"All children of a '(?P<outer>.+?)(?:-row)?' should be '(?P<inner>.+?)'.*": (
        r"only {\g<inner>} can stand in {\g<outer>}: put what stands here into one"
    ),
    r"The parent of an? '(?P<inner>.+?)' should be an? '(?P<outer>.+?)(?:-row)?'.*": (
        r"{\g<inner>} stands outside of a {\g<outer>}: put one around it, with one colon more"
    ),
    r"Invalid (?P<kind>[\w-]+) content: (?P<why>Invalid height.*)": (
        r"{\g<kind>} cannot be read (\g<why>): mend it"
    ),
    r"Invalid (?P<kind>[\w-]+) content: .*: (?P<name>[\w-]+)'?": (
        r'{\g<kind>} knows no icon "\g<name>": take the name of one from its list'
    ),
}
