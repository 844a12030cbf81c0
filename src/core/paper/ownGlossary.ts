import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import type { Parsed, Problem } from '../problem.ts';
import type { PackTerm, PaperPack } from './types.ts';

/*
 * One's own words: `.psycite/glossary.yaml`, which a person writes or *Add Term…* does, and a group shares.
 * It becomes a pack of kind `own`, whose senses stand above those of papers and of the glossary of the field.
 * Its form is glossary.schema.json.
 */

/** A larger file is refused unread. UTF-16 units. */
const maxGlossaryLength = 2_000_000;
const maxTerms = 5_000;
const maxProblems = 100;
const longest = { name: 200, definition: 4_000, source: 300 } as const;
const maxOthers = 20;

/** A term as a person gives it. */
export interface OwnTerm {
  readonly long: string;
  readonly short?: string;
  readonly definition?: string;
  /** A key of the bibliography, or the name of whatever else it is from. */
  readonly source?: string;
}

/**
 * Reads a glossary of a workspace. An entry without a name is left out and told. Problems: `pack-syntax`
 * (YAML), `pack-schema` (what is no field, or has the wrong form), `limit-reached`. The value is undefined
 * where nothing can be read.
 */
export function readOwnGlossary(text: string, file: string): Parsed<PaperPack | undefined> {
  if (text.length > maxGlossaryLength)
    return { value: undefined, problems: [tell('limit-reached', 'This glossary is too large to be read.')] };
  const document = parsed(text);
  if (document === undefined)
    return {
      value: undefined,
      problems: [tell('pack-syntax', 'This glossary is nested too deeply to be read.')],
    };
  const problems: Problem[] = document.errors.slice(0, maxProblems).map(({ message, pos: [start, end] }) => ({
    code: 'pack-syntax',
    start,
    end: Math.max(end, start),
    message: `This is not YAML: ${message.split('\n', 1)[0]}`,
  }));
  const terms: PackTerm[] = [];
  const ids = new Set<string>();
  for (const item of itemsOf(document.contents as Node | null, problems)) {
    if (terms.length >= maxTerms) {
      problems.push(tell('limit-reached', `Only the first ${maxTerms} terms of this glossary are read.`));
      break;
    }
    const term = termOf(item, problems);
    if (term === undefined) continue;
    let id = term.id;
    for (let number = 2; ids.has(id); number++) id = `${term.id}-${number}`;
    ids.add(id);
    terms.push({ ...term, id });
  }
  const value: PaperPack = {
    packVersion: '1.0',
    kind: 'own',
    // By the name of the folder: a workspace of several folders may have several glossaries.
    id: ['own-glossary', ...file.split('/').slice(-3, -2)].join(':'),
    lang: 'en',
    license: '',
    source: { id: 'own-glossary', type: 'document', title: 'your glossary' },
    references: [],
    sections: [],
    abbreviations: [],
    citations: [],
    terms,
    provenance: { method: 'written by hand', date: '' },
    origin: { format: 'own-glossary', file, parserVersion: '1' },
  };
  return { value, problems: problems.sort((a, b) => a.start - b.start).slice(0, maxProblems) };
}

