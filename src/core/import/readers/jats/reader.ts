import { SaxesParser } from 'saxes';
import type { Article } from '../../article.ts';
import { type Steps, stepLength } from '../../steps.ts';
import { attributesOf } from './attributes.ts';
import { JatsBuilder } from './builder.ts';

/** True for XML whose root is a JATS article, or a wrapper of PMC around one. */
export function looksLikeJats(source: string): boolean {
  const head = source.slice(0, 20_000);
  return /^\ufeff?\s*<(?:\?xml|!DOCTYPE|!--|[a-z])/iu.test(head) && /<(?:[\w-]+:)?article[\s>]/u.test(head);
}

/** Why a file of XML is not read at all. */
export function reasonToRefuseXml(source: string): string | undefined {
  const doctype = /<!DOCTYPE[^>[]{0,2000}\[/iu.exec(source.slice(0, 20_000));
  if (doctype === null) return undefined;
  const subset = source.slice(doctype.index, doctype.index + 100_000);
  return /<!ENTITY/iu.test(subset)
    ? 'This XML file defines its own entities, which can make a small file endlessly large. Such files are not read. Save the article again from PubMed Central.'
    : undefined;
}

const maxDepth = 500;
/** A file that is damaged in more places is read to the last of them. */
const maxErrors = 200;

/**
 * Reads an article in JATS XML (Journal Article Tag Suite 1.x, as PubMed Central gives it) event by event.
 * Nothing outside the file is ever fetched. A sentence where it is no JATS or holds several articles;
 * undefined where it holds no article.
 *
 * @param number which of several, from 1
 */
export function* readJats(source: string, number: number | undefined): Steps<Article | string | undefined> {
  const builder = new JatsBuilder(source, number);
  // The prefix of an element says nothing here; without namespaces an undeclared one is no error.
  const parser = new SaxesParser({ xmlns: false, position: true });
  let end = 0;
  let depth = 0;
  let errors = 0;
  /** What lies between the last tag and the one that is being read; saxes gives text without its place. */
  const takeText = () => {
    const next = source.indexOf('<', end);
    if (next >= 0 && next < parser.position) builder.text(end, next);
  };
  parser.on('error', (error) => {
    errors += 1;
    builder.broken(error.message, parser.position);
  });
  parser.on('opentag', (tag) => {
    takeText();
    end = parser.position;
    depth += 1;
    builder.open(localName(tag.name), attributesOf(tag.attributes), end);
    if (tag.isSelfClosing) end = parser.position;
  });
  parser.on('closetag', (tag) => {
    if (!tag.isSelfClosing) takeText();
    end = parser.position;
    builder.close(localName(tag.name), end);
    depth -= 1;
  });
  const skip = () => {
    takeText();
    end = parser.position;
  };
  parser.on('comment', skip);
  parser.on('processinginstruction', skip);
  parser.on('cdata', () => {
    takeText();
    builder.literal(source.indexOf('<![CDATA[', end) + '<![CDATA['.length, parser.position - ']]>'.length);
    end = parser.position;
  });
  // saxes looks through all open elements for one that a wrong closing tag might mean.
  for (let at = 0; at < source.length && depth <= maxDepth && errors <= maxErrors; at += stepLength) {
    parser.write(source.slice(at, at + stepLength));
    yield at / source.length;
  }
  if (depth > 0 && errors <= maxErrors) builder.cutOff(source.length);
  return depth > maxDepth ? undefined : yield* builder.article();
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
