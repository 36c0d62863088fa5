// The shapes of the data that the scripts of the site pass to each other.  For the type checker
// alone: no reader is sent this file.

/** What `{name}` in a text of the interface stands for, by name. */
type Values = Record<string, string | number>;

/** Where a reader is on a page; see place-path.js. */
interface Place {
  id: string;
  path: number[];
  top: number;
  height: number;
}

/** How far each page was read; see reading-state.js. */
type Read = Record<string, PageRead>;

interface PageRead {
  section: string;
  seen?: string[];
  done: boolean;
  at: number;
  title?: string;
  file?: string;
  place?: Place;
}

/** What is known of a question; see recall-state.js. */
interface RecallCard {
  due: number;
  last: number;
  stability: number;
  difficulty: number;
  days: number;
  reps: number;
  lapses: number;
  state: number;
  file?: string;
}

type RecallState = Record<string, RecallCard>;

/** What is used of ts-fsrs. */
interface Scheduler {
  next(card: object, now: Date, grade: number): {
    card: {
      due: Date;
      stability: number;
      difficulty: number;
      scheduled_days: number;
      reps: number;
      lapses: number;
      state: number;
    };
  };
}

/** How much of a piece is shown. */
type Depth = "short" | "all";

/** A visit to the home page; see visits.js. */
interface Visit {
  before?: string[];
  seen: string[];
  at: number;
}

/** What the wall of shorts can be narrowed down by. */
type Facet = "track" | "topic" | "tag";

/** What is asked of the wall; see wall-address.js. */
type Question = Record<Facet | "q" | "sort", string>;

/** A part of a question that leaves shorts out. */
type Narrowing = Facet | "q";

/** A text, or a formula as HTML, and whether it was searched for. */
type Piece = [text: string, found: boolean, html?: string];

/** The words of the index that were meant, and by the which word of a query. */
type Hits = Map<string, number>;

/** Where a text to quote is: its file, and the number of the part. */
interface Quoted {
  file: string;
  part: number;
}

/** A section of a page in which something was found. */
interface Part {
  title: string;
  url: string;
  quoted?: Quoted;
  parts: Part[];
  facts?: string;
}

/** What the search found: a page, or a theorem, section or equation on one. */
interface Result extends Part {
  kind: string;
  facts: string;
}

/** What the reader has chosen to narrow results down by, by group. */
type Chosen = Record<string, string>;

/** What can be chosen in a group. */
type Choice = [value: string, title: string];

/** What the search answers: its best results, how many there are, what was meant if not asked. */
interface Answer {
  found: Result[];
  total: number;
  meant?: string;
  hits: Hits;
}

/** What is read of the index first; see extensions/output/search/chunks.py. */
interface SearchIndex {
  language: string;
  skipped: string[];
  facets: Record<string, Choice[]>;
  pages: string[];
  words: [first: string, file: string][];
  heads: [first: number, file: string][];
  spelling: string;
  runs: string[];
}

/** What is shown of a page; see extensions/output/search/records.py. */
type Head = [
  url: string,
  title: string,
  series: string,
  files: [first: number, file: string][],
  sections: [anchor: string, title: string][],
  theorems: [anchor: string, name: string][],
  equations: [anchor: string, name: string, section: string][],
];

/** How much a word weighs in a part of a page, and in which sixths of it the word stands. */
type Parts = Map<number, { weight: number; sixths: number }>;

/** The same for all pages. */
type Places = Map<number, Parts>;

/** A word that is asked for: the `name` it is of, the how many-th that is, and what it is joined to. */
interface AskedWord {
  text: string;
  name: string;
  place: number;
  isLast: boolean;
  together: string[];
}

/** What the index has of an asked word: the words that it may mean, and how many pages have it. */
interface Term {
  words: string[];
  places: Places;
  pages: number;
  /** The words around, by which the next word is found right behind this one: there. */
  chunk: Record<string, string>;
  pairs: Places;
  /** Of the first word: what is called by all words that are asked for, and nothing else. */
  names: Places;
}

interface WeighedTerm extends Term {
  rarity: number;
}

/** A part of a page: how many of the words it has itself, and whether it is asked for by name. */
interface RankedPart {
  part: number;
  score: number;
  share: number;
  own: number;
  isAsked: boolean;
}

/** A page: its `share` of the question, and its parts that answer, the best first. */
interface Ranked {
  page: number;
  score: number;
  share: number;
  own: number;
  sections: RankedPart[];
  statements: RankedPart[];
}

/** What is shown as one result. */
interface Item {
  page: number;
  part: number;
  score: number;
  share: number;
  own: number;
  sections: RankedPart[];
  isPage: boolean;
  isAsked: boolean;
}

