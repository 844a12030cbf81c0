import { SaxesParser } from 'saxes';

/** What makes a `.csl` file no style that can be used. `line` counts from 1. */
export interface StyleFault {
  readonly line: number;
  readonly message: string;
}

/** A `.csl` file beyond this is refused. UTF-16 units; the longest of the CSL repository has 70,000. */
const maxStyleLength = 1_000_000;
/** Elements within elements; real styles have some 20. */
const deepest = 100;
/** Elements of all layouts together, those of a macro counted at each call. */
const maxSteps = 100_000;

interface Scope {
  readonly line: number;
  elements: number;
  readonly calls: { readonly macro: string; readonly line: number }[];
}

const isBroken = (error: unknown): error is Broken => error instanceof Error && 'fault' in error;

class Broken extends Error {
  readonly fault: StyleFault;
  constructor(line: number, message: string) {
    super(message);
    this.fault = { line, message };
  }
}

/**
 * The first thing in the text of a style that citeproc would trip over or never come back from: XML that is
 * broken, no style, macros that are missing, call themselves, or multiply (CSL 1.0.2). Undefined for a sound
 * style. A style that takes its rules from another is none here.
 */
export function faultOfStyle(text: string): StyleFault | undefined {
  if (text.length > maxStyleLength) return { line: 1, message: 'it is too long to be a style' };
  try {
    const { macros, layouts, roots } = scopesOf(text);
    if (roots.has('citation')) {
      countSteps(macros, layouts);
      return undefined;
    }
    return { line: roots.get('style') ?? 1, message: 'it says nothing about citations' };
  } catch (error) {
    if (isBroken(error)) return error.fault;
    throw error;
  }
}

interface Scopes {
  readonly macros: ReadonlyMap<string, Scope>;
  /** What stands in no macro: the layouts of citations and of the bibliography. */
  readonly layouts: Scope;
  /** The first line of each element below the root, and of the root. */
  readonly roots: ReadonlyMap<string, number>;
}

function scopesOf(text: string): Scopes {
  const parser = new SaxesParser({ position: true, xmlns: false });
  const macros = new Map<string, Scope>();
  const layouts: Scope = { line: 1, elements: 0, calls: [] };
  const roots = new Map<string, number>();
  let depth = 0;
  let scope = layouts;
  parser.on('error', ({ message }) => {
    throw new Broken(parser.line, `it is no XML: ${message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')}`);
  });
  parser.on('doctype', () => {
    throw new Broken(parser.line, 'it has a DOCTYPE, which no style needs');
  });
  parser.on('opentag', (tag) => {
    const { line } = parser;
    const name = tag.name.replace(/^.*:/, '');
    if (depth === 0 && name !== 'style') throw new Broken(line, `it is no style but “${shown(tag.name)}”`);
    if (depth < 2 && !roots.has(name)) roots.set(name, line);
    depth += 1;
    if (depth > deepest) throw new Broken(line, 'its elements are nested too deeply');
    if (name === 'macro' && depth === 2) {
      scope = { line, elements: 0, calls: [] };
      macros.set(tag.attributes['name'] ?? '', scope);
    }
    scope.elements += 1;
    const macro = tag.attributes['macro'];
    if (macro !== undefined && (name === 'text' || name === 'key')) scope.calls.push({ macro, line });
  });
  parser.on('closetag', () => {
    depth -= 1;
    if (depth === 1) scope = layouts;
  });
  parser.write(text).close();
  return { macros, layouts, roots };
}

/**
 * How much all layouts run through. Throws where a macro is missing, where a call leads back, and beyond
 * `maxSteps`.
 */
function countSteps(macros: ReadonlyMap<string, Scope>, layouts: Scope): void {
  const known = new Map<Scope, number>();
  const open = new Set<Scope>([layouts]);
  const stack = [{ scope: layouts, next: 0, steps: layouts.elements }];
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const call = top.scope.calls[top.next];
    if (top.steps > maxSteps) throw new Broken(top.scope.line, 'its macros call one another too often');
    if (call === undefined) {
      known.set(top.scope, top.steps);
      open.delete(top.scope);
      stack.pop();
      if (stack.length > 0) stack.at(-1)!.steps += top.steps;
      continue;
    }
    top.next += 1;
    const called = macros.get(call.macro);
    if (called === undefined) throw new Broken(call.line, `there is no macro “${shown(call.macro)}”`);
    if (open.has(called)) throw new Broken(call.line, `the macro “${shown(call.macro)}” calls itself`);
    const steps = known.get(called);
    if (steps !== undefined) top.steps += steps;
    else {
      open.add(called);
      stack.push({ scope: called, next: 0, steps: called.elements });
    }
  }
}

const shown = (name: string): string => name.replace(/\s+/g, ' ').slice(0, 60);

/**
 * The style that a dependent style takes its rules from, by its name in the CSL repository, and its language.
 */
export interface Dependence {
  readonly parent: string;
  readonly locale: string;
}

/** Undefined for a style with rules of its own. */
export function dependenceOf(text: string): Dependence | undefined {
  const head = text.slice(0, maxHeadLength);
  if (/<(?:\w{1,20}:)?citation[\s>/]/.test(head)) return undefined;
  const link = [...head.matchAll(/<(?:\w{1,20}:)?link\s([^<>]{0,1000})>/g)]
    .map(([, attributes]) => attributes!)
    .find((attributes) => /\brel\s*=\s*["']independent-parent["']/.test(attributes));
  const parent = /\bhref\s*=\s*["'][^"'<>]{0,300}?([^"'<>/]{1,200})\/?["']/.exec(link ?? '')?.[1];
  if (parent === undefined) return undefined;
  const locale = /\bdefault-locale\s*=\s*["']([A-Za-z-]{2,20})["']/.exec(head)?.[1] ?? '';
  return { parent: parent.replace(/\.csl$/i, ''), locale };
}

/** A dependent style is a head and no more. */
const maxHeadLength = 50_000;
