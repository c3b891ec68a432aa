// SPDX-License-Identifier: Apache-2.0

/** The server answered something that this page cannot read; `path` says where. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
  readonly path: string;
  constructor(path: string, expected: string) {
    super(`${path}: ${expected} expected`);
    this.path = path;
  }
}

/** Reads one value found at a path, or throws ShapeError. */
export type Read<T> = (value: unknown, path: string) => T;
/** A JSON object whose members nobody has looked at yet. */
export type Members = Readonly<Record<string, unknown>>;

/** Reads a JSON object. */
export const members: Read<Members> = (value, path) => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members;
  throw new ShapeError(path, 'an object');
};

/** Reads a string. */
export const text: Read<string> = (value, path) => {
  if (typeof value === 'string') return value;
  throw new ShapeError(path, 'a string');
};

/** Reads a finite number. */
export const count: Read<number> = (value, path) => {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new ShapeError(path, 'a number');
};

/** Reads true or false. */
export const flag: Read<boolean> = (value, path) => {
  if (typeof value === 'boolean') return value;
  throw new ShapeError(path, 'true or false');
};

/** Reads one of the words given. */
export function oneOf<const T extends string>(words: readonly T[]): Read<T> {
  return (value, path) => {
    const found = words.find((word) => word === value);
    if (found !== undefined) return found;
    throw new ShapeError(path, `one of ${words.join(', ')}`);
  };
}

/** Reads every element of an array. */
export function list<T>(read: Read<T>): Read<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new ShapeError(path, 'an array');
    return value.map((each, index) => read(each, `${path}/${index}`));
  };
}

/** Reads an object whose members are all strings. */
export const texts: Read<Readonly<Record<string, string>>> = (value, path) =>
  Object.fromEntries(Object.entries(members(value, path)).map(([key, each]) => [key, text(each, `${path}/${key}`)]));

/** Reads a value that may be absent; null counts as absent. */
export function maybe<T>(read: Read<T>): Read<T | undefined> {
  return (value, path) => (value === undefined || value === null ? undefined : read(value, path));
}
