import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import type { Node } from 'jsonc-parser';
import type { Parsed, Problem } from '../problem.ts';
import { childOf, deepestNode, plainValue, propertyOf, readJsonSource, spanOf } from './jsonSource.ts';
import packSchema from './paper-pack.schema.json' with { type: 'json' };
import { checkRules, type Locate } from './rules.ts';
import { complaint, stepsOf } from './schemaMessages.ts';
import type { PaperPack } from './types.ts';

/** What is refused without being read, in UTF-16 units. The first pack, with 135 terms, is 0.15 million. */
const maxPackLength = 8_000_000;
/** One term, reference or section that holds more values than this is left out. */
const maxItemNodes = 60_000;
const maxProblems = 200;

/**
 * The lists of a pack. Each item is held against the schema by itself, so that a bad one costs nothing else.
 */
const lists = {
  maintainers: 'maintainer',
  references: 'cslItem',
  sections: 'section',
  abbreviations: 'abbreviation',
  terms: 'term',
  citations: 'citation',
  facts: 'fact',
} as const;
type ListName = keyof typeof lists;

const itemNames: Record<ListName | 'pack', string> = {
  maintainers: 'maintainer',
  references: 'reference',
  sections: 'section',
  abbreviations: 'abbreviation',
  terms: 'term',
  citations: 'citation',
  facts: 'fact',
  pack: 'pack',
};

/**
 * Reads a paper pack. The value is as whole as the text lets it be: an item that does not fit the schema is
 * left out, or loses the part that does not fit where the part is optional. It is undefined where the text is
 * no pack at all or lacks what nothing works without: `packVersion`, `id`, `source`.
 *
 * Problems: `pack-syntax` (JSON), `pack-schema` (paper-pack.schema.json), `pack-rule` (contributor rules, see
 * rules.ts), `limit-reached`.
 */
export function readPack(text: string): Parsed<PaperPack | undefined> {
  if (text.length > maxPackLength)
    return refuse(
      `This file is larger than ${maxPackLength / 1e6} million characters and was not read. Remove what is not needed, or split it into several files.`,
    );
  const { root, problems: syntax } = readJsonSource(text);
  if (root === undefined || root.type !== 'object') {
    if (syntax.length > 0 && root === undefined) return { value: undefined, problems: syntax };
    return refuse('The data of a paper is one JSON object: { "packVersion": "1.0", … }.', syntax);
  }
  const reader = new PackReader(root);
  const value = reader.read();
  const problems = [...syntax, ...reader.problems];
  if (value !== undefined) for (const problem of checkRules(value, reader.locate)) problems.push(problem);
  return { value, problems: bounded(problems) };
}

const refuse = (message: string, others: readonly Problem[] = []): Parsed<undefined> => ({
  value: undefined,
  problems: [...others, { code: 'pack-schema', start: 0, end: 1, message }],
});

function bounded(problems: readonly Problem[]): readonly Problem[] {
  const first = problems[maxProblems];
  if (first === undefined) return problems;
  const message = `This file has ${problems.length} problems; the first ${maxProblems} are shown.`;
  return [
    ...problems.slice(0, maxProblems),
    { code: 'limit-reached', start: first.start, end: first.end, message },
  ];
}

class PackReader {
  readonly problems: Problem[] = [];
  readonly #root: Node;
  readonly #nodes = new Map<unknown, Node>();

  constructor(root: Node) {
    this.#root = root;
  }

  /**
   * Where a part of the pack stands, for the rules: by the item itself, for positions change as bad ones go.
   */
  readonly locate: Locate = (item, ...path) => {
    const node = deepestNode(this.#nodes.get(item) ?? this.#root, path);
    return spanOf(node.type === 'object' ? heading(node) : node);
  };

  read(): PaperPack | undefined {
    const shell: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const property of this.#root.children ?? []) {
      const [name, value] = property.children ?? [];
      if (name === undefined || value === undefined) continue;
      const key = String(name.value);
      if (key in lists) shell[key] = value.type === 'array' ? [] : plainValue(value);
      else if (this.#fits(value, key)) shell[key] = plainValue(value);
    }
    const pack = this.#prune(shell, this.#root, 'pack');
    if (pack === undefined) return undefined;
    for (const name of Object.keys(lists) as ListName[]) {
      const items = this.#items(name);
      if (items !== undefined) pack[name] = items;
    }
    const whole = { lang: 'und', license: '', provenance: { method: '', date: '' }, ...pack };
    return whole as unknown as PaperPack;
  }

  #items(name: ListName): unknown[] | undefined {
    const list = childOf(this.#root, name);
    if (list?.type !== 'array') return name === 'maintainers' || name === 'facts' ? undefined : [];
    const items: unknown[] = [];
    for (const node of list.children ?? []) {
      if (!this.#fits(node, itemNames[name])) continue;
      const item = this.#prune(plainValue(node), node, name);
      if (item === undefined) continue;
      this.#nodes.set(item, node);
      items.push(item);
    }
    return items;
  }

  #fits(node: Node, what: string): boolean {
    const reason = reasonToSkip(node);
    if (reason !== undefined) this.#report(heading(node), `This ${what} ${reason} and was left out.`);
    return reason === undefined;
  }

  /** The item without what does not fit the schema; undefined where what is left still does not. */
  #prune(value: unknown, node: Node, kind: ListName | 'pack'): Record<string, unknown> | undefined {
    const errors = schemaErrors(value, kind);
    for (const error of errors) this.#explain(error, value, node, kind);
    if (errors.length === 0) return value as Record<string, unknown>;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const kept = value as Record<string, unknown>;
    for (const error of errors) {
      const [property] = stepsOf(error.instanceLocation);
      if (property !== undefined) delete kept[property];
    }
    const needed =
      kind === 'pack' ? schemaErrors(kept, kind).filter(isFatalForPack) : schemaErrors(kept, kind);
    return needed.length === 0 ? kept : undefined;
  }

