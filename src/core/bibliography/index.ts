import type { TextEdit } from '../../base/edit.ts';
import { finished } from '../../base/steps.ts';
import type { Text } from '../../base/text.ts';
import { type BibtexBibliography, editBibtex, parseBibtexInSteps } from './bibtex/index.ts';
import { parseCslJsonInSteps } from './csl/json.ts';
import { parseCslYaml, parseCslYamlInSteps } from './csl/yaml.ts';
import { parseHayagrivaInSteps } from './hayagriva/read.ts';
import { SearchIndex } from './search/searchIndex.ts';
import { parseEnwInSteps } from './tagged/enw.ts';
import { parseNbibInSteps } from './tagged/nbib.ts';
import { parseRisInSteps } from './tagged/ris.ts';
import type { Bibliography, BibliographyFormat } from './types.ts';

export { detectFormat } from './detect.ts';

/** Reads a whole file of references. Never throws: what is wrong is among the problems. */
export function parseBibliography(format: BibliographyFormat, text: Text | string): Bibliography {
  return finished(parseBibliographyInSteps(format, text));
}

/** As `parseBibliography`; yields the share done, 0 to 1, after every few milliseconds of work. */
export function parseBibliographyInSteps(
  format: BibliographyFormat,
  text: Text | string,
): Generator<number, Bibliography> {
  switch (format) {
    case 'bibtex':
      return parseBibtexInSteps(text);
    case 'csl-json':
      return parseCslJsonInSteps(String(text));
    case 'csl-yaml':
      return parseCslYamlInSteps(String(text));
    case 'hayagriva':
      return parseHayagrivaInSteps(String(text));
    case 'ris':
      return parseRisInSteps(String(text));
    case 'nbib':
      return parseNbibInSteps(String(text));
    case 'enw':
      return parseEnwInSteps(String(text));
  }
}

/**
 * The bibliography after an edit; `text` is the text after it. BibTeX re-scans the entries that the edit touches and
 * keeps what search knows of the others, CSL-YAML parses the item alone; other formats are read anew.
 */
export function editBibliography(previous: Bibliography, text: Text, edit: TextEdit): Bibliography {
  if (previous.format === 'csl-yaml') return parseCslYaml(text.toString(), 0, previous);
  if (previous.format === 'bibitem') return previous;
  if (previous.format !== 'bibtex') return parseBibliography(previous.format, text);
  const next = editBibtex(previous as BibtexBibliography, text, edit);
  SearchIndex.carry(previous, next);
  return next;
}
