/**
 * Why a call is refused, as one sentence for whoever called. Known by its name, for the chunk has its own
 * class.
 */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  /** `arguments`: what was asked cannot be; `not-ready`: it can be asked again; `cancelled`: nobody waits. */
  readonly kind: 'arguments' | 'not-ready' | 'cancelled';

  constructor(kind: ToolError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

export const isToolError = (error: unknown): error is ToolError =>
  error instanceof Error && error.name === 'ToolError';
