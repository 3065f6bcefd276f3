import { imageScore } from './image-counts';
import type { ComparisonReport } from './report';

const columns = [
  'configuration',
  'seed',
  'run',
  'image',
  'class',
  'iou',
  'boundary_iou',
  'true_positives',
  'false_positives',
  'false_negatives',
  'label_band',
  'prediction_band',
  'both_bands',
];

/** One line a configuration, seed, image and class (RFC 4180); a score is empty where the labels have none of the class. */
export function reportCsv({ scored, classNames }: ComparisonReport): string {
  const lines = scored.flatMap(({ configuration, seed, run, images }) =>
    images.flatMap((image) =>
      image.classes.map((counts, channel) => [
        configuration,
        seed,
        run ?? '',
        image.name,
        classNames[channel],
        imageScore(image, 'iou', channel) ?? '',
        imageScore(image, 'boundary-iou', channel) ?? '',
        counts.truePositives,
        counts.falsePositives,
        counts.falseNegatives,
        counts.labelBand,
        counts.predictionBand,
        counts.bothBands,
      ]),
    ),
  );
  return `${[columns, ...lines].map((line) => line.map(field).join(',')).join('\r\n')}\r\n`;
}

function field(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
