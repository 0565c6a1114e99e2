import type { CSSProperties } from 'react';
import type { Anchor, Cluster } from '@/api/generated';
import { listed, percent } from '@/lib/format';
import styles from './SongMap.module.css';
import { apart, givesWay, seenAt, type Place, type View } from './atlas';

interface Props {
  view: View;
  /** Of the window, in pixels. */
  width: number;
  clusters: Cluster[];
  /** What each group is called. */
  names: Map<Anchor['cluster'], string>;
  stars: Place[];
  onRead: (words: string) => void;
  onLook: (at: View) => void;
}

const about = ({ songs, genres }: Cluster) =>
  `${songs.toLocaleString('en')} songs that sound alike: ${listed(genres.map(({ genre, share }) => `${genre} ${percent(share)}`))}.`;

/** Where something lies in the window, as its styles; hidden outside it. */
export const marked = (view: View, place: Place) => {
  const { left, top, inside } = seenAt(view, place);
  return { hidden: !inside, style: { '--left': percent(left, 2), '--top': percent(top, 2) } as CSSProperties };
};

/** The names of the groups, each where its songs lie, beside the stars and not below them. */
export function Labels({ view, width, clusters, names, stars, onRead, onLook }: Props) {
  return apart(view, clusters).map((cluster) => {
    const { hidden, style } = marked(view, cluster);
    const name = names.get(cluster.cluster) ?? '';
    return (
      <button
        key={cluster.cluster}
        type="button"
        className={styles.cluster}
        aria-label={about(cluster)}
        hidden={hidden}
        style={{ ...style, marginTop: givesWay(view, cluster, name, stars, width) }}
        onFocus={() => onRead(about(cluster))}
        onPointerEnter={() => onRead(about(cluster))}
        onClick={() => onLook({ x: cluster.x, y: cluster.y, zoom: Math.max(2.6, view.zoom) })}
      >
        {name}
      </button>
    );
  });
}
