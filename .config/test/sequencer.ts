import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { storiesFirst } from './stories-first.ts';

export class StoriesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return storiesFirst(await super.sort(files), ({ moduleId }) => moduleId);
  }
}
