import { z } from 'zod';
import { runEventSchema } from '../../training/run-events';
import {
  comparisonDeletedSchema,
  comparisonEventSchema,
  comparisonShownSchema,
  comparisonsListedSchema,
} from './comparisons';
import { doctorResultSchema } from './doctor';
import {
  imagesAssignedSchema,
  imagesChannelsSchema,
  imagesLockedSchema,
  imagesNearSchema,
  imagesRelinkedSchema,
  imagesSplitSchema,
  imagesStatisticsSchema,
  imagesStatusSchema,
} from './images';
import {
  evaluationResultSchema,
  exportResultSchema,
  predictionResultSchema,
  runDeletedSchema,
  runResultSchema,
  runsListedSchema,
  weightsResultSchema,
  weightsSavedSchema,
} from './models';
import {
  imagesAddedSchema,
  imagesListedSchema,
  masksImportedSchema,
  projectCreatedSchema,
  projectShownSchema,
} from './projects';

/** What each command prints with `--json`; `stream`: one object a line. The docs are made from this. */
export const commandResults: Record<string, { schema: z.ZodType; isStream: boolean }> = {
  doctor: { schema: doctorResultSchema, isStream: false },
  'project create': { schema: projectCreatedSchema, isStream: false },
  'project show': { schema: projectShownSchema, isStream: false },
  'images add': { schema: imagesAddedSchema, isStream: false },
  'images list': { schema: imagesListedSchema, isStream: false },
  'images status': { schema: imagesStatusSchema, isStream: false },
  'images split': { schema: imagesSplitSchema, isStream: false },
  'images assign': { schema: imagesAssignedSchema, isStream: false },
  'images lock': { schema: imagesLockedSchema, isStream: false },
  'images unlock': { schema: imagesLockedSchema, isStream: false },
  'images channels': { schema: imagesChannelsSchema, isStream: false },
  'images near': { schema: imagesNearSchema, isStream: false },
  'images relink': { schema: imagesRelinkedSchema, isStream: false },
  'images statistics': { schema: imagesStatisticsSchema, isStream: false },
  'masks import': { schema: masksImportedSchema, isStream: false },
  /** The second with `--all`. */
  weights: { schema: z.union([weightsResultSchema, weightsSavedSchema]), isStream: false },
  train: { schema: runEventSchema, isStream: true },
  compare: { schema: comparisonEventSchema, isStream: true },
  'comparisons list': { schema: comparisonsListedSchema, isStream: false },
  'comparisons show': { schema: comparisonShownSchema, isStream: false },
  'comparisons resume': { schema: comparisonEventSchema, isStream: true },
  'comparisons delete': { schema: comparisonDeletedSchema, isStream: false },
  'runs list': { schema: runsListedSchema, isStream: false },
  'runs show': { schema: runResultSchema, isStream: false },
  'runs resume': { schema: runEventSchema, isStream: true },
  'runs delete': { schema: runDeletedSchema, isStream: false },
  evaluate: { schema: evaluationResultSchema, isStream: false },
  predict: { schema: predictionResultSchema, isStream: false },
  export: { schema: exportResultSchema, isStream: false },
};
