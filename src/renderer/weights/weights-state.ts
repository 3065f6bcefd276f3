import { create } from 'zustand';
import type { WeightAt, WeightPreviewReply } from '../../shared/contract/weights';
import type { ImageId } from '../../shared/ids';
import type { ProblemData } from '../../shared/problem';
import type { Weighting } from '../../shared/weighting/schema';
import { useNotices } from '../app/notices';
import { setWeighting, useWorkspace } from '../app/workspace';
import { allColors, type ColorLimits } from './color-limits';

/** A map as it was answered: of which image and weighting it is. */
interface ShownPreview {
  image: ImageId;
  weighting: Weighting;
  reply: WeightPreviewReply;
}

/** What the pointer is over, with the map that the values are of. */
interface Reading {
  x: number;
  y: number;
  at: WeightAt;
}

/** Whether every pixel weighs the same, as without sources, and with strength 0 whatever the sources say. */
export function isFlat({ min, max }: Pick<WeightPreviewReply, 'min' | 'max'>): boolean {
  return min === max;
}

interface WeightsState {
  /** The map over the image, beside the labels at a divider, beside another weighting, or of all images. */
  mode: 'overlay' | 'swipe' | 'beside' | 'all';
  /** What part of the weights the colours are spread over. */
  limits: ColorLimits;
  /** Of the map over the image, 0..1. */
  opacity: number;
  /** Where the swipe's divider stands, 0..1 of the pane's width. */
  dividerAt: number;
  /** The last map that arrived; it stays until the next one does. */
  preview: ShownPreview | null;
  reading: Reading | null;
  isBusy: boolean;
  problem: ProblemData | null;
}

export const useWeights = create<WeightsState>()(() => ({
  mode: 'overlay',
  limits: allColors,
  opacity: 0.75,
  dividerAt: 0.5,
  preview: null,
  reading: null,
  isBusy: false,
  problem: null,
}));

export function setMode(mode: WeightsState['mode']): void {
  useWeights.setState({ mode });
}

/** Another way to look, and from there back to the overlay. */
export function toggleMode(other: Exclude<WeightsState['mode'], 'overlay'>): void {
  useWeights.setState(({ mode }) => ({ mode: mode === other ? 'overlay' : other }));
}

export function setLimits(limits: ColorLimits): void {
  useWeights.setState({ limits });
}

/** @param opacity 0..1, clamped */
export function setOpacity(opacity: number): void {
  useWeights.setState({ opacity: Number(Math.min(1, Math.max(0, opacity)).toFixed(2)) });
}

export function changeOpacity(by: number): void {
  setOpacity(useWeights.getState().opacity + by);
}

export function setDivider(dividerAt: number): void {
  useWeights.setState({ dividerAt });
}

/** Takes a weighting in place of the one in hand, which can be taken back: settings by hand are work as well. */
export function replaceWeighting(weighting: Weighting, sentence: string): void {
  const { weighting: before } = useWorkspace.getState();
  setWeighting(weighting);
  useNotices.getState().showDone(sentence, async () => setWeighting(before));
}
