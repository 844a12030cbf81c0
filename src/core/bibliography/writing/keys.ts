import type { ExportFormat } from './index.ts';

/** What cannot stand in a key of the format. A RIS `ID` is a line; PubMed's records have no keys. */
const forbidden: Readonly<Record<ExportFormat, RegExp>> = {
  bibtex: /[\s{}(),"#%'=\\~]+/,
  biblatex: /[\s{},"#%=\\~]+/,
  ris: /[\r\n]+/,
  nbib: /[\r\n]+/,
  hayagriva: /[\r\n]+/,
  'csl-json': /[\r\n]+/,
  'csl-yaml': /[\r\n]+/,
};

/** The key as the format can hold it, unlike those that are taken. */
export function safeKey(key: string, format: ExportFormat, taken: ReadonlySet<string>): string {
  const allowed =
    key
      .split(forbidden[format])
      .filter((part) => part !== '')
      .join('-') || 'work';
  const base = allowed === key ? key : allowed;
  let unlike = base;
  for (let number = 2; taken.has(unlike); number += 1) unlike = `${base}-${number}`;
  return unlike;
}
