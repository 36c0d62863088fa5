"""The sites of other kinds that tests import, each with the traps of its kind."""

from __future__ import annotations

from tests.support.notebooks import PICTURE, cell, notebook, result
from tests.tools.importing.sites import PNG, Files

HUGO_POST = """\
+++
title = 'The "cost" of a step'
date = 2020-03-01T23:30:00-05:00
lastmod = 2021-04-02
tags = ["Machine Learning", "optimisation"]
aliases = ["/old/step/", "/step"]
draft = true
description = "What a step costs."
custom = "kept by nobody"
+++

First words, for $5 and $6 each, with \\\\(a_1 + b\\\\) and $$E = mc^2$$ in a line.

<!--more-->

## The figure {#fig-part}

{{< figure src="plot.png" caption="A *curve*." alt="A curve that falls" >}}

{{< highlight python "linenos=table" >}}
print("{{< not a shortcode >}}")
{{< /highlight >}}

{{% notice warning %}}
Mind the **gap**.
{{% /notice %}}

See [the other]({{< ref "other.md#deep-down" >}}), [a place](#fig-part) and
{{< youtube w7Ft2ymGmfc >}}.

A {{< mystery key="x" >}} and `{{</* shown */>}}`.

$$
\\begin{aligned} a &= b \\\\\\\\ c &= d \\end{aligned}
$$
"""

HUGO_OTHER = """\
{"title": "Other", "date": "2020-01-01", "tags": ["machine-learning", "a", "b", "c", "d", "e"]}

Words of the other page, enough for a summary.

### Deep down

More. <b>Bold</b> and H<sub>2</sub>O<br>next.
"""

HUGO: Files = {
    "hugo.toml": 'baseURL = "https://me.example/"\n[permalinks]\nposts = "/:year/:slug/"\n',
    "content/posts/step/index.md": HUGO_POST,
    "content/posts/step/plot.png": PNG,
    "content/posts/other.md": HUGO_OTHER,
    "content/about.md": "---\ntitle: About\n---\nWho I am, in a line of words.\n",
}

JEKYLL_POST = """\
---
layout: post
title:  "Sums: a story"
date: 2019-05-06 23:59:00 -0700
categories: [maths, series]
---
* TOC
{:toc}

A sum $$\\sum_i x_i$$ in a line costs $20 or $30.

$$
x^2
$$

{% highlight ruby linenos %}
puts "{{ not liquid }}"
{% endhighlight %}

![A plot]({{ site.baseurl }}/assets/plot.png){: .center width="300" }

Mind this.
{: .notice--warning}

See [before]({% post_url 2018-01-02-first-words %}) and {{ site.author_name }}.
The HTML of old. {% include missing.html a="b" %}
{% raw %}{{ shown }}{% endraw %} stays[^a]: so.

[^a]: A note.
[^b]: A note that nobody refers to.

*[HTML]: Hyper Text

<!-- a comment
of two lines -->

% of nothing
"""

JEKYLL: Files = {
    "_config.yml": "baseurl: /blog\nurl: https://me.example\nauthor_name: Ada\n",
    "_posts/2019-05-06-sums.md": JEKYLL_POST,
    "_posts/2018-01-02-first-words.markdown": (
        "---\ntitle: First words\npublished: false\npermalink: /first/\n---\n"
        "A first text of more than a few words.\n"
    ),
    "assets/plot.png": PNG,
    "index.html": (
        "---\nlayout: home\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n"
    ),
}

BOOK_FIRST = """\
---
jupytext:
  formats: md:myst
kernelspec:
  name: python3
---

(sec:first)=
# First things

```{index} things
```

A sum {math}`a + b` as in {cite:t}`knuth1984` and {cite}`nobody`. See {doc}`second`,
{ref}`sec:deep`, {eq}`eq:one`, {prf:ref}`thm-a`, {numref}`fig-plot` and [](second.md).

```{math}
:label: eq:one
a = b
```

```{prf:Theorem} A name
:label: thm-a

It *holds*.
```

```{code-cell} ipython3
:tags: [hide-input]

print(1)
```

```{figure} ../img/plot.png
:name: fig-plot

The caption.
```

```{exercise}
:label: ex-one

Do it.
```

```{solution-start} ex-one
:class: dropdown
```

Done so.

```{solution-end}
```

```{glue:figure} drawn
```

```{note} Text of the note
goes on.
```
"""

BOOK_SECOND = """\
# Second

(sec:deep)=
## Deep

Some words, and a note of the margin for readers.

```{margin} Aside
By the way.
```
"""

BOOK: Files = {
    "_config.yml": "title: A book\n",
    "_toc.yml": (
        "format: jb-book\nroot: intro\nparts:\n- caption: The one part\n  chapters:\n"
        "  - file: part/second\n  - file: part/first\n"
    ),
    "intro.md": (
        "# Welcome, reader\n\nA book of two chapters and no more.\n\n```{tableofcontents}\n```\n"
    ),
    "part/first.md": BOOK_FIRST,
    "part/second.md": BOOK_SECOND,
    "img/plot.png": PNG,
    "refs.bib": "@book{knuth1984, author={Knuth, Donald}, title={The TeXbook}, year={1984}}\n",
}

NOTEBOOKS_TABLE = (
    "<div><table><tr><th></th><th>a</th></tr><tr><th>0</th><td>1|2</td></tr></table></div>"
)

NOTEBOOKS_ERROR = {
    "output_type": "error",
    "ename": "ZeroDivisionError",
    "evalue": "division by zero",
    "traceback": [],
}

