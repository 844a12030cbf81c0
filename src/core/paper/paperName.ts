import { normaliseDoi } from '../bibliography/identity.ts';
import type { PaperPack } from './types.ts';

/** A paper's name in a manuscript as names are compared: an id in small letters, or a bare DOI. */
export const paperName = (name: string): string => normaliseDoi(name) ?? name.trim().toLowerCase();

/** The names that a paper goes by: its id, and its DOI where it has one. */
export const namesOfPaper = ({ id, source }: PaperPack): readonly string[] => [
  id.toLowerCase(),
  ...(source.DOI === undefined ? [] : [paperName(source.DOI)]),
];
