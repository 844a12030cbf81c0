import { ErrorCodes, ResponseError } from 'vscode-languageserver';

/** What the members of a request's parameters must be: a client may send anything. */
export type Member =
  | 'document'
  | 'document?'
  | 'string'
  | 'string?'
  | 'strings'
  | 'strings?'
  | 'number?'
  | 'object'
  | 'position'
  | 'position?'
  | 'range'
  | 'range?';

/**
 * The error that JSON-RPC has for parameters of another shape; undefined where they are right. Absent counts
 * as null.
 */
export function parameterError(
  method: string,
  members: Readonly<Record<string, Member>>,
  sent: unknown,
): ResponseError | undefined {
  const wrong = Object.entries(members).find(([name, member]) => !isMember(member, recordOf(sent)[name]));
  return (
    wrong &&
    new ResponseError(ErrorCodes.InvalidParams, `${method}: “${wrong[0]}” is missing or of the wrong kind.`)
  );
}

/** Throws the `parameterError`, where there is one. */
export function checkParameters(...sent: Parameters<typeof parameterError>): void {
  const error = parameterError(...sent);
  if (error !== undefined) throw error;
}

function isMember(member: Member, value: unknown): boolean {
  switch (member) {
    case 'document':
      return typeof recordOf(value)['uri'] === 'string';
    case 'string':
      return typeof value === 'string';
    case 'strings':
      return Array.isArray(value) && value.every((one) => typeof one === 'string');
    case 'position':
      return isPosition(value);
    case 'range':
      return isPosition(recordOf(value)['start']) && isPosition(recordOf(value)['end']);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'number?':
      return value === undefined || value === null || Number.isSafeInteger(value);
    case 'document?':
    case 'string?':
    case 'strings?':
    case 'position?':
    case 'range?':
      return value === undefined || value === null || isMember(member.slice(0, -1) as Member, value);
  }
}

const isPosition = (value: unknown): boolean =>
  Number.isInteger(recordOf(value)['line']) && Number.isInteger(recordOf(value)['character']);

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
