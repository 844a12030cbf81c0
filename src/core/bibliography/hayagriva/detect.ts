import { hayagrivaKinds } from './types.ts';

const hayagrivaTypes: ReadonlySet<string> = new Set(hayagrivaKinds.map(([, { type }]) => type));

/** A mapping of keys to works, each with a type that Hayagriva knows, is no CSL. */
export function isHayagriva(start: string): boolean {
  if (/^(?:references\s{0,20}:|- )/m.test(start)) return false;
  const types = [...start.matchAll(/^[ \t]{1,20}type[ \t]{0,5}:[ \t]{0,5}["']?([A-Za-z]{1,20})/gm)];
  return types.length > 0 && types.every(([, type]) => hayagrivaTypes.has(type!.toLowerCase()));
}
