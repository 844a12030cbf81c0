/** Why a call is refused, as one sentence for whoever called. */
export class ToolError extends Error {
  /** `arguments`: what was asked cannot be; `not-ready`: it can be asked again; `cancelled`: nobody waits. */
  readonly kind: 'arguments' | 'not-ready' | 'cancelled';

  constructor(kind: ToolError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
