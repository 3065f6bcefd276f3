import type { ByteMap } from '../../shared/contract/weights';
import type { ColorTable } from './color-table';
import type { LabelStyle } from './label-look';
import type { LabelSource } from './label-source';

/** Part of the pane that a layer is shown in: on one side of a vertical line at a share 0..1 of the pane's width. */
export interface Clip {
  side: 'left' | 'right';
  at: number;
}

interface LayerLook {
  /** 0..1; 1 without. */
  opacity?: number;
  clip?: Clip;
  isHidden?: boolean;
}

/** The picture of the pane's image. Brightness, contrast, gamma and saturation are for looking only; 1 leaves them. */
export interface ImageLayer extends LayerLook {
  kind: 'image';
  brightness?: number;
  contrast?: number;
  /** Exponent of each value in 0..1, before brightness and contrast. */
  gamma?: number;
  saturation?: number;
}

/** The label map, drawn as it is painted. Hidden as well while the labels' key is held. */
export interface LabelsLayer extends LayerLook {
  kind: 'labels';
  source: LabelSource;
  /** Colour by label; a hidden class is transparent. A changed palette is a new table. */
  palette: ColorTable;
  /** Filled without. The opacity is the fill's: outlines are drawn in full. */
  style?: LabelStyle;
}

/** A map of bytes over the whole image. */
export interface BytesLayer extends LayerLook {
  kind: 'bytes';
  map: ByteMap;
  table: ColorTable;
  /**
   * Steps of a scale, averaged where the map is drawn smaller; the same with 255 where there is no value, which is left
   * out of the average; or names such as classes, never mixed.
   */
  values: 'scale' | 'scale-or-none' | 'names';
}

/** What a pane shows, from the back to the front. Plain descriptions: drawing happens outside of React's render. */
export type CanvasLayer = ImageLayer | LabelsLayer | BytesLayer;
