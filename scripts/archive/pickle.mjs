/**
 * Reads Python pickles (protocol 2, as PyTorch writes them) without running anything: a class or function is only its
 * name, and what it would have been called with.
 * @typedef {{global: string}} Global
 * @typedef {{call: string, args: unknown[]}} Call
 * @typedef {{persistent: unknown}} Persistent
 */

/**
 * @param {Buffer} bytes
 * @param {number} start
 * @returns {{value: unknown, end: number}} dictionaries as Map, tuples and lists as arrays, integers as number or bigint
 * @throws {Error} for an operation that is not known, or a pickle that is cut off
 */
export function readPickle(bytes, start) {
  let at = start;
  /** @type {unknown[]} */
  let stack = [];
  /** @type {unknown[][]} stacks as they were at each open mark */
  const marks = [];
  /** @type {Map<number, unknown>} */
  const memo = new Map();
  const byte = () => bytes.readUInt8(at++);
  const int32 = () => {
    at += 4;
    return bytes.readInt32LE(at - 4);
  };
  const text = (/** @type {number} */ length) => {
    at += length;
    if (at > bytes.length) throw new Error('the pickle is cut off');
    return bytes.toString('utf8', at - length, at);
  };
  const line = () => text(bytes.indexOf(10, at) + 1 - at).slice(0, -1);
  const toMark = () => {
    const items = stack;
    stack = marks.pop() ?? [];
    return items;
  };
  const long = (/** @type {number} */ length) => {
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes.readUInt8(at + i));
    at += length;
    return length > 0 && bytes.readUInt8(at - 1) & 128 ? value - (1n << BigInt(8 * length)) : value;
  };
  const last = (/** @type {number} */ count) => stack.splice(stack.length - count, count);

  for (;;) {
    const operation = byte();
    switch (operation) {
      case 0x80: // PROTO
        byte();
        break;
      case 0x2e: // STOP
        return { value: stack.pop(), end: at };
      case 0x28: // MARK
        marks.push(stack);
        stack = [];
        break;
      case 0x4e: // NONE
        stack.push(null);
        break;
      case 0x88: // NEWTRUE
      case 0x89: // NEWFALSE
        stack.push(operation === 0x88);
        break;
      case 0x4b: // BININT1
        stack.push(byte());
        break;
      case 0x4d: // BININT2
        stack.push(byte() + 256 * byte());
        break;
      case 0x4a: // BININT
        stack.push(int32());
        break;
      case 0x8a: // LONG1
        stack.push(long(byte()));
        break;
      case 0x47: // BINFLOAT
        at += 8;
        stack.push(bytes.readDoubleBE(at - 8));
        break;
      case 0x58: // BINUNICODE
        stack.push(text(int32()));
        break;
      case 0x63: // GLOBAL
        stack.push({ global: `${line()}.${line()}` });
        break;
      case 0x7d: // EMPTY_DICT
        stack.push(new Map());
        break;
      case 0x5d: // EMPTY_LIST
      case 0x29: // EMPTY_TUPLE
        stack.push([]);
        break;
      case 0x74: {
        // TUPLE
        const items = toMark();
        stack.push(items);
        break;
      }
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        stack.push(last(operation - 0x84));
        break;
      case 0x61: // APPEND
        listAt(stack, -2).push(stack.pop());
        break;
      case 0x65: {
        // APPENDS
        const items = toMark();
        listAt(stack, -1).push(...items);
        break;
      }
      case 0x73: // SETITEM
        setItems(stack.at(-3), last(2));
        break;
      case 0x75: {
        // SETITEMS
        const items = toMark();
        setItems(stack.at(-1), items);
        break;
      }
      case 0x71: // BINPUT
        memo.set(byte(), stack.at(-1));
        break;
      case 0x72: // LONG_BINPUT
        memo.set(int32(), stack.at(-1));
        break;
      case 0x68: // BINGET
        stack.push(memo.get(byte()));
        break;
      case 0x6a: // LONG_BINGET
        stack.push(memo.get(int32()));
        break;
      case 0x51: // BINPERSID
        stack.push({ persistent: stack.pop() });
        break;
      case 0x52: // REDUCE
        stack.push(called(...last(2)));
        break;
      case 0x62: // BUILD: attributes that no reader of ours needs
        stack.pop();
        break;
      default:
        throw new Error(`the pickle holds the operation 0x${operation.toString(16)}, which is not known here`);
    }
  }
}

/** @param {unknown[]} stack @param {number} index @returns {unknown[]} */
function listAt(stack, index) {
  const list = stack.at(index);
  if (!Array.isArray(list)) throw new Error('the pickle appends to what is no list');
  return list;
}

/** @param {unknown} target @param {unknown[]} items keys and values in turn */
function setItems(target, items) {
  if (!(target instanceof Map)) throw new Error('the pickle sets an item of what is no dictionary');
  for (let i = 0; i < items.length; i += 2) target.set(items[i], items[i + 1]);
}

/** @param {unknown[]} pair a Global and its arguments @returns {Map<unknown, unknown> | Call} */
function called(...[callee, args]) {
  const name = callee instanceof Object && 'global' in callee ? String(callee.global) : '';
  if (name === 'collections.OrderedDict') return new Map();
  if (!Array.isArray(args)) throw new Error(`the pickle calls ${name} without arguments`);
  return { call: name, args };
}
