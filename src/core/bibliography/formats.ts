import { type BibtexBibliography, editBibtex, parseBibtexInSteps } from './bibtex/index.ts';
import { parseCslJsonInSteps } from './csl/json.ts';
import { parseCslYaml, parseCslYamlInSteps } from './csl/yaml.ts';
import type { Format } from './format.ts';
import { isHayagriva } from './hayagriva/detect.ts';
import { parseHayagrivaInSteps } from './hayagriva/read.ts';
import { SearchIndex } from './search/searchIndex.ts';
import { parseEnwInSteps } from './tagged/enw.ts';
import { parseNbibInSteps } from './tagged/nbib.ts';
import { parseRisInSteps } from './tagged/ris.ts';
import type { BibliographyFormat } from './types.ts';
import { atEnd } from './writing/atEnd.ts';
import { writeBibtexEntry } from './writing/bibtex.ts';
import { cslItem, cslJson, cslYaml } from './writing/csl.ts';
import * as insertions from './writing/cslInsertions.ts';
import { writeHayagriva } from './writing/hayagriva.ts';
import { writeEnw, writeNbib, writeRis } from './writing/tagged.ts';

/** `base/fileNames.ts` says in which order a text is tried whose name tells nothing. */
export const formats: Readonly<Record<BibliographyFormat, Format>> = {
  'csl-json': {
    parse: (text) => parseCslJsonInSteps(String(text)),
    isStart: (text) => /^\s{0,1000}[[{]/.test(text) && /"(?:id|type|citation-key|title)"\s{0,20}:/.test(text),
    write: (works) => cslJson(works.map(cslItem)),
    insertion: insertions.inJson,
    insertionBehind: insertions.behindInJson,
    hasCommas: true,
  },
  ris: {
    parse: (text) => parseRisInSteps(String(text)),
    isStart: (text) => /^ {0,3}TY {1,2}-/m.test(text),
    ...atEnd(writeRis),
    keyField: 'ID',
  },
  nbib: {
    parse: (text) => parseNbibInSteps(String(text)),
    // A record that PsyCite wrote of a work without PMID begins with the tag alone.
    isStart: (text) => /^PMID *- ?\d/m.test(text) || /^PMID *-\s*^(?:B?TI|FAU|CN) *- /m.test(text),
    ...atEnd(writeNbib),
    hasNoKeys: true,
  },
  enw: {
    parse: (text) => parseEnwInSteps(String(text)),
    isStart: (text) => /^%0 /m.test(text),
    ...atEnd(writeEnw),
    keyField: '%F',
  },
  bibtex: {
    parse: parseBibtexInSteps,
    /** Scans the entries again that the edit touches, and keeps what search knows of the others. */
    edit(previous, text, edit) {
      const next = editBibtex(previous as BibtexBibliography, text, edit);
      SearchIndex.carry(previous, next);
      return next;
    },
    isStart: (text) => /^[ \t]{0,20}@[A-Za-z]{1,40}\s{0,20}[{(]/m.test(text),
    ...atEnd((work) => writeBibtexEntry(work, 'shared')),
    // BibTeX takes keys that differ in case alone for one.
    foldKey: (key) => key.toLowerCase(),
  },
  'csl-yaml': {
    parse: (text) => parseCslYamlInSteps(String(text)),
    /** Parses the item alone that the edit touches. */
    edit: (previous, text) => parseCslYaml(text.toString(), 0, previous),
    isStart: (text) => /^references\s{0,20}:/m.test(text) || /^- id:/m.test(text),
    write: (works) => cslYaml(works.map(cslItem)),
    insertion: insertions.inYaml,
    insertionBehind: insertions.behindInYaml,
  },
  hayagriva: {
    parse: (text) => parseHayagrivaInSteps(String(text)),
    isStart: isHayagriva,
    needsName: true,
    ...atEnd(writeHayagriva),
  },
};
