import type { Sense } from '../terms/index.ts';
import { escapeMarkdown } from './escape.ts';
import { shortCitation } from './reference.ts';

/**
 * How likely it is that a term is what a text means, and why, as safe Markdown; "" where it is certain. Nobody takes for
 * certain what was only asked for.
 */
export function senseNote(sense: Sense, text: string): string {
  if (sense.likelihood === 'certain') return '';
  const name = `**${escapeMarkdown(text, { maximum: 80 })}**`;
  const { kind, source } = sense.pack;
  const where =
    kind === 'glossary' ? 'in psychiatry and neuroscience' : `in ${escapeMarkdown(shortCitation(source))}`;
  const stands = `${where} ${name} stands for “${escapeMarkdown(sense.term.prefLabel, { maximum: 120 })}”`;
  const known = `${where} ${name} is a term`;
  const others =
    sense.elsewhere.length === 0
      ? ''
      : ` Elsewhere it may be: ${sense.elsewhere.map((other) => escapeMarkdown(other, { maximum: 80 })).join(', ')}.`;
  switch (sense.reason) {
    case 'as-written':
      return others === '' ? '' : `*Likely*: ${stands}.${others}`;
    case 'defined-otherwise':
      return `*Unlikely here*, for this manuscript defines ${name} as something else; ${stands}.`;
    case 'several-meanings':
      return `*Possible*: ${stands}. The manuscript does not define it.${others}`;
    case 'everyday-word':
      return `*Possible*: ${known}; it is an everyday word too.`;
    case 'within-phrase':
      return `*Unlikely here*, where it is a part of a phrase with a meaning of its own; ${known}.`;
    case 'near-name':
      return '';
    case 'other-case':
      return `*Possible*: a form of “${escapeMarkdown(sense.label, { maximum: 120 })}”, written otherwise.${others}`;
  }
}
