// A process of its own that reads a project through the built store worker and writes what it holds as one line of JSON.
// Arguments: worker file, project folder.
import { Worker } from 'node:worker_threads';

const [entry, folder] = process.argv.slice(2);
const worker = new Worker(entry);
let id = 0;

const ask = (request) =>
  new Promise((resolve, reject) => {
    worker.once('message', (reply) =>
      'problem' in reply ? reject(new Error(`${reply.problem.message} ${reply.problem.hint}`)) : resolve(reply.value),
    );
    worker.postMessage({ ...request, id: id++ });
  });

const handle = await ask({
  type: 'open',
  opening: { kind: 'project', folder, options: { mode: 'read', program: 'test' } },
});
const call = (area, method, ...args) => ask({ type: 'call', handle, area, method, args });

const images = [];
for (const { id: image, name, painted } of await call('images', 'list')) {
  const { width, height, data } = await call('labels', 'read', image);
  const { total, standing } = await call('labels', 'history', image, null, 1);
  const labels = Buffer.from(data).toString('base64');
  images.push({ name, width, height, labels, edits: total, standing, painted });
}
process.stdout.write(JSON.stringify(images));
await ask({ type: 'end' });