  #explain(error: OutputUnit, value: unknown, node: Node, kind: ListName | 'pack'): void {
    const steps = stepsOf(error.instanceLocation);
    const place = deepestNode(node, steps);
    const owner = nameOf(value, itemNames[kind]);
    // An unknown name is refused by the schema `false`.
    const key =
      error.keyword === 'false'
        ? propertyOf(deepestNode(node, steps.slice(0, -1)), String(steps.at(-1)))
        : undefined;
    const message = `${owner}: ${complaint(error, steps, kind === 'pack' ? undefined : lists[kind])}`;
    this.#report(key?.children?.[0] ?? heading(place), message);
  }

  #report(node: Node, message: string): void {
    this.problems.push({ code: 'pack-schema', ...spanOf(node), message });
  }
}

/** Without these there is nothing to show or to address; the rest can be empty. */
const isFatalForPack = (error: OutputUnit): boolean =>
  error.keyword !== 'required' ||
  /"(?:packVersion|id|source)"/.test(error.error) ||
  error.instanceLocation !== '#';

/** What to underline for a whole object: its id, else its first property's name, else its opening bracket. */
function heading(node: Node): Node {
  if (node.type !== 'object') return node;
  return (
    childOf(node, 'id') ??
    childOf(node, 'short') ??
    node.children?.[0]?.children?.[0] ?? { ...node, length: 1 }
  );
}

function nameOf(value: unknown, kind: string): string {
  const id: unknown =
    typeof value === 'object' && value !== null
      ? ((value as { id?: unknown }).id ?? (value as { short?: unknown }).short)
      : undefined;
  const label = kind === 'pack' ? 'The file' : `This ${kind}`;
  return typeof id === 'string' && id !== '' && kind !== 'pack' ? `The ${kind} “${id.slice(0, 60)}”` : label;
}

function reasonToSkip(item: Node): string | undefined {
  const stack = [item];
  let count = 0;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    count += 1;
    if (count + (node.children?.length ?? 0) > maxItemNodes) return `holds more than ${maxItemNodes} values`;
    // Half a surrogate pair makes the validator throw where it writes the name into an address.
    if (node.type === 'property' && /\p{Surrogate}/u.test(String(node.children?.[0]?.value)))
      return 'has a name that is not text';
    for (const child of node.children ?? []) stack.push(child);
  }
  return undefined;
}

const validators = new Map<ListName | 'pack', Validator>();

function validatorOf(kind: ListName | 'pack'): Validator {
  let validator = validators.get(kind);
  if (validator === undefined) {
    // The validator writes into the schema it is given.
    const schema = JSON.parse(JSON.stringify(packSchema)) as Schema & { definitions: object };
    const of =
      kind === 'pack'
        ? schema
        : { $id: `${kind}.json`, $ref: `#/definitions/${lists[kind]}`, definitions: schema.definitions };
    validator = new Validator(of, '7', false);
    validators.set(kind, validator);
  }
  return validator;
}

/** Keywords that only say that something inside is wrong. */
const wrappers = new Set(['properties', 'items', '$ref', 'allOf', 'if', 'additionalProperties']);

function schemaErrors(value: unknown, kind: ListName | 'pack'): OutputUnit[] {
  const { errors } = validatorOf(kind).validate(value);
  const choices = errors
    .filter((error) => error.keyword === 'anyOf')
    .map((error) => `${error.keywordLocation}/`);
  return errors.filter(
    (error) =>
      !wrappers.has(error.keyword) && !choices.some((choice) => error.keywordLocation.startsWith(choice)),
  );
}
