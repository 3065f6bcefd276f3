/** The parts of Konva that are used, in a chunk of their own. */
export { Layer } from 'konva/lib/Layer';
export { Shape } from 'konva/lib/Shape';
export { Stage } from 'konva/lib/Stage';
export { Line } from 'konva/lib/shapes/Line';
