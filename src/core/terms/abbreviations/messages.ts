import type { Problem } from '../../problem.ts';
import type { Definition, Occurrence, Unit } from './manuscriptAbbreviations.ts';

/* What is said of each problem of an abbreviation. */

const unitNames: Readonly<Record<Unit, string>> = {
  abstract: 'abstract',
  body: 'main text',
  legend: 'figure legends',
  table: 'tables',
};

export const conflict = (later: Definition, earlier: Definition): Problem => ({
  ...placeOf(later),
  code: 'abbreviation-conflict',
  message: `“${later.key}” stands for “${quote(later.long)}” here, but for “${quote(earlier.long)}” earlier. Choose another short form for one of them.`,
  related: [{ ...placeOf(earlier), message: `“${quote(earlier.long)}”` }],
});

export const usedBefore = (use: Occurrence, definition: Definition): Problem => ({
  ...placeOf(use),
  code: 'abbreviation-used-before-definition',
  message: `“${use.key}” is used here and spelled out only later in the ${unitNames[use.unit!]}. Spell it out at first use.`,
  related: [{ ...placeOf(definition), message: `Spelled out here: “${quote(definition.long)}”` }],
});

export const definedElsewhere = (use: Occurrence, definition: Definition): Problem => ({
  ...placeOf(use),
  code: 'abbreviation-undefined',
  message: `“${use.key}” is not spelled out in the ${unitNames[use.unit!]}, only elsewhere. Journals ask each part to explain its own abbreviations.`,
  related: [{ ...placeOf(definition), message: `Spelled out here: “${quote(definition.long)}”` }],
});

export const undefinedForm = (use: Occurrence, long: string | undefined): Problem => ({
  ...placeOf(use),
  code: 'abbreviation-undefined',
  message:
    long === undefined
      ? `“${use.key}” is not spelled out. Spell it out at first use, or allow it in the settings.`
      : `“${use.key}” is not spelled out. At first use, write “${quote(long)} (${use.key})”.`,
});

export const redefined = (later: Definition, earlier: Definition): Problem => ({
  ...placeOf(later),
  code: 'abbreviation-redefined',
  message: `“${later.key}” has been spelled out before in the ${unitNames[later.unit!]}. The short form alone is enough here.`,
  related: [{ ...placeOf(earlier), message: 'Spelled out first here' }],
});

export const expandedAgain = (long: Occurrence, definition: Definition): Problem => ({
  ...placeOf(long),
  code: 'abbreviation-expanded-again',
  message: `This is spelled out again after “${definition.key}” was introduced. The short form is enough here.`,
  related: [{ ...placeOf(definition), message: `“${definition.key}” was introduced here` }],
});

export const unused = (definition: Definition, count: number): Problem => ({
  ...placeOf(definition),
  code: 'abbreviation-unused',
  message:
    count === 0
      ? `“${definition.key}” is introduced here and not used again in the ${unitNames[definition.unit!]}.`
      : `“${definition.key}” is used only ${count === 1 ? 'once' : `${count} times`} after this in the ${unitNames[definition.unit!]}.`,
  unnecessary: true,
});

const placeOf = ({ start, end }: { readonly start: number; readonly end: number }) => ({ start, end });

/** A message holds a long form of reasonable length, for it is the user's own text and may be anything. */
const quote = (long: string): string => (long.length > 80 ? `${long.slice(0, 79)}…` : long);
