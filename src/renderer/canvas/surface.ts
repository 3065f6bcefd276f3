import type { ImageRow } from '../../shared/contract/images';
import { ByteLayer } from './byte-layer';
import type { Frame } from './frame';
import { ImageLayerDrawing } from './image-layer';
import { LabelGrid } from './label-grid';
import { elementOpacity } from './label-look';
import type { CanvasLayer, Clip } from './layers';
import { Overlay } from './overlay';
import { PaneInput } from './pane-input';
import { followPixelDensity } from './pixel-density';
import { listenToPointer } from './pointer-events';
import { PointerMarks } from './pointer-marks';
import type { Tool, ToolCursor } from './tools/tool';
import { panView, useView, viewIn, zoomBy } from './view-state';
import { isOn, type ScreenPoint, type Size, snapped, toImage, type View } from './viewport';

type Drawing =
  | { kind: 'image'; layer: CanvasLayer; drawn: ImageLayerDrawing }
  | { kind: 'labels'; layer: CanvasLayer; drawn: LabelGrid }
  | { kind: 'bytes'; layer: CanvasLayer; drawn: ByteLayer };

/** What a pane shows besides its name: nothing of React works while it draws. */
export interface SurfaceContent {
  image: ImageRow;
  layers: readonly CanvasLayer[];
  tool: Tool;
}

/** One pane's canvases. Everything is drawn at most once a frame, and only what changed. */
export class CanvasSurface {
  readonly input: PaneInput;
  private readonly layerBox = document.createElement('div');
  private readonly overlay = new Overlay();
  private readonly marks: PointerMarks;
  private readonly endings: (() => void)[] = [];
  private drawings: Drawing[] = [];
  private pane: Size = { width: 0, height: 0 };
  private frame: Frame | null = null;
  private hover: ScreenPoint | null = null;
  private request = 0;
  private unwatchTool: () => void = () => {};
  private hasFailed = false;

  /** @param onFailure told whether the image's picture can not be shown */
  constructor(
    private readonly stage: HTMLElement,
    private readonly id: string,
    private content: SurfaceContent,
    private readonly onFailure: (hasFailed: boolean) => void,
  ) {
    this.layerBox.className = 'canvas-layers';
    stage.append(this.layerBox, this.overlay.element);
    this.marks = new PointerMarks(stage);
    this.input = new PaneInput({
      pane: () => this.pane,
      view: () => this.view(),
      tool: () => this.content.tool,
      isSpaceHeld: () => useView.getState().isSpaceHeld,
      panBy: (dx, dy) => panView(dx, dy, this.pane),
      zoomBy: (factor, anchor) => zoomBy(factor, this.pane, anchor),
      toolChanged: this.showTool,
    });
    const sizes = new ResizeObserver(() => this.measure());
    sizes.observe(stage);
    this.endings.push(
      () => sizes.disconnect(),
      followPixelDensity(() => this.measure()),
      listenToPointer(stage, this.input, this.hoverAt),
      useView.subscribe((state, before) => {
        if (state.pointer !== before.pointer) this.showCross();
        if (state.isSpaceHeld !== before.isSpaceHeld) this.showTool();
        if (state.areLabelsHidden !== before.areLabelsHidden) this.styleLayers();
        if (state.view !== before.view || state.image !== before.image) this.schedule();
      }),
    );
    this.setTool(content.tool);
    this.setLayers(content.layers);
    this.measure();
  }

  update(content: SurfaceContent): void {
    const before = this.content;
    this.content = content;
    if (content.tool !== before.tool) this.setTool(content.tool);
    if (content.image !== before.image) {
      for (const { kind, drawn } of this.drawings) if (kind === 'image') drawn.setImage(content.image);
    }
    if (content.layers !== before.layers) this.setLayers(content.layers);
    this.schedule();
  }

  drop(): void {
    for (const end of this.endings) end();
    this.unwatchTool();
    cancelAnimationFrame(this.request);
    for (const { drawn } of this.drawings) drawn.drop();
    this.overlay.drop();
    this.hoverAt(null);
    this.stage.replaceChildren();
  }

  private setTool(tool: Tool): void {
    this.input.lose();
    this.unwatchTool();
    this.unwatchTool = tool.watch?.(this.showTool) ?? (() => {});
    this.showTool();
  }

  private setLayers(layers: readonly CanvasLayer[]): void {
    const isSameStack =
      layers.length === this.drawings.length && layers.every(({ kind }, index) => kind === this.drawings[index].kind);
    if (!isSameStack) {
      for (const { drawn } of this.drawings) drawn.drop();
      this.drawings = layers.map((layer) => this.make(layer));
      this.layerBox.replaceChildren(...this.drawings.map(({ drawn }) => drawn.element));
    }
    layers.forEach((layer, index) => {
      const drawing = this.drawings[index];
      drawing.layer = layer;
      if (layer.kind === 'image' && drawing.kind === 'image') drawing.drawn.update(layer);
      if (layer.kind === 'labels' && drawing.kind === 'labels') drawing.drawn.update(layer);
      if (layer.kind === 'bytes' && drawing.kind === 'bytes') drawing.drawn.update(layer);
    });
    this.styleLayers();
  }

