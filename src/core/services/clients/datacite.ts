import { jsonOf } from '../failure.ts';
import type { Network } from '../network.ts';
import { isObject, type JsonObject, text } from '../record.ts';
import { type Asked, holdsRecord, pathOf, recordOfDoi } from './asked.ts';

/** DataCite's record (Metadata Schema 4), for data, software and preprints. */
export async function askDataCite(network: Network, doi: string): Promise<Asked> {
  const got = jsonOf('datacite', await network.ask({ service: 'datacite', path: `/dois/${pathOf(doi)}` }));
  if (got.kind !== 'json') return got;
  const data = isObject(got.value) && isObject(got.value['data']) ? got.value['data'] : undefined;
  const attributes = data !== undefined && isObject(data['attributes']) ? data['attributes'] : got.value;
  return recordOfDoi('datacite', doi, holdsRecord(attributes) ? cslOf(attributes as JsonObject) : attributes);
}

/** The attributes under the names that CSL-JSON has for them. */
function cslOf(attributes: JsonObject): JsonObject {
  const titles = objects(attributes['titles']);
  const main = titles.find(({ titleType }) => typeof titleType !== 'string') ?? titles[0];
  const subtitle = titles.find(({ titleType }) => titleType === 'Subtitle');
  const container = isObject(attributes['container']) ? attributes['container'] : {};
  const types = isObject(attributes['types']) ? attributes['types'] : {};
  const { publisher } = attributes;
  const year = Number(attributes['publicationYear']);
  const pages = [text(container['firstPage']), text(container['lastPage'])].filter((page) => page !== '');
  return {
    type: text(types['resourceTypeGeneral']) === 'Preprint' ? 'preprint' : text(types['citeproc']),
    title: main?.['title'],
    subtitle: subtitle?.['title'],
    author: objects(attributes['creators']).map(nameOf),
    issued: { 'date-parts': [[year]] },
    publisher: isObject(publisher) ? publisher['name'] : publisher,
    'container-title': container['title'],
    volume: container['volume'],
    issue: container['issue'],
    page: pages.join('-'),
    version: attributes['version'],
    language: attributes['language'],
    DOI: attributes['doi'],
    URL: attributes['url'],
  };
}

function nameOf({ name, givenName, familyName, nameType }: JsonObject): JsonObject {
  if (nameType === 'Organizational') return { literal: name };
  if (text(familyName) !== '') return { family: familyName, given: givenName };
  const [family = '', given = ''] = text(name).split(', ');
  return given === '' ? { literal: name } : { family, given };
}

const objects = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.slice(0, 5_000).filter(isObject) : [];
