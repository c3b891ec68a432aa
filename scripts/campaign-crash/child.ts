// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process that prints lines and is killed. */
export interface Child {
  /** Every line so far. */
  readonly lines: readonly string[];
  /** The next line that begins with these words, without them; rejects when the process ends before. */
  line(words: string): Promise<string>;
  tell(text: string): void;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts a script of this folder. */
export function startChild(file: string, args: readonly string[]): Child {
  const process_ = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const waiting = new Set<{ words: string; resolve: (rest: string) => void; reject: (error: Error) => void }>();
  createInterface({ input: process_.stdout }).on('line', (line) => {
    lines.push(line);
    for (const each of waiting) {
      if (!line.startsWith(each.words)) continue;
      waiting.delete(each);
      each.resolve(line.slice(each.words.length).trim());
    }
  });
  const ended = once(process_, 'exit').then(([code]) => {
    for (const { words, reject } of waiting) reject(new Error(`${file} ended with ${code} before "${words}"`));
  });
  process_.stdin.on('error', () => {});
  return {
    lines,
    line: (words) => new Promise((resolve, reject) => waiting.add({ words, resolve, reject })),
    tell: (text) => process_.stdin.write(`${text}\n`),
    async kill() {
      process_.kill('SIGKILL');
      await ended;
    },
  };
}
