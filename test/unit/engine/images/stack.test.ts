import { open, truncate } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { decodeBytes, decodeImage, inspectFile } from '../../../../src/engine/images/decode';
import { readHeader } from '../../../../src/engine/images/header';
import { joined, type TiffField, type TiffParts, tiffPages, tiffText } from './made-files';
import { tempFolder } from './temp-folder';

const folder = tempFolder();
const DESCRIPTION = 270;

/** A plane of 2 x 1 pixels: its number, and that plus 100. */
function plane(number: number, extra: readonly TiffField[] = []): TiffParts {
  return {
    width: 2,
    height: 1,
    bits: 8,
    channels: 1,
    photometric: 1,
    strip: Uint8Array.of(number, number + 100),
    extra,
  };
}

function planes(count: number, description: string, extra: readonly TiffField[] = []): Uint8Array {
  const first = [tiffText(DESCRIPTION, description), ...extra];
  return tiffPages(Array.from({ length: count }, (_, index) => plane(index, index === 0 ? first : [])));
}

/** The first pixel of each page: the numbers of the planes that are its channels. */
async function planesOf(bytes: Uint8Array): Promise<number[][]> {
  const { pages } = await readHeader(await folder.write('stack.tif', bytes));
  const found = [];
  for (const page of pages.keys()) {
    const { image } = await decodeBytes(bytes, 'stack.tif', { page });
    found.push(Array.from(image.data.subarray(0, image.channels)));
  }
  return found;
}

const ome = (pixels: string, inner = ''): string =>
  `<?xml version="1.0"?><!-- made --><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image><Pixels ${pixels}>${inner}</Pixels></Image></OME>`;

describe('pages', () => {
  it('of a plain file are slices', async () => {
    expect(await planesOf(tiffPages([plane(1), plane(2), plane(3)]))).toEqual([[1], [2], [3]]);
  });

  it('may differ in size', async () => {
    const wide = { ...plane(9), width: 3, strip: Uint8Array.of(9, 8, 7) };
    const path = await folder.write('sizes.tif', tiffPages([plane(1), wide]));
    expect((await readHeader(path)).pages.map(({ width }) => width)).toEqual([2, 3]);
    expect(Array.from((await decodeImage(path, { page: 1 })).image.data)).toEqual([9, 8, 7]);
  });

  it('leave out smaller copies and masks', async () => {
    const kinds = [0, 1, 4, 2].map((kind, index) => plane(index, [[254, 4, [kind]]]));
    expect(await planesOf(tiffPages(kinds))).toEqual([[0], [3]]);
  });

  it('that a file does not have are a problem', async () => {
    const path = await folder.write('few.tif', tiffPages([plane(1), plane(2)]));
    const missing = { code: 'image-part-missing', file: path };
    await expect(decodeImage(path, { page: 2 })).rejects.toMatchObject(missing);
    await expect(decodeImage(path, { channels: [1] })).rejects.toMatchObject(missing);
  });

  it('behind a broken directory are left out, and it is said', async () => {
    const bytes = tiffPages([plane(1), plane(2), { ...plane(3), photometric: 8 }, plane(4)]);
    const { notices, pages } = await inspectFile(await folder.write('third.tif', bytes));
    expect(pages).toHaveLength(2);
    expect(notices.join()).toContain('colour kind 8');
  });

  it('that follow each other in a circle end', async () => {
    const bytes = tiffPages([plane(1), plane(2)]);
    const view = new DataView(bytes.buffer);
    // The second directory's pointer, which is the last field before the values of none.
    view.setUint32(bytes.length - 4, view.getUint32(4, true), true);
    expect(await planesOf(bytes)).toEqual([[1], [2]]);
  });

  it('cut off at the end are found when the file is added', async () => {
    const bytes = tiffPages([plane(1), plane(2)]);
    const moved = Uint8Array.from(bytes);
    const strip = 273;
    const view = new DataView(moved.buffer);
    for (let at = moved.length - 4 - 12 * 10; at < moved.length; at += 12) {
      if (view.getUint16(at, true) === strip) view.setUint32(at + 8, moved.length, true);
    }
    const path = await folder.write('cut.tif', moved);
    await expect(inspectFile(path)).rejects.toMatchObject({ code: 'image-truncated' });
  });
});

