import type { OpenProjectFacts } from '../../../../src/shared/contract/projects';
import { projectIdSchema } from '../../../../src/shared/ids';

/** A project as the window knows it that is open for painting. */
export const openProject: OpenProjectFacts = {
  id: projectIdSchema.parse('00000000-0000-4000-8000-000000000000'),
  folder: '/projects/cells',
  name: 'Cells',
  isReadOnly: false,
  unpainted: 'void',
  inputChannels: 1,
  notices: [],
};
