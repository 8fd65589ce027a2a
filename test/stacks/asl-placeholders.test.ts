import { describe, expect, it } from 'vitest';
import { definitionFaults } from '#constructs/workflows/asl-placeholders.ts';

const definition = (more: object = {}) =>
  JSON.stringify({
    QueryLanguage: 'JSONata',
    TimeoutSeconds: 60,
    States: { Judge: { Resource: '${JudgeCanary}' } },
    ...more,
  });

describe('a definition', () => {
  it('is accepted when each placeholder has its substitution', () => {
    expect(definitionFaults(definition(), ['JudgeCanary'])).toEqual([]);
  });

  it('is refused with a placeholder without a substitution', () => {
    expect(definitionFaults(definition(), [])).toEqual(['nothing is given for ${JudgeCanary}']);
  });

  it('is refused with a substitution that no state uses', () => {
    expect(definitionFaults(definition(), ['JudgeCanary', 'PushImage'])).toEqual([
      'PushImage is given, but no state names ${PushImage}',
    ]);
  });

  it('is refused without a timeout: it could hang for a year', () => {
    expect(definitionFaults(definition({ TimeoutSeconds: undefined }), ['JudgeCanary'])).toEqual([
      'the machine has no TimeoutSeconds',
    ]);
  });

  it.each([undefined, 'JSONPath'])('is refused in another language than JSONata: %s', (QueryLanguage) => {
    expect(definitionFaults(definition({ QueryLanguage }), ['JudgeCanary'])).toEqual([
      'the query language is not JSONata',
    ]);
  });

  it('is refused with all of its faults at once', () => {
    expect(definitionFaults('{"Comment": "${A} ${B}"}', ['C'])).toHaveLength(5);
  });
});