describe('a stack beyond 2 GB', () => {
  it('is read by its parts', async () => {
    const far = 2_400_000_000;
    const path = await folder.write('far.tif', tiffPages([plane(1), { ...plane(2), extra: [[273, 4, [far]]] }]));
    const file = await open(path, 'r+');
    // A file with a hole: it takes no room on the disk.
    await file.write(Uint8Array.of(77, 78), 0, 2, far);
    await file.close();
    expect((await readHeader(path)).pages).toHaveLength(2);
    expect(Array.from((await decodeImage(path, { page: 1 })).image.data)).toEqual([77, 78]);
    await truncate(path, 10);
  });
});

describe('OME-XML', () => {
  const sizes = 'SizeX="2" SizeY="1" SizeC="2" SizeZ="3" SizeT="1"';

  it('says which planes are channels and which are slices', async () => {
    const orders = {
      XYCZT: [
        [0, 1],
        [2, 3],
        [4, 5],
      ],
      XYZCT: [
        [0, 3],
        [1, 4],
        [2, 5],
      ],
    };
    for (const [order, expected] of Object.entries(orders)) {
      expect(await planesOf(planes(6, ome(`DimensionOrder="${order}" ${sizes}`))), order).toEqual(expected);
    }
  });

  it('may place planes anywhere in the file', async () => {
    const places = [
      '<TiffData IFD="3" FirstC="0" FirstZ="0" PlaneCount="3"/>',
      "<TiffData FirstC='1' IFD='0' PlaneCount='3'></TiffData>",
    ].join('\n');
    const description = ome(`DimensionOrder="XYZCT" ${sizes}`, places);
    expect(await planesOf(planes(6, description))).toEqual([
      [3, 0],
      [4, 1],
      [5, 2],
    ]);
  });

  it('that tells of parts in other files leaves the pages as they lie', async () => {
    expect(await planesOf(planes(2, ome(`DimensionOrder="XYCZT" ${sizes}`)))).toEqual([[0], [1]]);
    const elsewhere = '<TiffData IFD="0" PlaneCount="6"><UUID FileName="b.tif">urn:uuid:b</UUID></TiffData>';
    const description = ome(`DimensionOrder="XYCZT" ${sizes}`, elsewhere).replace('<OME ', '<OME UUID="urn:uuid:a" ');
    expect(await planesOf(planes(6, description))).toHaveLength(6);
  });

  it('names channels and the size of a pixel', async () => {
    const inner = '<Channel ID="a" Name="DAPI &amp; &#x3b1;" Color="-1"/><Channel Name="GFP > 1"/>';
    const size = 'PhysicalSizeX="40" PhysicalSizeXUnit="nm" PhysicalSizeY="0.05" ';
    const bytes = planes(6, ome(`${size} DimensionOrder="XYCZT" ${sizes}`, inner));
    expect(await readHeader(await folder.write('named.tif', bytes))).toMatchObject({
      channelNames: ['DAPI & α', 'GFP > 1'],
      pixelSize: { x: 40, y: 50, unit: 'nm', source: 'ome', isNominal: false },
    });
  });

  it.each([
    '<OME',
    '<OME><Image><Pixels',
    ome('SizeC="x" SizeZ="-1"'),
    ome('SizeC="1e9" SizeZ="1e9"'),
    '<!DOCTYPE x [<!ENTITY',
  ])('that is broken (%s) leaves the pages as they lie', async (description) => {
    expect(await planesOf(planes(2, description))).toEqual([[0], [1]]);
  });
});

