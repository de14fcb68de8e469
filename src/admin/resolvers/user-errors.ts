import type { UserError } from '../../generated/admin.ts';
import { ActionError } from '../actions.ts';

/** What an action answered, or, where it was refused for a reason that its caller can mend, the reason. */
export async function answering<T extends object>(
  act: () => Promise<T>,
): Promise<(T & { userErrors: UserError[] }) | { userErrors: UserError[] }> {
  try {
    return { ...(await act()), userErrors: [] };
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    const { code } = error;
    return { userErrors: error.errors.map(({ field, message }) => ({ code, field, message })) };
  }
}

/** ISO 8601, of milliseconds since the epoch. */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

export function instantOrNull(ms: number | null): string | null {
  return ms === null ? null : instant(ms);
}