/** Of a short, by its place among all, what the wall knows. */
interface WallShort extends Record<Facet, string[]> {
  slug: string;
  title: string;
  inTitle: string;
}

/** What shorts.json holds: a short has its keys as places among those of a facet. */
interface WallFile {
  initials: string;
  facets: Record<Facet, [key: string, title: string][]>;
  shorts: [slug: string, title: string, ...keys: number[][]][];
}

/** What shorts.json holds, opened. */
interface WallIndex {
  initials: string;
  terms: Record<Facet, Map<string, string>>;
  shorts: WallShort[];
}

/** What a file of words holds, opened. */
interface WallWords {
  words: string[];
  places: string[];
}

/** By facet, how many shorts there would be with each key chosen. */
type Counts = Record<Facet, Map<string, number>>;

/** What the table of all pieces is sorted by; see table-order.js. */
type TableKey = "title" | "level" | "minutes" | "date";

interface TableOrder {
  key: TableKey;
  descending: boolean;
}

interface TableRow {
  title: string;
  level: number;
  minutes: number;
}

/** What a control of a figure may be set to. */
type WidgetValue = number | string | boolean | number[][];

/** The state of a figure: the value of each control by its name. */
type WidgetState = Record<string, any>;

/** What a reader may set; see docs/handbook/interactive-figures.md. */
interface WidgetControl {
  name: string;
  type: string;
  label: string;
  unit?: string;
  min?: number;
  max?: number;
  step?: number;
  /** Of points, the ranges of their two numbers where these differ. */
  x?: { min?: number; max?: number; step?: number };
  y?: { min?: number; max?: number; step?: number };
  /** How many digits are shown, where a step has more or fewer. */
  digits?: number;
  choices?: (string | [string, string])[];
  default?: WidgetValue;
  /** Of points how many there may be, of a text how long it may be. */
  most?: number;
  /** How many steps a second it goes on by itself. */
  play?: number;
  /** Set by a handle alone. */
  hidden?: boolean;
}

/** From values to places in a drawing. */
interface WidgetScale {
  (value: number): number;
  invert(place: number): number;
  domain: number[];
  range: number[];
}

/** What can be dragged: the controls that it sets, and where these values stand. */
interface WidgetHandle {
  label: string;
  x?: string;
  y?: string;
  points?: string;
  scaleX?: WidgetScale;
  scaleY?: WidgetScale;
  at?(state: WidgetState): number[];
  /** Whether it is dragged anywhere on the picture. */
  stage?: boolean;
}

interface WidgetAxis {
  control: WidgetControl;
  scale: WidgetScale;
  value: number;
}

/** A handle in a state of its figure. */
interface WidgetGrip {
  label: string;
  x?: WidgetAxis;
  y?: WidgetAxis;
  at?: number[];
  stage?: boolean;
  set(place: number[]): WidgetState;
  remove?(): WidgetState;
}

/** What a picture is drawn of besides the state: a name of its own, what a worker has found, data. */
interface WidgetMore {
  id: string;
  result?: any;
  data?: any;
}

interface SessionStep {
  result: unknown;
  progress: number;
}

/** What `open` in `session.js` returns: work that goes on for as long as a reader wants. */
interface WidgetSession {
  /** Take a state; return what the picture is made of, at once or later, or nothing before anything was done. */
  set(state: WidgetState): unknown;
  /** Go one step on. */
  step(): SessionStep | Promise<SessionStep>;
}

/** What `figure.js` exports. */
interface WidgetFigure {
  controls: WidgetControl[];
  initial?: WidgetState;
  handles?: WidgetHandle[];
  /** How far controls of numbers go in a state, where that is less than their ranges. */
  last?(state: WidgetState): Record<string, number>;
  /** Whether the data arrived as they were sent. */
  isWhole?(data: any): boolean;
  /** The controls that would change nothing, each with the reason. */
  idle?(state: WidgetState): Record<string, string>;
  draw(state: WidgetState, more: WidgetMore): string;
  describe(state: WidgetState, more: WidgetMore): string;
}

/** What a page says of the code that runs on it; see runnable.py. */
interface RunPage {
  runtime: string;
  packages: string[][];
  sizes: Record<string, number>;
  archive: string;
  isNotebook: boolean;
}

/** What a block gave; see run_block.py. */
interface RunResult {
  printed: string;
  value: string;
  warned: string;
  pictures: string[];
  cut: boolean;
  seconds: number;
  memory: number;
  error: { text: string; block: number; line: number; code: string } | null;
}
