import { networkName } from '../../shared/training/network-words';
import type { ClassScore } from '../../shared/training/run-events';
import type { ModelCard } from './model-card';

/** The model card in Markdown, for people. */
export function modelCardText(card: ModelCard): string {
  const { input, network, data, training, validation, verification } = card;
  return `# ${card.name}
A segmentation network (${networkName(network)}, ${card.parameters} parameters, receptive field ${card.receptiveFieldPx} pixels), trained for ${card.trainedSteps} steps; checkpoint "${card.checkpoint}".

## Input and output
- \`image\`: float32 [batch, height, width, ${input.shape[3]}], values as in the file, from ${listed(input.lo)} (becomes 0) to ${listed(input.hi)} (becomes 1). Any height and width; padding and cropping happen inside.
- \`probabilities\`: float32 [batch, height, width, ${card.classes.length}], summing to 1 at each pixel.

| channel | class id | name | colour |
| --- | --- | --- | --- |
${card.classes.map(({ channel, id, name, color }) => `| ${channel} | ${id} | ${cell(name)} | ${color} |`).join('\n')}

## Use from Python
\`\`\`python
${pythonCall(card)}
\`\`\`

## Training
- Data: ${data.trainingImages} training and ${data.validationImages} validation images, SHA-256 over their contents \`${data.sha256}\`.
- Loss: ${training.loss}, weighting \`${training.weighting}\`.
- The whole configuration is in \`model-card.json\`.

## Scores on validation images
${validation ? scoreText(validation) : 'None: the run had no validation image.'}

## Limits
${card.limits.map((limit) => `- ${limit}`).join('\n')}

## Verification
${verificationText(verification)}
`;
}

function verificationText(verification: ModelCard['verification']): string {
  if (verification === null) return 'Not done yet: the model is tried on images of the run when it is exported.';
  const { images, maxDifference } = verification;
  return `Before this card was written, the model was loaded from its files and run on ${images} images of the run; its probabilities differed from the program's own by at most ${maxDifference.toExponential(1)}.`;
}

function pythonCall(card: ModelCard): string {
  const shape = card.input.shape[3] === 1 ? '[None, :, :, None]' : '[None]';
  const convert = card.input.shape[3] === 1 ? '.convert("L")' : card.input.shape[3] === 3 ? '.convert("RGB")' : '';
  // Pillow would squeeze deeper images into 8 bits when converting.
  const opened = card.input.hi.every((value) => value === 255)
    ? `Image.open("image.png")${convert}`
    : 'Image.open("image.tif")';
  return `import numpy as np
import tensorflow as tf
from PIL import Image

model = tf.saved_model.load("saved_model")
predict = model.signatures["serving_default"]
image = np.asarray(${opened}, np.float32)${shape}
probabilities = predict(image=tf.constant(image))["probabilities"].numpy()[0]
class_ids = np.array(${JSON.stringify(card.classes.map(({ id }) => id))}, np.uint8)[probabilities.argmax(-1)]
Image.fromarray(class_ids).save("classes.png")`;
}

function scoreText({ step, loss, scores }: NonNullable<ModelCard['validation']>): string {
  return `After step ${step}, cross-entropy ${loss.toFixed(4)}, mean IoU ${score(scores.meanIou)}, mean Boundary IoU ${score(scores.meanBoundaryIou)}.

| class | IoU | Dice | precision | recall | Boundary IoU |
| --- | --- | --- | --- | --- | --- |
${scores.classes.map(scoreRow).join('\n')}`;
}

function scoreRow(row: ClassScore): string {
  const values = [row.iou, row.dice, row.precision, row.recall, row.boundaryIou].map(score);
  return `| ${cell(row.name)} | ${values.join(' | ')} |`;
}

function score(value: number | null): string {
  return value === null ? '-' : value.toFixed(3);
}

function listed(values: readonly number[]): string {
  const isOne = values.every((value) => value === values[0]);
  return isOne ? String(values[0]) : values.join(', ');
}

/** A class name must not break the table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}
