import { describe, expect, it } from 'vitest';
import { apart, boxOf, dots, givesWay, lookAt, nearest, pointAt, seenAt, WHOLE } from './atlas';

describe('the window onto the map', () => {
  it('shows all of it at first', () => {
    expect(boxOf(WHOLE)).toBe('-1.0600 -1.0600 2.1200 2.1200');
  });

  it('finds the point again that is seen at a place, however far one looks in', () => {
    for (const view of [WHOLE, { x: 0.3, y: -0.2, zoom: 4 }]) {
      const { x, y } = pointAt(view, 0.25, 0.75);
      const seen = seenAt(view, { x, y });
      expect(seen.left).toBeCloseTo(0.25);
      expect(seen.top).toBeCloseTo(0.75);
      expect(seen.inside).toBe(true);
    }
  });

  it('never leaves the map, nor goes deeper than it may', () => {
    expect(lookAt({ x: 5, y: 5, zoom: 1 })).toEqual(WHOLE);
    const corner = lookAt({ x: 5, y: 5, zoom: 100 });
    expect(corner.zoom).toBe(8);
    expect(seenAt(corner, { x: 1.06, y: 1.06 })).toMatchObject({ left: expect.closeTo(1) as number, top: expect.closeTo(0) as number });
  });

  it('reads the nearest point within reach only', () => {
    const points = [{ x: 0, y: 0 }, { x: 0.5, y: 0.5 }];
    expect(nearest(points, { x: 0.1, y: 0 }, 0.2)).toBe(points[0]);
    expect(nearest(points, { x: -0.9, y: 0 }, 0.2)).toBeNull();
  });

  it('draws points upright', () => {
    expect(dots([{ x: 0.5, y: 0.25 }])).toBe('M0.5 -0.25h0');
  });

  it('moves a name off the stars, no further than it must', () => {
    const down = (stars: { x: number; y: number }[], view = WHOLE) => givesWay(view, { x: 0, y: 0 }, 'Soul', stars, 360);
    expect(down([{ x: 0.9, y: 0 }])).toBe(0);
    expect(down([{ x: 0.05, y: -0.05 }])).toBe(-25);
    expect(down([{ x: 0.05, y: 0.05 }])).toBe(25);
    expect(down([{ x: 0, y: 0.1 }, { x: 0, y: -0.1 }])).toBe(-50);
    expect(down([{ x: 0.2, y: 0.05 }], { ...WHOLE, zoom: 8 })).toBe(0);
  });

  it('shows no label over another, and all of them from near enough', () => {
    const group = (cluster: number, songs: number, x: number) => ({ cluster, songs, x, y: 0, genres: [] });
    const groups = [group(0, 10, 0), group(1, 90, 0.1), group(2, 50, 0.9), { ...group(3, 99, 0), x: null, y: null }];
    expect(apart(WHOLE, groups).map(({ cluster }) => cluster)).toEqual([1, 2]);
    expect(apart({ x: 0, y: 0, zoom: 8 }, groups).map(({ cluster }) => cluster)).toEqual([1, 2, 0]);
  });
});
