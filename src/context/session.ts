import type { Profile } from '../contract/profile.ts';
import { newVisitorId } from '../visitor/token.ts';
import type { Around } from './around.ts';

/** A customer whose own token was verified. */
export interface Subject {
  /** Of the issuer, opaque: issuer and subject together name one account. */
  readonly issuer: string;
  readonly id: string;
  /** As far as the token tells, and says that it is verified. */
  readonly email: string | null;
  /** Id of the customer in the CRM, where the token has it. */
  readonly customerKey: string | null;
}

/** Who asks, as far as tokens prove. */
export interface Who extends Around {
  readonly visitorId: string | null;
  readonly profile: Profile | null;
  readonly subject?: Subject | null;
  /** Of the visitor's token, where a customer's token says who asks. */
  readonly deviceId?: string | null;
}

/**
 * Who asks, while an operation that writes is carried out: its answer brings the token that says so. Queries have none,
 * and neither have operations over a socket, where no header can be sent.
 */
export interface Session {
  /** For rate limits: an address, shortened. Never kept or logged in clear text. */
  readonly client: string;
  /** As of now, with what this operation has done. */
  who(): Who;
  /** The visitor to write for; a new one for who has no token. */
  ensure(): string;
  /** The profile was written: the next token names its version. The visitor may be another one than before. */
  wrote(profile: Profile): void;
  /** There is no visitor any more. */
  leave(): void;
}

/** What the answer has to say of it: a new token, that there is none any more, or nothing. */
export type Issue = { readonly visitorId: string; readonly version: number } | 'NONE' | null;

export function createSession(asker: Who, client: string): Session & { issue(): Issue } {
  let who = asker;
  let issue: Issue = null;
  return {
    client,
    who: () => who,
    ensure() {
      if (who.visitorId !== null) return who.visitorId;
      const visitorId = newVisitorId();
      who = { ...who, visitorId, profile: null };
      issue = { visitorId, version: 0 };
      return visitorId;
    },
    wrote(profile) {
      who = { ...who, visitorId: profile.visitorId, profile };
      issue = { visitorId: profile.visitorId, version: profile.version };
    },
    leave() {
      who = { visitorId: null, profile: null };
      issue = 'NONE';
    },
    issue: () => issue,
  };
}
