import { describe, expect, it } from 'vitest';
import { doubtsSentence, doubtWords } from '../../../../src/renderer/inspect/doubt-words';
import {
  calibrationWords,
  confusionRows,
  errorPlaceWords,
  sizeWords,
} from '../../../../src/renderer/inspect/number-words';
import { regionView } from '../../../../src/renderer/inspect/region-view';
import { thresholdLines } from '../../../../src/renderer/inspect/threshold-lines';
import { imageIdSchema, runIdSchema } from '../../../../src/shared/ids';

const channels = [
  { name: 'background', color: '#808080' },
  { name: 'membrane', color: '#e69f00' },
];
const counts = (values: readonly number[]) => ({
  classCount: Math.sqrt(values.length),
  counts: Float64Array.from(values),
});

describe('numbers in words', () => {
  it('list which class is taken for which, the most pixels first, as shares of the label', () => {
    const { rows, rest } = confusionRows(counts([80, 20, 1, 3]), channels);
    expect(rows.map(({ label, predicted, share }) => [label?.name, predicted?.name, share])).toEqual([
      ['background', 'background', '80 %'],
      ['background', 'membrane', '20 %'],
      ['membrane', 'membrane', '75 %'],
      ['membrane', 'background', '25 %'],
    ]);
    expect(rest).toBe(0);
  });

  it('leave right pixels out of the list where there are many classes, and say how many rows follow', () => {
    const { rows, rest } = confusionRows(counts(Array.from({ length: 25 }, (_, i) => i + 1)), []);
    expect(rows).toHaveLength(9);
    expect(rest).toBe(11);
    expect(rows.every(({ key }) => key[0] !== key[2])).toBe(true);
  });

  it('say which share of the errors lies at borders', () => {
    const numbers = { confusion: counts([90, 4, 1, 105]), atBorders: counts([17, 3, 0, 20]) };
    expect(errorPlaceWords(numbers)).toEqual([
      '60 % of the errors lie at borders between classes.',
      '7.5 % of the pixels there are wrong, and 1.3 % of those inside.',
    ]);
    expect(errorPlaceWords({ confusion: counts([9, 0, 0, 9]), atBorders: counts([0, 0, 0, 0]) })).toEqual([
      'No labelled pixel is wrong.',
    ]);
  });

  it('name object sizes and how far probabilities can be believed', () => {
    expect(sizeWords({ fromPixels: 64, toPixels: 256 })).toBe('64–255');
    expect(sizeWords({ fromPixels: 4096, toPixels: null })).toBe('4,096 up');
    const words = (error: number, surplus: number): string => calibrationWords({ bins: [], error, surplus });
    expect(words(0.002, 0.001)).toContain('as sure as it should be');
    expect(words(0.12, 0.12)).toBe(
      'Expected calibration error 0.120: the network is surer than it should be, by 12 % on average.',
    );
    expect(words(0.05, -0.05)).toContain('right more often than it thinks');
    expect(words(0.05, 0.001)).toContain('too sure at some probabilities');
  });
});

describe('doubted labels in words', () => {
  const found = { doubts: [], total: 0, images: 3, seenByAll: 0, right: 0, notices: [] };

  it('say how many there are, what is left out and what could not be judged', () => {
    expect(doubtsSentence(found)).toBe('No label is doubted in 3 images.');
    expect(doubtsSentence({ ...found, images: 0, seenByAll: 1 })).toBe(
      'No labelled image was kept from training, so there is none to judge. Every run was trained on 1 other image: a run that validates on it could judge it.',
    );
    expect(doubtsSentence({ ...found, total: 2, right: 1 })).toContain('1 place said to be right left out.');
  });

  it('say of a place what it is labelled, what is more probable, and who says so', () => {
    const doubt = {
      ...{
        label: 0,
        predicted: 1,
        x: 0,
        y: 0,
        width: 9,
        height: 9,
        atX: 1,
        atY: 1,
        area: 1234,
        margin: 0.456,
        score: 1,
      },
      ...{ labelId: 1, predictedId: 2, run: runIdSchema.parse('run-004') },
      labelClass: channels[0],
      predictedClass: channels[1],
      image: { id: imageIdSchema.parse('0'.repeat(16)), name: 'one.png', thumbnail: '' },
    };
    expect(doubtWords(doubt)).toBe(
      '1,234 pixels are labelled background. Run 4, which was not trained on the image, finds membrane more probable by 46 %.',
    );
  });
});

describe('the view of a region', () => {
  const image = { width: 1000, height: 800 };
  const pane = { width: 500, height: 400 };

  it('has it in the middle, a quarter of the pane, enlarged eight times at most', () => {
    expect(regionView({ x: 390, y: 290, width: 20, height: 20 }, pane, image)).toEqual({
      zoom: 5,
      centerX: 400,
      centerY: 300,
    });
    expect(regionView({ x: 400, y: 300, width: 2, height: 2 }, pane, image).zoom).toBe(8);
  });

  it('never shows less than all where the region is large', () => {
    const { zoom } = regionView({ x: 0, y: 0, width: 1000, height: 800 }, pane, image);
    expect(zoom * image.width).toBeGreaterThanOrEqual(0.8 * pane.width);
  });
});

describe('the lines of a threshold curve', () => {
  it('run from left to right and end where nothing reaches the threshold', () => {
    const point = (threshold: number, precision: number | null) => ({ threshold, precision, recall: 1, dice: 1 });
    const { precision, recall } = thresholdLines([point(0, 0.5), point(0.5, 1), point(1, null)]);
    expect(precision).toEqual(['0.0,20.00 50.0,0.00']);
    expect(recall).toEqual(['0.0,0.00 50.0,0.00 100.0,0.00']);
  });
});
