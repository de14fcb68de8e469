import type { Claim, UserError } from './desk.ts';

/** One address without display name: what RFC 5321 lets through and people have. Whether it exists, only a mail tells. */
const address = /^[^\s@<>(),;:"\\[\]]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\.[a-z]{2,63}$/;
const card = /^[A-Z0-9-]{4,32}$/;

/** What is claimed, as it is compared; or what is wrong with it. Says nothing of whether anybody has it. */
export function readClaim(input: {
  readonly email?: string | null;
  readonly loyaltyCard?: string | null;
}): Claim | UserError {
  const { email, loyaltyCard } = input;
  if ((email == null) === (loyaltyCard == null))
    return { code: 'EXACTLY_ONE', field: ['input'], message: 'Give an e-mail address or a card number, one of them' };
  if (email != null) {
    const value = email.trim().toLowerCase();
    return value.length <= 254 && address.test(value)
      ? { kind: 'EMAIL', value }
      : { code: 'EMAIL_INVALID', field: ['input', 'email'], message: 'This is not an e-mail address' };
  }
  const value = (loyaltyCard ?? '').replace(/[\s.]/g, '').toUpperCase();
  return card.test(value)
    ? { kind: 'CARD', value }
    : { code: 'CARD_INVALID', field: ['input', 'loyaltyCard'], message: 'This is not the number of a card' };
}
