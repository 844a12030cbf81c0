import type { SyntaxParser } from '../types.ts';
import { pandocDialect } from './dialect.ts';
import { markdownParser } from './parser.ts';

export const pandocParser: SyntaxParser = markdownParser(pandocDialect);
