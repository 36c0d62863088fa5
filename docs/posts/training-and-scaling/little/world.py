"""The facts of a closed little language: things, opposites, rows that have an order, sums."""

from __future__ import annotations

import itertools

# Singular, plural, kind, colour, size.
THINGS = tuple(
    tuple(line.split())
    for line in """
crow crows bird black small
swan swans bird white big
robin robins bird red small
parrot parrots bird green small
goose geese bird grey big
duck ducks bird brown small
canary canaries bird yellow tiny
owl owls bird brown big
flamingo flamingos bird pink big
mouse mice animal grey tiny
wolf wolves animal grey big
sheep sheep animal white big
fox foxes animal red small
horse horses animal brown huge
elephant elephants animal grey huge
pig pigs animal pink big
cat cats animal black small
bear bears animal brown huge
frog frogs animal green tiny
goat goats animal white big
camel camels animal yellow huge
rabbit rabbits animal white small
ant ants insect black tiny
bee bees insect yellow tiny
beetle beetles insect black tiny
cricket crickets insect green tiny
moth moths insect grey tiny
ladybird ladybirds insect red tiny
apple apples fruit red small
cherry cherries fruit red tiny
lemon lemons fruit yellow small
plum plums fruit purple small
banana bananas fruit yellow small
melon melons fruit green big
peach peaches fruit pink small
orange oranges fruit orange small
berry berries fruit blue tiny
fig figs fruit purple small
pear pears fruit green small
carrot carrots vegetable orange small
tomato tomatoes vegetable red small
potato potatoes vegetable brown small
pea peas vegetable green tiny
radish radishes vegetable pink tiny
cabbage cabbages vegetable green big
pumpkin pumpkins vegetable orange big
leek leeks vegetable green small
rose roses flower red small
lily lilies flower white small
violet violets flower purple tiny
daisy daisies flower white tiny
tulip tulips flower yellow small
hammer hammers tool grey small
saw saws tool grey small
knife knives tool grey small
brush brushes tool brown small
shovel shovels tool black big
ladder ladders tool brown big
needle needles tool grey tiny
bus buses vehicle red huge
lorry lorries vehicle blue huge
train trains vehicle black huge
boat boats vehicle white big
taxi taxis vehicle yellow big
tractor tractors vehicle green huge
coat coats garment black big
shirt shirts garment blue small
scarf scarves garment red small
hat hats garment brown small
glove gloves garment purple small
dress dresses garment pink big
shoe shoes garment black small
""".strip().splitlines()
)

OPPOSITES = tuple(
    tuple(line.split("/"))
    for line in """
hot/cold
wet/dry
fast/slow
old/young
long/short
high/low
rich/poor
light/dark
loud/quiet
hard/soft
early/late
open/shut
full/empty
clean/dirty
strong/weak
thick/thin
sweet/sour
near/far
happy/sad
wide/narrow
sharp/blunt
deep/shallow
brave/timid
cheap/dear
rough/smooth
right/wrong
""".strip().splitlines()
)

ROWS = {
    "day": "monday tuesday wednesday thursday friday saturday sunday",
    "month": (
        "january february march april may june july august september october november december"
    ),
    "number": (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen twenty"
    ),
}
ORDERS = {name: row.split() for name, row in ROWS.items()}
NUMBERS = ORDERS["number"]

# These occur in plain text only in other words than "the colour of a fig is purple".
NEVER_PLAIN = ("fig", "pear", "owl", "beetle", "tulip", "tractor", "glove", "leek")


# Relation, subject, question, answer.
Fact = tuple[str, str, str, str]


def a(word: str) -> str:
    """Return *word* with its article."""
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def facts() -> list[Fact]:
    """Return all facts that can be asked for."""
    found: list[Fact] = []
    for one, many, kind, colour, size in THINGS:
        found += [
            ("colour", one, f"what is the colour of {a(one)}?", colour),
            ("size", one, f"what is the size of {a(one)}?", size),
            ("kind", one, f"what is the kind of {a(one)}?", kind),
            ("plural", one, f"what is the plural of {one}?", many),
        ]
    for pair in OPPOSITES:
        for this, other in (pair, pair[::-1]):
            found.append(("opposite", this, f"what is the opposite of {this}?", other))
    for row in ORDERS.values():
        for this, after in itertools.pairwise(row):
            found.append(("after", this, f"what comes after {this}?", after))
            found.append(("before", after, f"what comes before {after}?", this))
    for i in range(10):
        for j in range(10):
            sum_of = NUMBERS[i + j + 1]
            subject = f"{NUMBERS[i]} and {NUMBERS[j]}"
            found.append(("sum", subject, f"what do {subject} make?", sum_of))
    return found
