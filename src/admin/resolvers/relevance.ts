import type { Site } from '../../config/site.ts';
import type { SlotVariant } from '../../contract/records.ts';
import type { ExperimentDefinition } from '../../experience/experiments.ts';
import type { SegmentDefinition } from '../../experience/segments.ts';
import type { ExperimentInput, Resolvers, SlotVariantInput } from '../../generated/admin.ts';
import { ActionError } from '../actions.ts';
import type { AdminContext } from '../context.ts';
import type { Kind } from '../definitions.ts';
import { type Edit, versionOf, writeEdit } from '../edits.ts';
import { answering } from './user-errors.ts';

export interface SegmentModel {
  readonly site: string;
  readonly key: string;
  readonly definition: SegmentDefinition;
}

export interface ExperimentModel {
  readonly site: string;
  readonly key: string;
  readonly definition: ExperimentDefinition;
}

function siteOf(key: string, { sites }: AdminContext): Site {
  const site = sites.current().byKey(key);
  if (!site) throw new ActionError('NOT_FOUND', `there is no site ${key}`);
  return site;
}

const write = (edit: Edit, context: AdminContext) => writeEdit(edit, { ...context, actor: context.operator.id });

const segmentOf = (site: string, key: string, context: AdminContext): SegmentModel | null => {
  const definition = siteOf(site, context).segments[key];
  return definition ? { site, key, definition } : null;
};

const experimentOf = (site: string, key: string, context: AdminContext): ExperimentModel | null => {
  const definition = siteOf(site, context).experiments[key];
  return definition ? { site, key, definition } : null;
};

function variantOf(site: string, slot: string, key: string, context: AdminContext) {
  const variant = siteOf(site, context).slots[slot]?.variants.find((one) => one.key === key);
  return variant ? toVariant(site, slot, variant, context) : null;
}

function toVariant(site: string, slot: string, variant: SlotVariant, { sites }: AdminContext) {
  const { key, priority, when = null, content } = variant;
  return { slot, key, priority, when, content, version: versionOf(sites, site, nameOfVariant(slot, key)) };
}

const nameOfVariant = (slot: string, key: string) => ({ kind: 'slotVariant' as const, key: `${slot}/${key}` });

/** As the sites file has it: what was left out is not there. */
function toDefinition({ arms, coverage, layer, round }: ExperimentInput) {
  return {
    arms,
    ...(coverage != null && { coverage }),
    ...(layer != null && { layer }),
    ...(round != null && { version: round }),
  };
}

function toSlotVariant(key: string, { priority, when, content }: SlotVariantInput) {
  return { key, priority, ...(when != null && { when }), content };
}

type Named = Pick<Edit, 'site' | 'key'>;
const archive = (kind: Kind, { site, key }: Named, expected: number, context: AdminContext) =>
  answering(async () => ({
    cursor: await write({ action: `${kind}Archive`, kind, site, key, definition: null, expected }, context),
  }));

export const relevance: Resolvers = {
  Query: {
    segments: (_, { site }, context) =>
      Object.entries(siteOf(site, context).segments).map(([key, definition]) => ({ site, key, definition })),
    experiments: (_, { site }, context) =>
      Object.entries(siteOf(site, context).experiments).map(([key, definition]) => ({ site, key, definition })),
    slotVariants: (_, { site }, context) =>
      Object.entries(siteOf(site, context).slots).flatMap(([slot, { variants }]) =>
        variants.map((variant) => toVariant(site, slot, variant, context)),
      ),
  },
  Mutation: {
    segmentCreate: (_, { site, key, definition }, context) =>
      answering(async () => {
        const edit = { action: 'segmentCreate', kind: 'segment', site, key, definition, expected: 'NEW' } as const;
        return { cursor: await write(edit, context), segment: segmentOf(site, key, context) };
      }),
    segmentUpdate: (_, { site, key, definition, expectedVersion: expected }, context) =>
      answering(async () => {
        const edit = { action: 'segmentUpdate', kind: 'segment', site, key, definition, expected } as const;
        return { cursor: await write(edit, context), segment: segmentOf(site, key, context) };
      }),
    segmentArchive: (_, named, context) => archive('segment', named, named.expectedVersion, context),

    experimentCreate: (_, { site, key, definition: input }, context) =>
      answering(async () => {
        const definition = toDefinition(input);
        const edit = {
          action: 'experimentCreate',
          kind: 'experiment',
          site,
          key,
          definition,
          expected: 'NEW',
        } as const;
        return { cursor: await write(edit, context), experiment: experimentOf(site, key, context) };
      }),
    experimentUpdate: (_, { site, key, definition: input, expectedVersion: expected }, context) =>
      answering(async () => {
        const definition = toDefinition(input);
        const edit = { action: 'experimentUpdate', kind: 'experiment', site, key, definition, expected } as const;
        return { cursor: await write(edit, context), experiment: experimentOf(site, key, context) };
      }),
    experimentArchive: (_, named, context) => archive('experiment', named, named.expectedVersion, context),

    slotVariantCreate: (_, { site, slot, key, definition: input }, context) =>
      answering(async () => {
        const definition = toSlotVariant(key, input);
        const action = 'slotVariantCreate';
        const cursor = await write({ action, ...nameOfVariant(slot, key), site, definition, expected: 'NEW' }, context);
        return { cursor, slotVariant: variantOf(site, slot, key, context) };
      }),
    slotVariantUpdate: (_, { site, slot, key, definition: input, expectedVersion: expected }, context) =>
      answering(async () => {
        const definition = toSlotVariant(key, input);
        const action = 'slotVariantUpdate';
        const cursor = await write({ action, ...nameOfVariant(slot, key), site, definition, expected }, context);
        return { cursor, slotVariant: variantOf(site, slot, key, context) };
      }),
    slotVariantArchive: (_, { site, slot, key, expectedVersion }, context) =>
      archive('slotVariant', { site, key: nameOfVariant(slot, key).key }, expectedVersion, context),
  },
  Segment: {
    version: ({ site, key }, _, { sites }) => versionOf(sites, site, { kind: 'segment', key }),
    title: ({ definition }) => definition.title,
    because: ({ definition }) => definition.because,
    when: ({ definition }) => definition.when,
    members: ({ site, key }, _, context) => context.relevance.members(site, key),
  },
  Experiment: {
    version: ({ site, key }, _, { sites }) => versionOf(sites, site, { kind: 'experiment', key }),
    arms: ({ definition }) => definition.arms,
    coverage: ({ definition }) => definition.coverage ?? 1,
    layer: ({ definition }) => definition.layer ?? null,
    round: ({ definition }) => definition.version ?? null,
    results: ({ site, key }, _, context) => context.relevance.results(site, key),
  },
};