/** Every scalar is the text that was written. Undefined for nesting that exhausts the stack. */
function parsed(text: string): Document | undefined {
  if (/(?:[[{]\s*){50}/.test(text)) return undefined;
  try {
    return parseDocument(text, {
      schema: 'failsafe',
      prettyErrors: false,
      uniqueKeys: false,
      logLevel: 'silent',
    });
  } catch {
    return undefined;
  }
}

const isNothing = (node: Node | null | undefined): boolean =>
  node === null || node === undefined || (isScalar(node) && (node.value === null || node.value === ''));

const tell = (
  code: Problem['code'],
  message: string,
  { start, end }: Span = { start: 0, end: 1 },
): Problem => ({
  code,
  start,
  end,
  message,
});

/** An entry of the list, or a pair of a mapping of short forms to long ones. */
type Item = YAMLMap | Pair;

function itemsOf(contents: Node | null, problems: Problem[]): readonly Item[] {
  if (isNothing(contents) || contents === null) return [];
  const terms = isMap(contents) ? (contents.get('terms', true) as unknown as Node | undefined) : contents;
  if (isSeq(terms)) {
    return terms.items.flatMap((item) => {
      if (isMap(item)) return [item];
      problems.push(tell('pack-schema', formExpected, spanOf(item as Node)));
      return [];
    });
  }
  if (isMap(terms)) return terms.items as Pair[];
  if (terms !== undefined && isNothing(terms)) return [];
  problems.push(tell('pack-schema', formExpected, spanOf(terms ?? contents)));
  return [];
}

const formExpected =
  'A glossary is “terms:” with a list of entries, each with “long:” and, where there are any, “short:”, “definition:” and “source:”.';

const fields = ['long', 'short', 'definition', 'source', 'also'] as const;
type Field = (typeof fields)[number];

function termOf(item: Item, problems: Problem[]): PackTerm | undefined {
  if (!isMap(item)) {
    const [key, value] = [item.key as Node, item.value as Node | null];
    if (isMap(value)) return fromFields(value, textOf(key), spanOf(key), problems);
    const [short, long] = [textOf(key), textOf(value)];
    return short && long ? made({ short, long }, [], spanOf(key)) : undefined;
  }
  return fromFields(item, undefined, spanOf(item), problems);
}

function fromFields(
  map: YAMLMap,
  name: string | undefined,
  whole: Span,
  problems: Problem[],
): PackTerm | undefined {
  const found = new Map<Field, Node>();
  for (const pair of map.items) {
    const key = textOf(pair.key as Node) ?? '';
    if ((fields as readonly string[]).includes(key)) {
      if (!isNothing(pair.value as Node | null)) found.set(key as Field, pair.value as Node);
    } else
      problems.push(
        tell(
          'pack-schema',
          `“${key.slice(0, 60)}” is no field of a term: ${fields.join(', ')} are.`,
          spanOf(pair.key as Node),
        ),
      );
  }
  const given = (field: Field): string | undefined => textOf(found.get(field) ?? null);
  const short = given('short') ?? name;
  const long = given('long') ?? short;
  if (long === undefined) {
    problems.push(tell('pack-schema', 'This entry has no “long:” and no “short:”, and is left out.', whole));
    return undefined;
  }
  const also = found.get('also');
  const others = isSeq(also) ? also.items.flatMap((one) => textOf(one as Node) ?? []) : (given('also') ?? []);
  const place = found.get('long') ?? found.get('short');
  const { definition, source } = { definition: given('definition'), source: given('source') };
  return made(
    {
      long,
      ...(short !== undefined && { short }),
      ...(definition && { definition }),
      ...(source && { source }),
    },
    [others].flat().slice(0, maxOthers),
    place ? spanOf(place) : whole,
  );
}

function made(
  { long, short, definition, source }: OwnTerm,
  also: readonly string[],
  { start, end }: Span,
): PackTerm {
  const name = long.slice(0, longest.name);
  const form = short?.slice(0, longest.name);
  const shorts = form === undefined || form === name ? [] : [form];
  const id = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 80);
  return {
    id,
    prefLabel: name,
    ...(shorts.length > 0 && { shortForms: shorts, safeShortForms: shorts }),
    ...(also.length > 0 && { altLabel: also.map((one) => one.slice(0, longest.name)) }),
    category: 'own term',
    ...(definition !== undefined && { definition: definition.slice(0, longest.definition) }),
    ...(source !== undefined && { source: source.slice(0, longest.source) }),
    sections: [],
    start,
    end,
  };
}

/** The text of a scalar, on one line. */
function textOf(node: Node | null): string | undefined {
  if (!isScalar(node) || typeof node.value !== 'string') return undefined;
  const text = node.value.replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}

function spanOf(node: Node | null | undefined): Span {
  const [start, end] = node?.range ?? [0, 1];
  return { start, end };
}

const heading = `# Terms and abbreviations of this project, for PsyCite. Share it with the manuscript.
terms:
`;

/**
 * The edit that adds a term to the text of a glossary; the reason where it cannot, as a sentence. The text
 * may be empty. What else stands in the file stays as it is.
 */
export function addedToGlossary(text: string, term: OwnTerm): TextEdit | string {
  const { value, problems } = readOwnGlossary(text, '');
  if (value === undefined || problems.some(({ code }) => code === 'pack-syntax'))
    return 'The glossary cannot be read. SyntaxFix it first.';
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  const known = value.terms.find(
    ({ prefLabel, shortForms = [] }) =>
      same(prefLabel, term.long) && (term.short === undefined || shortForms.includes(term.short)),
  );
  if (known !== undefined) return `“${known.prefLabel}” is in the glossary already.`;
  const contents = (parsed(text)?.contents ?? null) as Node | null;
  const list = isMap(contents) ? (contents.get('terms', true) as unknown as Node | undefined) : contents;
  const isEmpty = isNothing(list);
  if (!isEmpty && (!isSeq(list) || list.flow === true))
    return 'The glossary is no list of entries, each on lines of its own: the term was not added.';
  if (isMap(contents) && isEmpty && contents.has('terms')) {
    const end = lineEnd(text, spanOf(contents).end);
    return { start: end, end, text: entryOf(term, '  ', end > 0 && text[end - 1] !== '\n') };
  }
  if (isEmpty) {
    const before = text.trim() === '' ? '' : text.endsWith('\n') ? '' : '\n';
    return { start: text.length, end: text.length, text: `${before}${heading}${entryOf(term, '  ', false)}` };
  }
  const at = spanOf(list as Node).start;
  const indent = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const end = lineEnd(text, spanOf(list as Node).end);
  const isIndent = /^ *$/.test(indent);
  return { start: end, end, text: entryOf(term, isIndent ? indent : '', end > 0 && text[end - 1] !== '\n') };
}

/** Behind the line that a place is in, or where white space before it begins a line. */
function lineEnd(text: string, at: number): number {
  const before = text.slice(0, at).trimEnd().length;
  const end = text.indexOf('\n', before);
  return end < 0 ? text.length : end + 1;
}

function entryOf({ long, short, definition, source }: OwnTerm, indent: string, onNewLine: boolean): string {
  const lines = [
    ...(short === undefined ? [] : [`short: ${yamlText(short)}`]),
    `long: ${yamlText(long)}`,
    ...(definition === undefined || definition === '' ? [] : [`definition: ${yamlText(definition)}`]),
    ...(source === undefined || source === '' ? [] : [`source: ${yamlText(source)}`]),
  ];
  const entry = lines.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}\n`).join('');
  return `${onNewLine ? '\n' : ''}${entry}`;
}

/** On one line; in quotes unless it is plain beyond doubt. */
function yamlText(value: string): string {
  const line = value.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  const isPlain =
    /^[\p{L}(][\p{L}\p{N} ,.;()/+-]*$/u.test(line) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(line);
  return isPlain ? line : JSON.stringify(line);
}
