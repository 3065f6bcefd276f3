/** The parts of Konva that are used, in a chunk of their own. */
export { Layer } from 'konva/lib/Layer';
export { Stage } from 'konva/lib/Stage';
export { Circle } from 'konva/lib/shapes/Circle';
export { Line } from 'konva/lib/shapes/Line';
