/**
 * How messages are declared: a schema is the type, the check and the document of a message at once. What
 * comes from elsewhere is checked, so parameters and the messages of web pages have schemas; an answer of
 * PsyCite's own server is a type.
 */
import {
  type GenericSchema,
  type InferInput,
  type InferOutput,
  integer,
  is,
  minValue,
  nullish,
  number,
  object,
  pipe,
  safeInteger,
  string,
} from 'valibot';

/** A type none of whose members can be written to: messages are not changed where they are. */
export type Immutable<T> = T extends object ? { readonly [Name in keyof T]: Immutable<T[Name]> } : T;

/** A request's method with the schema of its parameters; what is sent and what comes back are types alone. */
export interface RequestName<Sent, Received, Answer> {
  readonly method: string;
  readonly params: GenericSchema<unknown, Received>;
  readonly types?: { readonly sent: Sent; readonly answer: Answer };
}

/** Names the type of an answer. */
export const answer = <Answer>(): Answer | undefined => undefined;

export const request = <Params extends GenericSchema, Answer>(
  method: string,
  params: Params,
  _answer: Answer | undefined,
): RequestName<Immutable<InferInput<Params>>, Immutable<InferOutput<Params>>, Answer> => ({
  method,
  params: params as GenericSchema<unknown, Immutable<InferOutput<Params>>>,
});

/** Whether a value is as a schema says. Linear in the value's size; extra members do no harm. */
export function guard<Schema extends GenericSchema>(
  schema: Schema,
): (value: unknown) => value is Immutable<InferInput<Schema>> {
  return (value): value is Immutable<InferInput<Schema>> => is(schema, value);
}

export const count = pipe(number(), integer(), minValue(0));

/** What LSP's own parameters are made of. */
export const position = object({ line: pipe(number(), integer()), character: pipe(number(), integer()) });
export const range = object({ start: position, end: position });
export const textDocument = object({ uri: string() });

/** How many of something a client wants at most. */
export const limit = pipe(number(), safeInteger());

/** What may be left out: absent counts as null. */
export const orNull = <Schema extends GenericSchema>(schema: Schema) => nullish(schema, null);

export type LspPosition = Immutable<InferOutput<typeof position>>;
export type LspRange = Immutable<InferOutput<typeof range>>;

/** Parameters that name a document, and more. */
export const ofDocument = object({ textDocument });
export type TextDocumentParams = Immutable<InferOutput<typeof ofDocument>>;
