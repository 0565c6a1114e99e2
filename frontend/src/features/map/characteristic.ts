import type { Anchor, Cluster } from '@/api/generated';

/** The genre that sets a cluster apart: not the most common one, which is Rock nearly everywhere, but the one it has most beyond its usual share. */
export function characteristic({ genres }: Cluster, anchors: Anchor[]): string {
  const usual = (name: string) => Math.max(1, anchors.filter(({ genre }) => genre === name).length);
  const [first] = [...genres].sort((a, b) => b.share / usual(b.genre) - a.share / usual(a.genre));
  return first?.genre ?? '';
}
