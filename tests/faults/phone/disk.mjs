// The outbox's store on a phone's disk: a row is there, whole and synced, when `put` resolves; or it is not there at all.
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export function disk(folder) {
  mkdirSync(folder, { recursive: true });
  let busy = false;
  return {
    async put(row) {
      const file = openSync(join(folder, `${row.key}.new`), 'w');
      writeSync(file, JSON.stringify(row));
      fsyncSync(file);
      closeSync(file);
      renameSync(join(folder, `${row.key}.new`), join(folder, `${row.key}.json`));
    },
    all: async () =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))),
    remove: async (key) => rmSync(join(folder, `${key}.json`), { force: true }),
    async alone(work) {
      if (busy) return false;
      busy = true;
      try {
        await work();
      } finally {
        busy = false;
      }
      return true;
    },
    changedElsewhere() {},
    tellOthers() {},
  };
}
