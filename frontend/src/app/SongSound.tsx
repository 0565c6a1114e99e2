import { api } from '@/api';
import { asProblem } from '@/api/problem';
import { Skeleton } from '@/components/Skeleton';
import { Trouble } from '@/components/Trouble';
import Sound from '@/features/sound/Sound';
import type { Playback } from '@/lib/playback';
import styles from './SongPage.module.css';

interface Props {
  id: string;
  playback: Playback;
  audible: boolean;
}

/** The pictures of the sound: the heaviest of all that is drawn, so they are asked for only here. */
export default function SongSound({ id, playback, audible }: Props) {
  const { currentData, error, refetch } = api.useClassificationsAnalysisQuery({ classificationId: id });
  if (currentData) return <Sound analysis={currentData} playback={playback} audible={audible} />;
  if (error) return <Trouble problem={asProblem(error)} onRetry={() => void refetch()} />;
  return <Skeleton className={styles.toCome} />;
}
