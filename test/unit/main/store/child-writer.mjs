// A process of its own that opens a project through the built store worker and paints, telling each stroke that was
// acknowledged. Arguments: worker file, project folder, image id, number of strokes (0: only hold the project open).
import { Worker } from 'node:worker_threads';

const [entry, folder, image, strokes] = process.argv.slice(2);
const worker = new Worker(entry);
let id = 0;

const ask = (request) =>
  new Promise((resolve, reject) => {
    worker.once('message', (reply) =>
      'problem' in reply ? reject(new Error(reply.problem.message)) : resolve(reply.value),
    );
    worker.postMessage({ ...request, id: id++ });
  });

const handle = await ask({
  type: 'open',
  opening: { kind: 'project', folder, options: { mode: 'write', program: 'child' } },
});
console.log('open');
let before = new Uint8Array(65536);
for (let stroke = 0; stroke < Number(strokes); stroke++) {
  const after = before.slice();
  after.fill(1 + (stroke % 2), stroke * 16, stroke * 16 + 16);
  const tile = { tileX: 0, tileY: 0, before, after };
  await ask({ type: 'call', handle, area: 'labels', method: 'commit', args: [image, [tile], 'stroke'] });
  before = after;
  console.log(stroke + 1);
}
