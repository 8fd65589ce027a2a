import { describe, expect, it } from 'vitest';
import { describeAnswers, type HealthAnswer, healthScore } from '#domain/deployment/health-score.ts';

const answers = (good: number, bad: readonly HealthAnswer[] = []): HealthAnswer[] => [
  ...Array.from({ length: good }, () => ({ endpoint: '/health', status: 200 })),
  ...bad,
];
const down: HealthAnswer = { endpoint: '/api/health', status: 503 };
const silent: HealthAnswer = { endpoint: '/health', problem: 'nothing within 5 s' };

describe('the health score', () => {
  it.each([
    ['nothing was asked', answers(0), 0],
    ['all is well', answers(27), 1],
    ['one answer of 27 was lost', answers(26, [silent]), 26 / 27],
    ['one endpoint of three is down', answers(6, [down, down, down]), 6 / 9],
    ['no task answers', [silent, silent], 0],
  ])('where %s', (_, given, score) => expect(healthScore(given)).toBe(score));

  it.each([
    [199, 0],
    [200, 1],
    [204, 1],
    [299, 1],
    [301, 0],
    [404, 0],
    [500, 0],
  ])('counts status %i as %i', (status, score) => expect(healthScore([{ endpoint: '/', status }])).toBe(score));
});

describe('the words for it', () => {
  it('name each endpoint with what it said, and how often', () => {
    expect(describeAnswers(answers(5, [down, silent, down]))).toBe(
      '3 of 8 responses were bad: /api/health returned 503 (2 times), /health did not respond: nothing within 5 s (once)',
    );
    expect(describeAnswers(answers(3))).toBe('all 3 responses were good');
  });
});
