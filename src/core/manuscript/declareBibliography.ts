import type { TextEdit } from '../../base/edit.ts';
import { languages } from './languages.ts';
import type { Manuscript } from './types.ts';

/**
 * The edit that declares a bibliography that lies beside the manuscript, in the way of its syntax: front
 * matter, made where there is none; `\addbibresource` or `\bibliography`; `#bibliography`. Undefined where
 * the manuscript declares one already, or is a part of a LaTeX document whose root would have to declare it.
 */
export const declareBibliography = (manuscript: Manuscript, file: string): TextEdit | undefined =>
  manuscript.declarations.length > 0
    ? undefined
    : languages[manuscript.syntax].writing.declare(manuscript, file);
