import { describe, expect, it } from 'vitest';
import { filled, matches } from '#rehearsal/simulator/machines/event-pattern.ts';

const event = {
  source: 'aws.cloudwatch',
  time: '2026-01-05T09:00:00.000Z',
  'detail-type': 'CloudWatch Alarm State Change',
  detail: { alarmName: 'sluice-production-api-blue-errors', state: { value: 'ALARM' } },
};
const all = { 'detail-type': ['CloudWatch Alarm State Change'] };

describe('an event pattern', () => {
  it.each([
    ['one of several values', { ...all, source: ['aws.ecs', 'aws.cloudwatch'] }],
    ['a prefix', { ...all, detail: { alarmName: [{ prefix: 'sluice-production-' }] } }],
    ['a suffix', { ...all, detail: { alarmName: [{ suffix: '-errors' }] } }],
    ['a field of a field', { ...all, detail: { state: { value: ['ALARM'] } } }],
  ])('matches by %s', (_, pattern) => {
    expect(matches(pattern, event)).toBe(true);
  });

  it.each([
    ['another value', { ...all, source: ['aws.ecs'] }],
    ['a field that the event does not have', { ...all, region: ['us-east-1'] }],
    ['another prefix', { ...all, detail: { alarmName: [{ prefix: 'sluice-staging-' }] } }],
    ['another suffix', { ...all, detail: { alarmName: [{ suffix: '-slow' }] } }],
    ['one field of two', { ...all, source: ['aws.cloudwatch'], detail: { state: { value: ['OK'] } } }],
  ])('does not match by %s', (_, pattern) => {
    expect(matches(pattern, event)).toBe(false);
  });

  it('with a matcher that the simulator does not know is an error, not a match', () => {
    const pattern = { ...all, detail: { alarmName: [{ wildcard: '*-errors' }] } } as never;
    expect(() => matches(pattern, event)).toThrow('does not know the matcher {"wildcard":"*-errors"}');
  });
});

it('an input takes the fields of the event that its paths name', () => {
  const input = { alarm: { name: '$.detail.alarmName', at: '$.time', by: 'rule' } };
  expect(filled(input, event)).toEqual({
    alarm: { name: event.detail.alarmName, at: event.time, by: 'rule' },
  });
});
