import { useEffect, useRef, useState, type RefObject } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Classification, Track } from '@/api';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { Trouble } from '@/components/Trouble';
import { counted } from '@/lib/format';
import { useDebounced } from '@/lib/useDebounced';
import styles from './History.module.css';
import { HistoryList } from './HistoryList';
import { UndoBar } from './UndoBar';
import { useHistoryChanges } from './useHistoryChanges';

/** As many songs as stand side by side. */
const MOST = 4;
const PAUSE = 250;

interface Props {
  heading: RefObject<HTMLHeadingElement | null>;
  /** Has a song heard again. */
  onTrack: (track: Track) => void;
}

/** All that a person had heard: found again, compared, deleted and taken back. */
export function History({ heading, onTrack }: Props) {
  const [params, setParams] = useSearchParams();
  // The router takes its time to write an address, and letters typed meanwhile must not be lost.
  const [text, setText] = useState(params.get('q') ?? '');
  const q = useDebounced(text, PAUSE).trim();
  useEffect(() => {
    if ((params.get('q') ?? '') !== q) setParams(q ? { q } : {}, { replace: true });
  }, [q, params, setParams]);
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const bars = useRef<HTMLDivElement>(null);
  // A bar that goes takes the focus with it.
  const leaveBars = () => {
    if (bars.current?.contains(document.activeElement)) heading.current?.focus();
  };
  const changes = useHistoryChanges(leaveBars);
  const choose = (id: string, title: string) => {
    const next = new Map(chosen);
    if (!next.delete(id)) next.set(id, title);
    setChosen(next);
  };
  const forget = (song: Classification) => {
    if (chosen.has(song.id)) choose(song.id, '');
    focusBeside(song.id, heading.current);
    changes.deleteOne(song);
  };
  const chooseNone = () => {
    leaveBars();
    setChosen(new Map());
  };
  return (
    <div className={styles.history}>
      <div className={styles.head}>
        <h1 ref={heading} tabIndex={-1}>
          Your songs
        </h1>
        <p className={styles.aside}>What you had heard is kept for this browser only. Whoever has a result’s address can open it, until you delete it here.</p>
      </div>
      <div className={styles.tools}>
        <label className={styles.search}>
          <Icon name="search" />
          <span className={styles.label}>Search your songs</span>
          <input type="search" value={text} placeholder="Title, artist or genre" autoComplete="off" onChange={(event) => setText(event.currentTarget.value)} />
        </label>
        {!q && <Button onClick={changes.deleteAll}>Delete all</Button>}
      </div>
      {changes.problem && <Trouble problem={changes.problem} />}
      <HistoryList
        key={q}
        q={q}
        hidden={changes.hidden}
        chosen={chosen}
        full={chosen.size >= MOST}
        onChoose={choose}
        onDelete={forget}
        onTrack={onTrack}
        empty={q ? <NoMatch q={q} onClear={() => setText('')} /> : <Nothing />}
      />
      <div ref={bars} className={styles.bars}>
        {chosen.size > 0 && (
          <section aria-label="Compare" className={styles.bar}>
            <p>{chosen.size === 1 ? 'One song chosen; choose another to compare.' : `${counted(chosen.size, 'song')} chosen.`}</p>
            {chosen.size > 1 && (
              <Link className={styles.go} to={`/compare?ids=${[...chosen.keys()].join(',')}`}>
                <Icon name="compare" />
                Compare
              </Link>
            )}
            <Button onClick={chooseNone}>Choose none</Button>
          </section>
        )}
        <UndoBar words={changes.last?.words ?? null} said={changes.said} onUndo={changes.undo} onClose={changes.dismiss} />
      </div>
    </div>
  );
}

/** What had the focus goes with its row. */
function focusBeside(id: string, otherwise: HTMLElement | null): void {
  const row = document.querySelector(`a[href="/c/${CSS.escape(id)}"]`)?.closest('li');
  const beside = row?.nextElementSibling ?? row?.previousElementSibling;
  (beside?.querySelector<HTMLElement>('[data-delete]') ?? otherwise)?.focus();
}

const Nothing = () => (
  <p className={styles.empty}>
    Nothing yet. <Link to="/">Find a song</Link>, and it will stand here.
  </p>
);

const NoMatch = ({ q, onClear }: { q: string; onClear: () => void }) => (
  <div className={styles.empty}>
    <p>None of your songs matches “{q}”.</p>
    <Button onClick={onClear}>Show all</Button>
  </div>
);
