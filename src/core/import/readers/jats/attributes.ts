/**
 * The attributes of an element, read where they are asked for: most elements of a file are cells of tables.
 */
export interface JatsAttributes {
  get(name: string): string | undefined;
}

/** @param attributes a record without a prototype, as saxes gives it */
export const attributesOf = (attributes: Readonly<Record<string, unknown>>): JatsAttributes => ({
  get: (name) => (attributes[name] === undefined ? undefined : String(attributes[name])),
});