describe("ImageJ's description", () => {
  it('says how many planes are channels', async () => {
    expect(await planesOf(planes(4, 'ImageJ=1.54f\nimages=4\nchannels=2\nslices=2\n'))).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('may stand for planes that lie behind the first', async () => {
    const [first] = [plane(5)];
    const hidden = {
      ...first,
      strip: Uint8Array.of(5, 105, 6, 106, 7, 107),
      extra: [tiffText(DESCRIPTION, 'ImageJ=1\nimages=3\n')],
    };
    expect(await planesOf(tiffPages([hidden]))).toEqual([[5], [6], [7]]);
  });

  it('gives the unit of the resolution', async () => {
    const resolution: TiffField[] = [
      [282, 5, [2, 1]],
      [283, 5, [4, 1]],
      [296, 3, [1]],
    ];
    for (const unit of ['micron', 'um', '\\u00B5m', 'µm']) {
      const bytes = planes(1, `ImageJ=1.54f\nunit=${unit}\n`, resolution);
      const { pixelSize } = await readHeader(await folder.write('unit.tif', bytes));
      expect(pixelSize, unit).toMatchObject({ x: 0.5, y: 0.25, unit: 'µm', source: 'imagej' });
    }
    const bytes = planes(1, 'ImageJ=1.54f\nunit=pixel\n', resolution);
    expect((await readHeader(await folder.write('pixel.tif', bytes))).pixelSize).toBeNull();
  });

  it('in Latin-1 is read as well', async () => {
    const letters = [...Buffer.from('ImageJ=1.40\nunit=\xb5m\n\0', 'latin1')];
    const extra: TiffField[] = [
      [270, 2, letters],
      [282, 5, [1, 1]],
    ];
    const { pixelSize } = await readHeader(await folder.write('latin.tif', tiffPages([plane(1, extra)])));
    expect(pixelSize).toMatchObject({ x: 1, unit: 'µm' });
  });
});

describe('the size of a pixel', () => {
  const sized = async (extra: TiffField[]) =>
    (await readHeader(await folder.write('sized.tif', tiffPages([plane(1, extra)])))).pixelSize;

  it('comes from the resolution, and is called nominal where printers and screens use it', async () => {
    expect(
      await sized([
        [282, 5, [10_000, 1]],
        [296, 3, [3]],
      ]),
    ).toMatchObject({ x: 1, y: 1, unit: 'µm', isNominal: false });
    expect(
      await sized([
        [282, 5, [300, 1]],
        [296, 3, [2]],
      ]),
    ).toMatchObject({ unit: 'µm', isNominal: true });
    expect(
      await sized([
        [282, 5, [300, 1]],
        [296, 3, [1]],
      ]),
    ).toBeNull();
    expect(
      await sized([
        [282, 5, [0, 0]],
        [296, 3, [2]],
      ]),
    ).toBeNull();
  });

  it('of an orthophoto in projected coordinates is its ground size', async () => {
    const keys = [1, 1, 0, 2, 1024, 0, 1, 1, 3076, 0, 1, 9001];
    expect(
      await sized([
        [33550, 12, [0.05, 0.05, 0]],
        [34735, 3, keys],
      ]),
    ).toMatchObject({ x: 50, y: 50, unit: 'mm' });
    const degrees = [1, 1, 0, 1, 1024, 0, 1, 2];
    expect(
      await sized([
        [33550, 12, [0.05, 0.05, 0]],
        [34735, 3, degrees],
      ]),
    ).toBeNull();
  });

  it('is turned with the picture', async () => {
    const extra: TiffField[] = [
      [274, 3, [6]],
      [282, 5, [1000, 1]],
      [283, 5, [4000, 1]],
      [296, 3, [3]],
    ];
    expect(await sized(extra)).toMatchObject({ x: 2.5, y: 10, unit: 'µm' });
  });
});

describe('bits', () => {
  it('of a reversed fill order are put right', async () => {
    const strip = Uint8Array.of(0b00000110);
    const bytes = tiffPages([{ ...plane(0), width: 3, bits: 1, strip, extra: [[266, 3, [2]]] }]);
    expect(Array.from((await decodeBytes(joined([bytes]), 'bits.tif')).image.data)).toEqual([0, 255, 255]);
  });
});