NOTEBOOKS_CELLS = [
    cell("markdown", "# A first notebook\n\nIt adds numbers, and says what comes of it."),
    cell(
        "code",
        "%matplotlib inline\nprint(1 + 1)",
        outputs=[
            {"output_type": "stream", "name": "stdout", "text": "\x1b[31m2\x1b[0m\n"},
            {"output_type": "stream", "name": "stderr", "text": "a warning"},
        ],
    ),
    cell(
        "markdown",
        "Seen here: ![dot](attachment:my dot.png)\n\nand [the next](second.ipynb).",
        attachments={"my dot.png": {"image/png": PICTURE}},
    ),
    cell(
        "code",
        'plt.title("A dot")',
        outputs=[result(image_png=PICTURE, text_plain="<Figure>")],
    ),
    cell("code", "frame", outputs=[result(text_html=NOTEBOOKS_TABLE, text_plain="a")]),
    cell("code", "1 / 0", outputs=[NOTEBOOKS_ERROR]),
    cell("code", "chart", outputs=[result(**{"application_vnd.plotly.v1+json": "{}"})]),
    cell("raw", "raw $text"),
]


NOTEBOOKS: Files = {
    "first.ipynb": notebook(NOTEBOOKS_CELLS),
    "second.ipynb": notebook([cell("markdown", "Words without any title, but many.")]),
}

ZOLA = """\
+++
title = "A post"
date = 2020-02-03
[taxonomies]
tags = ["rust", "web"]
+++

Go [there](@/blog/other.md#a-part), to [https://a.example/b](https://a.example/b) and
www.c.example; see {{ youtube(id="abc") }}.

{% quote(author="Ada") %}
Words.
{% end %}

Press <kbd>Ctrl</kbd>.
"""

QUARTO = """\
---
title: Numbers
date: 2022-01-02
categories: [maths, code]
format: html
---

As [@knuth1984, p. 3] says; see @fig-plot, @sec-deep, @eq-one and @nowhere.

::: {.callout-note collapse="true"}
## A title
Words **in** it.
:::

![A caption.](plot.png){#fig-plot fig-alt="A dot" width=50%}

$$
a = b
$$ {#eq-one}

```{python}
#| echo: false
print(1)
```

::: {#thm-one}
## Of one
It holds.
:::

::: {.panel-tabset}
## R
One.

## Python
Two.
:::

## Deep {#sec-deep .unnumbered}

E = mc^2^ and H~2~O.
"""

MKDOCS = """\
# A guide

!!! warning "Take care"
    Words in it.

    ```py hl_lines="2" title="a.py"
    a = 1
    b = 2
    ```

??? tip
    Folded.

=== "One"

    First.

=== "Two"

    Second.

Press ++ctrl+alt+del++, ==marked== :material-account: text. See [it](../guide/next.md#a-part).

--8<-- "part.md"
"""

OBSIDIAN = """\
---
tags: [notes/deep]
---
#idea #two/three

See [[Other note|the other]], [[Other note#A part]], [[Nowhere]] and
![[my dot.png|300]].

> [!info]- More of it
> Folded **words** here.

%% hidden
words %%

A ==mark== and a formula $x_1$, for $5. ^block-one

Back to [[#^block-one]]. ![[Other note]]
"""

ABLOG = """\
A post in another form
======================

.. post:: May 6, 2014
   :tags: one, two
   :author: Ada
   :redirect: old/place

It has *stress*, ``code``, :math:`a_1` and a `link <https://a.example/>`_; see :ref:`there`.

.. _there:

A section
---------

.. note:: Text of a note.

.. code-block:: python

   print("$HOME")

.. figure:: dot.png
   :alt: A dot

   Its caption.

.. math:: a = b
   :label: one

.. unheard:: of

   Words within.

===  ===
a    b
===  ===
1    2
===  ===

A note [1]_.

.. [1] Its text.

.. a comment
"""

OTHER = """\
+++
title='Other'
date=2020-01-01
+++
Words enough for a summary here.

## A part

End.
"""

BIB = "@book{knuth1984, author={Knuth, Donald}, title={The TeXbook}, year={1984}}\n"
# What no pass knows, and only the build refuses.
ODD = """\
---
title: Odd
date: 2020-01-01
---
Some words, enough of them to be a summary.

$$
\\unheard{x}
$$

- a
  # b

> [^9] and {nothing}`x`
"""
OWN = """\
---
date: 2026-01-01
tags: [attention, probability]
level: foundation
summary: A page that stood here before.
---

(a)=
# Other

Words.
"""
SITES: dict[str, Files] = {
    "hugo": {**HUGO, "content/posts/odd.md": ODD},
    "jekyll": JEKYLL,
    "book": BOOK,
    "notebook": NOTEBOOKS,
    "zola": {
        "config.toml": 'base_url = "https://me.example"\n',
        "content/blog/a.md": ZOLA,
        "content/blog/other.md": OTHER,
    },
    "quarto": {
        "_quarto.yml": "project:\n  type: website\n",
        "posts/numbers.qmd": QUARTO,
        "posts/plot.png": PNG,
        "refs.bib": BIB,
    },
    "mkdocs": {
        "mkdocs.yml": "site_name: Docs\nnav:\n- Guide:\n  - guide/first.md\n  - guide/next.md\n",
        "docs/guide/first.md": MKDOCS,
        "docs/guide/next.md": "# Next\n\nWords of the next page, enough.\n\n## A part\n\nEnd.\n",
        "docs/part.md": "Put *in* here.\n",
    },
    "obsidian": {
        ".obsidian/app.json": "{}",
        "A note.md": OBSIDIAN,
        "Other note.md": "Words of the other, enough of them.\n\n## A part\n\nEnd.\n",
        "files/my dot.png": PNG,
    },
    "ablog": {
        "conf.py": 'extensions = ["ablog"]\n',
        "posts/a.rst": ABLOG,
        "posts/dot.png": PNG,
    },
}