  private make(layer: CanvasLayer): Drawing {
    switch (layer.kind) {
      case 'image':
        return { kind: 'image', layer, drawn: new ImageLayerDrawing(this.content.image, this.schedule) };
      case 'labels':
        return { kind: 'labels', layer, drawn: new LabelGrid(layer, this.schedule) };
      case 'bytes':
        return { kind: 'bytes', layer, drawn: new ByteLayer(layer) };
    }
  }

  private styleLayers(): void {
    for (const { layer, drawn } of this.drawings) {
      const { style } = drawn.element;
      style.opacity = String(layer.kind === 'labels' ? elementOpacity(layer) : (layer.opacity ?? 1));
      style.clipPath = clipPath(layer.clip);
      style.visibility = isHidden(layer) ? 'hidden' : '';
    }
    this.schedule();
  }

  private view(): View | null {
    const view = viewIn(useView.getState(), this.pane);
    return view === null ? null : snapped(view, this.pane);
  }

  private measure(): void {
    const box = this.stage.getBoundingClientRect();
    const width = Math.round(box.width * devicePixelRatio);
    const height = Math.round(box.height * devicePixelRatio);
    if (width === 0 || height === 0) return;
    this.pane = { width, height };
    useView.setState({ pane: this.pane });
    // At once: a pane that is shown empty for a frame flickers.
    this.draw();
  }

  private readonly schedule = (): void => {
    if (this.request === 0) this.request = requestAnimationFrame(() => this.draw());
  };

  private draw(): void {
    cancelAnimationFrame(this.request);
    this.request = 0;
    const view = this.view();
    const { image } = useView.getState();
    if (view === null || image === null || this.pane.width === 0) return;
    const frame = { view, pane: this.pane, image, pixelRatio: devicePixelRatio };
    if (this.frame === null || !isSameFrame(frame, this.frame)) {
      this.frame = frame;
      this.overlay.setFrame(frame);
      this.showTool();
      this.showCross();
    }
    for (const { layer, drawn } of this.drawings) if (!isHidden(layer)) drawn.draw(this.frame);
    this.publishPointer(view);
    const hasFailed = this.drawings.some(({ kind, drawn }) => kind === 'image' && drawn.hasFailed());
    if (hasFailed !== this.hasFailed) this.onFailure(hasFailed);
    this.hasFailed = hasFailed;
  }

  private readonly hoverAt = (at: ScreenPoint | null): void => {
    this.hover = at;
    if (at === null && useView.getState().pointer?.pane === this.id) useView.setState({ pointer: null });
    if (at === null) this.showTool();
    else this.schedule();
  };

  private publishPointer(view: View): void {
    if (this.hover === null) return;
    const { x, y } = toImage(view, this.pane, this.hover);
    const { pointer } = useView.getState();
    if (pointer?.pane === this.id && pointer.x === x && pointer.y === y) return;
    useView.setState({ pointer: { x, y, pane: this.id } });
  }

  private readonly showTool = (): void => {
    const view = this.view();
    if (view === null) return;
    const { tool } = this.content;
    this.marks.showCursor(this.cursor(tool), view, devicePixelRatio, this.hover);
    this.overlay.show(tool.shapes?.() ?? []);
  };

  private cursor(tool: Tool): ToolCursor {
    if (this.input.isPanning()) return { kind: 'css', cursor: 'grabbing' };
    if (useView.getState().isSpaceHeld && this.input.isIdle()) return { kind: 'css', cursor: 'grab' };
    return tool.cursor();
  }

  private showCross(): void {
    const { pointer, image } = useView.getState();
    const view = this.view();
    if (view === null || image === null) return;
    const isElsewhere = pointer !== null && pointer.pane !== this.id && isOn(image, pointer);
    this.marks.showCross(isElsewhere ? pointer : null, view, this.pane, devicePixelRatio);
  }
}

function isHidden(layer: CanvasLayer): boolean {
  return layer.isHidden === true || (layer.kind === 'labels' && useView.getState().areLabelsHidden);
}

function clipPath(clip: Clip | undefined): string {
  if (clip === undefined) return '';
  return clip.side === 'left' ? `inset(0 ${100 - clip.at * 100}% 0 0)` : `inset(0 0 0 ${clip.at * 100}%)`;
}

function isSameFrame(a: Frame, b: Frame): boolean {
  return (
    a.image === b.image &&
    a.pane === b.pane &&
    a.pixelRatio === b.pixelRatio &&
    a.view.zoom === b.view.zoom &&
    a.view.centerX === b.view.centerX &&
    a.view.centerY === b.view.centerY
  );
}
