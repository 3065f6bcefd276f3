import { type ImageId, imageIdSchema } from '../../shared/ids';
import type { ImageRows } from './image-rows';
import type { ProjectStore } from './project-store';
import type { Judgement } from './records';
import type { StoreContext } from './store-context';

type JudgementRow = Omit<Judgement, 'image'> & { image: string };

/** Labels that a person said are right. Judgements of a removed image stay for when it comes back. */
export function makeJudgements(context: StoreContext, images: ImageRows): ProjectStore['judgements'] {
  const { db } = context;
  const insert = db.prepare<[number, number, number, number, number, number, number, string]>(
    `INSERT INTO label_judgements (image, x, y, width, height, label_class, doubted_for_class, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const drop = db.prepare<[number]>('DELETE FROM label_judgements WHERE id = ?');
  const all = db.prepare<[], JudgementRow>(
    `SELECT label_judgements.id, images.id AS image, label_judgements.x, label_judgements.y, label_judgements.width,
     label_judgements.height, label_class AS labelId, doubted_for_class AS predictedId
     FROM label_judgements JOIN images ON images.key = label_judgements.image ORDER BY label_judgements.id`,
  );
  return {
    add: (judgement) =>
      context.write(() => {
        const { image, x, y, width, height, labelId, predictedId } = judgement;
        const { key } = images.get(image);
        const at = context.now().toISOString();
        const { lastInsertRowid } = insert.run(key, x, y, width, height, labelId, predictedId, at);
        return { ...judgement, id: Number(lastInsertRowid) };
      }),
    remove: (id) => {
      context.write(() => drop.run(id));
    },
    list: () => context.read(() => all.all().map((row) => ({ ...row, image: imageId(row.image) }))),
  };
}

function imageId(text: string): ImageId {
  return imageIdSchema.parse(text);
}
