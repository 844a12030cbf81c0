import type { OutputUnit } from '@cfworker/json-schema';
import packSchema from './paper-pack.schema.json' with { type: 'json' };

/** A step to a property or to a list's item. */
type Step = string | number;

/** The keywords of the schema that messages speak of. */
interface SchemaPart {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly patternErrorMessage?: string;
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly items?: SchemaPart;
  readonly additionalProperties?: SchemaPart | boolean;
}

const definitions = packSchema.definitions as unknown as Readonly<Record<string, SchemaPart>>;

/**
 * The path of a JSON pointer as the validator writes it: `#/match/0/id`, with names encoded as in an address.
 */
export const stepsOf = (pointer: string): Step[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/**
 * What does not fit, in words for people who do not write schemas.
 *
 * @param steps the way from the item to the value that does not fit
 * @param definition the schema's definition of the item; undefined for the pack itself
 */
export function complaint(error: OutputUnit, steps: readonly Step[], definition: string | undefined): string {
  const name = `“${String(steps.findLast((step) => typeof step === 'string') ?? 'this')}”`;
  const part = partAt(steps, definition);
  switch (error.keyword) {
    case 'false':
      return `${name} is not known here. Check its spelling, or remove it.`;
    case 'required':
      return `“${/"(?<missing>.*)"/.exec(error.error)?.groups?.['missing'] ?? 'a value'}” is missing. Add it.`;
    case 'type':
      return `${name} should be ${kindsOf(part.type)}.`;
    case 'enum':
      return `${name} should be one of ${(part.enum ?? []).join(', ')}.`;
    case 'const':
      return `${name} should be ${JSON.stringify(part.const)}.`;
    case 'minLength':
      return `${name} is shorter than ${part.minLength ?? 1} characters. Say more.`;
    case 'maxLength':
      return `${name} is longer than ${part.maxLength ?? 0} characters. Shorten it.`;
    case 'minimum':
    case 'maximum':
      return `${name} should lie between ${part.minimum ?? '…'} and ${part.maximum ?? '…'}.`;
    case 'minItems':
      return `${name} is an empty list. Add what it should hold.`;
    case 'maxItems':
      return `${name} is a list that is too long.`;
    case 'anyOf':
      return steps.length === 0
        ? 'a “definition” is missing. Write one to three sentences in your own words.'
        : `${name} should be a number, or { "min": …, "max": … }.`;
    default:
      return part.patternErrorMessage ?? `${name} does not have the form it needs.`;
  }
}

function partAt(steps: readonly Step[], definition: string | undefined): SchemaPart {
  let part = resolve(
    definition === undefined ? (packSchema as unknown as SchemaPart) : definitions[definition],
  );
  for (const step of steps) {
    const others = typeof part.additionalProperties === 'object' ? part.additionalProperties : undefined;
    const known = Object.hasOwn(part.properties ?? {}, step) ? part.properties?.[String(step)] : undefined;
    part = resolve(typeof step === 'number' && part.items ? part.items : (known ?? others));
  }
  return part;
}

function resolve(part: SchemaPart | undefined): SchemaPart {
  const name = part?.$ref?.split('/').at(-1);
  return (name === undefined ? part : definitions[name]) ?? {};
}

const kinds = new Map([
  ['string', 'text in quotation marks'],
  ['integer', 'a whole number'],
  ['number', 'a number'],
  ['boolean', 'true or false'],
  ['array', 'a list: [ … ]'],
  ['object', 'an object: { … }'],
  ['null', 'null'],
]);

const kindsOf = (type: SchemaPart['type']): string =>
  [type ?? []]
    .flat()
    .map((one) => kinds.get(one) ?? one)
    .join(' or ');
