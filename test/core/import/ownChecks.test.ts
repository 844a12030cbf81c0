import { expect, test } from 'vitest';
import { languageTag } from '../../../src/core/import/languageTag.ts';
import { checkPackText } from '../../../src/core/paper/checkPack.ts';
import { packOf } from '../../support/importing.ts';

const article = `<?xml version="1.0"?><article xml:lang="EN"><front><article-meta><title-group><article-title>Oaks</article-title></title-group><contrib-group><contrib contrib-type="author"><name><surname>Hazel</surname><given-names>B</given-names></name></contrib></contrib-group></article-meta></front><body><sec><title>Results</title><p>The angiotensin-converting enzyme (ACE) rose [<xref ref-type="bibr" rid="r1">1</xref>]. ACE fell.</p><p>The angiotensin I converting enzyme (ACE) rose too. ACE fell.</p></sec></body><back><ref-list><ref id="r1"><element-citation publication-type="journal"><name><surname>Gorse</surname><given-names>A</given-names></name><source>J Oaks</source><year>2004</year></element-citation></ref></ref-list></back></article>`;

test('what an import writes of a printed paper has no problem of its own', () => {
  const pack = packOf(article);
  expect(pack.references.map(({ title }) => title ?? '')).toEqual(['']);
  expect(pack.terms.filter(({ shortForms }) => shortForms?.includes('ACE'))).toHaveLength(2);
  expect(checkPackText(JSON.stringify(pack, null, 2)).map(({ message }) => message)).toEqual([]);
});

test.each([
  ['EN', 'en'],
  ['en_US', 'en-US'],
  ['eng', 'en'],
  ['pt-BR', 'pt-BR'],
  ['English', undefined],
  ['', undefined],
])('the language %s is %s', (named, tag) => {
  expect(languageTag(named)).toBe(tag);
});
