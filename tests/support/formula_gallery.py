"""Formulas of every form that KaTeX has, for what must hold of them all."""

from __future__ import annotations

import re

GALLERY = r"""
a+b-c\cdot d=e\ne f,\; g;\quad h:=i
x_1^2+x_{ij}-y^{n-1}+z_{k_j}^{m^2}+f'(x)+{}_a^b T
2^{e_{\min}}+e^{-\frac{x^2}{2}}+a^{b^{c^d}}+x_{\sqrt 2}
V_f^{T_y}+\Gamma_{P}^{\prime\prime}+W_Q^{(h)\top}+x^{\displaystyle\frac12}
\frac ab+\tfrac12+\dfrac{a+b}{c+\frac de}+\cfrac1{1+\cfrac1x}
\binom nk+\genfrac\{\}{0pt}{}ab+\frac{\partial^2 f}{\partial x\,\partial y}
x^{\frac{a}{b}}_{\frac cd}+\frac{x_i^2}{y^{j}_k}
\sqrt x+\sqrt{1+\sqrt{2+\frac12}}+\sqrt[3]{x+y}+\sqrt[n]{\frac ab}
\hat x+\tilde y+\bar z+\vec v+\dot a+\ddot a+\check b+\acute c+\grave d+\breve e+\mathring f
\widehat{abc}+\widetilde{xyz}+\overline{a+b}+\underline{a_b}+\overrightarrow{AB}+\underleftarrow{AB}
\overbrace{a+b+c}^{n}+\underbrace{x_1+\dots+x_n}_{\text{terms}}+\overgroup{ab}+\underlinesegment{ab}
\sum_{i=1}^n i+\prod_{j\ne i}x_j+\int_0^\infty f(x)\,dx+\oint_C+\bigcup_{k}A_k+\lim_{x\to0}f
\textstyle\sum_{i=1}^n i+\int_0^1 x\,dx+\max_{u}v
\sum_{\substack{i<n\\ j<m}}a_{ij}+\operatorname*{arg\,max}_\theta L(\theta)
\left(\frac12\right)^2+\left[\sum_i x_i\right]+\left\{\begin{matrix}a\\b\end{matrix}\right.
\bigl(a\bigr)\Bigl[b\Bigr]\biggl\{c\biggr\}\Biggl\langle d\Biggr\rangle
\left\lVert\frac{a}{b}\right\rVert+\left(\sum_i x\right)_j
\left.\frac{dy}{dx}\right|_{x=0}+\left\lfloor\frac n2\right\rfloor+\left\Uparrow\int\right\Downarrow
\left(\begin{matrix}a&b\\c&d\\e&f\\g&h\\i&j\\k&l\end{matrix}\right)
\begin{pmatrix}a&b\\c&d\end{pmatrix}\begin{bmatrix}1\\2\end{bmatrix}\begin{vmatrix}x&y\\z&w\end{vmatrix}
\begin{cases}x^2&\text{if }x>0\\-x&\text{otherwise}\end{cases}
\begin{array}{c|cc}a&b&c\\\hline d&e&f\\g&\frac12&i\\\hdashline j&k&l\end{array}
\begin{array}{lr}\text{left}&1\\[1ex]x&1000\end{array}
\begin{aligned}a&=b+c\\&=d\\e+f&=\frac gh\end{aligned}
\begin{smallmatrix}a&b\\c&d\end{smallmatrix}+\begin{gathered}x=y\\z\end{gathered}
\begin{split}u&=v\\&\le w\end{split}
\begin{CD}A@>a>>B\\@VVbV@VVcV\\C@=D\end{CD}
\begin{rcases}a\\b\end{rcases}\Rightarrow c
a\xrightarrow{f}b\xleftarrow[under]{over}c\xleftrightarrow{}d\xhookrightarrow{g}e\xmapsto{x}y
\cancel{x}+\bcancel{abc}+\xcancel{y}+\sout{abc}
\boxed{a=b}+\fbox{text}+\colorbox{yellow}{a}+\fcolorbox{red}{white}{b}
\color{blue}a+b\textcolor{red}{x^2_i+\frac12}+c
\tiny a\small b\normalsize c\large d\Large e_i^2\huge f\Huge g
\text{plain $x^2$ text}+\textbf{bold}+\textit{slanted}+\texttt{code}+\textsf{sans}+\mathrm{diff}\,x
\mathbf{x}+\boldsymbol\alpha+\mathbb R^n+\mathcal L
\mathfrak g+\mathscr F+\mathsf A+\mathtt b+\mathit{ab}
\text{漢字 x}+\text{ÄÖé ß}+\alpha\beta\gamma\Gamma\Delta\varepsilon\vartheta\hbar\ell\Re\aleph
a\smash{\frac{b}{c}}d+\phantom{xyz}e+\hphantom{ab}f+\vphantom{\int}g
\llap{a}b+c\rlap{d}e+f\mathclap{abc}g+\mathrlap{x}y+\raisebox{0.5em}{r}+\hbox{h}
\rule{1em}{0.5em}+\rule[-0.2em]{0.1em}{1.5em}+a
a\kern1em b\mkern3mu c\hspace{-0.2em}d\!e\,f\;g\quad h\qquad i
x^{\rule{0.5em}{3em}}+x_{\rlap{a}b}+y^{\not= z}
a\not=b\neq c\notin D+a\bmod n\equiv b\pmod n
\overset{!}{=}+\underset{x}{\min}+\stackrel{a}{b}+a\mathbin{\#}b\mathrel{\Vert}c
\angl n+a_{\angln}+\vdots+\ddots+\cdots+\ldots+\dots
\langle x|y\rangle+\lvert a\rvert+\|b\|+n!+\%+\&+\$+\{a\}+/
a=b\tag*{[x]}
\begin{align}a&=b\\c&=d\end{align}
\begin{equation}\begin{split}a&=b\\&=c\end{split}\end{equation}
\mathop{\rm foo}\limits_a^b+\mathop{x}\nolimits_i+\operatorname{rank}A+\log_2 n+\sin^2\theta
\underbrace{\frac{a}{\sqrt{b_i^2}}}_{\ge0}+\overline{\overline{x}+y}_i^2+\hat{\hat x}_{\hat y}
f\colon A\to B,\ x\mapsto x^2\iff\forall\epsilon>0\,\exists\delta
\mathord=a\mathopen(b\mathclose)+1{,}000.5+3.14\times10^{-8}
\sum_{i=1}^{n}\Bigl(\sum_{j}a_{ij}\Bigr)^{2}\le\Bigl\lVert\frac{\sum_k b_k}{\sqrt{n}}\Bigr\rVert_2^2
"""
DISPLAYED = GALLERY.strip().splitlines()
# These may stand in no line of text.
INLINE = [tex for tex in DISPLAYED if not re.search(r"\\tag|\{(?:align|equation|split|CD)\}", tex)]
