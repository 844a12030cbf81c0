import { SaxesParser } from 'saxes';
import type { Span } from '../../../../base/span.ts';
import type { Doubt } from '../../article.ts';
import { type Steps, stepLength } from '../../steps.ts';
import { type MappedText, MappedTextBuilder } from '../text/mappedText.ts';
import { copyXmlText, tidy } from '../xmlText.ts';

/** An element of an XML file with its place in it. */
export class XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | XmlText)[] = [];
  readonly start: number;
  end: number;

  constructor(name: string, attributes: Readonly<Record<string, string>>, start: number) {
    this.name = name;
    this.attributes = attributes;
    this.start = start;
    this.end = start;
  }

  get elements(): readonly XmlElement[] {
    return this.children.filter((child): child is XmlElement => 'name' in child);
  }

  /** The children of a name. */
  all(name: string): readonly XmlElement[] {
    return this.elements.filter((child) => child.name === name);
  }

  /** The first element at the end of a path of names. */
  at(...path: readonly string[]): XmlElement | undefined {
    let element: XmlElement | undefined = this;
    for (const name of path) element = element?.elements.find((child) => child.name === name);
    return element;
  }
}

/** Character data between tags, still with its entities; `literal` in a CDATA section. */
export interface XmlText extends Span {
  readonly literal?: boolean;
}

export interface XmlTree {
  readonly root: XmlElement;
  /** Where the file is damaged or ends too early. */
  readonly doubts: readonly Doubt[];
}

const maxDepth = 200;
/** A file that is damaged in more places is read to the last of them. */
const maxErrors = 200;
/** More elements than the record or the text of a paper has. */
const maxElements = 500_000;

/** The elements of an XML file, under a root of their own; undefined where they are too deep or too many. */
export function* readXmlTree(source: string): Steps<XmlTree | undefined> {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const root = new XmlElement('#root', {}, 0);
  const open: XmlElement[] = [root];
  const doubts: Doubt[] = [];
  let end = 0;
  let elements = 0;
  let errors = 0;
  // saxes gives text without its place: it lies between the last tag and the one that is being read.
  const takeText = () => {
    const next = source.indexOf('<', end);
    if (next > end && next < parser.position) open.at(-1)!.children.push({ start: end, end: next });
  };
  const skip = () => {
    takeText();
    end = parser.position;
  };
  parser.on('error', (error) => {
    errors += 1;
    const message = error.message.slice(error.message.indexOf(': ') + 1).trim();
    if (doubts.length === 0)
      doubts.push({
        message: `The XML is damaged here (${message.slice(0, 120)}), so something may be missing. Save the file again where you can.`,
        start: Math.max(0, parser.position - 1),
        end: parser.position,
      });
  });
  parser.on('opentag', (tag) => {
    takeText();
    end = parser.position;
    elements += 1;
    const attributes = tag.attributes as Readonly<Record<string, string>>;
    const element = new XmlElement(
      tag.name.slice(tag.name.indexOf(':') + 1),
      attributes,
      Math.max(0, source.lastIndexOf('<', end - 1)),
    );
    element.end = end;
    if (elements <= maxElements && open.length <= maxDepth) open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('closetag', (tag) => {
    if (!tag.isSelfClosing) takeText();
    end = parser.position;
    if (open.length > 1) open.pop()!.end = end;
  });
  parser.on('comment', skip);
  parser.on('processinginstruction', skip);
  parser.on('cdata', () => {
    takeText();
    const start = source.indexOf('<![CDATA[', end) + '<![CDATA['.length;
    open.at(-1)!.children.push({ start, end: parser.position - ']]>'.length, literal: true });
    end = parser.position;
  });
  for (let at = 0; at < source.length && errors <= maxErrors; at += stepLength) {
    if (elements > maxElements || open.length > maxDepth) return undefined;
    parser.write(source.slice(at, at + stepLength));
    yield at / source.length;
  }
  if (open.length > 1 && errors <= maxErrors)
    doubts.push({
      message: 'This file ends before its article does, so the rest of it is missing. Save the file again.',
      start: Math.max(0, source.length - 1),
      end: source.length,
    });
  return { root, doubts };
}

/** All elements of a name below another, in their order. */
export function findAll(root: XmlElement, name: string): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const open: XmlElement[] = [root];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    if (element.name === name) found.push(element);
    open.push(...[...element.elements].reverse());
  }
  return found;
}

/**
 * Puts the text of an element without what `skip` names into a builder, and tells of each element where it
 * begins and ends.
 */
export function copyText(
  source: string,
  element: XmlElement,
  builder: MappedTextBuilder,
  skip: (element: XmlElement) => boolean = () => false,
  tell: (element: XmlElement, start: number, end: number) => void = () => {},
): void {
  for (const child of element.children) {
    if ('name' in child) {
      if (skip(child)) continue;
      const start = builder.length;
      copyText(source, child, builder, skip, tell);
      tell(child, start, builder.length);
    } else if (child.literal === true) builder.copy(source, child.start, child.end);
    else copyXmlText(source, child.start, child.end, builder);
  }
}

/** The text of an element in one line. */
export function textOf(
  source: string,
  element: XmlElement | undefined,
  skip?: (element: XmlElement) => boolean,
): MappedText {
  const builder = new MappedTextBuilder();
  if (element !== undefined) copyText(source, element, builder, skip);
  return tidy(builder.build());
}
