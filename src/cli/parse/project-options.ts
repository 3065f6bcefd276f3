import { InvalidArgumentError } from '@commander-js/extra-typings';

/** What a mask's value may be besides a class; as a class name it would be ambiguous. */
const RESERVED = ['void', 'unpainted'];

/** `name:#rrggbb,name:#rrggbb` */
export function parseClasses(text: string): { name: string; color: string }[] {
  const classes = text.split(',').map((item) => {
    const [, name, color] = /^(.+):(#[0-9a-f]{6})$/i.exec(item.trim()) ?? [];
    if (name === undefined || color === undefined) {
      throw new InvalidArgumentError(`"${item}" is not name:#rrggbb, for example membrane:#e69f00.`);
    }
    return { name: name.trim(), color: color.toLowerCase() };
  });
  const reserved = classes.find(({ name }) => RESERVED.includes(name));
  if (reserved)
    throw new InvalidArgumentError(`"${reserved.name}" has a meaning of its own; name the class otherwise.`);
  const twice = classes.find((entry, index) => classes.findIndex((other) => other.name === entry.name) !== index);
  if (twice) throw new InvalidArgumentError(`The class "${twice.name}" is named twice.`);
  return classes;
}

export function parseUnpainted(text: string): 'void' | 'background' {
  if (text === 'void' || text === 'background') return text;
  throw new InvalidArgumentError(`"${text}" is neither void nor background.`);
}

export function parseChannels(text: string): 1 | 3 {
  if (text === '1') return 1;
  if (text === '3') return 3;
  throw new InvalidArgumentError(`"${text}" is neither 1 nor 3.`);
}

/** `0=membrane,255=background`: values of a mask file to class names, `void` or `unpainted`. */
export function parseValueMap(text: string): Record<number, string> {
  const map: Record<number, string> = {};
  for (const item of text.split(',')) {
    const [, value, name] = /^\s*(\d{1,3})\s*=\s*(.+?)\s*$/.exec(item) ?? [];
    if (value === undefined || name === undefined || Number(value) > 255) {
      throw new InvalidArgumentError(`"${item}" is not value=class, for example 0=membrane.`);
    }
    if (Number(value) in map) throw new InvalidArgumentError(`The value ${value} is mapped twice.`);
    map[Number(value)] = name;
  }
  return map;
}
