import { createRequire } from 'node:module';
import protobuf from 'protobufjs';
import type { Attribute, DType, GraphNode, Shape, TensorLiteral, Value } from './symbolic';

/** A callable of the model: named values fed and named values fetched. Names may not hold commas. */
export interface Signature {
  inputs: Readonly<Record<string, Value>>;
  outputs: Readonly<Record<string, Value>>;
}

/**
 * Bytes of a `saved_model.pb` with tag `serve` that holds the nodes which the signatures' outputs need, and those
 * signatures. It has no variables folder: variables are set by a signature, or the values are constants.
 */
export function encodeSavedModel(signatures: Readonly<Record<string, Signature>>): Uint8Array {
  const type = savedModelType();
  const wanted = Object.values(signatures).flatMap(({ inputs, outputs }) => [
    ...Object.values(inputs),
    ...Object.values(outputs),
  ]);
  const message = {
    savedModelSchemaVersion: 1,
    metaGraphs: [
      {
        metaInfoDef: { tags: ['serve'], tensorflowVersion: '2.21.0' },
        graphDef: { node: neededNodes(wanted).map(nodeDef), versions: { producer: 1087, minConsumer: 12 } },
        signatureDef: Object.fromEntries(
          Object.entries(signatures).map(([name, { inputs, outputs }]) => [
            name,
            { inputs: tensorInfos(inputs), outputs: tensorInfos(outputs), methodName: 'tensorflow/serving/predict' },
          ]),
        ),
      },
    ],
  };
  return type.encode(message).finish();
}

/** TensorFlow's numbers of its element types (types.proto). */
const dtypeNumber: Readonly<Record<DType, number>> = { float32: 1, int32: 3, bool: 10, bfloat16: 14, resource: 20 };

let cachedType: protobuf.Type | undefined;

function savedModelType(): protobuf.Type {
  if (cachedType === undefined) {
    const require = createRequire(import.meta.url);
    const root = protobuf.loadSync(require.resolve('@tensorflow/tfjs-node-gpu/src/proto/api.proto'));
    cachedType = root.lookupType('tensorflow.SavedModel');
  }
  return cachedType;
}

/** The nodes that `values` depend on, inputs before the nodes that read them. */
function neededNodes(values: readonly Value[]): GraphNode[] {
  const needed = new Set<GraphNode>();
  const waiting = values.map((value) => value.node);
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (needed.has(node)) continue;
    needed.add(node);
    waiting.push(...node.inputs.map((value) => value.node), ...node.controls);
  }
  return [...needed].sort((a, b) => a.id - b.id);
}

function nodeDef(node: GraphNode): object {
  return {
    name: node.name,
    op: node.op,
    input: [...node.inputs.map(inputName), ...node.controls.map((control) => `^${control.name}`)],
    attr: Object.fromEntries(Object.entries(node.attributes).map(([name, value]) => [name, attributeValue(value)])),
  };
}

function inputName({ node, index }: Value): string {
  return index === 0 ? node.name : `${node.name}:${index}`;
}

function attributeValue(attribute: Attribute): object {
  if ('type' in attribute) return { type: dtypeNumber[attribute.type] };
  if ('int' in attribute) return { i: attribute.int };
  if ('ints' in attribute) return { list: { i: [...attribute.ints] } };
  if ('real' in attribute) return { f: attribute.real };
  if ('flag' in attribute) return { b: attribute.flag };
  if ('text' in attribute) return { s: Buffer.from(attribute.text, 'utf8') };
  if ('shape' in attribute) return { shape: shapeProto(attribute.shape) };
  return { tensor: tensorProto(attribute.tensor) };
}

function tensorProto({ dtype, shape, bytes }: TensorLiteral): object {
  return { dtype: dtypeNumber[dtype], tensorShape: shapeProto(shape), tensorContent: bytes };
}

function shapeProto(shape: Shape): object {
  return { dim: shape.map((size) => ({ size: size ?? -1 })) };
}

function tensorInfos(values: Readonly<Record<string, Value>>): object {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (name.includes(',')) throw new Error(`"${name}": a comma cannot stand in a signature`);
      return [
        name,
        {
          name: `${value.node.name}:${value.index}`,
          dtype: dtypeNumber[value.dtype],
          tensorShape: shapeProto(value.shape),
        },
      ];
    }),
  );
}
