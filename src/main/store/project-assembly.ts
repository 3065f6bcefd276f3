import { makeClasses } from './class-area';
import { makeComparisons } from './comparison-area';
import { makeEditRows } from './edit-rows';
import { makeFinestObjects } from './finest-objects';
import { makeImages } from './image-area';
import { makeImageRows } from './image-rows';
import { makeJudgements } from './judgement-area';
import { makeLabels } from './label-area';
import { makeProject } from './project-area';
import type { ProjectStore } from './project-store';
import { makeRuns } from './run-area';
import { makeSessions } from './session-area';
import { makeSplits } from './split-area';
import type { StoreContext } from './store-context';
import { makeTileRows } from './tile-rows';

/** Puts the areas of an open project together. @param release gives back connection and lock */
export function assembleProject(context: StoreContext, release: () => void): ProjectStore {
  const images = makeImageRows(context);
  const tiles = makeTileRows(context);
  const edits = makeEditRows(context.db, tiles);
  const importanceTiles = makeTileRows(context, 'importance');
  const sessions = makeSessions(context);
  const classes = makeClasses(context, { tiles, edits, acts: sessions.acts });
  const project = makeProject(context, () => {
    if (!context.db.open) return;
    try {
      sessions.area.close();
    } finally {
      release();
    }
  });
  const ofProject = { images, tiles, importance: importanceTiles, project: project.read, classes: classes.area.list };
  const runs = makeRuns(context, ofProject);
  return {
    project,
    classes: classes.area,
    images: {
      ...makeImages(context, images, sessions.acts),
      finestObjects: makeFinestObjects(context, { images, tiles, project: project.read, classes: classes.area.list }),
    },
    labels: makeLabels(context, {
      images,
      tiles,
      edits,
      acts: sessions.acts,
      painted: images.painted,
      followClass: classes.follow,
      checkClass: classes.check,
    }),
    importance: makeLabels(context, {
      images,
      tiles: importanceTiles,
      edits: makeEditRows(context.db, importanceTiles),
      acts: sessions.acts,
      painted: () => [],
      followClass: () => undefined,
      checkClass: () => undefined,
    }),
    splits: makeSplits(context, images, sessions.acts),
    runs,
    comparisons: makeComparisons(context, ofProject, runs),
    judgements: makeJudgements(context, images),
    sessions: sessions.area,
  };
}
