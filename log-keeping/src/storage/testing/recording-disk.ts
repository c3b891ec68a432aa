// SPDX-License-Identifier: Apache-2.0
import { basename } from 'node:path';
import { type DiskAccess, localDisk } from '../disk.ts';

/** A disk that notes what becomes durable or visible, in the order in which that is done, and fails where it is told to. */
export function recordingDisk() {
  const control = {
    done: [] as string[],
    failing: undefined as ((act: string) => string | undefined) | undefined,
  };
  const during = async <T>(act: string, run: () => Promise<T>): Promise<T> => {
    const code = control.failing?.(act);
    if (code !== undefined) throw Object.assign(new Error(code), { code });
    const result = await run();
    control.done.push(act);
    return result;
  };
  const disk: DiskAccess = {
    ...localDisk,
    rename: (from, to) => during(`rename ${basename(String(to))}`, () => localDisk.rename(from, to)),
    open: async (path, flags) => {
      const file = await localDisk.open(path, flags);
      const name = String(path).split('/').slice(-2).join('/');
      const { datasync, sync, write } = file;
      file.datasync = () => during(`datasync ${name}`, () => datasync.call(file));
      file.sync = () => during(`sync ${name}`, () => sync.call(file));
      file.write = ((...given: Parameters<typeof write>) =>
        during(`write ${name}`, () => write.apply(file, given))) as typeof write;
      return file;
    },
  };
  return { control, disk };
}
