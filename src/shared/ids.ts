import { z } from 'zod';

/** Opaque ids; branded so that one kind cannot stand in for another. */
export const imageIdSchema = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .brand<'ImageId'>();
export type ImageId = z.infer<typeof imageIdSchema>;

/** A run's id doubles as its folder's name: `run-` and a number counted up in the project. */
export const runIdSchema = z
  .string()
  .regex(/^run-\d{3,}$/)
  .brand<'RunId'>();
export type RunId = z.infer<typeof runIdSchema>;

/** A comparison's id doubles as its folder's name, as a run's does. */
export const comparisonIdSchema = z
  .string()
  .regex(/^comparison-\d{3,}$/)
  .brand<'ComparisonId'>();
export type ComparisonId = z.infer<typeof comparisonIdSchema>;

export const projectIdSchema = z.uuid().brand<'ProjectId'>();
export type ProjectId = z.infer<typeof projectIdSchema>;

/** A class as stored in label maps: 1..254, never reused within a project. */
export const classIdSchema = z.int().min(1).max(254).brand<'ClassId'>();
export type ClassId = z.infer<typeof classIdSchema>;
