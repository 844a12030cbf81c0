import type { PaperPack } from '../../paper/types.ts';
import { inSteps, type Steps } from '../steps.ts';

/**
 * The text of a pack's file: JSON indented by two spaces, with a line break at its end. Yields the share
 * done.
 */
export function* packJson(pack: PaperPack): Steps<string> {
  const members: string[] = [];
  for (const [name, value] of Object.entries(pack) as [string, unknown][]) {
    if (value === undefined) continue;
    const text = Array.isArray(value) ? yield* listJson(value) : indented(value, 1);
    members.push(`  ${JSON.stringify(name)}: ${text}`);
  }
  return `{\n${members.join(',\n')}\n}\n`;
}

function* listJson(items: readonly unknown[]): Steps<string> {
  if (items.length === 0) return '[]';
  const texts: string[] = [];
  const costOf = () => 500;
  yield* inSteps(items, costOf, (item) => {
    texts.push(`    ${indented(item, 2)}`);
  });
  return `[\n${texts.join(',\n')}\n  ]`;
}

const indented = (value: unknown, levels: number): string =>
  JSON.stringify(value, null, 2).replaceAll('\n', `\n${'  '.repeat(levels)}`);
