import { describe, expect, it } from 'vitest';
import { cardBlocks, codeOf, sectionOf } from '../../../../src/renderer/export/card-blocks';

const card = `# Tissue, run-007
A segmentation network.

## Input and output
- \`image\`: float32, any size.
- \`probabilities\`: summing to 1.

| channel | name |
| --- | --- |
| 0 | wall \\| gap |

## Use from Python
\`\`\`python
import tensorflow as tf

# Not a heading
\`\`\`

## Limits
- It has seen 3 images.
`;

describe('the blocks of a model card', () => {
  const blocks = cardBlocks(card);

  it('come in order', () => {
    expect(blocks.map(({ kind }) => kind)).toEqual([
      'heading',
      'paragraph',
      'heading',
      'list',
      'table',
      'heading',
      'code',
      'heading',
      'list',
    ]);
  });

  it('know their line', () => {
    expect(blocks.slice(0, 3).map(({ line }) => line)).toEqual([0, 1, 3]);
  });

  it('tell code within a line from the rest', () => {
    expect(blocks[3]).toMatchObject({
      kind: 'list',
      items: [
        [
          { text: 'image', isCode: true },
          { text: ': float32, any size.', isCode: false },
        ],
        [
          { text: 'probabilities', isCode: true },
          { text: ': summing to 1.', isCode: false },
        ],
      ],
    });
  });

  it('keep a bar within a cell', () => {
    expect(blocks[4]).toMatchObject({ kind: 'table', head: ['channel', 'name'], rows: [['0', 'wall | gap']] });
  });

  it('leave code as it stands, empty lines and all', () => {
    expect(codeOf(blocks)).toBe('import tensorflow as tf\n\n# Not a heading');
    expect(codeOf(cardBlocks('No code.'))).toBeNull();
  });

  it('are found by their heading', () => {
    expect(sectionOf(blocks, 'Input and output').map(({ kind }) => kind)).toEqual(['list', 'table']);
    expect(sectionOf(blocks, 'Limits').map(({ kind }) => kind)).toEqual(['list']);
    expect(sectionOf(blocks, 'Licence')).toEqual([]);
  });

  it('end with the text where code is not closed', () => {
    expect(cardBlocks('```\na\nb')).toEqual([{ line: 0, kind: 'code', text: 'a\nb' }]);
  });
});
