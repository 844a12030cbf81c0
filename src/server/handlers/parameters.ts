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

/** Refuses parameters of another shape with the error that JSON-RPC has for it. Absent counts as null. */
export function checkParameters(
  method: string,
  members: Readonly<Record<string, Member>>,
  sent: unknown,
): void {
  for (const [name, member] of Object.entries(members)) {
    const value = recordOf(sent)[name];
    if (isMember(member, value)) continue;
    throw new ResponseError(
      ErrorCodes.InvalidParams,
      `${method}: “${name}” is missing or of the wrong kind.`,
    );
  }
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
