import { expect, it } from 'vitest';
import { crowdedFolders } from '../../.config/hygiene/folders.ts';

const filesIn = (folder: string, count: number) => Array.from({ length: count }, (_, i) => `${folder}/${i}.ts`);

it('refuses a folder with 31 files, and counts those below it as its rooms’', () => {
  expect(crowdedFolders([...filesIn('lib/config', 31), ...filesIn('lib/config/input', 30)])).toEqual([
    'lib/config: 31 files, more than 30: give it rooms',
  ]);
});
