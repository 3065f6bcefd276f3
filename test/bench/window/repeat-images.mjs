// Fills a project with copies of its images, labels included, under other names: `repeat-images.mjs FILE COUNT`.
// Run in Electron's Node, whose SQLite it needs.
import Database from 'better-sqlite3';

const [, , file, wanted] = process.argv;
const db = new Database(file);
const total = Number(wanted);
const columnsOf = (table) => db.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all();
const first = db.prepare('SELECT max(key) FROM images').pluck().get();
const number = `printf('%06d', n.i * ${first} + images.key)`;
/** What differs from the copied row; a name's key leads its number by the number of digits. */
const own = {
  key: `n.i * ${first} + images.key`,
  id: `printf('%016x', n.i * ${first} + images.key + 1048576)`,
  name: `'plate/well_1' || ${number} || '.png'`,
  name_key: `'plate/well_071' || ${number} || '.png'`,
  split_group: `printf('%064x', n.i * ${first} + images.key)`,
};
const copies = (table, key) => {
  const columns = columnsOf(table);
  const values = columns.map((name) => {
    if (table === 'images') return own[name] ?? `images.${name}`;
    return name === key ? `n.i * ${first} + ${table}.${name}` : `${table}.${name}`;
  });
  const most = Math.ceil(total / first) - 1;
  db.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${most})
     INSERT INTO ${table} (${columns.join(', ')})
     SELECT ${values.join(', ')} FROM n, ${table} WHERE n.i * ${first} + ${table}.${key} <= ${total}`,
  ).run();
};
db.transaction(() => {
  copies('images', 'key');
  copies('image_classes', 'image');
  copies('tiles', 'image');
})();
db.close();
