import type { Resolvers } from '../generated/resolvers.ts';
import { deskOf, toDate } from './identify.ts';
import { visitorAsOfNow } from './visitor.ts';

export const consent: Resolvers = {
  Mutation: {
    consentUpdate: async (_, { consents }, context) => {
      const [desk, at] = deskOf(context);
      const userErrors = await desk.decide(consents, at);
      return { visitor: visitorAsOfNow(context), userErrors: [...userErrors] };
    },
    profileExport: async (_, __, context) => {
      const [desk, at] = deskOf(context);
      const { url, expiresAt, userErrors } = await desk.offerExport(at);
      return { url, expiresAt: expiresAt === null ? null : toDate(expiresAt), userErrors: [...userErrors] };
    },
    profileErase: async (_, __, context) => {
      const [desk, at] = deskOf(context);
      const { receipt, userErrors } = await desk.erase(at);
      return {
        erased: receipt !== null,
        receipt: receipt && {
          ...receipt,
          at: toDate(receipt.at),
          removed: [...receipt.removed],
          told: [...receipt.told],
          untold: [...receipt.untold],
        },
        userErrors: [...userErrors],
      };
    },
  },
};
