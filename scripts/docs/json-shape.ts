import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A schema as a TypeScript type: what a reader of the docs needs, no more. */
export function shapeOf(schema: z.ZodType): string {
  return typeOf(z.toJSONSchema(schema, { io: 'output', reused: 'inline' }), '');
}

function typeOf(schema: JsonSchema, indent: string): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return [...new Set(alternatives.map((part) => typeOf(asSchema(part), indent)))].join(' | ');
  if (schema.type === 'array') {
    const item = typeOf(asSchema(schema.items), indent);
    return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
  }
  if (schema.type === 'object') return objectType(schema, indent);
  if (schema.type === 'integer') return 'number';
  if (Array.isArray(schema.type)) return schema.type.map((type) => (type === 'integer' ? 'number' : type)).join(' | ');
  return typeof schema.type === 'string' ? schema.type : 'unknown';
}

function objectType(schema: JsonSchema, indent: string): string {
  const deeper = `${indent}  `;
  const lines = Object.entries(schema.properties ?? {}).map(([name, part]) => {
    const optional = schema.required?.includes(name) ? '' : '?';
    return `${deeper}${name}${optional}: ${typeOf(asSchema(part), deeper)};`;
  });
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}

function asSchema(part: unknown): JsonSchema {
  return isSchema(part) ? part : {};
}

function isSchema(part: unknown): part is JsonSchema {
  return typeof part === 'object' && part !== null;
}
