import type { ImageRow } from '../../shared/contract/images';
import type { Frame } from './frame';
import { LayerStack } from './layer-stack';
import type { CanvasLayer } from './layers';
import { Lens } from './lens';
import { Overlay } from './overlay';
import { PaneInput } from './pane-input';
import type { PictureStatus } from './picture-store';
import { followPixelDensity } from './pixel-density';
import { listenToPointer } from './pointer-events';
import { PointerMarks } from './pointer-marks';
import type { Tool, ToolCursor } from './tools/tool';
import { isMagnified, panView, useView, viewIn, zoomBy } from './view-state';
import { isOn, type ScreenPoint, type Size, snapped, toImage, type View } from './viewport';

/** What a pane shows besides its name: nothing of React works while it draws. */
export interface SurfaceContent {
  image: ImageRow;
  layers: readonly CanvasLayer[];
  tool: Tool;
}

/** One pane's canvases. Everything is drawn at most once a frame, and only what changed. */
export class CanvasSurface {
  readonly input: PaneInput;
  private readonly stack: LayerStack;
  private readonly overlay = new Overlay();
  private readonly marks: PointerMarks;
  private readonly endings: (() => void)[] = [];
  private lens: Lens | null = null;
  private pane: Size = { width: 0, height: 0 };
  private frame: Frame | null = null;
  private hover: ScreenPoint | null = null;
  private request = 0;
  private unwatchTool: () => void = () => {};
  private picture: PictureStatus = 'there';

  /** @param onPicture told how it stands with the image's picture whenever that changes */
  constructor(
    private readonly stage: HTMLElement,
    private readonly id: string,
    private content: SurfaceContent,
    private readonly onPicture: (status: PictureStatus) => void,
  ) {
    this.stack = new LayerStack(content.image, this.schedule);
    stage.append(this.stack.element, this.overlay.element);
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
        if (state.areLabelsHidden !== before.areLabelsHidden) this.stack.style();
        if (state.areLabelsHidden !== before.areLabelsHidden || isMagnified(state) !== isMagnified(before))
          this.schedule();
        if (state.view !== before.view || state.image !== before.image) this.schedule();
      }),
    );
    this.setTool(content.tool);
    this.stack.setLayers(content.layers);
    this.measure();
  }

  update(content: SurfaceContent): void {
    const before = this.content;
    this.content = content;
    if (content.tool !== before.tool) this.setTool(content.tool);
    this.stack.setImage(content.image);
    if (content.layers !== before.layers) this.stack.setLayers(content.layers);
    this.schedule();
  }

  drop(): void {
    for (const end of this.endings) end();
    this.unwatchTool();
    this.hoverAt(null);
    cancelAnimationFrame(this.request);
    this.stack.drop();
    this.overlay.drop();
    this.lens?.drop();
    this.stage.replaceChildren();
  }

  private setTool(tool: Tool): void {
    this.input.lose();
    this.unwatchTool();
    this.unwatchTool = tool.watch?.(this.showTool) ?? (() => {});
    this.showTool();
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
    this.stack.draw(this.frame);
    this.publishPointer(view);
    this.showLens(this.frame);
    const picture = this.stack.pictureStatus();
    if (picture !== this.picture) this.onPicture(picture);
    this.picture = picture;
  }

  private readonly hoverAt = (at: ScreenPoint | null): void => {
    this.hover = at;
    if (at === null && useView.getState().pointer?.pane === this.id) useView.setState({ pointer: null });
    if (at === null) this.showTool();
    if (at !== null || this.lens !== null) this.schedule();
  };

  /** Made where it is first asked for, and let go of with the key: nothing of it works meanwhile. */
  private showLens(frame: Frame): void {
    if (this.hover === null || !isMagnified(useView.getState())) {
      this.lens?.drop();
      this.lens = null;
      return;
    }
    const { image, layers, tool } = this.content;
    if (this.lens === null) {
      this.lens = new Lens(image, this.schedule);
      this.stage.append(this.lens.element);
    }
    this.lens.draw(frame, this.hover, { image, layers, cursor: this.cursor(tool), shapes: tool.shapes?.() ?? [] });
  }

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
