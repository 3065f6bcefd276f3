import { z } from 'zod';

/** When a rule acts on a run. */
export const ruleMomentSchema = z.discriminatedUnion('kind', [
  /** So many validations without a better mean IoU. */
  z.strictObject({ kind: z.literal('no-progress'), validations: z.int().min(1).max(10_000) }),
  /** That epoch has ended. */
  z.strictObject({ kind: z.literal('epoch'), epoch: z.int().min(1).max(100_000) }),
  /** So many steps are done. */
  z.strictObject({ kind: z.literal('step'), step: z.int().min(0).max(10_000_000) }),
  /** The clock of the computer passes it, hours and minutes of the day. */
  z.strictObject({ kind: z.literal('time'), time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) }),
  /** The training loss, smoothed, is so many times its lowest. */
  z.strictObject({ kind: z.literal('loss'), times: z.number().gt(1).max(1000) }),
]);
export type RuleMoment = z.infer<typeof ruleMomentSchema>;

/** What is done to a run from the next step on. */
export const runActSchema = z.discriminatedUnion('kind', [
  /** The learning rate is multiplied, on top of its schedule and of what multiplied it before. */
  z.strictObject({ kind: z.literal('rate'), times: z.number().min(1e-6).max(1e6) }),
  /** The strength of the weighting is set, and its schedule left. */
  z.strictObject({ kind: z.literal('strength'), strength: z.number().min(0).max(1000) }),
  z.strictObject({ kind: z.literal('stop') }),
]);
export type RunAct = z.infer<typeof runActSchema>;

export const runRuleSchema = z.strictObject({ when: ruleMomentSchema, what: runActSchema });
export type RunRule = z.infer<typeof runRuleSchema>;

/** A change that was made to a run, in the order in which they were made. */
export const runChangeSchema = z.strictObject({
  /** Steps done when it was made: the next step is the first that it counts for. */
  step: z.int().min(0),
  /** Validations done. */
  validations: z.int().min(0),
  /** Place of the rule that made it; null: the person did, while it ran. */
  rule: z.int().min(0).nullable(),
  /** The rule's moment; null for the person's own. */
  when: ruleMomentSchema.nullable(),
  what: runActSchema,
});
export type RunChange = z.infer<typeof runChangeSchema>;

/** `changes.json` of a run's folder: all changes made to it so far. */
export const runChangesSchema = z.strictObject({ version: z.literal(1), changes: z.array(runChangeSchema) });
