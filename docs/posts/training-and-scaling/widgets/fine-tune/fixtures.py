"""What model.js must give: the counts of the piece."""

PIECE = "fine-tuning-in-your-browser.md"


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    yield "WEIGHTS", None, piece["P"]
    yield "IN_LAYERS", None, piece["in_layers"]
    for what, rank in (("all", 8), ("head", 8), ("low rank", 1), ("low rank", 8)):
        yield "trained", [what, rank], piece["trained"](what, rank)
        yield "memory", [what, rank], piece["memory"](what, rank)
    for what in ("all", "head"):
        yield "operations", [what, 136, 35], piece["operations"](what, 136, 35)
    lines = "What is red?  A rose. \nno question\nis it? so? Yes.\nempty?\n"
    yield "pairsIn", [lines], [["what is red?", "a rose."], ["is it? so?", "yes."]]
    for text, ended in ((" red.", True), (" red.", False), (" a rose.", True), ("red.", True)):
        told = piece["is_in_form"](text, ended)
        yield "isInForm", [{"text": text, "ended": ended}], told
    answers = [{"text": " red.", "ended": True}, {"text": " red.", "ended": True}]
    yield "score", [answers, [["a?", "red."], ["b?", "blue."]]], {"form": 2, "right": 1}
