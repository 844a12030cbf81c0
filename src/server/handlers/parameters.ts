import { type BaseIssue, type GenericSchema, safeParse } from 'valibot';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';

/**
 * What a client sent, as a schema reads it: a client may send anything. Throws the error that JSON-RPC has
 * for parameters of another shape.
 */
export function checked<Read>(method: string, schema: GenericSchema<unknown, Read>, sent: unknown): Read {
  const read = safeParse(schema, sent);
  if (read.success) return read.output;
  throw errorOf(method, read.issues[0]);
}

/** That error; undefined where the shape is right. */
export function parameterError(
  method: string,
  schema: GenericSchema,
  sent: unknown,
): ResponseError | undefined {
  const [issue] = safeParse(schema, sent).issues ?? [];
  return issue && errorOf(method, issue);
}

function errorOf(method: string, { path }: BaseIssue<unknown>): ResponseError<void> {
  const name = path === undefined ? 'params' : String(path[0].key);
  return new ResponseError(ErrorCodes.InvalidParams, `${method}: “${name}” is missing or of the wrong kind.`);
}
