import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slots } from '#domain/slots/slot.ts';
import { liveSlot, sameWeights, weightsWith } from '#domain/slots/weights.ts';

describe('weights', () => {
  it('always add up to 100', () => {
    fc.assert(
      fc.property(fc.constantFrom(...slots), fc.integer({ min: 0, max: 100 }), (slot, percent) => {
        const weights = weightsWith(slot, percent);
        expect(weights.blue + weights.green).toBe(100);
        expect(weights[slot]).toBe(percent);
      }),
    );
  });

  it.each([-1, 101, 0.5, Number.NaN])('are never %d', (percent) => {
    expect(() => weightsWith('blue', percent)).toThrow('whole number from 0 to 100');
  });

  it('have a live slot only where one has everything', () => {
    expect(liveSlot(weightsWith('blue', 100))).toBe('blue');
    expect(liveSlot(weightsWith('blue', 0))).toBe('green');
    expect(liveSlot(weightsWith('blue', 50))).toBeUndefined();
    expect(liveSlot({ blue: 0, green: 0 })).toBeUndefined();
  });

  it('are the same only when both are', () => {
    expect(sameWeights({ blue: 10, green: 90 }, { blue: 10, green: 90 })).toBe(true);
    expect(sameWeights({ blue: 10, green: 90 }, { blue: 10, green: 0 })).toBe(false);
    expect(sameWeights({ blue: 10, green: 90 }, { blue: 0, green: 90 })).toBe(false);
  });
});
