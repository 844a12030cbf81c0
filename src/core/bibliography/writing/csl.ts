import { withoutMarkdown } from '../csl/yaml.ts';
import type { CslDate } from '../types.ts';
import type { KeyedReference } from './values.ts';

/** A CSL item without PsyCite's own data. */
export function cslItem({ key, reference }: KeyedReference): Record<string, unknown> {
  const { id: _id, custom: _custom, files: _files, othersOmitted, ...variables } = reference;
  const item: Record<string, unknown> = { id: key };
  for (const [name, value] of Object.entries(variables)) item[name] = isDate(value) ? cslDate(value) : value;
  // CSL has no word for it; this is what Pandoc and Zotero write, and PsyCite reads.
  if (othersOmitted === true) item['author'] = [...(reference.author ?? []), { literal: 'others' }];
  return item;
}

const isDate = (value: unknown): value is CslDate =>
  typeof value === 'object' && value !== null && 'date-parts' in value;

/** CSL-JSON keeps a season beside the year. */
function cslDate(date: CslDate): unknown {
  const [[year, month] = [], ...more] = date['date-parts'] ?? [];
  if (month === undefined || month <= 12 || more.length > 0) return date;
  return { ...date, 'date-parts': [[year]], season: month - 20 };
}

/** What Pandoc would read as Markdown is escaped, and nothing else; keys and types are no text. */
function escapedMarkdown(_: string, value: unknown): unknown {
  if (typeof value !== 'string' || withoutMarkdown(value) === value) return value;
  const escaped = value.replace(/[\\*_^~[\]]/g, '\\$&');
  return withoutMarkdown(escaped) === value ? escaped : value;
}

/** YAML of one item: strings are JSON strings, which YAML 1.2 reads as they are. */
export function yamlItem(item: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(item).map(([name, value]) => {
    const isText = name !== 'id' && name !== 'type';
    return `  ${yamlName(name)}: ${JSON.stringify(value, isText ? escapedMarkdown : undefined)}`;
  });
  return `-${lines.join('\n').slice(1)}\n`;
}

const yamlName = (name: string): string => (/^[A-Za-z][\w-]*$/.test(name) ? name : JSON.stringify(name));

export const cslJson = (items: readonly Readonly<Record<string, unknown>>[]): string =>
  `${JSON.stringify(items, null, 2)}\n`;

export const cslYaml = (items: readonly Readonly<Record<string, unknown>>[]): string =>
  items.length === 0 ? 'references: []\n' : `references:\n${items.map(yamlItem).join('')}`;
