/** Drawing the map: points of one genre as one path, and the window one looks through. */
import type { Anchor, Cluster } from '@/api/generated';

/** The part of the map that is seen: its middle, and how many times it is enlarged. */
export interface View {
  x: number;
  y: number;
  zoom: number;
}

/** A point of the map. */
export interface Place {
  x: number;
  y: number;
}

export const WHOLE: View = { x: 0, y: 0, zoom: 1 };
export const DEEPEST = 8;
/** The map reaches from -1 to 1; a little more keeps its points off the edge. */
export const EDGE = 1.06;

/** As an SVG viewBox; y points up on the map and down on the screen. */
export function boxOf({ x, y, zoom }: View): string {
  const half = EDGE / zoom;
  return `${(x - half).toFixed(4)} ${(-y - half).toFixed(4)} ${(2 * half).toFixed(4)} ${(2 * half).toFixed(4)}`;
}

/** Where a point of the map is in the window, as shares of its width and height; outside it where it cannot be seen. */
export function seenAt({ x, y, zoom }: View, point: { x: number; y: number }): { left: number; top: number; inside: boolean } {
  const half = EDGE / zoom;
  const left = (point.x - x + half) / (2 * half);
  const top = (y - point.y + half) / (2 * half);
  return { left, top, inside: left >= 0 && left <= 1 && top >= 0 && top <= 1 };
}

/** The point of the map at a place of the window, given as shares of its width and height. */
export function pointAt({ x, y, zoom }: View, left: number, top: number): { x: number; y: number } {
  const half = EDGE / zoom;
  return { x: x - half + 2 * half * left, y: y + half - 2 * half * top };
}

/** The same window moved and enlarged within what there is. */
export function lookAt({ x, y, zoom }: View): View {
  const near = Math.min(DEEPEST, Math.max(1, zoom));
  const room = EDGE - EDGE / near;
  const within = (n: number) => Math.min(room, Math.max(-room, n));
  return { x: within(x), y: within(y), zoom: near };
}

/** Each point as a line of no length: its round ends are the dot, which keeps its size however far one looks in. */
export function dots(points: { x: number; y: number }[]): string {
  return points.map(({ x, y }) => `M${x} ${-y}h0`).join('');
}

export function byGenre(anchors: Anchor[]): [genre: string, points: Anchor[]][] {
  const groups = new Map<string, Anchor[]>();
  for (const anchor of anchors) groups.set(anchor.genre, [...(groups.get(anchor.genre) ?? []), anchor]);
  return [...groups];
}

/** The point nearest to a place, if one is within reach. */
export function nearest<T extends { x: number; y: number }>(points: T[], at: { x: number; y: number }, reach: number): T | null {
  let best: T | null = null;
  let least = reach;
  for (const point of points) {
    const distance = Math.hypot(point.x - at.x, point.y - at.y);
    if (distance < least) [best, least] = [point, distance];
  }
  return best;
}

/** A label's room in the window, as shares of its width and height, on the smallest screen. */
const ROOM = { left: 0.24, top: 0.1 };

type Placed = Cluster & { x: number; y: number };

/** How high a label and a star are, and how wide a letter of a label, in pixels; they keep their size on every screen. */
const [HEIGHT, LETTER] = [25, 8];

/** How far down a group's name goes to cover no star, in pixels; up is less than nothing. */
export function givesWay(view: View, at: Place, name: string, stars: Place[], width: number): number {
  const label = seenAt(view, at);
  const free = (down: number) =>
    stars.every((star) => {
      const { left, top } = seenAt(view, star);
      return Math.abs(left - label.left) * width > (HEIGHT + LETTER * (name.length + 2)) / 2 || Math.abs((top - label.top) * width - down) > HEIGHT;
    });
  return [0, -HEIGHT, HEIGHT, -2 * HEIGHT, 2 * HEIGHT].find(free) ?? 0;
}

/** The groups whose labels do not cover one another, the largest first; looking closer brings the others. */
export function apart(view: View, clusters: Cluster[]): Placed[] {
  const placed = clusters.filter((cluster): cluster is Placed => cluster.x !== null && cluster.y !== null);
  const kept: Placed[] = [];
  for (const cluster of placed.sort((a, b) => b.songs - a.songs)) {
    const at = seenAt(view, cluster);
    const covered = kept.some((other) => {
      const there = seenAt(view, other);
      return Math.abs(at.left - there.left) < ROOM.left && Math.abs(at.top - there.top) < ROOM.top;
    });
    if (!covered) kept.push(cluster);
  }
  return kept;
}
