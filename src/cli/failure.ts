import { EtalageError } from '../contract/errors.ts';

/** A command cannot go on, for a reason that its user can mend. */
export class CommandFailure extends EtalageError {
  /** A sentence that starts with a verb: what to do. */
  readonly fix: string;

  constructor(problem: string, fix: string, options: { cause?: unknown } = {}) {
    super('COMMAND_FAILED', problem, options);
    this.name = 'CommandFailure';
    this.fix = fix;
  }
}
