import { hover, senses } from '../../src/core/index.ts';
import { syntaxOf } from '../../src/core/workspace/language.ts';
import { Store } from '../../src/core/workspace/store.ts';
import { shippedPacks } from '../../src/packs/index.ts';

/** A store with the packs that ship and one manuscript, whose text holds the cursor as `$0`. */
function asked(source: string, name: string) {
  const uri = `file:///w/${name}`;
  const offset = source.indexOf('$0');
  const store = new Store();
  store.setPacks(shippedPacks);
  store.openManuscript(uri, syntaxOf(uri, undefined, source)!, 1, source.replace('$0', ''));
  return { snapshot: store.snapshot(), uri, offset };
}

/** The card at the cursor; "" where there is none. */
export function hoverCard(source: string, name = 'paper.md'): string {
  const { snapshot, uri, offset } = asked(source, name);
  return hover(snapshot, uri, offset)?.markdown ?? '';
}

/** What the card at the cursor is about, and on which text it stands. */
export function hovered(
  source: string,
  name = 'paper.md',
): { readonly text: string; readonly about: string } {
  const { snapshot, uri, offset } = asked(source, name);
  const card = hover(snapshot, uri, offset);
  const text = source.replace('$0', '').slice(card?.span.start ?? 0, card?.span.end ?? 0);
  return {
    text,
    about:
      /^\*\*(.+?)\*\* \(|^\*\*(.+?)\*\* ·/m
        .exec(card?.markdown ?? '')
        ?.slice(1)
        .find(Boolean) ?? '',
  };
}

/** The labels of the senses of a phrase, as the packs that ship know them. */
export function defined(phrase: string) {
  const store = new Store();
  store.setPacks(shippedPacks);
  return senses(store.snapshot(), phrase);
}
