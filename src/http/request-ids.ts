import { randomBytes } from 'node:crypto';

/** Names requests: random per process, counted within it. Unique, short, and made without asking for randomness each time. */
export function createRequestIds(): () => string {
  const process = randomBytes(9).toString('base64url');
  let count = 0;
  return () => {
    count += 1;
    return `${process}-${count.toString(36)}`;
  };
}
