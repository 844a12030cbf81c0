import type { PackIndex } from '../paper/packIndex.ts';
import type { PackFact } from '../paper/types.ts';
import { escapeMarkdown } from './escape.ts';
import { factLine } from './fact.ts';
import { shortCitation } from './reference.ts';

const maxReports = 8;

/** What papers report of the drug of a dose, as safe Markdown. It describes, and never says what to give. */
export function doseCard(
  drug: string,
  dose: string,
  reports: readonly { readonly index: PackIndex; readonly fact: PackFact }[],
): string {
  const name = escapeMarkdown(drug, { maximum: 80 });
  const head = `**${name}** ${escapeMarkdown(dose, { maximum: 80 })}`;
  const lines = reports.slice(0, maxReports).flatMap(({ index, fact }) => {
    const line = factLine(fact);
    const where = index.section(fact.section)?.title;
    const place = where === undefined ? '' : ` (*${escapeMarkdown(where, { maximum: 160 })}*)`;
    const paper = escapeMarkdown(shortCitation(index.pack.source), { maximum: 120 });
    return line === undefined ? [] : [`- ${paper}: ${escapeMarkdown(line, { maximum: 200 })}${place}`];
  });
  if (lines.length === 0) return `${head}\n\nThe open papers report no dose of ${name}.`;
  return `${head}\n\nOf ${name} the open papers report:\n\n${lines.join('\n')}`;
}
