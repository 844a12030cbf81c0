import type { Problem } from '../problem.ts';
import { readPack } from './readPack.ts';

/**
 * Everything that is wrong with a pack's text: JSON, schema and contributor rules, in the order of the text.
 */
export const checkPackText = (text: string): readonly Problem[] =>
  [...readPack(text).problems].sort((a, b) => a.start - b.start || a.end - b.end);
