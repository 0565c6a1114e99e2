import { useMemo, useRef, useState, type PointerEvent } from 'react';
import { api, type Family } from '@/api';
import type { Anchor, Map as Atlas, Placed } from '@/api/generated';
import { asProblem } from '@/api/problem';
import { Button } from '@/components/Button';
import { Numbers } from '@/components/Numbers';
import { Skeleton } from '@/components/Skeleton';
import { Trouble } from '@/components/Trouble';
import { cx } from '@/lib/cx';
import { listed, percent } from '@/lib/format';
import { genreColour } from '@/lib/genres';
import { useWidth } from '@/lib/useWidth';
import { Labels, marked } from './Labels';
import { Legend } from './Legend';
import { OwnSongs } from './OwnSongs';
import styles from './SongMap.module.css';
import { boxOf, byGenre, dots, nearest, pointAt } from './atlas';
import { characteristic } from './characteristic';
import { useView } from './useView';

const MOST = { anchors: 3000 };
const whole = (n: number) => n.toLocaleString('en');

const aboutSong = ({ id, label, genre }: Placed) => `${id ? 'Yours' : 'Heard here'}: ${label}, heard as ${genre}.`;
const aboutPoint = ({ genre }: Anchor) => `A training song tagged ${genre}.`;

/** The training songs on a flat map, one's own among them. */
export function SongMap({ families }: { families: Family[] }) {
  const { data, error, refetch } = api.useMapRetrieveQuery(MOST, { refetchOnMountOrArgChange: true });
  const problem = error && asProblem(error);
  if (problem?.code === 'not_found') return <p>The model in use comes without a map.</p>;
  if (problem) return <Trouble problem={problem} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className={styles.waiting} />;
  return <Drawn atlas={data} families={families} />;
}

function Drawn({ atlas, families }: { atlas: Atlas; families: Family[] }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { view, placeIn, zoomIn, zoomOut, reset, look, pointer, drag, onKeyDown } = useView();
  const [lit, setLit] = useState<string | null>(null);
  const [reading, setReading] = useState('');
  const [found, setFound] = useState<Placed | null>(null);
  const own = atlas.tracks.filter(({ id }) => id !== null);
  const groups = useMemo(() => byGenre(atlas.anchors).map(([genre, points]) => ({ genre, path: dots(points) })), [atlas.anchors]);
  const names = useMemo(() => new Map(atlas.clusters.map((cluster) => [cluster.cluster, characteristic(cluster, atlas.anchors)])), [atlas]);
  const shown = families.find(({ name }) => name === lit)?.genres;
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (drag(event) || (event.target as Element).closest('a, button')) return;
    const { left, top } = placeIn(event);
    const at = pointAt(view, left, top);
    const song = nearest(atlas.tracks, at, 0.03 / view.zoom);
    const point = nearest(atlas.anchors, at, 0.03 / view.zoom);
    if (song) setReading(aboutSong(song));
    else if (point) setReading(aboutPoint(point));
  };
  return (
    <div className={styles.map}>
      <div className={styles.tools}>
        <Button onClick={zoomIn} aria-label="Look closer">+</Button>
        <Button onClick={zoomOut} disabled={view.zoom <= 1} aria-label="Look from further away">−</Button>
        <Button onClick={reset} disabled={view.zoom <= 1}>All of it</Button>
      </div>
      {/* Keys and the pointer move the window; all that can be read stands in its buttons, its words and the table. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={box}
        className={cx(styles.window, view.zoom > 1 && styles.near)}
        role="group"
        aria-label="Map of the training songs. Plus and minus look closer and further away, the arrow keys move."
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        {...pointer}
      >
        <svg viewBox={boxOf(view)} aria-hidden="true" focusable="false">
          {groups.map(({ genre, path }) => (
            <path key={genre} d={path} stroke={genreColour(genre)} className={cx(shown && !shown.includes(genre) && styles.dim)} />
          ))}
        </svg>
        <Labels view={view} width={width} clusters={atlas.clusters} names={names} stars={atlas.tracks} onRead={setReading} onLook={look} />
        {atlas.tracks.map((song, i) => (
          <span key={song.id ?? `${song.label} ${i}`} aria-hidden="true" className={cx(styles.own, song === found && styles.found)} {...marked(view, song)}>
            ★
          </span>
        ))}
      </div>
      <p className={styles.reading} aria-hidden="true">
        {reading || 'Each dot is a training song, each label a group that sounds alike, each star a song heard here.'}
      </p>
      <OwnSongs songs={own} onFind={setFound} />
      <Legend families={families} lit={lit} onLit={setLit} />
      <Numbers
        caption="Groups of songs that sound alike"
        head={['Most common genres', 'Training songs', 'Songs of yours']}
        rows={atlas.clusters.map((cluster) => [
          listed(cluster.genres.map(({ genre, share }) => `${genre} ${percent(share)}`)),
          whole(cluster.songs),
          own.filter((song) => song.cluster === cluster.cluster).length,
        ])}
      />
    </div>
  );
}
