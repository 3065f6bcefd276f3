import type { InspectSubject } from '../../shared/contract/engine-inspect';
import type { EngineOutput } from '../../shared/contract/engine-protocol';
import { type Doubt, type Doubts, LISTED_DOUBTS } from '../../shared/contract/inspect';
import type { ImageId, RunId } from '../../shared/ids';
import { asProblem } from '../../shared/problem';
import { confidentThresholds } from '../../shared/training/numbers/disagreements';
import { hasCheckpoint } from '../runs/run-row';
import type { ImageRecord, RunRecord } from '../store/records';
import { isJudged } from './judged';
import { pooledNumbers } from './score-pool';
import { type InspectParts, type InspectSubjects, isEngineGone, type WantedNetwork } from './subjects';
import { type KnownRun, unseenBy } from './unseen-by';

/** Of one image; beyond, the label map as a whole is what should be looked at. */
const MOST_IN_AN_IMAGE = 1000;

interface Looked {
  subject: InspectSubject;
  record: ImageRecord;
}

/**
 * Where labels may be wrong (confident learning per pixel, Northcutt et al. 2021): every labelled image is judged by a network
 * that was not trained on it, the one in hand first, then the others, newest first; so cross-validated runs cover all images.
 * @throws Problem what the engine says, where no image could be looked at
 */
export async function searchDoubts(
  parts: InspectParts,
  subjects: InspectSubjects,
  network: WantedNetwork,
  signal: AbortSignal,
): Promise<Doubts> {
  const { store, engine } = parts;
  const [painted, runs, judgements] = await Promise.all([
    store.images.list({ isPainted: true }),
    store.runs.list(),
    store.judgements.list(),
  ]);
  const labelled = painted.filter(({ status }) => status !== 'left-out');
  const known = await knownRuns(parts, runs, network.run, signal);
  const { byRun, seenByAll } = unseenBy(labelled, known);
  const total = 2 * [...byRun.values()].reduce((sum, records) => sum + records.length, 0);
  let done = 0;
  const tell = (): void => parts.onSearchProgress({ run: network.run, done, total });
  const problems = new Map<ImageId, string>();
  const doubts: Doubt[] = [];
  for (const [run, records] of byRun) {
    const checkpoint = run === network.run ? network.checkpoint : 'best';
    const { folder } = await store.runs.get(run);
    const facts = await engine.call('inspectRun', { runFolder: folder, checkpoint }, { signal });
    const each = async <Answer>(
      list: readonly Looked[],
      work: (looked: Looked) => Promise<Answer>,
    ): Promise<Answer[]> => {
      const answers: Answer[] = [];
      for (const looked of list) {
        signal.throwIfAborted();
        tell();
        done++;
        try {
          answers.push(await work(looked));
        } catch (error) {
          if (signal.aborted || isEngineGone(error)) throw error;
          problems.set(looked.record.id, asProblem(error).message);
        }
      }
      return answers;
    };
    const looked = await Promise.all(records.map(({ id }) => subjects.subject({ run, checkpoint, image: id })));
    const counts = await each(looked, ({ subject, record }) => subjects.count(subject, record, facts, false, signal));
    const pooled = pooledNumbers(
      counts.map(({ numbers }) => numbers),
      facts.channels.length,
    );
    const thresholds = confidentThresholds(pooled.confusion, pooled.selfConfidence);
    const readable = looked.filter(({ record }) => !problems.has(record.id));
    const found = await each(readable, async ({ subject, record }) => {
      const regions = await subjects.withLabels(subject, (ready) =>
        engine.call('inspectDoubts', { ...ready, thresholds, most: MOST_IN_AN_IMAGE }, { signal }),
      );
      return regions.map((region) => asDoubt(region, record, facts.channels, run, parts.thumbnailOf));
    });
    doubts.push(...found.flat());
  }
  done = total;
  tell();
  const open = doubts.filter((doubt) => !isJudged(doubt, judgements)).sort((a, b) => b.score - a.score);
  return {
    doubts: open.slice(0, LISTED_DOUBTS),
    total: open.length,
    images: labelled.length - seenByAll.length - problems.size,
    seenByAll: seenByAll.length,
    right: doubts.length - open.length,
    notices: [...problems.values()].map((message) => `Left out: ${message}`),
  };
}

/** The trained runs that know the classes of the one in hand, that one first, the others newest first. */
async function knownRuns(
  { engine }: InspectParts,
  runs: readonly RunRecord[],
  inHand: RunId,
  signal: AbortSignal,
): Promise<KnownRun[]> {
  const known: KnownRun[] = [];
  const ordered = [...runs.filter(({ id }) => id === inHand), ...runs.filter(({ id }) => id !== inHand)];
  let classes = '';
  for (const run of ordered) {
    if (!(await hasCheckpoint(run.folder))) continue;
    // A run whose files are lost cannot vouch for anything.
    const use = await engine.call('inspectUse', { runFolder: run.folder }, { signal }).catch(() => null);
    signal.throwIfAborted();
    if (use === null) continue;
    const own = use.classIds.join(',');
    if (known.length === 0) classes = own;
    if (own !== classes) continue;
    const trained = use.images.filter(({ split }) => split === 'training').map(({ id }) => id);
    known.push({ id: run.id, trained: new Set(trained) });
  }
  return known;
}

function asDoubt(
  region: Exclude<EngineOutput<'inspectDoubts'>, 'labels-needed'>[number],
  record: ImageRecord,
  channels: EngineOutput<'inspectRun'>['channels'],
  run: RunId,
  thumbnailOf: InspectParts['thumbnailOf'],
): Doubt {
  const label = channels[region.label];
  const predicted = channels[region.predicted];
  return {
    ...region,
    image: { id: record.id, name: record.name, thumbnail: thumbnailOf(record) },
    labelId: label.id,
    predictedId: predicted.id,
    labelClass: { name: label.name, color: label.color },
    predictedClass: { name: predicted.name, color: predicted.color },
    run,
  };
}
