import { useEffect, useEffectEvent, useState } from 'react';
import type { Classification } from '@/api';
import { historyApi, titleOf } from '@/api/history';
import { asProblem, type Problem } from '@/api/problem';
import { counted } from '@/lib/format';

/** A change that can be taken back. */
interface Change {
  words: string;
  back: string;
  undo: () => Promise<{ error?: unknown }>;
  /** What it hid; null: all. */
  id: string | null;
}

/** Deleting from one's history, and taking it back: the last change first, as often as there are changes. What is said of the last one may go at any of them. */
export function useHistoryChanges(beforeLast: () => void) {
  const [remove] = historyApi.useClassificationsDeleteMutation();
  const [restore] = historyApi.useClassificationsRestoreMutation();
  const [clear] = historyApi.useClassificationsClearMutation();
  const [unclear] = historyApi.useClassificationsUnclearMutation();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [changes, setChanges] = useState<Change[]>([]);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const last = changes.at(-1) ?? null;

  const show = (id: string) => setHidden((before) => new Set([...before].filter((other) => other !== id)));
  const note = (change: Change) => {
    setChanges((before) => [...before, change]);
    setSaid(change.words);
  };
  const deleteOne = async (song: Classification) => {
    const { id } = song;
    setProblem(null);
    setHidden((before) => new Set(before).add(id));
    const { error } = await remove({ classificationId: id });
    if (error === undefined) {
      const title = titleOf(song);
      note({ words: `“${title}” is deleted.`, back: `“${title}” is back.`, undo: () => restore({ classificationId: id }), id });
      return;
    }
    show(id);
    setProblem(asProblem(error));
  };
  const deleteAll = async () => {
    setProblem(null);
    const { data, error } = await clear();
    if (error !== undefined) {
      setProblem(asProblem(error));
      return;
    }
    const { deleted, deleted_at: at } = data;
    note({ words: `${counted(deleted, 'song')} deleted.`, back: 'All of them are back.', undo: () => unclear({ historyRestoreRequest: { deleted_at: at } }), id: null });
  };
  const undo = async () => {
    if (!last) return;
    beforeLast();
    setChanges((before) => before.slice(0, -1));
    const { error } = await last.undo();
    if (error !== undefined) {
      setChanges((before) => [...before, last]);
      setProblem(asProblem(error));
      return;
    }
    setProblem(null);
    if (last.id) show(last.id);
    setSaid(last.back);
  };

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === 'search';
    if (!last || typing || event.key.toLowerCase() !== 'z' || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void undo();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return {
    hidden,
    last,
    said,
    problem,
    deleteOne: (song: Classification) => void deleteOne(song),
    deleteAll: () => void deleteAll(),
    undo: () => void undo(),
    /** The change stays; only the offer to take it back goes. */
    dismiss: () => {
      beforeLast();
      setChanges([]);
    },
  };
}
