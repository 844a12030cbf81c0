import type { RawField } from '../bibtex/body.ts';

/** A field of an entry as it is written, with its braces or quotation marks; the name in lower case. */
export interface OwnField {
  readonly name: string;
  readonly raw: string;
}

/**
 * Fields that are nobody else's business: paths of one's own machine, notes to oneself, what reference
 * managers keep house with; and abstracts, which are long, printed nowhere, and often not free to be passed
 * on.
 */
export const privateFields: ReadonlySet<string> = new Set([
  ...[
    'file',
    'pdf',
    'localfile',
    'local-url',
    'localurl',
    'bdsk-file-1',
    'bdsk-file-2',
    'bdsk-file-3',
    'attachments',
  ],
  ...[
    'abstract',
    'annote',
    'annotation',
    'comment',
    'comments',
    'review',
    'notes',
    'mynote',
    'private',
    'priority',
  ],
  ...[
    'timestamp',
    'owner',
    'creationdate',
    'modificationdate',
    'date-added',
    'date-modified',
    'added-at',
    'groups',
  ],
  ...[
    '__markedentry',
    'ranking',
    'rating',
    'readstatus',
    'read',
    'printed',
    'qualityassured',
    'relevance',
    'username',
  ],
  ...[
    'interhash',
    'intrahash',
    'biburl',
    'bdsk-url-1',
    'bdsk-url-2',
    'mendeley-groups',
    'mendeley-tags',
    'citeulike',
  ],
]);

/** An entry's text without the private fields; the values of the others as `write` has them. */
export function withoutFields(
  text: string,
  fields: readonly RawField[],
  write: (raw: string) => string,
): string {
  let out = '';
  let at = 0;
  for (const { name, nameStart, valueStart, valueEnd } of fields) {
    if (privateFields.has(name)) {
      const start = startOfGap(text, nameStart, at);
      out += text.slice(at, start);
      at = behindComma(text, valueEnd, text[start - 1] === '\n');
    } else {
      out += text.slice(at, valueStart) + write(text.slice(valueStart, valueEnd));
      at = valueEnd;
    }
  }
  return out + text.slice(at);
}

/** Where the blanks before the field begin. */
function startOfGap(text: string, field: number, floor: number): number {
  let start = field;
  while (start > floor && (text[start - 1] === ' ' || text[start - 1] === '\t')) start -= 1;
  return start;
}

/** Behind the comma that ends the field, and behind the line where the field began one. */
function behindComma(text: string, valueEnd: number, beganLine: boolean): number {
  const rest = text.slice(valueEnd, valueEnd + 200);
  const comma = /^\s*,/.exec(rest)?.[0].length ?? 0;
  const line = beganLine ? (/^[ \t]*\r?\n/.exec(rest.slice(comma))?.[0].length ?? 0) : 0;
  return valueEnd + comma + line;
}
